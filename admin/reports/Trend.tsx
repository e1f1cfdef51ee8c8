/** Weeks in a row: bars for this year, a broken line for the year before, small squares for the target. */
import { useTheme } from '@mui/material/styles'
import { Link } from 'react-router'
import { Bar, Line } from 'recharts'
import type { Cell, ReportRow } from '../../reports/messages.ts'
import { useSay } from '../language/say.ts'
import { exact, numberOf } from './amounts.ts'
import { axisOf } from './axis.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { Legend } from './Legend.tsx'
import { Plot } from './Plot.tsx'

interface Props {
  readonly title: string
  /** Rows with `week`, `net`, `netYear` and `target`. */
  readonly rows: readonly ReportRow[]
  /** The records behind one week. */
  to(row: ReportRow): string
}

interface Point {
  readonly row: ReportRow
  readonly week: string
  readonly net: number | undefined
  readonly netYear: number | undefined
  readonly target: number | undefined
}

const weekOf = (row: ReportRow): string => String(row.week)

export function Trend({ title, rows, to }: Props) {
  const say = useSay()
  const { palette } = useTheme()
  const points: Point[] = rows.map((row) => ({
    row,
    week: weekOf(row),
    net: numberOf(row.net),
    netYear: numberOf(row.netYear),
    target: numberOf(row.target),
  }))
  const axis = axisOf(points.flatMap(({ net, netYear, target: goal }) => [net, netYear, goal].filter((value) => value !== undefined)))
  const series = [
    { name: 'net', label: say(['今年', 'This year']), colour: palette.primary.main, mark: '━' },
    { name: 'netYear', label: say(['去年', 'Last year']), colour: palette.text.secondary, mark: '┄' },
    { name: 'target', label: say(['目标', 'Target']), colour: palette.warning.main, mark: '▪' },
  ] as const
  const table = (
    <ChartTable
      label={title}
      rows={rows}
      keyOf={weekOf}
      columns={[
        { name: 'week', label: say(['周（周一）', 'Week (Monday)']), cell: weekOf },
        ...series.map(({ name, label }) => ({
          name,
          label,
          cell: (row: ReportRow) => (name === 'net' ? <Link to={to(row)}>{exact(row.net, 'money')}</Link> : exact(row[name], 'money')),
        })),
      ]}
    />
  )
  const [bars, line, squares] = series
  return (
    <ChartFrame title={title} legend={<Legend series={series} />} table={table}>
      <Plot
        title={title}
        points={points}
        along="week"
        tick={(week) => week.slice(2)}
        gap={28}
        axis={axis}
        height={280}
        hint={({ week, row }) => ({
          title: say(['{week} 起的一周', 'Week of {week}'], { week }),
          lines: series.map(({ name, label }) => [label, exact(row[name] as Cell | undefined, 'money')] as const),
        })}
        to={({ row }) => to(row)}
      >
        <Bar dataKey="net" name={bars.label} fill={bars.colour} isAnimationActive={false} maxBarSize={18} />
        <Line
          dataKey="netYear"
          name={line.label}
          stroke={line.colour}
          strokeDasharray="4 3"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="target"
          name={squares.label}
          stroke="none"
          isAnimationActive={false}
          activeDot={false}
          dot={({ cx, cy, index, value }: { cx?: number; cy?: number; index?: number; value?: unknown }) =>
            value === undefined || value === null || cx === undefined || cy === undefined ? (
              <g key={index} />
            ) : (
              <rect key={index} x={cx - 3} y={cy - 3} width={6} height={6} fill={squares.colour} />
            )
          }
        />
      </Plot>
    </ChartFrame>
  )
}
