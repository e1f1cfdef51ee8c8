/** How figures look on dashboards: short with 万 and 亿 at a glance, exact on demand. Amounts come as decimal text; floats serve the drawing only. */
import type { Cell, Format, TableRow } from '../../reports/messages.ts'
import { groupDigits, trimZeros } from '../kinds/figures.ts'
import type { Language } from '../language/say.ts'

/** Unknown is not zero. */
export const unknown = '—'

/** The number in a cell; undefined where there is none. */
export const numberOf = (value: TableRow[string] | undefined): number | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? Number(value) : undefined

const units: Readonly<Record<Language, readonly (readonly [size: number, unit: string])[]>> = {
  zh: [
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'K'],
  ],
}

/** `12846000.00` → `1,284.6万`, or `12.8M`. */
export function short(value: Cell | undefined, language: Language): string {
  const number = numberOf(value)
  if (number === undefined) return unknown
  const unit = units[language].find(([size]) => Math.abs(number) >= size)
  return unit ? `${groupDigits((number / unit[0]).toFixed(1))}${unit[1]}` : groupDigits(trimZeros(String(value)))
}

/** A mark on an axis: `4000000` → `400万`. */
export const mark = (value: number, language: Language): string => short(value, language).replace(/\.0(?=\D)/, '')

/** `6.20` → `6.2 %`. */
export const percent = (value: Cell | undefined): string => {
  const number = numberOf(value)
  return number === undefined ? unknown : `${groupDigits(number.toFixed(1))} %`
}

/** A cell in full: grouped, nothing rounded away. */
export function exact(value: Cell | undefined, format: Format): string {
  if (value === null || value === undefined) return unknown
  if (format === 'percent') return percent(value)
  if (format === 'quantity' || format === 'days') return groupDigits(trimZeros(String(value)))
  return isFigure(format) ? groupDigits(String(value)) : String(value)
}

/** Formats that are numbers: they stand right and can be compared. */
const figures: ReadonlySet<Format> = new Set(['money', 'price', 'percent', 'quantity', 'days', 'count'])

export const isFigure = (format: Format): boolean => figures.has(format)

/** The change from `before` to `now` in percent; undefined when there is nothing to compare with. */
export function change(now: Cell | undefined, before: Cell | undefined): number | undefined {
  const [present, past] = [numberOf(now), numberOf(before)]
  return present === undefined || past === undefined || past === 0 ? undefined : ((present - past) / Math.abs(past)) * 100
}
