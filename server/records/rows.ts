/** Between database rows and stored records: values through their kinds, lines with their parent. */
import type { CompleteRegister, FieldSet } from '../catalog/complete.ts'
import type { Database } from '../database/connect.ts'
import { portions } from '../database/portions.ts'
import type { Stored, StoredRecord } from './rules.ts'

type Row = Record<string, unknown>

/** A row's values as stored values. */
export function fromRow(set: FieldSet, row: Row): Stored {
  const stored: Stored = { ...row }
  for (const { name, kind } of set.columns) stored[name] = kind.read ? kind.read(row[name]) : (row[name] ?? null)
  return stored
}

/** Stored values of the set's own columns as a row. */
export function toRow(set: FieldSet, stored: Stored): Row {
  const row: Row = {}
  for (const { name, kind } of set.columns) row[name] = (kind.write ? kind.write(stored[name]) : stored[name]) ?? null
  return row
}

/** Adds the lines of `records` to them, in order. */
export async function withLines(database: Database, register: CompleteRegister, records: readonly StoredRecord[]): Promise<void> {
  for (const lines of register.lines) {
    const byParent = new Map<unknown, Stored[]>()
    for (const some of portions(records)) {
      const ids = some.map((each) => each.id)
      const rows: Row[] = await database.knex(lines.table).whereIn('parent', ids).orderBy(['parent', 'position', 'id'])
      for (const row of rows) {
        const list = byParent.get(row.parent)
        if (list) list.push(fromRow(lines, row))
        else byParent.set(row.parent, [fromRow(lines, row)])
      }
    }
    for (const record of records) record[lines.name] = byParent.get(record.id) ?? []
  }
}

/** Are two stored values the same? Lists and lines by what they hold; nothing and null alike. */
export const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
