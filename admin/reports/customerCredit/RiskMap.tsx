/** The map of risk: to the right the limit is used up, upwards customers are late, the larger the bubble the more they owe. */
import { Box, Typography } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { type KeyboardEvent, useMemo } from 'react'
import { Link } from 'react-router'
import { CartesianGrid, ReferenceLine, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis, ZAxis } from 'recharts'
import type { TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact, percent } from '../amounts.ts'
import { axisOf } from '../axis.ts'
import { ChartFrame } from '../ChartFrame.tsx'
import { ChartTable } from '../ChartTable.tsx'
import { Hint } from '../Hint.tsx'
import { type Bubble, bubblesOf, leftwards, named, widest } from './bubbles.ts'
import { creditTab } from './drill.ts'
import { customerName, riskColour, riskWord, severity } from './risk.ts'

/** Days late beyond which a customer is reported case by case (CRD-05). */
const reported = 30

/** The focus goes from bubble to bubble with the arrow keys: one stop for the whole map. */
function onArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const all = [...event.currentTarget.querySelectorAll<SVGAElement>('a[data-place]')].sort(
    (a, b) => Number(a.dataset.place) - Number(b.dataset.place),
  )
  const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(document.activeElement as never) + step))]
  if (!next) return
  event.preventDefault()
  next.focus()
}

export function RiskMap({ rows }: { rows: readonly TableRow[] }) {
  const say = useSay()
  const theme = useTheme()
  const { palette } = theme
  const title = say(['风险图', 'Map of risk'])
  const { bubbles, owing, without, left } = useMemo(() => bubblesOf(rows), [rows])
  const widths = axisOf([100, ...bubbles.map(({ used }) => used)])
  const heights = axisOf([reported, ...bubbles.map(({ days }) => days)])
  const names = named(bubbles, widths.domain[1], heights.domain[1])
  const words = {
    used: say(['额度使用率', 'Utilisation']),
    days: say(['最长逾期（天）', 'Oldest overdue (days)']),
    receivable: say(['应收', 'Receivables']),
    risk: say(['风险', 'Risk']),
  }
  const used = (row: TableRow) => percent(row.utilisation as string | null)
  const days = (row: TableRow) => exact(row.oldestOverdueDays as number, 'count')
  const owed = (row: TableRow) => exact(row.receivable as string, 'money')
  const table = (
    <ChartTable
      label={title}
      rows={owing.slice(0, 200)}
      keyOf={(row) => String(row.customer)}
      columns={[
        {
          name: 'customer',
          label: say(['客户', 'Customer']),
          cell: (row) => <Link to={creditTab(Number(row.customer))}>{customerName(row)}</Link>,
        },
        { name: 'used', label: words.used, cell: used },
        { name: 'days', label: words.days, cell: days },
        { name: 'receivable', label: words.receivable, cell: owed },
        { name: 'risk', label: words.risk, cell: riskWord },
      ]}
    />
  )
  const mark = ({ cx = 0, cy = 0, size = 0, index = 0, payload }: Mark) => {
    const { row } = payload
    const radius = Math.sqrt(size / Math.PI)
    const colour = riskColour(row, theme)
    const toLeft = leftwards(payload, widths.domain[1])
    return (
      <a
        href={`#${creditTab(Number(row.customer))}`}
        data-place={index}
        tabIndex={index === 0 ? 0 : -1}
        aria-label={`${customerName(row)}: ${words.used} ${used(row)}, ${words.days} ${days(row)}, ${words.receivable} ${owed(row)}, ${words.risk} ${riskWord(row)}`}
      >
        <circle
          cx={cx}
          cy={cy}
          r={radius}
          fill={colour}
          fillOpacity={severity(row) === 0 ? 0.2 : 0.45}
          strokeOpacity={severity(row) === 0 ? 0.4 : 1}
          stroke={colour}
          strokeWidth={1.5}
          className="mark"
        />
        {names.has(row) ? (
          <text
            x={toLeft ? cx - radius - 3 : cx + radius + 3}
            y={cy + 4}
            fontSize={11}
            textAnchor={toLeft ? 'end' : 'start'}
            fill={palette.text.primary}
            stroke={palette.background.paper}
            strokeWidth={3}
            paintOrder="stroke"
          >
            {customerName(row).slice(0, 8)}
          </text>
        ) : null}
      </a>
    )
  }
  return (
    <ChartFrame title={title} table={table}>
      <Box sx={{ height: 244, '& a:focus circle': { strokeWidth: 4 } }} onKeyDown={onArrows}>
        <ResponsiveContainer width="100%" height="100%">
          <ScatterChart margin={{ top: 8, right: 16, bottom: 16, left: 0 }} accessibilityLayer={false} title={title}>
            <CartesianGrid stroke={palette.divider} />
            <XAxis
              type="number"
              dataKey="used"
              padding={{ left: 12, right: 16 }}
              domain={widths.domain}
              ticks={widths.ticks}
              tickFormatter={(value: number) => (value === widest ? `≥${value}%` : `${value}%`)}
              tick={{ fill: palette.text.secondary, fontSize: 11 }}
              tickLine={false}
              stroke={palette.divider}
              label={{ value: words.used, position: 'insideBottom', offset: -10, fontSize: 11, fill: palette.text.secondary }}
            />
            <YAxis
              type="number"
              dataKey="days"
              padding={{ top: 14, bottom: 14 }}
              domain={heights.domain}
              ticks={heights.ticks}
              tick={{ fill: palette.text.secondary, fontSize: 11 }}
              tickLine={false}
              axisLine={false}
              width={52}
              label={{
                value: words.days,
                angle: -90,
                position: 'insideLeft',
                offset: 12,
                style: { textAnchor: 'middle' },
                fontSize: 11,
                fill: palette.text.secondary,
              }}
            />
            <ZAxis type="number" dataKey="receivable" range={[40, 900]} />
            <ReferenceLine x={100} stroke={palette.error.main} strokeDasharray="4 3" />
            <ReferenceLine y={reported} stroke={palette.warning.main} strokeDasharray="4 3" />
            <Tooltip
              isAnimationActive={false}
              cursor={false}
              content={({ active, payload }) => {
                const row = (payload?.[0]?.payload as Bubble | undefined)?.row
                return active && row ? (
                  <Hint
                    title={customerName(row)}
                    lines={[
                      [words.used, used(row)],
                      [words.days, days(row)],
                      [words.receivable, owed(row)],
                      [words.risk, riskWord(row)],
                    ]}
                  />
                ) : null
              }}
            />
            <Scatter data={[...bubbles]} shape={mark as never} isAnimationActive={false} />
          </ScatterChart>
        </ResponsiveContainer>
      </Box>
      <Typography variant="caption" color="text.secondary" component="p">
        {[
          say([
            '圆越大欠得越多；红线：额度用满，黄线：逾期 30 天',
            'The larger the more is owed; red line: the limit, amber: 30 days late',
          ]),
          ...(without > 0 ? [say(['{count} 位非赊销客户见表', '{count} who are not on credit are in the table'], { count: without })] : []),
          ...(left > 0 ? [say(['另有 {count} 位见表', '{count} more are in the table'], { count: left })] : []),
        ].join(say(['；', '; ']))}
      </Typography>
    </ChartFrame>
  )
}

interface Mark {
  readonly cx?: number
  readonly cy?: number
  /** Area in square pixels. */
  readonly size?: number
  readonly index?: number
  readonly payload: Bubble
}
