/** Laws of exact decimal arithmetic, against BigInt. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal, multiplyDecimal, parseDecimal, rescale } from '../../server/definition/decimal.ts'

const scale = fc.integer({ min: 0, max: 6 })
const value = fc.integer({ min: -(10 ** 11), max: 10 ** 11 })

/** Half away from zero, said in BigInt. */
const round = (exact: bigint, drop: number): bigint => {
  const unit = 10n ** BigInt(drop)
  const size = exact < 0n ? -exact : exact
  const whole = (size * 2n + unit) / (unit * 2n)
  return exact < 0n ? -whole : whole
}

describe('decimal', () => {
  it('reads back what it wrote', () => {
    fc.assert(fc.property(value, scale, (number, digits) => parseDecimal(formatDecimal(number, digits), digits) === number))
  })

  it('rounds half away from zero', () => {
    expect(rescale(5, 1, 0)).toBe(1)
    expect(rescale(-5, 1, 0)).toBe(-1)
    expect(rescale(-4, 1, 0)).toBe(0)
    expect(multiplyDecimal(1_000, 3, 1_005, 3, 2)).toBe(101)
    fc.assert(
      fc.property(
        value,
        fc.integer({ min: 1, max: 6 }),
        (number, drop) => BigInt(rescale(number, drop, 0)) === round(BigInt(number), drop),
      ),
    )
  })

  it('multiplies exactly, by the quick way and the long one', () => {
    const factor = fc.integer({ min: -(10 ** 9), max: 10 ** 9 })
    fc.assert(
      fc.property(factor, fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (quantity, price) => {
        const exact = round(BigInt(quantity) * BigInt(price), 5)
        const size = exact < 0n ? -exact : exact
        if (size > BigInt(Number.MAX_SAFE_INTEGER)) expect(() => multiplyDecimal(quantity, 3, price, 4, 2)).toThrow(RangeError)
        else expect(BigInt(multiplyDecimal(quantity, 3, price, 4, 2))).toBe(exact)
      }),
    )
  })

  it.each(['', ' ', '.', '-', '1,2', '1e5', '0x1', 'Infinity', '12345678901234567', '1.234', '--1', '1 2'])('refuses %j', (text) => {
    expect(parseDecimal(text, 2)).toBeUndefined()
  })
})
