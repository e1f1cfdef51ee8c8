/** Computes derived fields: line amounts from quantity and price, totals from lines. Exact, rounded half away from zero per line. */
import type { CompleteRegister, FieldSet } from '../catalog/complete.ts'
import { multiplyDecimal, rescale } from '../definition/decimal.ts'
import type { Derivation, Field } from '../definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { Stored } from './rules.ts'

const scaleOf = (field: Field | undefined): number => (field ? (kindOf(field).scale?.(field) ?? 0) : 0)

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** Throws a RangeError for what no longer is an exact whole number. */
function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('derived value out of range')
  return value
}

function value(set: FieldSet, register: CompleteRegister | undefined, stored: Stored, field: Field, derive: Derivation): number | null {
  const to = scaleOf(field)
  if ('product' in derive || 'difference' in derive) {
    const [first, second] = 'product' in derive ? derive.product : derive.difference
    const a = asNumber(stored[first])
    const b = asNumber(stored[second])
    if (a === undefined || b === undefined) return null
    const scaleA = scaleOf(set.fields[first])
    const scaleB = scaleOf(set.fields[second])
    return 'product' in derive ? multiplyDecimal(a, scaleA, b, scaleB, to) : safe(rescale(a, scaleA, to) - rescale(b, scaleB, to))
  }
  const [name = '', inner = ''] = derive.sum.split('.')
  const lines = register?.lines.find((each) => each.name === name)
  const from = scaleOf(lines?.fields[inner])
  let sum = 0
  for (const line of (stored[name] as Stored[] | undefined) ?? []) sum = safe(sum + (asNumber(line[inner]) ?? 0))
  return safe(rescale(sum, from, to))
}

/** Sets the derived fields of `stored` and of its lines. */
export function derive(register: CompleteRegister, stored: Stored): void {
  for (const lines of register.lines) {
    if (lines.derived.length === 0) continue
    for (const line of (stored[lines.name] as Stored[] | undefined) ?? [])
      for (const { name, field, derive: how } of lines.derived) line[name] = value(lines, undefined, line, field, how)
  }
  for (const { name, field, derive: how } of register.derived) stored[name] = value(register, register, stored, field, how)
}
