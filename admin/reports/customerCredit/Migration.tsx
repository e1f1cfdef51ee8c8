/** Ageing migration: receivables at month ends, one bar each, stacked by age, so that one sees debt growing old. */
import { useTheme } from '@mui/material/styles'
import { Link } from 'react-router'
import { Bar } from 'recharts'
import type { Ageing, TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact, numberOf } from '../amounts.ts'
import { axisOf } from '../axis.ts'
import { ChartFrame } from '../ChartFrame.tsx'
import { ChartTable } from '../ChartTable.tsx'
import { Legend } from '../Legend.tsx'
import { Plot } from '../Plot.tsx'
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
  const theme = useTheme()
  const title = say(['账龄迁移', 'Ages month by month'])
  const series = ages.map((name) => ({ name, label: say(ageLabel(name, ageing)), colour: ageColour(name, theme) }))
  const whole = say(['应收合计', 'Receivables'])
  const points = rows.map(
    (row) => ({ ...Object.fromEntries(ages.map((age) => [age, numberOf(row[age]) ?? 0])), day: dayOf(row), row }) as unknown as Point,
  )
  const axis = axisOf(rows.map((row) => numberOf(row.receivable) ?? 0))
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
      <Plot
        title={title}
        points={points}
        along="day"
        tick={(day) => day.slice(2, 7)}
        gap={12}
        axis={axis}
        hint={({ day, row }) => ({
          title: day,
          lines: [...series.map(({ name, label }) => [label, money(row[name])] as const), [whole, money(row.receivable)]],
        })}
        to={({ day }) => to(day)}
      >
        {series.map(({ name, label, colour }) => (
          <Bar key={name} dataKey={name} name={label} stackId="ages" fill={colour} isAnimationActive={false} maxBarSize={28} />
        ))}
      </Plot>
    </ChartFrame>
  )
}
