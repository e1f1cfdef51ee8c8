/** Fields that a company adds at run time: kept as rows, merged into the shipped definitions at start, columns named `x_…`, never altered or dropped. */
import type { Database } from '../database/connect.ts'
import type { TableSpec } from '../database/spec.ts'
import type { Field, Fields } from '../definition/types.ts'

export const customFieldsTable: TableSpec = {
  name: 'customFields',
  columns: { register: 'text', name: 'text', definition: 'text' },
  unique: [{ columns: ['register', 'name'] }],
}

/** Custom fields by register. */
export async function customFields(database: Database): Promise<Record<string, Fields>> {
  const rows: { register: string; name: string; definition: string }[] = await database
    .knex('customFields')
    .select('register', 'name', 'definition')
    .orderBy('id')
  const found: Record<string, Record<string, Field>> = {}
  for (const { register, name, definition } of rows) {
    const own = found[register] ?? {}
    own[name] = JSON.parse(definition) as Field
    found[register] = own
  }
  return found
}
