/** Parts of a whole: five at most, named beside the pie with their share. */
import { useMediaQuery } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { Cell, Pie, PieChart, type PieLabelRenderProps, ResponsiveContainer, Tooltip } from 'recharts'
import { useSay } from '../../language/say.ts'
import { Hint } from '../../reports/Hint.tsx'
import { colourOf } from './colours.ts'
import { figure } from './figure.ts'
import type { Part } from './points.ts'
import { named } from './words.ts'

export const share = (value: number, parts: readonly Part[]): string =>
  `${((value / parts.reduce((sum, part) => sum + part.value, 0)) * 100).toFixed(1)} %`

export function Parts({ title, parts, height }: { title: string; parts: readonly Part[]; height: number | '100%' }) {
  const say = useSay()
  const theme = useTheme()
  // The names stand beside the pie and need their room.
  const phone = useMediaQuery(theme.breakpoints.down('md'))
  return (
    <ResponsiveContainer width="100%" height={height}>
      <PieChart title={title}>
        <Pie
          data={[...parts]}
          dataKey="value"
          nameKey="name"
          innerRadius={phone ? '32%' : '45%'}
          outerRadius={phone ? '58%' : '80%'}
          startAngle={90}
          endAngle={-270}
          isAnimationActive={false}
          stroke={theme.palette.background.paper}
          label={({ x, y, textAnchor, index }: PieLabelRenderProps) => {
            const part = parts[index ?? -1]
            return part ? (
              <text x={x} y={y} textAnchor={textAnchor} dominantBaseline="central" fill={theme.palette.text.primary} fontSize={12}>
                {named(say, part.name)}
                <tspan {...(phone ? { x, dy: 15 } : { dx: 4 })}>{share(part.value, parts)}</tspan>
              </text>
            ) : null
          }}
          labelLine={{ stroke: theme.palette.divider }}
        >
          {parts.map(({ name }, index) => (
            <Cell key={name} fill={colourOf(theme, name, index)} />
          ))}
        </Pie>
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload }) => {
            const part = payload?.[0]?.payload as Part | undefined
            return active && part ? (
              <Hint
                title={named(say, part.name)}
                lines={[
                  [say(['数值', 'Value']), figure(part.value)],
                  [say(['占比', 'Share']), share(part.value, parts)],
                ]}
              />
            ) : null
          }}
        />
      </PieChart>
    </ResponsiveContainer>
  )
}
