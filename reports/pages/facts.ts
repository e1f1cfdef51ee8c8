/**
 * Sales and returns of one window of days, summed by the dimensions asked for. Four sources give the same figures at different cost: the weekly marts
 * by salesperson and by customer (whole weeks), the headers of orders and returns (any days), and their lines (whenever a product is asked for).
 */
import type { Knex } from 'knex'
import { daysBetween, isMonday, isSunday, plusDays } from '../../server/calendar/weeks.ts'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import type { Where } from '../../server/definition/where.ts'
import type { Translation } from '../../server/records/where.ts'
import type { Dimension, WeeklyQuestion } from '../messages.ts'
import { builder, heads, narrow, onLines, salesRegister } from './conditions.ts'

export type Grain = 'people' | 'weeks' | 'documents' | 'lines'

/** Which days are summed, and under which week they are shown. */
export type Window = 'now' | 'before' | 'year'

export interface Facts {
  readonly question: WeeklyQuestion
  readonly catalog: Catalog
  readonly by: Translation
  readonly grain: Grain
}

const within = (where: Where, columns: ReadonlySet<string>) => [...heads(where)].every((head) => columns.has(head))
const shared = new Set(['customer', 'salesperson', 'department'])
const withProduct = new Set([...shared, 'product'])

/** The cheapest source that can answer. */
export function grainOf(question: WeeklyQuestion): Grain {
  const { by, where, rules, from, to } = question
  if (by.includes('product') || heads(where).has('lines')) return 'lines'
  const oneRule = JSON.stringify(rules.orders) === JSON.stringify(rules.returns) && within(rules.orders, shared)
  return oneRule && isMonday(from) && isSunday(to) ? 'weeks' : 'documents'
}

/** How many days earlier the comparison "before" lies: a week when weeks are shown, else the whole weeks that the period fills, so that like days are compared. */
export const shift = ({ from, to, by }: WeeklyQuestion): number => (by.includes('week') ? 7 : Math.ceil(daysBetween(from, to) / 7) * 7)

/** Narrows to what the asker may see and wants to see. */
function allowed(
  query: Knex.QueryBuilder,
  register: CompleteRegister,
  rule: Where,
  key: string,
  { question, catalog, by, grain }: Facts,
): void {
  const sales = salesRegister(catalog)
  const asked = onLines(question.where)
  narrow(query, sales, asked, by, 's')
  if (within(rule, grain === 'lines' ? withProduct : shared)) narrow(query, sales, rule, { ...by }, 's')
  else
    query.whereIn(
      key,
      (sub: Knex.QueryBuilder) => void narrow(sub.select(`${register.table}.id`).from(register.table), register, rule, by, register.table),
    )
}

/** One row for each order, return or line (or row of the mart) in the days, with measures in columns of the same names. */
function source(facts: Facts, first: string, last: string): Knex.QueryBuilder {
  const { grain, question, catalog } = facts
  const columns = ['s.week', 's.salesperson', 's.department']
  if (grain === 'weeks' || grain === 'people') {
    const query = builder({ s: grain === 'people' ? 'weekly_people' : 'weekly_sales' })
      .select([...columns, grain === 'people' ? 's.customers' : 's.customer'])
      .select('s.week as date', 's.orders as order', 's.quantity', 's.ordered', 's.returned')
      .whereBetween('s.week', [first, last])
    allowed(query, catalog.get('orders'), question.rules.orders, '', facts)
    return query
  }
  columns.push('s.customer')
  const lines = grain === 'lines'
  const zero = (name: string, scale: number) => builder.raw(`0::decimal(18,${scale}) as ??`, [name])
  const amount = lines ? 's.amount' : 's.total'
  const extra = lines ? ['s.product'] : []
  const sold = builder({ s: lines ? 'sales_lines' : 'sales_orders' })
    .select([...columns, 's.date', ...extra, `${lines ? 's.order' : 's.id'} as order`, 's.quantity', `${amount} as ordered`])
    .select(zero('returned', 2))
    .whereBetween('s.date', [first, last])
  allowed(sold, catalog.get('orders'), question.rules.orders, lines ? 's.order' : 's.id', facts)
  if (!question.rules.returns) return sold
  const back = builder({ s: lines ? 'return_lines' : 'sales_returns' })
    .select([...columns, 's.date', ...extra])
    .select(builder.raw('null::integer as "order"'), zero('quantity', 3), zero('ordered', 2), `${amount} as returned`)
    .whereBetween('s.date', [first, last])
  allowed(back, catalog.get('returns'), question.rules.returns, lines ? 's.return' : 's.id', facts)
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

const people = new Set(['salesperson', 'department'])

/** Can the mart by salesperson stand in for the one by customer? Its customers may be added up within a week and salesperson only. */
function ofPeople({ question }: Facts, which: Which): boolean {
  const { by, where, rules } = question
  const filtered = new Set([...heads(where), ...heads(rules.orders)])
  if (!by.every((each) => each === 'week' || people.has(each)) || ![...filtered].every((head) => people.has(head))) return false
  return which === 'net' || (by.includes('week') && by.includes('salesperson') && !by.includes('department') && !filtered.has('department'))
}

const distinctCustomers = (condition: string) => `count(distinct f.customer) filter (where f."order" ${condition})`

const measures: Readonly<Record<Grain, string>> = {
  people: `coalesce(sum(f."order"), 0)::bigint as orders, sum(f.customers)::bigint as customers`,
  weeks: `coalesce(sum(f."order"), 0)::bigint as orders, ${distinctCustomers('> 0')} as customers`,
  documents: `count(f."order") as orders, ${distinctCustomers('is not null')} as customers`,
  lines: `count(distinct f."order") as orders, ${distinctCustomers('is not null')} as customers`,
}

/** Every measure, or the net amount alone, which is cheaper. */
export type Which = 'all' | 'net'

/** The sums of one window, grouped by the dimensions. */
export function sums(asked: Facts, window: Window, which: Which): Knex.Raw {
  const facts: Facts = asked.grain === 'weeks' && ofPeople(asked, which) ? { ...asked, grain: 'people' } : asked
  const { question, grain } = facts
  const { from, to, by } = question
  const back = window === 'before' ? shift(question) : 0
  // An ISO year has 52 or 53 weeks: the same week a year before lies 364 or 371 days back.
  const [first, last] = window === 'year' ? [plusDays(from, -371), plusDays(to, -364)] : [plusDays(from, -back), plusDays(to, -back)]
  const week = window === 'year' ? 'y.week' : `f.week + ${back}`
  const dims = by.map((dimension) => `${dimension === 'week' ? week : expressions[dimension]} as ${dimension}`)
  const all = `${measures[grain]}, sum(f.quantity) as quantity, sum(f.ordered) as ordered, sum(f.returned) as returned`
  const own = which === 'all' ? all : 'sum(f.ordered) - sum(f.returned) as net'
  const customers = by.some((dimension) => ofCustomer.has(dimension)) ? 'left join customers as c on c.id = f.customer' : ''
  const years =
    window === 'year'
      ? 'join weeks as y on y."yearBefore" = f.week and y.week + (f.date - f.week)::integer between ?::date and ?::date'
      : ''
  const grouping = by.length > 0 ? `group by ${by.map((_, index) => index + 1).join(', ')}` : ''
  return builder.raw(`select ${[...dims, own].join(', ')} from ? as f ${customers} ${years} ${grouping}`, [
    source(facts, first, last),
    ...(window === 'year' ? [from, to] : []),
  ] as Knex.RawBinding[])
}
