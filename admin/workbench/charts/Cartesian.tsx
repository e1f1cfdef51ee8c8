/** Bars, stacked bars and lines. Bars of long names lie, so that the names can be read. */
import { useMediaQuery } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useLanguage, useSay } from '../../language/say.ts'
import { mark } from '../../reports/amounts.ts'
import { axisOf } from '../../reports/axis.ts'
import { Hint } from '../../reports/Hint.tsx'
import { colourOf } from './colours.ts'
import { figure } from './figure.ts'
import { lengthOf, PlaceTick } from './PlaceTick.tsx'
import type { Drawing, Point } from './points.ts'
import { named } from './words.ts'

interface Props {
  readonly kind: 'bar' | 'stacked' | 'line'
  readonly title: string
  readonly drawing: Drawing
  readonly height: number | '100%'
}

/** The heights that the axis must hold. */
function heights({ values }: Point, stacked: boolean): readonly number[] {
  const all = Object.values(values)
  if (!stacked) return all
  const sum = (keep: (value: number) => boolean) => all.filter(keep).reduce((total, value) => total + value, 0)
  return [sum((value) => value > 0), sum((value) => value < 0)]
}

/** How days are written along the axis, without the day where all are the first of a month; undefined for other places. */
function dayTick(points: readonly Point[]): ((x: string) => string) | undefined {
  if (!points.every(({ x }) => /^\d{4}-\d\d-\d\d$/.test(x))) return undefined
  const end = points.every(({ x }) => x.endsWith('-01')) ? 7 : 10
  return (x) => x.slice(2, end)
}

/** Up to so many places are all named, on a phone and on a desk. */
const most = { phone: 5, desk: 14 } as const

/** Pixels that names have beside lying bars, that a name may take below a standing one, and as many bars as still lie well. */
const lie = { beside: 112, below: 60, most: 20 } as const

export function Cartesian({ kind, title, drawing: { points, series }, height }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const theme = useTheme()
  const { palette } = theme
  const phone = useMediaQuery(theme.breakpoints.down('md'))
  const axis = axisOf(points.flatMap((point) => heights(point, kind === 'stacked')))
  // A name is cut to its room; of days, which say nothing when cut, some are left out.
  const day = dayTick(points)
  const places = { tick: <PlaceTick />, ...(points.length <= most[phone ? 'phone' : 'desk'] ? { interval: 0 } : { minTickGap: 12 }) }
  const lying = kind !== 'line' && !day && points.length <= lie.most && points.some(({ x }) => lengthOf(named(say, x)) > lie.below)
  const ink = { tick: { fill: palette.text.secondary, fontSize: 11 }, tickLine: false } as const
  const scale = {
    axisLine: false,
    domain: axis.domain,
    ticks: axis.ticks,
    tickFormatter: (value: number) => mark(value, language),
  }
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={[...points]}
        layout={lying ? 'vertical' : 'horizontal'}
        margin={{ top: 8, right: lying ? 24 : 12, bottom: 0, left: 8 }}
        title={title}
        stackOffset="sign"
      >
        <CartesianGrid vertical={lying} horizontal={!lying} stroke={palette.divider} />
        {lying ? (
          <XAxis {...ink} {...scale} type="number" />
        ) : (
          <XAxis
            {...ink}
            dataKey="x"
            stroke={palette.divider}
            {...(day ? { tickFormatter: day, interval: 'equidistantPreserveStart', minTickGap: 8 } : places)}
          />
        )}
        {lying ? (
          <YAxis
            {...ink}
            type="category"
            dataKey="x"
            stroke={palette.divider}
            width={lie.beside + 8}
            tick={<PlaceTick beside={lie.beside} />}
            interval={0}
          />
        ) : (
          <YAxis {...ink} {...scale} width={64} />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={kind === 'line' ? { stroke: palette.divider } : { fill: palette.action.hover }}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as Point | undefined
            const lines = series.filter((name) => point?.values[name] !== undefined)
            return active && point ? (
              <Hint title={named(say, point.x)} lines={lines.map((name) => [named(say, name), figure(point.values[name])] as const)} />
            ) : null
          }}
        />
        {series.map((name, index) => {
          const drawn = {
            name: named(say, name),
            dataKey: (point: Point) => point.values[name],
            isAnimationActive: false,
          }
          const colour = colourOf(theme, name, index)
          return kind === 'line' ? (
            <Line key={name} {...drawn} stroke={colour} strokeWidth={2} dot={points.length <= 40 ? { r: 2.5, fill: colour } : false} />
          ) : (
            <Bar key={name} {...drawn} fill={colour} maxBarSize={48} {...(kind === 'stacked' ? { stackId: 'all' } : {})} />
          )
        })}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
