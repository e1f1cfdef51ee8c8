/** Sales and returns of one window of days, summed by the dimensions asked for, from the cheapest source. */
import type { Knex } from 'knex'
import { daysBetween, isMonday, isSunday, plusDays } from '../../server/calendar/weeks.ts'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import type { Where } from '../../server/definition/where.ts'
import type { Translation } from '../../server/records/where.ts'
import type { Dimension, WeeklyQuestion } from '../messages.ts'
import { builder, narrow, onLines, salesRegister } from './conditions.ts'
import { cheapest, type Grain, holdsRule, type Which } from './grains.ts'

/** Which days are summed, and under which week they are shown. */
export type Window = 'now' | 'before' | 'year'

export interface Facts {
  readonly question: WeeklyQuestion
  readonly catalog: Catalog
  readonly by: Translation
}

/** How many days earlier the comparison "before" lies: a week when weeks are shown, else the whole weeks that the period fills, so that like days are compared. */
export const shift = ({ from, to, by }: WeeklyQuestion): number => (by.includes('week') ? 7 : Math.ceil(daysBetween(from, to) / 7) * 7)

/** Narrows to what the asker may see and wants to see. */
function allowed(
  query: Knex.QueryBuilder,
  register: CompleteRegister,
  rule: Where,
  key: string,
  { question, catalog, by }: Facts,
  grain: Grain,
): void {
  const sales = salesRegister(catalog)
  const asked = onLines(question.where)
  narrow(query, sales, asked, by, 's')
  if (holdsRule(grain, rule)) narrow(query, sales, rule, { ...by }, 's')
  else
    query.whereIn(
      key,
      (sub: Knex.QueryBuilder) => void narrow(sub.select(`${register.table}.id`).from(register.table), register, rule, by, register.table),
    )
}

/** The marts of whole weeks, with what they have beside the week and the sums. */
const weeklyMarts: Readonly<Partial<Record<Grain, { readonly table: string; readonly columns: readonly string[] }>>> = {
  people: { table: 'weekly_people', columns: ['salesperson', 'department', 'customers'] },
  products: { table: 'weekly_products', columns: ['product', 'customers'] },
  weeks: { table: 'weekly_sales', columns: ['salesperson', 'department', 'customer'] },
}

/** One row for each order, return or line (or row of the mart) in the days, with measures in columns of the same names. */
function source(facts: Facts, grain: Grain, first: string, last: string): Knex.QueryBuilder {
  const { question, catalog } = facts
  const mart = weeklyMarts[grain]
  if (mart) {
    const query = builder({ s: mart.table })
      .select(mart.columns.map((column) => `s.${column}`))
      .select('s.week', 's.week as date', 's.orders as order', 's.quantity', 's.ordered', 's.returned')
      .whereBetween('s.week', [first, last])
    allowed(query, catalog.get('orders'), question.rules.orders, '', facts, grain)
    return query
  }
  const columns = ['s.week', 's.salesperson', 's.department', 's.customer']
  const lines = grain === 'lines'
  const zero = (name: string, scale: number) => builder.raw(`0::decimal(18,${scale}) as ??`, [name])
  const amount = lines ? 's.amount' : 's.total'
  const extra = lines ? ['s.product'] : []
  const sold = builder({ s: lines ? 'sales_lines' : 'sales_orders' })
    .select([...columns, 's.date', ...extra, `${lines ? 's.order' : 's.id'} as order`, 's.quantity', `${amount} as ordered`])
    .select(zero('returned', 2))
    .whereBetween('s.date', [first, last])
  allowed(sold, catalog.get('orders'), question.rules.orders, lines ? 's.order' : 's.id', facts, grain)
  if (!question.rules.returns) return sold
  const back = builder({ s: lines ? 'return_lines' : 'sales_returns' })
    .select([...columns, 's.date', ...extra])
    .select(builder.raw('null::integer as "order"'), zero('quantity', 3), zero('ordered', 2), `${amount} as returned`)
    .whereBetween('s.date', [first, last])
  allowed(back, catalog.get('returns'), question.rules.returns, lines ? 's.return' : 's.id', facts, grain)
  return sold.unionAll(back)
}

