/** The figures of a chart made from the rows of a result: added up by x and series, the smallest series put together. */
import type { Result } from '../answers.ts'
import { numberIn, plain } from '../values.ts'
import type { ChartSettings } from './settings.ts'

/** More series than this cannot be told apart. */
export const mostSeries = 6
export const mostParts = 5
/** More places on the x axis than this cannot be read. */
export const mostPlaces = 400
export const mostDots = 3000

export interface Point {
  readonly x: string
  readonly values: Readonly<Record<string, number>>
}

export interface Drawing {
  readonly points: readonly Point[]
  readonly series: readonly string[]
  /** Places left out because there are too many. */
  readonly left: number
}

/** A name no column has: where what was put together is counted. */
export const restName = '\u0000rest'
export const emptyName = '\u0000empty'

const placeOf = (value: unknown): string => (value === null || value === undefined || value === '' ? emptyName : plain(value))

type Answer = Pick<Result, 'columns' | 'rows'>

const indexOf = ({ columns }: Answer, name: string): number => columns.findIndex((column) => column.name === name)

/** x → series → sum. Series are the values of one column, or the y columns themselves. */
export function sums(
  answer: Answer,
  { x, y, series }: ChartSettings,
): { sums: Map<string, Map<string, number>>; totals: Map<string, number> } {
  const at = indexOf(answer, x)
  const split = series === null ? -1 : indexOf(answer, series)
  const measures = y.map((name) => [name, indexOf(answer, name)] as const).filter(([, index]) => index >= 0)
  const found = new Map<string, Map<string, number>>()
  const totals = new Map<string, number>()
  for (const row of answer.rows) {
    const place = placeOf(row[at])
    const here = found.get(place) ?? new Map<string, number>()
    found.set(place, here)
    for (const [name, index] of split >= 0 ? measures.slice(0, 1) : measures) {
      const value = numberIn(row[index])
      if (value === undefined) continue
      const key = split >= 0 ? placeOf(row[split]) : name
      here.set(key, (here.get(key) ?? 0) + value)
      totals.set(key, (totals.get(key) ?? 0) + Math.abs(value))
    }
  }
  return { sums: found, totals }
}

/** The largest `most` by name, in the order they first came; the others go into the rest. */
function largest(totals: ReadonlyMap<string, number>, most: number): { kept: readonly string[]; rest: boolean } {
  if (totals.size <= most) return { kept: [...totals.keys()], rest: false }
  const best = new Set(
    [...totals]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most - 1)
      .map(([name]) => name),
  )
  return { kept: [...totals.keys()].filter((name) => best.has(name)), rest: true }
}

/** Points of bars and lines. */
export function drawing(answer: Answer, settings: ChartSettings): Drawing {
  const { sums: found, totals } = sums(answer, settings)
  const { kept, rest } = largest(totals, mostSeries)
  const places = [...found].slice(0, mostPlaces)
  const points = places.map(([x, here]) => {
    const values: Record<string, number> = {}
    for (const [name, value] of here) {
      const into = kept.includes(name) ? name : restName
      values[into] = (values[into] ?? 0) + value
    }
    return { x, values }
  })
  return { points, series: rest ? [...kept, restName] : kept, left: found.size - places.length }
}

export interface Part {
  readonly name: string
  readonly value: number
}

/** At most five parts of a whole, the largest first, the rest at the end. */
export function parts(answer: Answer, settings: ChartSettings): readonly Part[] {
  const { sums: found } = sums(answer, { ...settings, y: settings.y.slice(0, 1), series: null })
  const all = [...found].map(([name, here]) => ({ name, value: [...here.values()][0] ?? 0 })).filter(({ value }) => value > 0)
  all.sort((a, b) => b.value - a.value)
  if (all.length <= mostParts) return all
  const rest = all.slice(mostParts - 1).reduce((sum, { value }) => sum + value, 0)
  return [...all.slice(0, mostParts - 1), { name: restName, value: rest }]
}

export interface Dot {
  readonly x: number
  readonly y: number
  readonly name: string
}

/** One dot a row: x and the first y as numbers, named by the series column. */
export function dots(answer: Answer, { x, y, series }: ChartSettings): readonly Dot[] {
  const [across, up, name] = [indexOf(answer, x), indexOf(answer, y[0] ?? ''), indexOf(answer, series ?? '')]
  const found: Dot[] = []
  for (const row of answer.rows) {
    const [left, high] = [numberIn(row[across]), numberIn(row[up])]
    if (left === undefined || high === undefined) continue
    found.push({ x: left, y: high, name: name >= 0 ? plain(row[name]) : '' })
    if (found.length === mostDots) break
  }
  return found
}
