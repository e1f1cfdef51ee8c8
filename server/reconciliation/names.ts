/** Names of people, units and customers by their ids, as they are called now. */
import { portions } from '../database/portions.ts'
import type { World } from '../records/index.ts'

export async function namesOf(
  { database: { knex } }: World,
  table: 'users' | 'departments' | 'customers',
  ids: readonly unknown[],
): Promise<Map<unknown, string>> {
  const found = new Map<unknown, string>()
  const wanted = [...new Set(ids)].filter((id): id is number => typeof id === 'number')
  for (const some of portions(wanted)) {
    const rows: { id: number; name: string }[] = await knex(table).whereIn('id', some).select('id', 'name')
    for (const { id, name } of rows) found.set(id, name)
  }
  return found
}
