/** What decimal, money and percent share: scaled integers inside, decimal text outside, never a float. */
import { type Bounds, outOfBounds } from '../definition/bounds.ts'
import { formatDecimal, parseDecimal } from '../definition/decimal.ts'
import type { Field } from '../definition/types.ts'
import { fault, type Kind, kept, ordered } from './kind.ts'

/** What a scaled field says besides its kind. */
export type Scaled = Field & Bounds & { readonly scale?: number }

/** A kind of scaled integers; `scaleOf` tells the digits after the point. */
export function scaled<F extends Scaled>(scaleOf: (field: F) => number, unit: string): Kind<F> {
  return {
    column: 'bigint',
    accept(input, field) {
      if (input === null || input === undefined || input === '') return kept(null)
      const scale = scaleOf(field)
      const text = typeof input === 'string' ? input.normalize('NFKC').replace(/[¥,\s%]/g, '') : String(input)
      const value = typeof input === 'string' || typeof input === 'number' ? parseDecimal(text, scale) : undefined
      if (value === undefined)
        return fault(
          `请填写数字，小数最多 ${scale} 位，例如 1234.5。`,
          `Please enter a number such as 1234.5 with at most ${scale} digits after the point.`,
        )
      const beyond = outOfBounds(value, field, scale)
      return beyond ? { fault: beyond } : kept(value)
    },
    show: (stored, field) => (typeof stored === 'number' ? formatDecimal(stored, scaleOf(field)) : null),
    text: (stored, field) => (typeof stored === 'number' ? formatDecimal(stored, scaleOf(field)) : ''),
    scale: scaleOf,
    operators: ordered,
    schema: (field) => ({ type: 'string', pattern: `^-?\\d+(\\.\\d{1,${scaleOf(field)}})?$`, description: unit }),
    warehouse: {
      type: (field) => `DECIMAL(18,${scaleOf(field)})`,
      value: (stored, field) => (typeof stored === 'number' ? formatDecimal(stored, scaleOf(field)) : null),
    },
  }
}
