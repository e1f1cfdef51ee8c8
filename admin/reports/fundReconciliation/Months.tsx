/** Twelve months in a row: what was invoiced beside what came in, and the rate of recovery above them. */
import LockIcon from '@mui/icons-material/LockOutlined'
import { useTheme } from '@mui/material/styles'
import { Link } from 'react-router'
import { Bar, LabelList, Line } from 'recharts'
import type { TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact, numberOf, percent } from '../amounts.ts'
import { axisOf } from '../axis.ts'
import { ChartFrame } from '../ChartFrame.tsx'
import { ChartTable } from '../ChartTable.tsx'
import { Legend } from '../Legend.tsx'
import { Plot } from '../Plot.tsx'

interface Props {
  /** Rows with `month`, the figures, `recoveryRate` and `frozen`, oldest first. */
  readonly rows: readonly TableRow[]
  /** The page of a month. */
  to(month: string): string
}

interface Point {
  readonly month: string
  readonly row: TableRow
  readonly invoiced: number
  readonly received: number
  /** Where the rate stands: above both bars. */
  readonly above: number
  readonly rate: string
}

const monthOf = (row: TableRow): string => String(row.month)
const money = (value: TableRow[string] | undefined): string => exact(value as string | null | undefined, 'money')

export function Months({ rows, to }: Props) {
  const say = useSay()
  const { palette } = useTheme()
  const title = say(['十二个月：开票与回款', 'Twelve months: invoiced and received'])
  const series = [
    { name: 'invoiced', label: say(['开票', 'Invoiced']), colour: palette.warning.main },
    { name: 'received', label: say(['回款', 'Received']), colour: palette.success.main },
  ] as const
  const rate = say(['回款率', 'Recovery rate'])
  const points = rows.map((row): Point => {
    const [invoiced, received] = [numberOf(row.invoiced) ?? 0, numberOf(row.received) ?? 0]
    const share = numberOf(row.recoveryRate)
    return {
      month: monthOf(row),
      row,
      invoiced,
      received,
      above: Math.max(invoiced, received, 0),
      rate: share === undefined ? '' : `${share.toFixed(0)}%`,
    }
  })
  const axis = axisOf(points.flatMap(({ invoiced, received }) => [invoiced, received]))
  const state = (row: TableRow) => (row.frozen === true ? say(['已锁定', 'Locked']) : say(['未锁定', 'Not locked']))
  const table = (
    <ChartTable
      label={title}
      rows={rows}
      keyOf={monthOf}
      columns={[
        {
          name: 'month',
          label: say(['月份', 'Month']),
          cell: (row: TableRow) => (
            <Link to={to(monthOf(row))}>
              {monthOf(row)}
              {row.frozen === true ? <LockIcon titleAccess={state(row)} sx={{ fontSize: 14, ml: 0.5, verticalAlign: '-2px' }} /> : null}
            </Link>
          ),
        },
        ...series.map(({ name, label }) => ({ name, label, cell: (row: TableRow) => money(row[name]) })),
        { name: 'recoveryRate', label: rate, cell: (row: TableRow) => percent(row.recoveryRate as string | null) },
        { name: 'closing', label: say(['期末应收', 'Closing']), cell: (row: TableRow) => money(row.closing) },
      ]}
    />
  )
  return (
    <ChartFrame
      title={title}
      legend={<Legend series={[...series, { name: 'rate', label: rate, colour: palette.text.secondary, mark: '%' }]} />}
      table={table}
    >
      <Plot
        title={title}
        points={points}
        along="month"
        tick={(month) => month.slice(2)}
        gap={4}
        axis={axis}
        hint={({ month, row }) => ({
          title: `${month} · ${state(row)}`,
          lines: [
            ...series.map(({ name, label }) => [label, money(row[name])] as const),
            [rate, percent(row.recoveryRate as string | null)],
            [say(['应收', 'Due']), money(row.due)],
            [say(['其中已收回', 'Recovered of it']), money(row.recovered)],
            [say(['另有预付', 'Paid ahead']), money(row.advanced)],
            [say(['期末应收', 'Closing']), money(row.closing)],
          ],
        })}
        to={({ month }) => to(month)}
      >
        {series.map(({ name, label, colour }) => (
          <Bar key={name} dataKey={name} name={label} fill={colour} isAnimationActive={false} maxBarSize={16} />
        ))}
        <Line dataKey="above" name={rate} stroke="none" dot={false} activeDot={false} isAnimationActive={false}>
          <LabelList dataKey="rate" position="top" fill={palette.text.secondary} fontSize={10} />
        </Line>
      </Plot>
    </ChartFrame>
  )
}
