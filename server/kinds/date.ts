/** A calendar day, kept as `YYYY-MM-DD`. */
import type { DateField } from '../definition/types.ts'
import { fault, type Kind, kept, ordered } from './kind.ts'
import { plainText, showText } from './textual.ts'

/** Is this the text of a day that exists, between the years 1900 and 9999? */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match || Number(match[1]) < 1900) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** `2026/1/5`, `2026年1月5日` and `2026.1.5` are understood as well. */
const normalise = (text: string) => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.trim())
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text.trim()
}

export const date: Kind<DateField> = {
  column: 'text',
  accept(input, { month }) {
    if (input === null || input === undefined || input === '') return kept(null)
    const text = typeof input === 'string' ? input.trim() : ''
    const day = normalise(month && /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text)
    return isDay(day) ? kept(day) : fault('请填写存在的日期，例如 2026-01-31。', 'Please enter a day that exists, such as 2026-01-31.')
  },
  show: showText,
  text: plainText,
  operators: ordered,
  schema: () => ({ type: 'string', format: 'date' }),
  warehouse: { type: () => 'DATE', value: (stored) => stored ?? null },
}
