/** The tables that registers need: one for each, one for each of its lines. */
import type { TableSpec } from '../database/spec.ts'
import type { ColumnType } from '../kinds/kind.ts'
import type { CompleteRegister, FieldSet } from './complete.ts'

const columnsOf = (set: FieldSet): Record<string, ColumnType> =>
  Object.fromEntries(set.columns.map(({ name, kind }) => [name, kind.column as ColumnType]))

const indexed = (register: CompleteRegister): string[][] => {
  const asked = new Set([...register.links.map((each) => each.name), ...register.filters, register.sort[0], ...(register.keys ?? [])])
  const worth = register.columns.filter(
    ({ name, field }) => asked.has(name) && field.kind !== 'choices' && field.kind !== 'longText' && !field.unique,
  )
  return worth.map(({ name }) => [name])
}

/** Table specs of one register. */
export function tablesOf(register: CompleteRegister): TableSpec[] {
  const own: TableSpec = {
    name: register.table,
    columns: {
      version: 'integer',
      deletedAt: 'text',
      ...(register.tree ? { path: 'text' } : {}),
      ...(register.search.length > 0 ? { searchText: 'text' } : {}),
      ...columnsOf(register),
    },
    unique: register.uniqueRules.map((columns) => ({ columns, live: true })),
    index: [...indexed(register), ...(register.tree ? [['path']] : [])],
  }
  const lines = register.lines.map((each) => ({
    name: each.table,
    columns: { parent: 'integer', position: 'integer', ...columnsOf(each) } as Record<string, ColumnType>,
    index: [['parent'], ...each.links.map((link) => [link.name])],
  }))
  return [own, ...lines]
}
