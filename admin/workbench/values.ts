/** How the values of a result look, compare and add up. */
import { groupDigits } from '../kinds/figures.ts'
import type { Language, Words } from '../language/say.ts'
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

interface Interval {
  readonly months: number
  readonly days: number
  readonly micros: string | number
}

export const isInterval = (value: unknown): value is Interval =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'months,days,micros'

/** `03:00:01.5` */
function clockOf(micros: bigint): string {
  const size = micros < 0n ? -micros : micros
  const two = (part: bigint) => String(part).padStart(2, '0')
  const fraction = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const seconds = size / 1_000_000n
  return `${micros < 0n ? '-' : ''}${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction && `.${fraction}`}`
}

/** `12 months 2 days 03:00:00`: in English as DuckDB reads it back. */
function intervalText({ months, days, micros }: Interval, language: Language): string {
  const counted = (count: number, [zh, en]: Words) =>
    count === 0 ? [] : [language === 'zh' ? `${count} ${zh}` : `${count} ${count === 1 ? en : `${en}s`}`]
  const parts = [...counted(months, ['个月', 'month']), ...counted(days, ['天', 'day'])]
  const clock = BigInt(micros)
  return [...parts, ...(clock !== 0n || parts.length === 0 ? [clockOf(clock)] : [])].join(' ')
}

/** As DuckDB compares intervals: a month is thirty days. */
const lengthOf = (value: unknown): number =>
  isInterval(value) ? (value.months * 30 + value.days) * 86_400e6 + Number(value.micros) : Number.NaN

/** A value as text, exact and without grouping: what is copied. */
export function plain(value: unknown, language: Language = 'en'): string {
  if (value === null || value === undefined) return ''
  if (isInterval(value)) return intervalText(value, language)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const short = (value: number): string => {
  const text = String(value)
  return text.length > 16 ? String(Number(value.toPrecision(12))) : text
}

/** A value as it is shown. Null is told apart by the grid itself. */
export function shown(value: unknown, { name, type }: ResultColumn, language: Language): string {
  if (sortOf(type) !== 'number') return plain(value, language)
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
  if (column.type === 'INTERVAL') return (a, b) => lengthOf(a) - lengthOf(b)
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
