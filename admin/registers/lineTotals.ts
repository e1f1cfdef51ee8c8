/** Sums under the columns of child rows: quantities and money add up, unit prices do not. */
import { formatDecimal, parseDecimal } from '../../server/definition/decimal.ts'
import type { Field } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'

/** The exact sum of a column as wire text; undefined for columns that do not add up. */
export function columnSum(rows: readonly Readonly<Record<string, unknown>>[], name: string, field: Field): string | undefined {
  const kind = kindOf(field)
  if (!kind.adds?.(field)) return undefined
  const scale = kind.scale?.(field) ?? 0
  let total = 0
  for (const row of rows) total += parseDecimal(String(row[name] ?? ''), scale) ?? 0
  return formatDecimal(total, scale)
}