const ofCustomer: ReadonlySet<Dimension> = new Set<Dimension>(['region', 'tier'])

/** The expression of each dimension over the alias `f`, and `c` for the customer. */
const expressions: Readonly<Record<Exclude<Dimension, 'week'>, string>> = {
  salesperson: 'f.salesperson',
  customer: 'f.customer',
  product: 'f.product',
  department: 'f.department',
  region: 'left(c.region, 2)',
  tier: 'c.tier',
}

const distinctCustomers = (condition: string) => `count(distinct f.customer) filter (where f."order" ${condition})`

const ofDocuments = { orders: `count(f."order")`, customers: distinctCustomers('is not null') }
const ofMarts = { orders: `coalesce(sum(f."order"), 0)::bigint`, customers: 'sum(f.customers)::bigint' }

const counts: Readonly<Record<Grain, { readonly orders: string; readonly customers: string }>> = {
  people: ofMarts,
  products: ofMarts,
  weeks: { ...ofMarts, customers: distinctCustomers('> 0') },
  documents: ofDocuments,
  lines: { ...ofDocuments, orders: `count(distinct f."order")` },
}

function measures(grain: Grain, which: Which): string[] {
  const { orders, customers } = counts[grain]
  if (which === 'net') return ['sum(f.ordered) - sum(f.returned) as net']
  return [
    ...(which === 'customers'
      ? []
      : [`${orders} as orders`, ...['quantity', 'ordered', 'returned'].map((name) => `sum(f.${name}) as ${name}`)]),
    ...(which === 'additive' ? [] : [`${customers} as customers`]),
  ]
}

/** The sums of one window, grouped by the dimensions: what adds up from a small mart where there is one, even when the customers must be counted elsewhere. */
export function sums(facts: Facts, window: Window, which: Which): Knex.Raw {
  const { question } = facts
  if (which !== 'all' || cheapest(question, 'all') === cheapest(question, 'additive')) return grouped(facts, window, which)
  const same = question.by.map((dimension) => `c.${dimension} is not distinct from a.${dimension}`).join(' and ') || 'true'
  return builder.raw(`select a.*, c.customers from (?) as a left join (?) as c on ${same}`, [
    grouped(facts, window, 'additive'),
    grouped(facts, window, 'customers'),
  ])
}

function grouped(facts: Facts, window: Window, which: Which): Knex.Raw {
  const { question } = facts
  const grain = cheapest(question, which)
  const { from, to, by } = question
  const back = window === 'before' ? shift(question) : 0
  // An ISO year has 52 or 53 weeks: the same week a year before lies 364 or 371 days back.
  const [first, last] = window === 'year' ? [plusDays(from, -371), plusDays(to, -364)] : [plusDays(from, -back), plusDays(to, -back)]
  const week = window === 'year' ? 'y.week' : `f.week + ${back}`
  const dims = by.map((dimension) => `${dimension === 'week' ? week : expressions[dimension]} as ${dimension}`)
  const customers = by.some((dimension) => ofCustomer.has(dimension)) ? 'left join customers as c on c.id = f.customer' : ''
  // In whole weeks no day need be looked at.
  const day = isMonday(from) && isSunday(to) ? 'y.week' : 'y.week + (f.date - f.week)::integer'
  const years = window === 'year' ? `join weeks as y on y."yearBefore" = f.week and ${day} between ?::date and ?::date` : ''
  const grouping = by.length > 0 ? `group by ${by.map((_, index) => index + 1).join(', ')}` : ''
  return builder.raw(`select ${[...dims, ...measures(grain, which)].join(', ')} from ? as f ${customers} ${years} ${grouping}`, [
    source(facts, grain, first, last),
    ...(window === 'year' ? [from, to] : []),
  ] as Knex.RawBinding[])
}
