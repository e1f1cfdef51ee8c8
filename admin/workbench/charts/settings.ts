/** What is drawn of a result, and with which of its columns. */
import type { Words } from '../../language/say.ts'
import type { ResultColumn } from '../answers.ts'
import { isNumber, sortOf } from '../values.ts'

export const chartKinds = ['bar', 'stacked', 'line', 'pie', 'scatter', 'pivot'] as const
export type ChartKind = (typeof chartKinds)[number]

export const kindLabels: Readonly<Record<ChartKind, Words>> = {
  bar: ['柱状图', 'Bars'],
  stacked: ['堆叠柱', 'Stacked bars'],
  line: ['折线图', 'Lines'],
  pie: ['饼图', 'Pie'],
  scatter: ['散点图', 'Scatter'],
  pivot: ['透视表', 'Pivot table'],
}

/** Columns go by name, so that a chart lives on when the query is changed. */
export interface ChartSettings {
  readonly kind: ChartKind
  readonly x: string
  readonly y: readonly string[]
  /** Each value of this column is a series of its own. */
  readonly series: string | null
}

const has = (columns: readonly ResultColumn[], name: string | null): boolean => columns.some((column) => column.name === name)

/** What to draw of a result nobody has said anything about: the first column that is no number against the first numbers. */
export function guess(columns: readonly ResultColumn[]): ChartSettings {
  const x = columns.find((column) => !isNumber(column)) ?? columns[0]
  const numbers = columns.filter((column) => isNumber(column) && column !== x)
  const time = x !== undefined && ['day', 'instant'].includes(sortOf(x.type))
  return { kind: time ? 'line' : 'bar', x: x?.name ?? '', y: numbers.slice(0, 1).map(({ name }) => name), series: null }
}

/** The settings as far as the result has their columns; the rest is guessed. */
export function fitting(settings: ChartSettings | null, columns: readonly ResultColumn[]): ChartSettings {
  const guessed = guess(columns)
  if (!settings) return guessed
  const y = settings.y.filter((name) => has(columns, name))
  return {
    kind: settings.kind,
    x: has(columns, settings.x) ? settings.x : guessed.x,
    y: y.length > 0 ? y : guessed.y,
    series: has(columns, settings.series) ? settings.series : null,
  }
}
