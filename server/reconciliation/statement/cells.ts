/** What banks write into cells: amounts, days, times and account numbers as exact values. Money goes from text to 分 and never through a float. */
import { parseDecimal } from '../../definition/decimal.ts'

export const plain = (text: string): string => text.normalize('NFKC').trim()

/** Nothing, said in the ways of banks. */
const nothing = /^[-—–/\\.\s]*$/

/** A workbook keeps 0.3 as 0.30000000000000004: what is a whole 分 but for that noise is that 分. */
function withoutNoise(text: string): string {
  const [whole = '', fraction = ''] = text.split('.')
  if (fraction.length < 9) return text
  const rest = fraction.slice(2)
  if (/^0{6,}/.test(rest)) return `${whole}.${fraction.slice(0, 2)}`
  if (!/^9{6,}/.test(rest)) return text
  const up = BigInt(`${whole.replace(/^[+-]/, '')}${fraction.slice(0, 2)}`) + 1n
  const digits = String(up).padStart(3, '0')
  return `${whole.startsWith('-') ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** An amount in 分: thousands separators, full-width digits, ¥, 元, a sign before or behind, (brackets) for less than nothing. `null` for an empty cell, undefined for what is no amount. */
export function readAmount(cell: string): number | null | undefined {
  const text = plain(cell).replace(/[¥￥,，\s']|CNY|RMB|人民币|元/gi, '')
  if (nothing.test(text)) return null
  const match = /^(\()?([+-]?)(\d+(?:\.\d*)?|\.\d+)([+-]?)(\))?$/.exec(text)
  if (!match) return undefined
  const [, open, before, digits = '', behind, close] = match
  if ((open === undefined) !== (close === undefined) || (before && behind)) return undefined
  const size = parseDecimal(withoutNoise(digits.startsWith('.') ? `0${digits}` : digits), 2)
  if (size === undefined) return undefined
  return open || before === '-' || behind === '-' ? 0 - size : size
}

const real = (year: number, month: number, day: number): string | undefined => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return year >= 1990 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined
}

const dayPatterns = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日/,
  /^(\d{4})(\d{2})(\d{2})(?:[\sT]|$|(?=\d{4,6}$))/,
]

/** A day as `YYYY-MM-DD`: 20261101, 2026-11-01, 2026/11/1, 2026年11月1日, with a time behind it or not. Undefined for what is no day. */
export function readDay(cell: string): string | undefined {
  const text = plain(cell)
  for (const pattern of dayPatterns) {
    const match = pattern.exec(text)
    if (match) return real(Number(match[1]), Number(match[2]), Number(match[3]))
  }
  return undefined
}

/** A time of day as `HH:MM:SS`, from a cell of its own or behind a day; null when there is none. */
export function readTime(cell: string): string | null {
  const text = plain(cell)
  const colons = /(?:^|[\sT日])(\d{1,2})[:.时](\d{2})(?:[:.分](\d{2}))?/.exec(text)
  const digits = colons ? null : /^(?:\d{8}[\sT]?)?(\d{2})(\d{2})(\d{2})?$/.exec(text)
  const found = colons ?? digits
  if (!found) return null
  const [, hour = '', minute = '', second = '00'] = found
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}:${second}`
}

/** The characters of an account number that tell it apart; banks write blanks and dashes into it, and stars over part of it. */
export const accountKey = (text: string): string =>
  plain(text)
    .replace(/[^0-9A-Za-z*]/g, '')
    .toUpperCase()

/** Do these name one account? A number masked with stars stands for every number that fits. */
export function sameAccount(a: string, b: string): boolean {
  const [one, two] = [accountKey(a), accountKey(b)]
  if (one === two) return one !== ''
  const masked = one.includes('*') ? one : two
  const other = masked === one ? two : one
  if (!masked.includes('*') || other.includes('*')) return false
  const [head = '', tail = ''] = [masked.slice(0, masked.indexOf('*')), masked.slice(masked.lastIndexOf('*') + 1)]
  return head.length + tail.length >= 4 && other.length > head.length + tail.length && other.startsWith(head) && other.endsWith(tail)
}
