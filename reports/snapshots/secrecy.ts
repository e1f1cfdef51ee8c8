/**
 * Customers of a secret level (SEC-07) stand in snapshots as their number alone, whoever asks: nothing else of their file, and no words about them in records and lines that
 * lead to them. Amounts and days stay, so that sums are those of the lists.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import type { Field } from '../../server/definition/types.ts'
import type { Shape } from '../follower/shape.ts'
import { rows } from '../follower/warehouse.ts'
import { builder } from '../pages/conditions.ts'

/** What is kept of the file itself; the level says why the rest is empty. */
const kept: ReadonlySet<string> = new Set(['id', 'version', 'number', 'secrecy'])

/** Kinds of fields in which somebody is called by name, or can be found. */
const telling: ReadonlySet<Field['kind']> = new Set(['text', 'longText', 'phone', 'email', 'creditCode', 'region', 'json'])

const secret = () => builder('customers').select('id').whereNotNull('secrecy').whereNot('secrecy', 'normal')

/** Is there any such customer? */
export const hasSecrets = async (connection: DuckDBConnection): Promise<boolean> =>
  (await rows(connection, secret().limit(1).toString())).length > 0

/** The columns of a table that a secret customer's rows leave empty. */
function withheld(catalog: Catalog, shape: Shape): ReadonlySet<string> {
  const names = shape.columns.map(({ name }) => name)
  if (shape.name === 'customers') return new Set(names.filter((name) => !kept.has(name)))
  const register = catalog.get(shape.register)
  const { fields } = register.lines.find(({ table }) => table === shape.name) ?? register
  return new Set(names.filter((name) => name !== 'number' && fields[name] && telling.has(fields[name].kind)))
}

/** The records of a register that name a secret customer; undefined where none of them can. */
function naming({ name, links }: CompleteRegister): Knex.QueryBuilder | undefined {
  if (name === 'customers') return secret()
  const named = links.filter(({ to }) => to === 'customers')
  if (named.length === 0) return undefined
  return named.reduce((query, link) => query.orWhereIn(link.name, secret()), builder(name).select('id'))
}

interface Way {
  readonly column: string
  /** What stands in the column where the row is about a secret customer. */
  readonly among: Knex.QueryBuilder
}

/** How rows of a table come to be about a secret customer: by a link to one, or to a record that names one; lines by their record, too. */
function ways(catalog: Catalog, shape: Shape): Way[] {
  if (shape.name === 'customers') return [{ column: 'id', among: secret() }]
  const register = catalog.get(shape.register)
  const { links } = register.lines.find(({ table }) => table === shape.name) ?? register
  const leading = shape.lines ? [...links, { name: 'parent', to: register.name }] : links
  return leading.flatMap(({ name, to }) => {
    const among = shape.columns.some((column) => column.name === name) ? naming(catalog.get(to)) : undefined
    return among ? [{ column: name, among }] : []
  })
}

/** Chooses `columns` of a table, those that are withheld empty where the row is about a secret customer; as they are where there are no `secrets`, which is quicker. */
export function choose(catalog: Catalog, shape: Shape, columns: readonly string[], secrets: boolean): Knex.QueryBuilder {
  const led = secrets ? ways(catalog, shape) : []
  const silent = led.length > 0 ? withheld(catalog, shape) : new Set<string>()
  const open = led.map((_, at) => `secret${at}.id is null`).join(' and ')
  const chosen = columns.map((column) => {
    const own = `${shape.name}.${column}`
    return silent.has(column) ? builder.raw(`case when ${open} then ?? end as ??`, [own, column]) : own
  })
  const query = builder(shape.name).select(chosen)
  if (columns.some((column) => silent.has(column)))
    for (const [at, { column, among }] of led.entries())
      query.leftJoin(among.as(`secret${at}`), `secret${at}.id`, `${shape.name}.${column}`)
  return query
}
