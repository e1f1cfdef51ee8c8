/** SQL 运行情况: who ran what, how long it took, what was taken away and what was stopped; an administrator sees everybody, others themselves. */
import { Alert, Button, Card, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { Title, useGetList } from 'react-admin'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Where } from '../../../server/definition/where.ts'
import { companyToday, instantOf } from '../../kinds/instants.ts'
import { useSay, type Words } from '../../language/say.ts'
import { listPath } from '../../registers/conditions.ts'
import { among } from '../../reports/address.ts'
import { useRights } from '../ask.ts'
import { ActivityTable } from './ActivityTable.tsx'
import { lasting, outcomes, type RunRecord } from './runLog.ts'

const spans = ['1', '7', '30', '90'] as const
const spanLabels: Readonly<Record<(typeof spans)[number], Words>> = {
  '1': ['今天', 'Today'],
  '7': ['近 7 天', 'Last 7 days'],
  '30': ['近 30 天', 'Last 30 days'],
  '90': ['近 90 天', 'Last 90 days'],
}

const dayLength = 86_400_000

/** The moment so many days before today began in the company. */
const daysAgo = (days: number): string => new Date(Date.parse(instantOf(companyToday())) - days * dayLength).toISOString()

export default function ActivityPage() {
  const say = useSay()
  const { data: rights } = useRights()
  const [address, setAddress] = useSearchParams()
  const span = among(spans, address.get('days')) ?? '7'
  const outcome = address.get('outcome') ?? ''
  const since: Where = { at: { gte: daysAgo(Number(span) - 1) } }
  const set = (name: string, value: string) =>
    setAddress(
      (query) => {
        const next = new URLSearchParams(query)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  const title = say(['SQL 运行情况', 'SQL activity'])
  const shown: Where = outcome === 'killed' ? { ...since, killed: { eq: true } } : outcome ? { ...since, outcome: { eq: outcome } } : since
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Title title={title} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography variant="h1" sx={{ flex: 1 }}>
          {title}
        </Typography>
        <TextField
          select
          size="small"
          label={say(['时间', 'Time'])}
          value={span}
          onChange={({ target }) => set('days', target.value)}
          sx={{ minWidth: 120 }}
        >
          {spans.map((each) => (
            <MenuItem key={each} value={each}>
              {say(spanLabels[each])}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          size="small"
          label={say(['结果', 'Outcome'])}
          value={outcome}
          onChange={({ target }) => set('outcome', target.value)}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          sx={{ minWidth: 120 }}
        >
          <MenuItem value="">{say(['全部', 'All'])}</MenuItem>
          {Object.entries(outcomes).map(([name, { label }]) => (
            <MenuItem key={name} value={name}>
              {say(label)}
            </MenuItem>
          ))}
          <MenuItem value="killed">{say(['强制终止', 'Killed'])}</MenuItem>
        </TextField>
        <Button size="small" component={Link} to={listPath('queryRuns', shown)}>
          {say(['在清单中查看与导出', 'See and export as a list'])}
        </Button>
      </Stack>
      <Figures since={since} />
      {rights ? (
        <Typography variant="body2" color="text.secondary">
          {say(
            [
              '运行记录保存 {days} 天（制度“SQL 运行记录保存期”），更早的自动删除。',
              'Runs are kept for {days} days (policy “SQL runs are kept for”); older ones are deleted.',
            ],
            {
              days: rights.limits.logDays,
            },
          )}
        </Typography>
      ) : null}
      <ActivityTable filter={shown} />
    </Stack>
  )
}

function useFirst(filter: Where, field: string) {
  return useGetList<RunRecord>('queryRuns', { filter, pagination: { page: 1, perPage: 1 }, sort: { field, order: 'DESC' } })
}

/** Rows of exports are added up over at most this many. */
const mostExports = 1000

function Figures({ since }: { since: Where }) {
  const say = useSay()
  const navigate = useNavigate()
  const failing: Where = { ...since, outcome: { in: ['failed', 'died', 'timeout'] } }
  const killing: Where = { ...since, killed: { eq: true } }
  const all = useFirst(since, 'id')
  const failed = useFirst(failing, 'id')
  const killed = useFirst(killing, 'id')
  const slowest = useFirst(since, 'elapsed')
  const taken: Where = { ...since, exported: { empty: false }, outcome: { eq: 'done' } }
  const exports = useGetList<RunRecord>('queryRuns', {
    filter: taken,
    pagination: { page: 1, perPage: mostExports },
    sort: { field: 'id', order: 'DESC' },
  })
  const rows = (exports.data ?? []).reduce((sum, run) => sum + (run.rows ?? 0), 0)
  const slow = slowest.data?.[0]
  const figures: readonly (readonly [Words, string, string, string])[] = [
    [['运行', 'Runs'], count(all.total), '', listPath('queryRuns', since)],
    [['出错或超时', 'Failed or timed out'], count(failed.total), '', listPath('queryRuns', failing)],
    [['强制终止', 'Killed'], count(killed.total), '', listPath('queryRuns', killing)],
    [['导出行数', 'Rows exported'], count(rows), say(['{n} 次', '{n} times'], { n: count(exports.total) }), listPath('queryRuns', taken)],
    [['最慢一次', 'Slowest'], lasting(slow?.elapsed ?? null), slow?._labels.user ?? '', slow ? `/queryRuns/${slow.id}/show` : ''],
  ]
  if (all.error) return <Alert severity="error">{String(all.error)}</Alert>
  return (
    <Stack
      component="section"
      aria-label={say(['要点', 'Key figures'])}
      sx={{ display: 'grid', gap: 1, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(5, 1fr)' } }}
    >
      {figures.map(([label, value, more, to]) => (
        <Card
          key={label[1]}
          component="button"
          onClick={() => to && navigate(to)}
          sx={{
            p: 1.5,
            textAlign: 'left',
            font: 'inherit',
            color: 'inherit',
            cursor: to ? 'pointer' : 'default',
            bgcolor: 'background.paper',
          }}
        >
          <Typography variant="body2" color="text.secondary" component="span" sx={{ display: 'block' }}>
            {say(label)}
          </Typography>
          <Typography component="span" sx={{ fontSize: '1.25rem', fontWeight: 600 }}>
            {value}
          </Typography>{' '}
          <Typography component="span" variant="body2" color="text.secondary">
            {more}
          </Typography>
        </Card>
      ))}
    </Stack>
  )
}

const count = (value: number | undefined): string => (value === undefined ? '—' : value.toLocaleString('en-US'))
