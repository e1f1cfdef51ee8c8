/**
 * Customers of a secret level (SEC-07) stand in snapshots as their number alone, whoever asks: nothing else of their file, and no words about them in records and lines that
 * lead to them, or that call them by name where nobody has said yet whose they are. Amounts and days stay, so that sums are those of the lists.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import { portions } from '../../server/database/portions.ts'
import type { Field } from '../../server/definition/types.ts'
import { bareText, isLatin, normaliseName, spelled } from '../../server/reconciliation/matching/names.ts'
import type { Shape } from '../follower/shape.ts'
import { rows } from '../follower/warehouse.ts'
import { builder } from '../pages/conditions.ts'

/** What is kept of the file itself; the level says why the rest is empty. */
const kept: ReadonlySet<string> = new Set(['id', 'version', 'number', 'secrecy'])

/** Kinds of fields in which somebody is called by name, or can be found. */
const telling: ReadonlySet<Field['kind']> = new Set(['text', 'longText', 'phone', 'email', 'creditCode', 'region', 'json'])

const secret = () => builder('customers').select('id').whereNotNull('secrecy').whereNot('secrecy', 'normal')

/** Secret customers as other papers may call them: patterns over `bare` texts. */
export type Secrets = readonly string[]

/** Texts of a row as names in them are looked for: small letters and figures alone. What stands between two texts is a letter, so that none runs over into the next. */
const bare = (texts: readonly string[]) =>
  `regexp_replace(lower(concat_ws('ǁ', ${texts.map(() => '??::varchar').join(', ')})), '[^\\p{L}\\p{N}]+', '', 'g')`

/** Letters of a name, of what it is called for short, of its Pinyin, and figures of an account, below which much else would be taken for it. */
const shortest = { name: 2, shortName: 3, spelled: 6, account: 6 }

/** Names in one pattern: with many more, the engine goes on letter by letter. */
const namesAtOnce = 150

const fullWidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** A name as it may be written: with its kind of company or without, in Pinyin, in full width. */
function written(name: string, least: number): string[] {
  const core = normaliseName(name)
  const latin = isLatin(core) ? '' : spelled(core)
  return [
    ...[bareText(name), core].filter((word) => [...word].length >= (/^\d+$/.test(word) ? shortest.account : least)),
    ...(latin.length >= shortest.spelled ? [latin] : []),
  ].flatMap((word) => [word, fullWidth(word)])
}

/** How secret customers are called, by their own names or as one who pays for them; undefined where there is no such customer. */
export async function secretsOf(connection: DuckDBConnection): Promise<Secrets | undefined> {
  const files = await rows(connection, builder('customers').whereIn('id', secret()).select('name', 'shortName').toString())
  if (files.length === 0) return undefined
  const payers = builder('payerAliases').whereIn('customer', secret()).select('name', 'account')
  const found: string[] = []
  const take = (text: unknown, least: number) => {
    if (typeof text === 'string') found.push(...written(text, least))
  }
  for (const { name, shortName } of files) {
    take(name, shortest.name)
    take(shortName, shortest.shortName)
  }
  for (const { name, account } of await rows(connection, payers.toString())) {
    take(name, shortest.name)
    take(account, shortest.account)
  }
  return [...portions([...new Set(found)], namesAtOnce)].map((some) => some.join('|'))
}

/** The register of a table, or those of its lines that the table holds. */
function setOf(catalog: Catalog, shape: Shape): Pick<CompleteRegister, 'fields' | 'links'> {
  const register = catalog.get(shape.register)
  return register.lines.find(({ table }) => table === shape.name) ?? register
}

/** The columns of a table that a secret customer's rows leave empty; where nothing leads to customers what is freely written, for a colleague or a product keeps its name. */
function withheld(catalog: Catalog, shape: Shape, leads: boolean): ReadonlySet<string> {
  const names = shape.columns.map(({ name }) => name)
  if (shape.name === 'customers') return new Set(names.filter((name) => !kept.has(name)))
  const { fields } = setOf(catalog, shape)
  const tells = ({ kind }: Field) => (leads ? telling.has(kind) : kind === 'longText')
  return new Set(names.filter((name) => name !== 'number' && fields[name] && tells(fields[name])))
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
  const { links } = setOf(catalog, shape)
  const leading = shape.lines ? [...links, { name: 'parent', to: shape.register }] : links
  return leading.flatMap(({ name, to }) => {
    const among = shape.columns.some((column) => column.name === name) ? naming(catalog.get(to)) : undefined
    return among ? [{ column: name, among }] : []
  })
}

/**
 * Rows that call a secret customer by name while nobody has said whose they are: where a row says that itself, through all its words as long as it does not; where a register
 * has nothing to do with customers, through what is freely written. Undefined where another record says whose it is.
 */
function calling(catalog: Catalog, shape: Shape, led: readonly Way[], texts: readonly string[], secrets: Secrets): Way | undefined {
  const owners = setOf(catalog, shape).links.filter(({ name, to }) => to === 'customers' && led.some(({ column }) => column === name))
  if (shape.name === 'customers' || (owners.length === 0 && led.length > 0) || texts.length === 0 || secrets.length === 0) return undefined
  const among = builder(shape.name).select('id')
  for (const { name } of owners) among.whereNull(name)
  const text = bare(texts)
  among.where((query) => {
    for (const pattern of secrets) query.orWhereRaw(`regexp_matches(${text}, ?)`, [...texts, pattern])
  })
  return { column: 'id', among }
}

/** Chooses `columns` of a table, those that are withheld empty where the row is about a secret customer; as they are where there are no `secrets`, which is quicker. */
export function choose(catalog: Catalog, shape: Shape, columns: readonly string[], secrets: Secrets | undefined): Knex.QueryBuilder {
  const own = (column: string) => `${shape.name}.${column}`
  if (secrets === undefined) return builder(shape.name).select(columns.map(own))
  const links = ways(catalog, shape)
  const silent = withheld(catalog, shape, links.length > 0)
  const called = calling(catalog, shape, links, [...silent], secrets)
  const led = called ? [...links, called] : links
  const open = led.map((_, at) => `secret${at}.id is null`).join(' and ')
  const shut = columns.filter((column) => silent.has(column) && led.length > 0)
  const query = builder(shape.name).select(
    columns.map((column) =>
      shut.includes(column) ? builder.raw(`case when ${open} then ?? end as ??`, [own(column), column]) : own(column),
    ),
  )
  if (shut.length > 0)
    for (const [at, { column, among }] of led.entries()) query.leftJoin(among.as(`secret${at}`), `secret${at}.id`, own(column))
  return query
}
