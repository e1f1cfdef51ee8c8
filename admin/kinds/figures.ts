/** How numbers look: grouped digits, a real minus sign, never through a float. */
import { type Bounds, outOfBounds } from '../../server/definition/bounds.ts'
import { parseDecimal } from '../../server/definition/decimal.ts'
import type { Words } from '../language/say.ts'

/** `-1234567.50` → `−1,234,567.50`. */
export function groupDigits(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text)
  if (!match) return text
  const [, sign, whole = '', fraction = ''] = match
  return `${sign ? '−' : ''}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${fraction}`
}

/** Drops zeros that say nothing: `3.500` → `3.5`, `12.000` → `12`. */
export const trimZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** What a person types or pastes as a number, ready for the wire: full-width digits, separators and currency signs are understood. */
export function plainNumber(text: string): string {
  return text
    .replace(/[０-９．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[−–]/g, '-')
    .replace(/[\s,，¥￥%％元]/g, '')
}

/** What is wrong with an entered number: at most `scale` digits after the point, within the bounds of its field. */
export function checkNumber(value: unknown, bounds: Bounds, scale: number): Words | undefined {
  if (value === null || value === undefined || value === '') return undefined
  const number = parseDecimal(String(value), scale)
  if (number !== undefined) return outOfBounds(number, bounds, scale)
  return scale === 0
    ? ['请填整数', 'A whole number, please']
    : [`请填数字，小数点后至多 ${scale} 位`, `A number with at most ${scale} digits after the point, please`]
}
