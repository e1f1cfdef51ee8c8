/** Amounts that follow from others, computed while a person types; the server computes them again when saving. Exact, rounded half away from zero. */
import { formatDecimal, multiplyDecimal, parseDecimal, rescale } from '../../server/definition/decimal.ts'
import type { Derivation, Field, Fields, LinesField } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'

type Values = Readonly<Record<string, unknown>>

const scaleOf = (field: Field | undefined): number => (field ? (kindOf(field).scale?.(field) ?? 0) : 0)

/** The scaled integer behind an entered value; undefined while it is empty or no number. */
const entered = (values: Values, fields: Fields, name: string): number | undefined => {
  const field = fields[name]
  const value = field?.derive ? derived(field, field.derive, fields, values) : values[name]
  return value === null || value === undefined || value === '' ? undefined : parseDecimal(String(value), scaleOf(field))
}

/** The wire text of a derived field of `values`; null while an input is missing or the result is out of range. */
export function derived(field: Field, how: Derivation, fields: Fields, values: Values): string | null {
  const to = scaleOf(field)
  try {
    if ('sum' in how) {
      const total = sum(how.sum, fields, values, to)
      return total === undefined ? null : formatDecimal(total, to)
    }
    const [first, second] = 'product' in how ? how.product : how.difference
    const a = entered(values, fields, first)
    const b = entered(values, fields, second)
    if (a === undefined || b === undefined) return null
    const scaleA = scaleOf(fields[first])
    const scaleB = scaleOf(fields[second])
    if ('product' in how) return formatDecimal(multiplyDecimal(a, scaleA, b, scaleB, to), to)
    return formatDecimal(rescale(a, scaleA, to) - rescale(b, scaleB, to), to)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The sum of a column of lines; undefined when the column is not for the asker's eyes. */
function sum(path: string, fields: Fields, values: Values, to: number): number | undefined {
  const [name = '', inner = ''] = path.split('.')
  const lines = fields[name]
  const rows = values[name]
  const innerFields = lines?.kind === 'lines' ? (lines as LinesField).fields : {}
  if (!innerFields[inner]) return undefined
  if (!Array.isArray(rows)) return 0
  let total = 0
  for (const row of rows as Values[]) total += entered(row, innerFields, inner) ?? 0
  return rescale(total, scaleOf(innerFields[inner]), to)
}
