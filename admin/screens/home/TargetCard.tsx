/** How far the target of this month is reached, against the net sales of the weekly statistics. */
import { Box, Card, LinearProgress, Skeleton, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import { parseDecimal, yuan } from '../../../server/definition/decimal.ts'
import { call } from '../../http.ts'
import { groupDigits } from '../../kinds/figures.ts'
import { monthStart } from '../../kinds/periods.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, readable, useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import type { Reach } from './tasks.ts'

interface Weekly {
  readonly totals: Readonly<Record<string, unknown>>
}

const fen = (value: unknown): number => parseDecimal(String(value ?? ''), 2) ?? 0

export function TargetCard({ today, reach }: { today: string; reach: Reach }) {
  const say = useSay()
  const catalog = useCatalog()
  const from = monthStart(today)
  const filter = { month: from, user: reach === 'mine' ? '$me' : { empty: false } }
  const { data, isPending } = useGetList<PanelRecord>('salesTargets', {
    filter,
    sort: { field: 'id', order: 'ASC' },
    pagination: { page: 1, perPage: 200 },
  })
  const where = reach === 'mine' ? { salesperson: '$me' } : {}
  const sales = useQuery({
    queryKey: ['home', 'weekly-sales', from, today, reach],
    queryFn: () =>
      call<Weekly>(
        'GET',
        `/api/reports/weekly-sales?${new URLSearchParams({ from, to: today, by: 'salesperson', where: JSON.stringify(where) })}`,
      ),
    enabled: readable(catalog, 'orders'),
    staleTime: 30_000,
  })
  if (isPending) return <Skeleton variant="rounded" height={96} />
  const target = (data ?? []).reduce((sum, row) => sum + fen(row.amount), 0)
  if (target === 0) return null
  const net = sales.data ? fen(sales.data.totals.net) : undefined
  const share = net === undefined ? undefined : Math.round((net / target) * 1000) / 10
  return (
    <Card component="section" sx={{ p: 2 }}>
      <Stack direction="row" sx={{ columnGap: 3, rowGap: 0.5, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography component="h2" variant="h2">
          <Link to={listPath('salesTargets', filter)} style={{ color: 'inherit', textDecoration: 'none' }}>
            {say(['本月目标', 'Target of this month'])}
          </Link>
        </Typography>
        <Figure label={say(['目标 (¥)', 'Target (¥)'])} value={groupDigits(yuan(target))} />
        <Figure label={say(['净销售额 (¥)', 'Net sales (¥)'])} value={net === undefined ? '—' : groupDigits(yuan(net))} />
        <Figure label={say(['完成', 'Reached'])} value={share === undefined ? '—' : `${share} %`} />
      </Stack>
      <Box sx={{ mt: 1 }}>
        <LinearProgress
          variant="determinate"
          value={Math.max(0, Math.min(100, share ?? 0))}
          aria-label={say(['本月目标完成', 'Target of this month reached'])}
          sx={{ height: 8, borderRadius: 4 }}
        />
      </Box>
    </Card>
  )
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <Typography component="span">
      <Typography component="span" variant="body2" color="textSecondary">
        {label}{' '}
      </Typography>
      <strong>{value}</strong>
    </Typography>
  )
}
