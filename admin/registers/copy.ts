/** What a copy of a record starts with: what a person may write, without numbers, files, state, the day it was made and whatever may occur once only. */
import type { Description } from '../../server/catalog/description.ts'
import type { PanelRecord } from './catalog.ts'

/** Lines without their ids and derived values, so that they are new ones. */
function freshLines(field: Description['fields'][string], value: unknown): unknown {
  if (field.kind !== 'lines' || !Array.isArray(value)) return value
  const kept = Object.entries(field.fields).filter(([, each]) => !each.readOnly && !each.derive && each.kind !== 'file')
  return value.map((line: Record<string, unknown>) => Object.fromEntries(kept.map(([name]) => [name, line[name] ?? null])))
}

/** A new record is of today, whatever day the old one was of. */
const ofItsDay = new Set<unknown>(['$today', '$now'])

export function copyOf(description: Description, record: PanelRecord): Record<string, unknown> {
  const masked = new Set(record._masked)
  const entries = Object.entries(description.fields).filter(
    ([name, field]) =>
      field.writable &&
      !field.unique &&
      field.kind !== 'file' &&
      !ofItsDay.has(field.default) &&
      !masked.has(name) &&
      name !== description.workflow?.field,
  )
  return Object.fromEntries(
    entries.flatMap(([name, field]) => {
      const value = record[name]
      return value === null || value === undefined || value === '' ? [] : [[name, freshLines(field, value)]]
    }),
  )
}
