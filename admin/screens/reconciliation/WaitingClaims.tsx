/** Claims that wait for whoever confirms them, beside the money they are about: the receipt, the match and the payer's name follow from the one button. */
import { Box, Card, Stack, Typography } from '@mui/material'
import { useGetList, useGetOne } from 'react-admin'
import { Link } from 'react-router'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useDescription, whole } from '../../registers/catalog.ts'
import { FieldValue } from '../../registers/FieldValue.tsx'
import { Moves } from '../../registers/Moves.tsx'
import { exact } from '../../reports/amounts.ts'

/** Claims shown at once; the next come up as these are dealt with. */
const most = 20

const confirms = (claim: PanelRecord | undefined): boolean =>
  claim?._moves?.some(({ name, allowed }) => name === 'confirm' && allowed) === true

function Claim({ id, rivals }: { id: number; rivals: number }) {
  const say = useSay()
  const description = useDescription('moneyClaims')
  const { data: claim } = useGetOne<PanelRecord>('moneyClaims', { id, meta: whole })
  if (!claim) return null
  const { customer, bankLine, salesperson } = claim._labels
  return (
    <Card component="li" sx={{ p: 1.5, display: 'flex', flexDirection: 'column', gap: 0.75 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'baseline' }}>
        <Typography sx={{ flex: 1, minWidth: 0, fontWeight: 600, overflowWrap: 'anywhere' }}>
          <Link to={`/moneyClaims/${id}/show`}>{customer ?? String(claim.number)}</Link>
        </Typography>
        <Typography sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {exact(String(claim.amount), 'money')}
        </Typography>
      </Stack>
      <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {say(['银行 {line} · {who} 认领', 'Bank {line} · claimed by {who}'], { line: bankLine ?? '', who: salesperson ?? '—' })}
      </Typography>
      {claim.note ? (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {String(claim.note)}
        </Typography>
      ) : null}
      {Array.isArray(claim.evidence) && claim.evidence.length > 0 ? (
        <FieldValue description={description} name="evidence" record={claim} />
      ) : null}
      {rivals > 0 ? (
        <Typography variant="body2" color="warning.main">
          {say(
            [
              '同一笔另有 {count} 份认领；确认一份即驳回其他。',
              '{count} more claim(s) of the same line; confirming one rejects the others.',
            ],
            {
              count: rivals,
            },
          )}
        </Typography>
      ) : null}
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', justifyContent: 'flex-end', '& button': { minHeight: 44 } }}>
        <Moves description={description} record={{ ...claim, _moves: claim._moves?.filter(({ allowed }) => allowed) ?? [] }} />
      </Stack>
    </Card>
  )
}

export function WaitingClaims() {
  const say = useSay()
  const { data = [], total = 0 } = useGetList<PanelRecord>('moneyClaims', {
    filter: { status: 'open' },
    sort: { field: 'id', order: 'ASC' },
    pagination: { page: 1, perPage: most },
  })
  const [first] = data
  const { data: known } = useGetOne<PanelRecord>('moneyClaims', { id: first?.id ?? 0, meta: whole }, { enabled: first !== undefined })
  if (!confirms(known)) return null
  const title = say(['待确认的认领（{count}）', 'Claims to confirm ({count})'], { count: total })
  return (
    <Box component="section" aria-label={title}>
      <Typography component="h2" variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map(({ id, bankLine }) => (
          <Claim key={id} id={id} rivals={data.filter((other) => other.bankLine === bankLine).length - 1} />
        ))}
      </Stack>
    </Box>
  )
}
