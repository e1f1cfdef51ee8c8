/** How the values of a result look, compare and add up. */
import { groupDigits } from '../kinds/figures.ts'
import type { ResultColumn } from './answers.ts'

export type Sort = 'number' | 'text' | 'day' | 'instant' | 'yesNo' | 'nested'

const whole = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/
const fractional = /^(DECIMAL|DOUBLE|FLOAT|REAL)/

/** What sort of thing a column of `type` holds. */
export function sortOf(type: string): Sort {
  if (type.endsWith(']') || /^(STRUCT|MAP|UNION)\b/.test(type)) return 'nested'
  if (whole.test(type) || fractional.test(type)) return 'number'
  if (type === 'DATE') return 'day'
  if (type.startsWith('TIMESTAMP')) return 'instant'
  return type === 'BOOLEAN' ? 'yesNo' : 'text'
}

export const isNumber = ({ type }: Pick<ResultColumn, 'type'>): boolean => sortOf(type) === 'number'

/** Whole numbers that name something are not grouped: `id 10234`, `year 2026`. */
const naming = /(^|[^a-z])(id|year|no|code)$|[a-z](Id|Year|No|Code)$|编号|年$|^parent$|^version$/i

/** A value as text, exact and without grouping: what is copied. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const short = (value: number): string => {
  const text = String(value)
  return text.length > 16 ? String(Number(value.toPrecision(12))) : text
}

/** A value as it is shown. Null is told apart by the grid itself. */
export function shown(value: unknown, { name, type }: ResultColumn): string {
  if (sortOf(type) !== 'number') return plain(value)
  const text = typeof value === 'number' ? short(value) : plain(value)
  if (whole.test(type) && (text.length < 5 || naming.test(name))) return text.replace('-', '−')
  return groupDigits(text)
}

/** The number in a value; undefined for null, NaN and the infinite. */
export function numberIn(value: unknown): number | undefined {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** DuckDB's order of what is no ordinary number. */
const size = (value: unknown): number => (value === 'NaN' ? Number.POSITIVE_INFINITY : Number(value))

function comparer(column: ResultColumn): (a: unknown, b: unknown) => number {
  const sort = sortOf(column.type)
  if (sort === 'number') return (a, b) => size(a) - size(b) || collator.compare(plain(a), plain(b))
  if (sort === 'day' || sort === 'instant') return (a, b) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)
  return (a, b) => collator.compare(plain(a), plain(b))
}

export interface Order {
  readonly column: number
  readonly descending: boolean
}

/** The places of the rows in the order wanted; nulls come last, equal rows stay as they came. */
export function inOrder(rows: readonly (readonly unknown[])[], columns: readonly ResultColumn[], order: Order | undefined): Uint32Array {
  const places = Uint32Array.from(rows.keys())
  const column = order && columns[order.column]
  if (!order || !column) return places
  const compare = comparer(column)
  const at = order.column
  return places.sort((one, other) => {
    const [a, b] = [rows[one]?.[at] ?? null, rows[other]?.[at] ?? null]
    if (a === null || b === null) return a === b ? one - other : a === null ? 1 : -1
    return (order.descending ? -compare(a, b) : compare(a, b)) || one - other
  })
}

/** Rows as tab-separated text that spreadsheets take: tabs, quotes and line ends inside a value are quoted. */
export function tsv(rows: Iterable<readonly unknown[]>): string {
  const cell = (value: unknown): string => {
    const text = plain(value)
    return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [...rows].map((row) => row.map(cell).join('\t')).join('\n')
}
