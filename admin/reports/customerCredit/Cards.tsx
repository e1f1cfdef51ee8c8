/** The analysis on a phone: a card for each customer, the worst first. */
import { Box, Button, Card, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Ageing, TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact, numberOf } from '../amounts.ts'
import { AgeBar } from './AgeBar.tsx'
import { Risk } from './cells.tsx'
import { creditTab } from './drill.ts'
import { onCredit } from './parts.ts'
import { customerName } from './risk.ts'
import { UsedBar } from './UsedBar.tsx'

const shownFirst = 30

interface Props {
  readonly label: string
  readonly rows: readonly TableRow[]
  readonly ageing: Ageing
  /** The records behind a figure. */
  to(row: TableRow, figure: string): string | undefined
  readonly nothing: string
}

export function Cards({ label, rows, ageing, to, nothing }: Props) {
  const say = useSay()
  const [whole, setWhole] = useState(false)
  const visible = whole ? rows : rows.slice(0, shownFirst)
  if (rows.length === 0) return <Typography color="text.secondary">{nothing}</Typography>
  return (
    <Box component="ul" aria-label={label} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {visible.map((row) => (
        <Card component="li" key={String(row.customer)} sx={{ p: 1.5 }}>
          <Box component={Link} to={creditTab(Number(row.customer))} sx={{ fontWeight: 600, color: 'primary.main' }}>
            {customerName(row)}
          </Box>{' '}
          <Typography component="span" variant="caption" color="text.secondary">
            {row._labels?.mode}
          </Typography>
          <Box sx={{ my: 0.5 }}>
            <Risk row={row} />
          </Box>
          {onCredit(row) ? (
            <Box sx={{ my: 1 }}>
              <Typography variant="body2">
                {say(['可用 {available} / 额度 {limit}', '{available} of {limit} available'], {
                  available: exact(row.available as string, 'money'),
                  limit: exact(row.limit as string, 'money'),
                })}
              </Typography>
              <UsedBar share={numberOf(row.utilisation) ?? 0} />
            </Box>
          ) : null}
          <Stack direction="row" sx={{ justifyContent: 'space-between', columnGap: 2, flexWrap: 'wrap', mb: 0.5 }}>
            <Amount label={say(['应收', 'Receivables'])} value={row.receivable as string} path={to(row, 'receivable')} />
            <Amount label={say(['逾期', 'Overdue'])} value={row.overdue as string} path={to(row, 'overdue')} />
          </Stack>
          <AgeBar row={row} ageing={ageing} />
        </Card>
      ))}
      {visible.length < rows.length ? (
        <Box component="li">
          <Button fullWidth onClick={() => setWhole(true)}>
            {say(['显示全部 {count} 位客户', 'Show all {count} customers'], { count: rows.length })}
          </Button>
        </Box>
      ) : null}
    </Box>
  )
}

function Amount({ label, value, path }: { label: string; value: string; path: string | undefined }) {
  const text = `${label} ${exact(value, 'money')}`
  const linked = path !== undefined && numberOf(value) !== 0
  return <Typography variant="body2">{linked ? <Link to={path}>{text}</Link> : text}</Typography>
}
