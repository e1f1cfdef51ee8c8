/** A board as its register keeps it: charts of saved queries in an order, each with a width and a height. */
import type { PanelRecord } from '../../registers/catalog.ts'
import type { Parameters } from '../answers.ts'
import type { ChartSettings } from '../charts/settings.ts'
import { missingIn, namedIn, ofType, restored, type SavedParameter } from '../parameters.ts'
import type { SavedQuery } from '../saved/query.ts'
import { statements } from '../sqlText.ts'

/** What is shown of a query: its chart, or the rows. */
export type TileChart = ChartSettings | null

export interface Tile {
  readonly id?: number
  readonly query: number
  readonly title: string | null
  readonly chart: TileChart
  readonly x: number | null
  readonly y: number | null
  /** Twelfths of the row. */
  readonly width: number | null
  /** Steps of 40 pixels. */
  readonly height: number | null
}

export type Board = PanelRecord & {
  readonly name: string
  readonly description: string | null
  readonly filters: readonly SavedParameter[] | null
  readonly refresh: number | null
  /** On single records only. */
  readonly charts?: readonly Tile[]
  readonly shared: boolean | null
  readonly roles: readonly string[] | null
  readonly owner: number | null
}

export const widths = [4, 6, 8, 12] as const
export const heights = [6, 8, 12] as const
export const step = 40

/** A new chart at the end of a board. */
export const tileOf = (query: number, title: string, chart: TileChart, place: number): Tile => ({
  query,
  title,
  chart,
  x: 0,
  y: place,
  width: 6,
  height: 8,
})

/** The charts in order; lines keep the order they were saved in, `y` says it for good. */
export const inOrder = (tiles: readonly Tile[]): readonly Tile[] =>
  tiles
    .map((tile, index) => [tile, tile.y ?? index] as const)
    .sort((a, b) => a[1] - b[1])
    .map(([tile]) => tile)

/** The same with `y` counted anew. */
export const numbered = (tiles: readonly Tile[]): readonly Tile[] => tiles.map((tile, index) => ({ ...tile, x: 0, y: index }))

/** The chart at `from` taken out and put where `to` was; the others keep their order. */
export function moved(tiles: readonly Tile[], from: number, to: number): readonly Tile[] {
  const tile = tiles[from]
  if (!tile || to < 0 || to >= tiles.length) return tiles
  return tiles.filter((_, at) => at !== from).toSpliced(to, 0, tile)
}

const nearest = (sizes: readonly number[], wanted: number): number =>
  sizes.reduce((best, size) => (Math.abs(size - wanted) < Math.abs(best - wanted) ? size : best))

/** The size that comes closest to so many pixels, where a twelfth of the row is `column` pixels wide. */
export const sizeOf = (width: number, height: number, column: number): Pick<Tile, 'width' | 'height'> => ({
  width: nearest(widths, width / column),
  height: nearest(heights, height / step),
})

/** The parameters of all queries of a board by name; the first query to name one says its type and default. */
export function filtersOf(queries: readonly SavedQuery[], kept: readonly SavedParameter[] | null): readonly SavedParameter[] {
  const found = new Map<string, SavedParameter>()
  for (const parameter of [...(kept ?? []), ...queries.flatMap(({ parameters }) => parameters ?? [])])
    if (!found.has(parameter.name) && queries.some(({ parameters }) => parameters?.some(({ name }) => name === parameter.name)))
      found.set(parameter.name, parameter)
  return [...found.values()]
}

/** What a chart asks: the first statement of its query with the values of the board over its own, and what is still to be entered. */
export function asking(query: Pick<SavedQuery, 'sql' | 'parameters'>, values: Parameters) {
  const sql = statements(query.sql)[0]?.text ?? ''
  const parameters = namedIn(sql, { ...restored(query.parameters), ...values })
  return { sql, parameters, missing: missingIn(sql, parameters) }
}

const prefix = 'p.'

/** The filters as the address has them, over their defaults. */
export const fromAddress = (filters: readonly SavedParameter[], query: URLSearchParams): Parameters =>
  Object.fromEntries(
    filters.map(({ name, type, default: value, label }) => {
      const given = query.get(prefix + name)
      const read = given === null ? (value ?? ofType(type).value) : type === 'yesNo' ? given === 'true' : given
      return [name, { type, value: read, ...(label ? { label } : {}) }]
    }),
  )

export function toAddress(query: URLSearchParams, name: string, value: string | boolean | null): URLSearchParams {
  const next = new URLSearchParams(query)
  next.set(prefix + name, value === null ? '' : String(value))
  return next
}
