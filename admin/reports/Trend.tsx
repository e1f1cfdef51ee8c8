/** Weeks in a row: bars for this year, a broken line for the year before, small squares for the target. */
import { Box } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { type KeyboardEvent, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Cell, ReportRow } from '../../reports/messages.ts'
import { useLanguage, useSay } from '../language/say.ts'
import { exact, numberOf, short } from './amounts.ts'
import { axisOf } from './axis.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { Hint } from './Hint.tsx'
import { Legend } from './Legend.tsx'

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
  const { language } = useLanguage()
  const { palette } = useTheme()
  const navigate = useNavigate()
  const active = useRef<ReportRow | undefined>(undefined)
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
  const open = (row: ReportRow | undefined) => {
    if (row) navigate(to(row))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open(active.current)
  }
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
      {/* Recharts moves through the weeks with the arrow keys; Enter opens the one shown. */}
      <Box sx={{ height: 280 }} onKeyDown={onKeyDown}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={points}
            margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
            title={title}
            onClick={({ activeTooltipIndex }) => open(points[Number(activeTooltipIndex)]?.row)}
            style={{ cursor: 'pointer' }}
          >
            <CartesianGrid vertical={false} stroke={palette.divider} />
            <XAxis
              dataKey="week"
              tickFormatter={(week: string) => week.slice(2)}
              tick={{ fill: palette.text.secondary, fontSize: 11 }}
              tickLine={false}
              minTickGap={28}
              stroke={palette.divider}
            />
            <YAxis
              tickFormatter={(value: number) => short(value, language)}
              tick={{ fill: palette.text.secondary, fontSize: 11 }}
              tickLine={false}
              axisLine={false}
              width={64}
              domain={axis.domain}
              ticks={axis.ticks}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: palette.action.hover }}
              content={({ active: shown, payload }) => {
                const point = (payload?.[0]?.payload ?? undefined) as Point | undefined
                active.current = shown ? point?.row : undefined
                return shown && point ? (
                  <Hint
                    title={say(['{week} 起的一周', 'Week of {week}'], { week: point.week })}
                    lines={series.map(({ name, label }) => [label, exact(point.row[name] as Cell | undefined, 'money')])}
                  />
                ) : null
              }}
            />
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
          </ComposedChart>
        </ResponsiveContainer>
      </Box>
    </ChartFrame>
  )
}
