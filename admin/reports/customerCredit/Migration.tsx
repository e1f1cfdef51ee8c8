/** Ageing migration: receivables at month ends, one bar each, stacked by age, so that one sees debt growing old. */
import { Box } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { type KeyboardEvent, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Ageing, TableRow } from '../../../reports/messages.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { exact, numberOf, short } from '../amounts.ts'
import { axisOf } from '../axis.ts'
import { ChartFrame } from '../ChartFrame.tsx'
import { ChartTable } from '../ChartTable.tsx'
import { Hint } from '../Hint.tsx'
import { Legend } from '../Legend.tsx'
import { type Age, ageColour, ageLabel, ages, shortAge } from './ages.ts'

interface Props {
  /** Rows with `day`, `receivable` and the five ages, oldest first. */
  readonly rows: readonly TableRow[]
  readonly ageing: Ageing
  /** The invoices open at the end of a day. */
  to(day: string): string | undefined
}

type Point = Readonly<Record<Age, number>> & { readonly day: string; readonly row: TableRow }

const dayOf = (row: TableRow): string => String(row.day)
const money = (value: TableRow[string] | undefined): string => exact(value as string | null | undefined, 'money')

export function Migration({ rows, ageing, to }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const theme = useTheme()
  const { palette } = theme
  const navigate = useNavigate()
  const active = useRef<string | undefined>(undefined)
  const title = say(['账龄迁移', 'Ages month by month'])
  const series = ages.map((name) => ({ name, label: say(ageLabel(name, ageing)), colour: ageColour(name, theme) }))
  const whole = say(['应收合计', 'Receivables'])
  const points = rows.map(
    (row) => ({ ...Object.fromEntries(ages.map((age) => [age, numberOf(row[age]) ?? 0])), day: dayOf(row), row }) as unknown as Point,
  )
  const axis = axisOf(rows.map((row) => numberOf(row.receivable) ?? 0))
  const open = (day: string | undefined) => {
    const path = day === undefined ? undefined : to(day)
    if (path) navigate(path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open(active.current)
  }
  const table = (
    <ChartTable
      label={title}
      rows={rows}
      keyOf={dayOf}
      columns={[
        { name: 'day', label: say(['月末', 'Month end']), cell: dayOf },
        ...series.map(({ name, label }) => ({ name, label, cell: (row: TableRow) => money(row[name]) })),
        {
          name: 'receivable',
          label: whole,
          cell: (row: TableRow) => {
            const path = to(dayOf(row))
            return path ? <Link to={path}>{money(row.receivable)}</Link> : money(row.receivable)
          },
        },
      ]}
    />
  )
  return (
    <ChartFrame
      title={title}
      legend={<Legend series={series.map((each) => ({ ...each, label: say(shortAge(each.name, ageing)) }))} />}
      table={table}
    >
      {/* Recharts moves through the months with the arrow keys; Enter opens the one shown. */}
      <Box sx={{ height: 260 }} onKeyDown={onKeyDown}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={points}
            margin={{ top: 8, right: 8, bottom: 0, left: 8 }}
            title={title}
            onClick={({ activeTooltipIndex }) => open(points[Number(activeTooltipIndex)]?.day)}
            style={{ cursor: 'pointer' }}
          >
            <CartesianGrid vertical={false} stroke={palette.divider} />
            <XAxis
              dataKey="day"
              tickFormatter={(day: string) => day.slice(2, 7)}
              tick={{ fill: palette.text.secondary, fontSize: 11 }}
              tickLine={false}
              minTickGap={12}
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
                active.current = shown ? point?.day : undefined
                return shown && point ? (
                  <Hint
                    title={point.day}
                    lines={[
                      ...series.map(({ name, label }) => [label, money(point.row[name])] as const),
                      [whole, money(point.row.receivable)],
                    ]}
                  />
                ) : null
              }}
            />
            {series.map(({ name, label, colour }) => (
              <Bar key={name} dataKey={name} name={label} stackId="ages" fill={colour} isAnimationActive={false} maxBarSize={28} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </Box>
    </ChartFrame>
  )
}
