/** The filter language over the warehouse: the same translator as for lists, with values in the warehouse's own types. */
import knex, { type Knex } from 'knex'
import type { Actor } from '../../server/access/actor.ts'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import type { Fields, LinesField } from '../../server/definition/types.ts'
import type { Where } from '../../server/definition/where.ts'
import { kindOf } from '../../server/kinds/index.ts'
import { applyWhere, type Engine, type Translation } from '../../server/records/where.ts'
import type { Shape } from '../follower/shape.ts'
import type { Asked, Asker } from '../messages.ts'

/** Builds SQL with `$1`, `$2` …; it is never connected to anything. */
export const builder: Knex = knex({ client: 'pg' })

/** Values as the warehouse holds them: yuan rather than 分. */
const engine: Engine = {
  like: 'ilike',
  bind: (stored, field) => kindOf(field).warehouse?.value(stored, field) ?? stored,
}

/** Somebody whose rights the server has already put into rules: of the actor only the identity is left to ask for. */
const actorOf = (asker: Asker): Actor => ({ ...asker, name: '', username: '', role: '', grant: () => ({}) })

export function translation(catalog: Catalog, shapes: readonly Shape[], { asker, today, reach }: Asked): Translation {
  const columns = new Map(shapes.map((shape) => [shape.name, new Set(shape.columns.map((column) => column.name))]))
  // What is not in the warehouse cannot be asked for: sensitive fields, files, registers that stay out.
  const visible = (register: string, path: string) => {
    const [name = '', inner] = path.split('.')
    const [table, column] = inner === undefined ? [register, name] : [`${register}_${name}`, inner]
    return madeUp.has(register) || columns.get(table)?.has(column) === true
  }
  return {
    catalog,
    actor: actorOf(asker),
    engine,
    today,
    visible,
    ...(reach ? { reach: ({ name }: CompleteRegister) => reach[name] } : {}),
  }
}

const salesName = 'sales facts'
const positionsName = 'customer positions'
const accountsName = 'customer accounts'

/** Registers that exist for filters of reports alone: all their fields may be asked for. */
const madeUp: ReadonlySet<string> = new Set([salesName, positionsName, accountsName])

/** A register of that name with some of the fields of invoices. */
function likeInvoices(catalog: Catalog, name: string, fields: readonly string[]): CompleteRegister {
  const invoices = catalog.get('invoices')
  const shown = fields.flatMap((each) => (invoices.fields[each] ? [[each, invoices.fields[each]] as const] : []))
  return { ...invoices, name, fields: Object.fromEntries(shown) as Fields, lines: [] }
}

/** What has a customer, as reports filter it: by `customer` and what lies behind it, always under the alias given. */
export const positionsRegister = (catalog: Catalog): CompleteRegister => likeInvoices(catalog, positionsName, ['customer'])

/** Accounts of customers, as reports filter them: by `customer`, and by the `salesperson` and `department` that answer for it, always under the alias given. */
export const accountsRegister = (catalog: Catalog): CompleteRegister =>
  likeInvoices(catalog, accountsName, ['customer', 'salesperson', 'department'])

/**
 * Orders and returns as reports filter them: by customer, salesperson, department and product, wherever these columns stand
 * (order, line, weekly mart or target), always under the alias given.
 */
export function salesRegister(catalog: Catalog): CompleteRegister {
  const orders = catalog.get('orders')
  const { customer, salesperson, department, lines } = orders.fields
  const product = (lines as LinesField | undefined)?.fields.product
  const entries = Object.entries({ customer, salesperson, department, product }).flatMap(([name, field]) =>
    field ? [[name, field] as const] : [],
  )
  return { ...orders, name: salesName, fields: Object.fromEntries(entries) as Fields, lines: [] }
}

/** The first steps of all paths in a filter: `customer` for `customer.region`. */
export function heads(where: Where): Set<string> {
  const found = new Set<string>()
  for (const [key, value] of Object.entries(where)) {
    if (value === undefined) continue
    if (key === '$and' || key === '$or') for (const part of value as readonly Where[]) for (const head of heads(part)) found.add(head)
    else if (key === '$not') for (const head of heads(value as Where)) found.add(head)
    else found.add(key.split('.')[0] ?? key)
  }
  return found
}

/** The same filter with `lines.product` written as `product`, for tables whose rows are lines themselves. */
export function onLines(where: Where): Where {
  const turned = Object.entries(where).map(([key, value]) => {
    if (key === '$and' || key === '$or') return [key, (value as readonly Where[]).map(onLines)]
    if (key === '$not') return [key, onLines(value as Where)]
    return [key.replace(/^lines\.product(?=\.|$)/, 'product'), value]
  })
  return Object.fromEntries(turned) as Where
}

export const narrow = (
  query: Knex.QueryBuilder,
  register: CompleteRegister,
  where: Where,
  by: Translation,
  alias: string,
): Knex.QueryBuilder => applyWhere(query, register, where, by, alias)
