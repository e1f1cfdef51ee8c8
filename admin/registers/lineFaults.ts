/** What is wrong in child rows as far as the browser can tell, by the same paths as the server names (`lines.0.quantity`). */
import type { Fields, LinesField } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { Words } from '../language/say.ts'

type Values = Readonly<Record<string, unknown>>

export function lineFaults(fields: Fields, values: Values): Readonly<Record<string, Words>> {
  const faults: Record<string, Words> = {}
  for (const [name, field] of Object.entries(fields)) {
    const rows = field.kind === 'lines' ? values[name] : undefined
    if (!Array.isArray(rows)) continue
    for (const [index, row] of (rows as Values[]).entries())
      for (const [column, inner] of Object.entries((field as LinesField).fields)) {
        const fault = inner.derive || inner.readOnly ? undefined : kindOf(inner).check?.(row[column], inner)
        if (fault) faults[`${name}.${index}.${column}`] = fault
      }
  }
  return faults
}
