/** The names of what the ids and codes in a report stand for. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { Field } from '../../server/definition/types.ts'
import type { Language } from '../../server/definition/words.ts'
import { kindOf } from '../../server/kinds/index.ts'
import { name, rows } from '../follower/warehouse.ts'
import type { Dimension } from '../messages.ts'

const registers: Partial<Record<Dimension, string>> = {
  salesperson: 'users',
  customer: 'customers',
  product: 'products',
  department: 'departments',
}

/** Fields of customers whose own kind tells how a value is called. */
const fields: Partial<Record<Dimension, string>> = { region: 'region', tier: 'tier' }

export type Names = ReadonlyMap<string, string>

/** Names by value, as text, of everything that stands under `dimension`; only what occurs in `values` is looked up. */
export async function namesOf(
  connection: DuckDBConnection,
  catalog: Catalog,
  dimension: Dimension,
  values: ReadonlySet<unknown>,
  language: Language,
): Promise<Names> {
  const present = [...values].filter((value) => value !== null)
  const field: Field | undefined = catalog.get('customers').fields[fields[dimension] ?? '']
  if (field) return new Map(present.map((value) => [String(value), kindOf(field).text(value, field, language)]))
  const register = registers[dimension]
  if (!register || present.length === 0) return new Map()
  const { title } = catalog.get(register)
  const found = await rows(
    connection,
    `select id, ${name(title)} as title from ${name(register)} where id in (${present.map(Number).join(', ')})`,
  )
  return new Map(found.map((row) => [String(row.id), String(row.title ?? '')]))
}
