/** One difference: what is wrong in words, for how much and since when, whose it is, the papers it speaks of, and what can be done about it. */
import { Box, Button, Card, Checkbox, Skeleton, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetOne } from 'react-admin'
import { Link } from 'react-router'
import type { Description } from '../../../server/catalog/description.ts'
import { inLanguage } from '../../kinds/bilingual.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog, useDescription, whole } from '../../registers/catalog.ts'
import { FieldValue } from '../../registers/FieldValue.tsx'
import { Moves } from '../../registers/Moves.tsx'
import { exact } from '../../reports/amounts.ts'
import { daysUntil } from '../home/DueDay.tsx'
import { useKindWords } from './useKindWords.ts'

/** Links to whom and which papers a difference speaks of, as its form has them; the month it is of is where the card stands. */
const papersOf = ({ form }: Description): string[] => [
  'customer',
  ...(form.find(({ fields }) => fields.includes('carriedFrom'))?.fields ?? []).filter((name) => name !== 'reconciliation'),
]

interface DifferenceCardProps {
  readonly record: PanelRecord
  /** The month is signed: what was said stays said. */
  readonly fixed: boolean
  readonly chosen: boolean
  /** Undefined where nothing can be done about it any more. */
  readonly onChoose: (() => void) | undefined
}

export function DifferenceCard({ record, fixed, chosen, onChoose }: DifferenceCardProps) {
  const say = useSay()
  const { language } = useLanguage()
  const kindWords = useKindWords()
  const mayAct = useCatalog().byName.get('differences')?.may.update === true && !fixed && record.status !== 'gone'
  const [acting, setActing] = useState(false)
  const description = useDescription('differences')
  const { kind, amount, since, what, earlier, explanation, number } = record
  const days = typeof since === 'string' ? -daysUntil(since, companyToday()) : undefined
  return (
    <Card
      component="article"
      aria-label={String(number ?? kindWords(String(kind)))}
      sx={{ p: 1.5, display: 'flex', flexDirection: 'column', gap: 0.75 }}
    >
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        {onChoose ? (
          <Checkbox
            size="small"
            checked={chosen}
            onChange={onChoose}
            sx={{ p: 0.25 }}
            slotProps={{ input: { 'aria-label': say(['选择 {number}', 'Select {number}'], { number: String(number) }) } }}
          />
        ) : null}
        <Typography component="h2" sx={{ fontWeight: 600 }}>
          <Link to={`/differences/${record.id}/show`}>{kindWords(String(kind))}</Link>
        </Typography>
        <FieldValue description={description} name="status" record={record} />
        <Box sx={{ flex: 1 }} />
        <Typography sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>¥ {exact(amount as string | null, 'money')}</Typography>
      </Stack>
      <Typography>{inLanguage(String(what ?? ''), language)}</Typography>
      <Typography variant="body2" color="textSecondary" component="div">
        {papersOf(description)
          .filter((name) => record[name] !== null && record[name] !== undefined && description.fields[name])
          .map((name, at) => (
            <span key={name}>
              {at > 0 ? ' · ' : ''}
              {say(description.fields[name]?.label ?? [name, name])} <FieldValue description={description} name={name} record={record} />
            </span>
          ))}
      </Typography>
      <Typography variant="body2" color="textSecondary" component="div">
        {say(['责任人', 'Owner'])} <FieldValue description={description} name="owner" record={record} />
        {days === undefined ? null : ` · ${say(['已 {days} 天', '{days} days old'], { days: Math.max(0, days) })}`}
      </Typography>
      {earlier ? (
        <Typography variant="body2" color="textSecondary" sx={{ pl: 1, borderLeft: 3, borderColor: 'divider' }}>
          {inLanguage(String(earlier), language)}
        </Typography>
      ) : null}
      {explanation ? (
        <Typography variant="body2" sx={{ pl: 1, borderLeft: 3, borderColor: 'divider' }}>
          {String(explanation)}
        </Typography>
      ) : null}
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', mt: 'auto', justifyContent: 'flex-end' }}>
        {mayAct ? (
          acting ? (
            <Acts id={record.id} />
          ) : (
            <Button size="small" variant="outlined" onClick={() => setActing(true)}>
              {say(['处理', 'Deal with it'])}
            </Button>
          )
        ) : null}
      </Stack>
    </Card>
  )
}

/** The steps that this person may take now; read when asked for, because lists carry none. */
function Acts({ id }: { id: number }) {
  const description = useDescription('differences')
  const { data } = useGetOne<PanelRecord>('differences', { id, meta: whole })
  return data ? <Moves description={description} record={data} /> : <Skeleton variant="rounded" width={160} height={30} />
}
