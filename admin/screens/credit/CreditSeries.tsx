/** One customer day by day: the limit against what is used of it, what is overdue, and the days on which something was decided. */
import { useTheme } from '@mui/material/styles'
import { Line } from 'recharts'
import type { CreditEvent, CreditSeries as Series, TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact, numberOf } from '../../reports/amounts.ts'
import { axisOf } from '../../reports/axis.ts'
import { ChartFrame } from '../../reports/ChartFrame.tsx'
import { ChartTable } from '../../reports/ChartTable.tsx'
import { Legend } from '../../reports/Legend.tsx'
import { Plot } from '../../reports/Plot.tsx'
import { useEventWords } from './eventWords.ts'

interface Point {
  readonly day: string
  readonly limit: number | undefined
  readonly exposure: number | undefined
  readonly overdue: number | undefined
  readonly row: TableRow
  readonly events: readonly CreditEvent[]
}

const dayOf = ({ day }: TableRow): string => String(day)
const money = (value: TableRow[string] | undefined): string => exact(value as string | null | undefined, 'money')

export default function CreditSeries({ series }: { series: Series }) {
  const say = useSay()
  const wordsOf = useEventWords()
  const { palette } = useTheme()
  const title = say(['每日额度与占用', 'Limit and exposure day by day'])
  const lines = [
    { name: 'limit', label: say(['额度', 'Limit']), colour: palette.text.secondary, mark: '┄' },
    { name: 'exposure', label: say(['占用', 'Exposure']), colour: palette.primary.main, mark: '━' },
    { name: 'overdue', label: say(['逾期', 'Overdue']), colour: palette.error.main, mark: '━' },
  ] as const
  const events = { name: 'events', label: say(['放行与决定', 'Decisions and releases']), colour: palette.warning.main, mark: '◆' }
  const points: Point[] = series.rows.map((row) => ({
    day: dayOf(row),
    limit: numberOf(row.limit),
    exposure: numberOf(row.exposure),
    overdue: numberOf(row.overdue),
    row,
    events: series.events.filter(({ day }) => day === dayOf(row)),
  }))
  const axis = axisOf(points.flatMap(({ limit, exposure }) => [limit ?? 0, exposure ?? 0]))
  const table = (
    <ChartTable
      label={title}
      rows={[...points].reverse()}
      keyOf={({ day }) => day}
      columns={[
        { name: 'day', label: say(['日期', 'Day']), cell: ({ day }) => day },
        ...lines.map(({ name, label }) => ({ name, label, cell: ({ row }: Point) => money(row[name]) })),
        { name: 'receivable', label: say(['应收', 'Receivables']), cell: ({ row }) => money(row.receivable) },
        { name: 'events', label: events.label, cell: (point) => point.events.map(wordsOf).join(say(['；', '; '])) },
      ]}
    />
  )
  return (
    <ChartFrame title={title} legend={<Legend series={[...lines, events]} />} table={table}>
      <Plot
        title={title}
        points={points}
        along="day"
        tick={(day) => day.slice(5)}
        gap={28}
        axis={axis}
        hint={({ day, row, events: happened }) => ({
          title: day,
          lines: [
            ...lines.map(({ name, label }) => [label, money(row[name])] as const),
            ...happened.map((event) => [wordsOf(event), money(event.amount)] as const),
          ],
        })}
      >
        <Line
          type="stepAfter"
          dataKey="limit"
          name={lines[0].label}
          stroke={lines[0].colour}
          strokeDasharray="5 3"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          type="stepAfter"
          dataKey="exposure"
          name={lines[1].label}
          stroke={lines[1].colour}
          strokeWidth={2}
          isAnimationActive={false}
          dot={({ cx, cy, index, payload }: { cx?: number; cy?: number; index?: number; payload?: Point }) =>
            payload === undefined || payload.events.length === 0 || cx === undefined || cy === undefined ? (
              <g key={index} />
            ) : (
              <path key={index} d={`M${cx},${cy - 5}l5,5l-5,5l-5,-5z`} fill={events.colour} />
            )
          }
        />
        <Line
          type="stepAfter"
          dataKey="overdue"
          name={lines[2].label}
          stroke={lines[2].colour}
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
      </Plot>
    </ChartFrame>
  )
}
