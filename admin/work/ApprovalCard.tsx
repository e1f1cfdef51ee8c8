/** One approval that waits for me: what it is about, for how much, since when, and the two answers within a thumb's reach. */
import { Button, Card, Checkbox, Chip, Collapse, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Decision, Waiting } from '../../server/approvals/index.ts'
import { yuan } from '../../server/definition/decimal.ts'
import { groupDigits } from '../kinds/figures.ts'
import { companyTime } from '../kinds/instants.ts'
import { useSay } from '../language/say.ts'
import { fieldOf, type PanelRecord, useCatalog } from '../registers/catalog.ts'
import { FieldValue } from '../registers/FieldValue.tsx'
import { AddSigner } from './AddSigner.tsx'
import { Snapshot } from './Snapshot.tsx'

interface ApprovalCardProps {
  readonly waiting: Waiting
  readonly chosen: boolean
  onChoose(): void
  onDecide(decision: Decision): void
}

/** Said elsewhere on the card. */
const saidAlready = new Set(['number', 'customer', 'amount', 'total'])

/** What a list of such documents shows of each, in one line. */
function Gist({ document, record }: { document: string; record: PanelRecord }) {
  const say = useSay()
  const description = useCatalog().byName.get(document)
  if (!description) return null
  const names = description.list.filter(
    (name) =>
      !saidAlready.has(name) &&
      name !== description.title &&
      name !== description.workflow?.field &&
      record[name] !== null &&
      record[name] !== undefined &&
      record[name] !== '',
  )
  if (names.length === 0) return null
  return (
    <Typography variant="body2" component="div">
      {names.map((name, index) => {
        const field = fieldOf(description, name)
        return field ? (
          <span key={name}>
            {index > 0 ? ' · ' : ''}
            {say(field.label)} <FieldValue description={description} name={name} record={record} />
          </span>
        ) : null
      })}
    </Typography>
  )
}

export function ApprovalCard({ waiting, chosen, onChoose, onDecide }: ApprovalCardProps) {
  const say = useSay()
  const { byName } = useCatalog()
  const [open, setOpen] = useState(false)
  const [adding, setAdding] = useState(false)
  const { title, number, applicant, amount, stepName, stepSince, onBehalfOf, document, record, snapshot } = waiting
  const customer = (snapshot._labels as Readonly<Record<string, string>> | undefined)?.customer
  return (
    <Card component="article" aria-label={title} sx={{ p: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'flex-start' }}>
        <Checkbox
          size="small"
          checked={chosen}
          onChange={onChoose}
          sx={{ p: 0.5 }}
          slotProps={{ input: { 'aria-label': say(['选择 {title}', 'Select {title}'], { title }) } }}
        />
        <Stack sx={{ minWidth: 0, flex: 1, gap: 0.25 }}>
          <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'baseline' }}>
            <Typography component="h2" sx={{ fontWeight: 600 }}>
              {byName.has(document) ? (
                <Link to={`/${document}/${record}/show`} style={{ color: 'inherit' }}>
                  {title}
                </Link>
              ) : (
                title
              )}
            </Typography>
            {customer ? <Typography color="textSecondary">{customer}</Typography> : null}
            {amount === null ? null : (
              <Typography sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>¥ {groupDigits(yuan(Number(amount)))}</Typography>
            )}
          </Stack>
          <Typography variant="body2" color="textSecondary">
            {say(['{number} · {applicant} 提交 · {step} · {since}', '{number} · by {applicant} · {step} · {since}'], {
              number,
              applicant,
              step: stepName ?? '',
              since: stepSince ? companyTime(stepSince).slice(0, 16) : '',
            })}
          </Typography>
          <Gist document={document} record={snapshot as PanelRecord} />
          {onBehalfOf ? (
            <Chip
              size="small"
              color="info"
              variant="outlined"
              label={say(['代 {name} 签批', 'for {name}'], { name: onBehalfOf })}
              sx={{ alignSelf: 'start' }}
            />
          ) : null}
        </Stack>
      </Stack>
      <Collapse in={open} unmountOnExit>
        <Stack sx={{ mt: 1.5, p: 1.5, bgcolor: 'action.hover', borderRadius: 1 }}>
          <Snapshot document={document} record={snapshot as PanelRecord} />
        </Stack>
      </Collapse>
      <Stack direction="row" sx={{ mt: 1, gap: 1, justifyContent: 'flex-end', flexWrap: 'wrap' }}>
        <Button size="small" color="inherit" onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? say(['收起', 'Less']) : say(['查看内容', 'Show what it says'])}
        </Button>
        <Button size="small" color="inherit" onClick={() => setAdding(true)}>
          {say(['加签', 'Add a signer'])}
        </Button>
        <Button size="small" variant="outlined" color="warning" onClick={() => onDecide('return')}>
          {say(['退回', 'Send back'])}
        </Button>
        <Button size="small" variant="contained" onClick={() => onDecide('approve')}>
          {say(['同意', 'Approve'])}
        </Button>
      </Stack>
      {adding ? <AddSigner id={waiting.id} title={title} onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}
