/** The ground of every chart over days, weeks or steps: axes, grid, what is said of the mark one points at, and the way to the records behind it by mouse or keyboard. */
import { Box } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useNavigate } from 'react-router'
import { CartesianGrid, ComposedChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useLanguage } from '../language/say.ts'
import { mark } from './amounts.ts'
import type { Axis } from './axis.ts'
import { Hint } from './Hint.tsx'

interface Props<Point extends object> {
  readonly title: string
  readonly points: readonly Point[]
  /** What stands along the axis: a property of the points that no two share. */
  readonly along: string & keyof Point
  tick(value: string): string
  /** Pixels kept between two ticks; without it every one is shown. */
  readonly gap?: number
  readonly axis: Axis
  readonly height?: number
  hint(point: Point): ComponentProps<typeof Hint>
  /** The records behind a point; nothing happens where there are none. */
  to?(point: Point): string | undefined
  /** The series. */
  readonly children: ReactNode
}

export function Plot<Point extends object>({ title, points, along, tick, gap, axis, height = 260, hint, to, children }: Props<Point>) {
  const { palette } = useTheme()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const active = useRef<Point | undefined>(undefined)
  const open = (point: Point | undefined) => {
    const path = point && to?.(point)
    if (path) navigate(path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') open(active.current)
  }
  return (
    // Recharts moves through the points with the arrow keys; Enter opens the one shown.
    <Box sx={{ height }} onKeyDown={onKeyDown}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...points]}
          margin={{ top: 16, right: 8, bottom: 0, left: 8 }}
          title={title}
          onClick={({ activeTooltipIndex }) => open(points[Number(activeTooltipIndex)])}
          style={{ cursor: to ? 'pointer' : 'default' }}
        >
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis
            dataKey={(point: Point) => String(point[along])}
            tickFormatter={tick}
            tick={{ fill: palette.text.secondary, fontSize: 11 }}
            tickLine={false}
            {...(gap === undefined ? { interval: 0 } : { minTickGap: gap })}
            stroke={palette.divider}
          />
          <YAxis
            tickFormatter={(value: number) => mark(value, language)}
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
              active.current = shown ? point : undefined
              return shown && point ? <Hint {...hint(point)} /> : null
            }}
          />
          {children}
          {axis.domain[0] < 0 ? <ReferenceLine y={0} stroke={palette.text.secondary} /> : null}
        </ComposedChart>
      </ResponsiveContainer>
    </Box>
  )
}
