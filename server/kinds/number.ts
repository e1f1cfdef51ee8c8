/** A whole number. */
import { outOfBounds } from '../definition/bounds.ts'
import type { NumberField } from '../definition/types.ts'
import { fault, type Kind, kept, ordered } from './kind.ts'
import { plainText, showText } from './textual.ts'

export const number: Kind<NumberField> = {
  column: 'bigint',
  accept(input, field) {
    if (input === null || input === undefined || input === '') return kept(null)
    const value = typeof input === 'string' && /^\s*[+-]?\d{1,16}\s*$/.test(input) ? Number(input) : input
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return fault('请填写整数。', 'Please enter a whole number.')
    const beyond = outOfBounds(value, field, 0)
    return beyond ? { fault: beyond } : kept(value)
  },
  show: showText,
  text: plainText,
  operators: ordered,
  schema: (field) => ({
    type: 'integer',
    ...(field.min === undefined ? {} : { minimum: field.min }),
    ...(field.max === undefined ? {} : { maximum: field.max }),
  }),
  warehouse: { type: () => 'BIGINT', value: (stored) => stored ?? null },
}
