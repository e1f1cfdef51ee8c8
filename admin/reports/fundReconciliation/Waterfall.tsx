/** The way from opening to closing: each step begins where the one before ended, both ends stand on zero, each bar leads to its papers. */
import { useMediaQuery } from '@mui/material'
import { type Theme, useTheme } from '@mui/material/styles'
import { Link } from 'react-router'
import { Bar, Cell, LabelList } from 'recharts'
import type { WaterfallStep } from '../../../reports/messages.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { exact, numberOf, short } from '../amounts.ts'
import { axisOf } from '../axis.ts'
import { ChartFrame } from '../ChartFrame.tsx'
import { ChartTable } from '../ChartTable.tsx'
import { Legend } from '../Legend.tsx'
import { Plot } from '../Plot.tsx'
import type { To } from './useDrill.ts'
import { stepWords } from './words.ts'

interface Point {
  readonly name: string
  readonly step: WaterfallStep
  readonly span: readonly [number, number]
  /** What it does to the balance, in short; the balance itself at both ends. */
  readonly label: string
}

const isEnd = (name: string) => name === 'opening' || name === 'closing'

const effect = ({ from, to }: WaterfallStep): number => (numberOf(to) ?? 0) - (numberOf(from) ?? 0)

export function Waterfall({ steps, to }: { steps: readonly WaterfallStep[]; to: To }) {
  const say = useSay()
  const { language } = useLanguage()
  const { palette } = useTheme()
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'))
  const title = say(['从期初到期末', 'From opening to closing'])
  const long = (name: string) => say(stepWords[name]?.[1] ?? [name, name])
  const kinds = [
    { name: 'ends', label: say(['余额', 'Balance']), colour: palette.primary.main },
    { name: 'adds', label: say(['增加应收', 'Adds']), colour: palette.warning.main },
    { name: 'takes', label: say(['减少应收', 'Takes off']), colour: palette.success.main },
  ] as const
  const [ends, adds, takes] = kinds
  const colourOf = (step: WaterfallStep) => (isEnd(step.name) ? ends.colour : effect(step) > 0 ? adds.colour : takes.colour)
  const signed = (step: WaterfallStep) => {
    if (isEnd(step.name)) return short(step.amount, language)
    const change = effect(step)
    return change === 0 ? '0' : `${change > 0 ? '+' : '−'}${short(step.amount.replace('-', ''), language)}`
  }
  const points = steps.map((step): Point => {
    const [from, until] = [numberOf(step.from) ?? 0, numberOf(step.to) ?? 0]
    return { name: step.name, step, span: [Math.min(from, until), Math.max(from, until)], label: signed(step) }
  })
  const axis = axisOf(points.flatMap(({ span }) => [...span]))
  const cell = (figure: string, text: string) => {
    const path = to(figure)
    return path ? <Link to={path}>{text}</Link> : text
  }
  const table = (
    <ChartTable
      label={title}
      rows={points}
      keyOf={({ name }) => name}
      columns={[
        { name: 'name', label: say(['项目', 'Step']), cell: ({ name }) => long(name) },
        { name: 'amount', label: say(['金额', 'Amount']), cell: ({ name, step }) => cell(name, exact(step.amount, 'money')) },
        { name: 'to', label: say(['此后余额', 'Balance after it']), cell: ({ step }) => exact(step.to, 'money') },
      ]}
    />
  )
  return (
    <ChartFrame title={title} legend={<Legend series={kinds} />} table={table}>
      <Plot
        title={title}
        points={points}
        along="name"
        tick={(name) => say(stepWords[name]?.[0] ?? [name, name])}
        {...(narrow && language === 'en' ? { gap: 2 } : {})}
        axis={axis}
        hint={({ name, step }) => ({
          title: long(name),
          lines: [
            [say(['金额', 'Amount']), exact(step.amount, 'money')],
            [say(['此后余额', 'Balance after it']), exact(step.to, 'money')],
          ],
        })}
        to={({ name }) => to(name)}
      >
        <Bar dataKey="span" name={title} isAnimationActive={false} maxBarSize={44} minPointSize={1}>
          {points.map(({ name, step }) => (
            <Cell key={name} fill={colourOf(step)} />
          ))}
          <LabelList dataKey="label" position="top" fill={palette.text.primary} fontSize={narrow ? 9 : 11} />
        </Bar>
      </Plot>
    </ChartFrame>
  )
}
