/** A cloud of dots: one column against another. */
import { useTheme } from '@mui/material/styles'
import { CartesianGrid, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts'
import { useLanguage } from '../../language/say.ts'
import { mark } from '../../reports/amounts.ts'
import { Hint } from '../../reports/Hint.tsx'
import { figure } from './figure.ts'
import type { Dot } from './points.ts'

interface Props {
  readonly title: string
  readonly dots: readonly Dot[]
  readonly x: string
  readonly y: string
  readonly height: number | '100%'
}

export function Dots({ title, dots, x, y, height }: Props) {
  const { language } = useLanguage()
  const { palette } = useTheme()
  const ink = { tick: { fill: palette.text.secondary, fontSize: 11 }, tickLine: false, stroke: palette.divider } as const
  const tick = (value: number) => mark(value, language)
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ScatterChart margin={{ top: 8, right: 16, bottom: 18, left: 8 }} title={title}>
        <CartesianGrid stroke={palette.divider} />
        <XAxis
          {...ink}
          type="number"
          dataKey="x"
          name={x}
          tickFormatter={tick}
          label={{ value: x, position: 'insideBottom', offset: -10, fill: palette.text.secondary, fontSize: 12 }}
        />
        <YAxis
          {...ink}
          type="number"
          dataKey="y"
          name={y}
          width={64}
          tickFormatter={tick}
          label={{ value: y, angle: -90, position: 'insideLeft', fill: palette.text.secondary, fontSize: 12 }}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const dot = payload?.[0]?.payload as Dot | undefined
            return active && dot ? (
              <Hint
                title={dot.name || title}
                lines={[
                  [x, figure(dot.x)],
                  [y, figure(dot.y)],
                ]}
              />
            ) : null
          }}
        />
        <Scatter data={[...dots]} fill={palette.primary.main} fillOpacity={0.65} isAnimationActive={false} />
      </ScatterChart>
    </ResponsiveContainer>
  )
}
