/** A result drawn as its settings say, in the frame every chart of the panel has. */
import { Card, Typography } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { useMemo } from 'react'
import { useSay } from '../../language/say.ts'
import { ChartFrame } from '../../reports/ChartFrame.tsx'
import { ChartTable } from '../../reports/ChartTable.tsx'
import { Legend } from '../../reports/Legend.tsx'
import type { Result } from '../answers.ts'
import { Cartesian } from './Cartesian.tsx'
import { colourOf } from './colours.ts'
import { Dots } from './Dots.tsx'
import { figure } from './figure.ts'
import { Parts, share } from './PieChart.tsx'
import { Pivot } from './Pivot.tsx'
import { dots, drawing, mostDots, parts } from './points.ts'
import { type ChartSettings, fitting } from './settings.ts'
import { named } from './words.ts'

interface Props {
  readonly title: string
  readonly result: Pick<Result, 'columns' | 'rows'>
  readonly settings: ChartSettings | null
  readonly height: number
}

export function Chart({ title, result, settings: wanted, height }: Props) {
  const say = useSay()
  const settings = useMemo(() => fitting(wanted, result.columns), [wanted, result.columns])
  if (settings.y.length === 0 || result.rows.length === 0)
    return (
      <ChartFrame title={title} table={null}>
        <Typography color="text.secondary" sx={{ minHeight: height, p: 2 }}>
          {result.rows.length === 0
            ? say(['没有行，画不出图。', 'No rows, nothing to draw.'])
            : say([
                '结果里没有数字列，画不出图；可以用“透视表”以外的查询先汇总。',
                'The result has no column of numbers to draw: count or add up something first.',
              ])}
        </Typography>
      </ChartFrame>
    )
  const Drawn =
    settings.kind === 'pie' ? PieFrame : settings.kind === 'scatter' ? DotsFrame : settings.kind === 'pivot' ? PivotFrame : LinesFrame
  return <Drawn title={title} result={result} settings={settings} height={height} />
}

interface FrameProps extends Props {
  readonly settings: ChartSettings
}

function LinesFrame({ title, result, settings, height }: FrameProps) {
  const say = useSay()
  const theme = useTheme()
  const drawn = useMemo(() => drawing(result, settings), [result, settings])
  const kind = settings.kind === 'line' || settings.kind === 'stacked' ? settings.kind : 'bar'
  const series = drawn.series.map((name, index) => ({ name, label: named(say, name), colour: colourOf(theme, name, index) }))
  const table = (
    <ChartTable
      label={title}
      rows={drawn.points}
      keyOf={({ x }) => x}
      columns={[
        { name: 'x', label: settings.x, cell: ({ x }) => named(say, x) },
        ...series.map(({ name, label }) => ({
          name: `y ${name}`,
          label,
          cell: (point: (typeof drawn.points)[number]) => figure(point.values[name]),
        })),
      ]}
    />
  )
  return (
    <ChartFrame title={title} legend={<Legend series={series} />} table={table}>
      <Cartesian kind={kind} title={title} drawing={drawn} height={height} />
      {drawn.left > 0 ? (
        <Typography variant="body2" color="text.secondary">
          {say(['横轴太多，未画其余 {count} 项', '{count} more places on the axis are left out'], { count: drawn.left })}
        </Typography>
      ) : null}
    </ChartFrame>
  )
}

function PieFrame({ title, result, settings, height }: FrameProps) {
  const say = useSay()
  const all = useMemo(() => parts(result, settings), [result, settings])
  const table = (
    <ChartTable
      label={title}
      rows={all}
      keyOf={({ name }) => name}
      columns={[
        { name: 'x', label: settings.x, cell: ({ name }) => named(say, name) },
        { name: 'y', label: settings.y[0] ?? '', cell: ({ value }) => figure(value) },
        { name: 'share', label: say(['占比', 'Share']), cell: ({ value }) => share(value, all) },
      ]}
    />
  )
  return (
    <ChartFrame title={title} table={table}>
      <Parts title={title} parts={all} height={height} />
    </ChartFrame>
  )
}

function DotsFrame({ title, result, settings, height }: FrameProps) {
  const say = useSay()
  const all = useMemo(() => dots(result, settings), [result, settings])
  const [y = ''] = settings.y
  const table = (
    <ChartTable
      label={title}
      rows={all.map((dot, index) => ({ ...dot, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        { name: 'name', label: settings.series ?? '', cell: ({ name }) => name },
        { name: 'x', label: settings.x, cell: (dot) => figure(dot.x) },
        { name: 'y', label: y, cell: (dot) => figure(dot.y) },
      ]}
    />
  )
  return (
    <ChartFrame title={title} table={table}>
      {all.length === 0 ? (
        <Typography color="text.secondary" sx={{ minHeight: height, p: 2 }}>
          {say(['散点图的两个轴都要选数字列。', 'Both axes of a scatter chart take columns of numbers.'])}
        </Typography>
      ) : (
        <Dots title={title} dots={all} x={settings.x} y={y} height={height} />
      )}
      {all.length === mostDots ? (
        <Typography variant="body2" color="text.secondary">
          {say(['只画了前 {count} 个点', 'Only the first {count} dots are drawn'], { count: mostDots })}
        </Typography>
      ) : null}
    </ChartFrame>
  )
}

/** A pivot table is a table already, and no picture. */
const PivotFrame = ({ title, result, settings, height }: FrameProps) => (
  <Card sx={{ p: 1.5, height: '100%', breakInside: 'avoid' }}>
    <Typography variant="h2" sx={{ mb: 1 }}>
      {title}
    </Typography>
    <Pivot label={title} result={result} settings={settings} height={height} />
  </Card>
)
