/**
 * Customers of a secret level (SEC-07) stand in snapshots as their number alone, whoever asks: nothing else of their file, and no words about them in other registers.
 * Amounts and days stay, so that sums are those of the lists.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
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
  if (!register.links.some(({ to }) => to === 'customers')) return new Set()
  const { fields } = register.lines.find(({ table }) => table === shape.name) ?? register
  return new Set(names.filter((name) => name !== 'number' && fields[name] && telling.has(fields[name].kind)))
}

/** Rows of a table that are about a secret customer. */
function about(catalog: Catalog, shape: Shape): Knex.QueryBuilder {
  if (shape.name === 'customers') return secret()
  const query = builder(shape.register).select('id')
  for (const { name, to } of catalog.get(shape.register).links) if (to === 'customers') query.orWhereIn(name, secret())
  return query
}

/** Chooses `columns` of a table, those that are withheld empty where the row is about a secret customer; as they are where there are no `secrets`, which is quicker. */
export function choose(catalog: Catalog, shape: Shape, columns: readonly string[], secrets: boolean): Knex.QueryBuilder {
  const silent = secrets ? withheld(catalog, shape) : new Set<string>()
  const chosen = columns.map((column) => {
    const own = `${shape.name}.${column}`
    return silent.has(column) ? builder.raw('case when secrets.id is null then ?? end as ??', [own, column]) : own
  })
  const query = builder(shape.name).select(chosen)
  if (columns.some((column) => silent.has(column)))
    query.leftJoin(about(catalog, shape).as('secrets'), 'secrets.id', `${shape.name}.${shape.lines ? 'parent' : 'id'}`)
  return query
}
