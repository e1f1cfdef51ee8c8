/**
 * Customers of a secret level (SEC-07) stand in snapshots as their number alone, whoever asks: nothing else of their file, and no words about them in records and lines that
 * lead to them, or that call them by name where nobody has said yet whose they are. Amounts and days stay, so that sums are those of the lists.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import type { Field } from '../../server/definition/types.ts'
import { normaliseName } from '../../server/reconciliation/matching/names.ts'
import type { Shape } from '../follower/shape.ts'
import { rows } from '../follower/warehouse.ts'
import { builder } from '../pages/conditions.ts'

/** What is kept of the file itself; the level says why the rest is empty. */
const kept: ReadonlySet<string> = new Set(['id', 'version', 'number', 'secrecy'])

/** Kinds of fields in which somebody is called by name, or can be found. */
const telling: ReadonlySet<Field['kind']> = new Set(['text', 'longText', 'phone', 'email', 'creditCode', 'region', 'json'])

const secret = () => builder('customers').select('id').whereNotNull('secrecy').whereNot('secrecy', 'normal')

/** Secret customers as other papers may call them: a pattern over `plain` text. */
export type Secrets = string

/** Text as names in it are looked for: small letters and figures alone, whatever stands in between. */
const plain = `regexp_replace(lower(??::varchar), '[^\\p{L}\\p{N}]+', '', 'g')`

/** Letters of a name, and figures of an account, below which much else would be taken for it. */
const [shortestName, shortestAccount] = [2, 6]

/** How secret customers are called, by their own name or as one who pays for them; undefined where there is no such customer. */
export async function secretsOf(connection: DuckDBConnection): Promise<Secrets | undefined> {
  if ((await rows(connection, secret().limit(1).toString())).length === 0) return undefined
  const called = [
    builder('customers').whereIn('id', secret()).select('name'),
    builder('payerAliases').whereIn('customer', secret()).select('name'),
    builder('payerAliases').whereIn('customer', secret()).select({ name: 'account' }),
  ]
  const found: unknown[] = []
  for (const query of called) for (const { name } of await rows(connection, query.toString())) found.push(name)
  const words = found
    .map((name) => normaliseName(typeof name === 'string' ? name : null))
    .filter((word) => [...word].length >= (/^\d+$/.test(word) ? shortestAccount : shortestName))
  // Nothing is called by no name.
  return words.length === 0 ? '$.' : [...new Set(words)].join('|')
}

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

/** Columns of which one at least says whose a row is; none where nothing of the sort is kept. Undefined where another record says so. */
function owning(catalog: Catalog, shape: Shape, led: readonly Way[]): readonly string[] | undefined {
  if (shape.name === 'customers') return undefined
  const register = catalog.get(shape.register)
  const { links } = register.lines.find(({ table }) => table === shape.name) ?? register
  const own = links.filter(({ name, to }) => to === 'customers' && led.some(({ column }) => column === name)).map(({ name }) => name)
  return own.length > 0 || led.length === 0 ? own : undefined
}

/** Chooses `columns` of a table, those that are withheld empty where the row is about a secret customer; as they are where there are no `secrets`, which is quicker. */
export function choose(catalog: Catalog, shape: Shape, columns: readonly string[], secrets: Secrets | undefined): Knex.QueryBuilder {
  if (secrets === undefined) return builder(shape.name).select(columns.map((column) => `${shape.name}.${column}`))
  const led = ways(catalog, shape)
  const silent = withheld(catalog, shape)
  const owners = owning(catalog, shape, led)
  const chosen = columns.map((column) => {
    const own = `${shape.name}.${column}`
    if (!silent.has(column)) return own
    const open = builder.raw(led.map((_, at) => `secret${at}.id is null`).join(' and ') || 'true')
    if (!owners) return builder.raw('case when ? then ?? end as ??', [open, own, column])
    const nobodys = builder.raw(
      owners.map(() => '?? is null').join(' and ') || 'true',
      owners.map((name) => `${shape.name}.${name}`),
    )
    const named = builder.raw(`regexp_matches(${plain}, ?)`, [own, secrets])
    return builder.raw('case when ? and not (? and ?) then ?? end as ??', [open, nobodys, named, own, column])
  })
  const query = builder(shape.name).select(chosen)
  if (columns.some((column) => silent.has(column)))
    for (const [at, { column, among }] of led.entries())
      query.leftJoin(among.as(`secret${at}`), `secret${at}.id`, `${shape.name}.${column}`)
  return query
}
