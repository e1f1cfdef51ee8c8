/** The names of what the ids and codes in a report stand for, as tables to join. */
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { ChoiceField } from '../../server/definition/types.ts'
import { type Language, say } from '../../server/definition/words.ts'
import { regions } from '../../server/kinds/region.ts'
import type { Dimension } from '../messages.ts'
import { builder } from './conditions.ts'

const registers = { salesperson: 'users', customer: 'customers', product: 'products', department: 'departments' } as const

const pairs = (all: readonly (readonly [code: string, name: string])[]): Knex.Raw =>
  builder.raw(`select * from (values ${all.map(() => '(?, ?)').join(', ')}) as t(id, title)`, all.flat())

/** Rows `(id, title)` of everything that can stand under `dimension`. */
export function names(catalog: Catalog, dimension: Exclude<Dimension, 'week'>, language: Language): Knex.Raw {
  if (dimension === 'region') return pairs(regions.map(({ code, name }) => [code, name]))
  if (dimension === 'tier') {
    const { choices } = catalog.get('customers').fields.tier as ChoiceField
    return pairs(Object.entries(choices).map(([code, words]) => [code, say(words, language)]))
  }
  const register = registers[dimension]
  return builder.raw('select id, ?? as title from ??', [catalog.get(register).title, register])
}
