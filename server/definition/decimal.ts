/**
 * Exact decimal arithmetic on scaled integers: money is kept in 分 (scale 2), unit prices at scale 4, quantities at scale 3.
 * Nothing here touches a float; a result that would leave the safe integer range is refused.
 */

/** The scaled integer of a decimal text such as `-1234.5`; undefined when it is no plain decimal number, has more digits than `scale`, or is too large. */
export function parseDecimal(text: string, scale: number): number | undefined {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d*))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > scale) return undefined
  const value = Number(whole + kept.padEnd(scale, '0'))
  if (!Number.isSafeInteger(value)) return undefined
  return sign === '-' ? 0 - value : value
}

/** The decimal text of a scaled integer, always with `scale` digits: `formatDecimal(-123450, 2)` is `-1234.50`. */
export function formatDecimal(value: number, scale: number): string {
  if (scale === 0) return String(value)
  const digits = String(Math.abs(value)).padStart(scale + 1, '0')
  const sign = value < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** The text in yuan of an amount in 分, if there is one: `yuan(-123450)` is `-1234.50`. */
export function yuan(amount: number): string
export function yuan(amount: number | null): string | null
export function yuan(amount: number | null): string | null {
  return amount === null ? null : formatDecimal(amount, 2)
}

/** Rounds `value / 10^drop` half away from zero (四舍五入). */
function roundOff(value: bigint, drop: number): bigint {
  if (drop <= 0) return value * 10n ** BigInt(-drop)
  const unit = 10n ** BigInt(drop)
  const half = unit / 2n
  return value < 0n ? -((-value + half) / unit) : (value + half) / unit
}

/** The same amount at another scale, rounded half away from zero. */
export const rescale = (value: number, from: number, to: number): number => Number(roundOff(BigInt(value), from - to))

/**
 * `a × b` at scale `to`, rounded half away from zero: a line amount in 分 from quantity (scale 3) and unit price (scale 4).
 * Throws a RangeError when the result is no safe integer.
 */
export function multiplyDecimal(a: number, scaleA: number, b: number, scaleB: number, to: number): number {
  const quick = a * b
  const drop = scaleA + scaleB - to
  const exact =
    Number.isSafeInteger(quick) && drop >= 0 && drop < 16 ? roundSafe(quick, 10 ** drop) : Number(roundOff(BigInt(a) * BigInt(b), drop))
  if (!Number.isSafeInteger(exact)) throw new RangeError('decimal result out of range')
  return exact
}

/** Half away from zero on safe integers, without BigInt: the import of hundreds of thousands of lines takes this way. */
function roundSafe(value: number, unit: number): number {
  const size = Math.abs(value)
  const rest = size % unit
  const whole = (size - rest) / unit + (rest * 2 >= unit ? 1 : 0)
  return value < 0 ? 0 - whole : whole
}
