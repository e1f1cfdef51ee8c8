/**
 * Accounts of customers in a month, and of all of them together over twelve: live from `account_months`, or as the current issue of a locked month froze them.
 * A live account is under the account manager and department that the customer has now, a frozen one under those of the day it was locked.
 */
import type { Knex } from 'knex'
import { plusMonths } from '../../../server/calendar/duration.ts'
import type { Catalog } from '../../../server/catalog/catalog.ts'
import type { CompleteRegister } from '../../../server/catalog/complete.ts'
import type { Where } from '../../../server/definition/where.ts'
import type { Translation } from '../../../server/records/where.ts'
import type { FundQuestion } from '../../messages.ts'
import { accountsRegister, builder, narrow } from '../conditions.ts'
import { accountColumns } from './columns.ts'
import { recoveries, recovery } from './recovery.ts'

/** A named part of a statement. */
export type Part = readonly [name: string, sql: string | Knex.Raw | Knex.QueryBuilder]

/** Months in the trend, the one asked for among them. */
export const trendMonths = 12

const names = accountColumns.map(({ name }) => name)
/** What moved in a month: told for it alone, while opening and closing stand at its ends. `refunded` is in `received` already. */
const flows = [...names.filter((name) => name !== 'opening' && name !== 'closing'), 'refunded']

/** What adds up over accounts. */
export const summed = [...names, 'refunded', 'planned', 'paidOfPlan']

const { due, recovered, advanced } = recovery('m')

const plain = (of: string) => names.map((name) => `coalesce(${of}."${name}", 0) as "${name}"`).join(', ')

/** Rows of `register` that a rule allows, without asking what the asker may filter by: rules are the system's own. */
export function ruled(register: CompleteRegister, rule: Where, by: Translation): Knex.QueryBuilder {
  const { reach: _reach, visible: _visible, ...unasked } = by
  return narrow(builder(register.table).select(`${register.table}.id`), register, rule, unasked, register.table)
}

/** Rows of the part `source`, which have a customer, salesperson and department, as far as the asker wishes to see them. */
export const wished = (source: string, { where }: FundQuestion, catalog: Catalog, by: Translation): Knex.QueryBuilder =>
  narrow(builder.select('s.*').from({ s: source }), accountsRegister(catalog), where, by, 's')

/**
 * The parts that make `accounts` (one row for each customer of the month asked for), `held` (the closing of the month before under whoever answered for the customer in
 * it, where signatures froze that for one of the two) and `trend` (one row for each month).
 */
export function accounts(question: FundQuestion, catalog: Catalog, by: Translation): readonly Part[] {
  const { month, rules } = question
  const [first, past] = [plusMonths(month, 1 - trendMonths), plusMonths(month, -1)]
  // Who may see all customers sees all of an issue, customers that are merged away since among them.
  const everything = Object.keys(rules.customers).length === 0
  return [
    ['asked', builder.raw('select ?::date as month, last_day(?::date) as last', [month, month])],
    ['months', builder.raw('select unnest(generate_series(?::date, ?::date, interval 1 month))::date as month', [first, month])],
    [
      'frozen',
      `select r.month, arg_max(r.id, r.edition) as issue
      from "fundRecoveries" as r join reconciliations as c on c.month = r.month and c.status in ('locked', 'reopening')
      where r.current and r.month in (select month from months)
      group by r.month`,
    ],
    ['may', ruled(catalog.get('customers'), rules.customers, by)],
    ['everybody', `select id as customer, owner as salesperson, department from customers where id in (select id from may)`],
    ['holders', wished('everybody', question, catalog, by)],
    [
      'issued',
      `select f.month, l.customer, l.salesperson, l.department, ${plain('l')}, coalesce(l.planned, 0) as planned, coalesce(l."paidOfPlan", 0) as "paidOfPlan"
      from "fundRecoveries_lines" as l join frozen as f on f.issue = l.parent
      ${everything ? '' : 'where l.customer in (select id from may)'}`,
    ],
    ['lines', wished('issued', question, catalog, by)],
    [
      'promised',
      builder.raw(
        `select p.customer, count(*) as steps, count(*) filter (s.kept) as kept, count(*) filter (not s.kept) as missed,
          sum(s.amount) as planned, sum(coalesce(s.paid, 0)) as "paidOfPlan"
        from "collectionPlans" as p join "collectionPlans_steps" as s on s.parent = p.id
        where p.status in ('active', 'kept', 'broken') and s."dueOn" between ?::date and last_day(?::date)
        group by p.customer`,
        [month, month],
      ),
    ],
    [
      'moved',
      builder.raw(
        `select customer, coalesce(arg_max(closing, month) filter (month < ?::date), 0) as opening, arg_max(closing, month) as closing,
          ${flows.map((name) => `coalesce(sum("${name}") filter (month = ?::date), 0) as "${name}"`).join(', ')},
          max(month) = ?::date as active
        from account_months
        where month <= ?::date and not exists (select 1 from frozen where month = ?::date)
        group by customer`,
        [month, ...flows.map(() => month), month, month, month],
      ),
    ],
    [
      'accounts',
      builder.raw(
        `select h.customer, h.salesperson, h.department, ${plain('m')},
          coalesce(m.refunded, 0) as refunded, coalesce(p.planned, 0) as planned, coalesce(p."paidOfPlan", 0) as "paidOfPlan",
          coalesce(p.steps, 0) as steps, coalesce(p.kept, 0) as kept, coalesce(p.missed, 0) as missed
        from holders as h left join moved as m on m.customer = h.customer left join promised as p on p.customer = h.customer
        where (m.active or m.opening <> 0 or p.steps > 0) and not exists (select 1 from frozen where month = ?::date)
        union all
        select l.customer, l.salesperson, l.department, ${plain('l')}, coalesce(a.refunded, 0), l.planned, l."paidOfPlan",
          coalesce(p.steps, 0), coalesce(p.kept, 0), coalesce(p.missed, 0)
        from lines as l left join promised as p on p.customer = l.customer
        left join account_months as a on a.customer = l.customer and a.month = l.month
        where l.month = ?::date`,
        [month, month],
      ),
    ],
    [
      'held',
      builder.raw(
        `select customer, salesperson, department, closing from lines where month = ?::date
        union all
        select h.customer, h.salesperson, h.department, m.closing
        from holders as h join (select customer, arg_max(closing, month) as closing from account_months where month <= ?::date group by customer) as m
          on m.customer = h.customer
        where exists (select 1 from frozen where month = ?::date) and not exists (select 1 from frozen where month = ?::date)
        union all
        select customer, salesperson, department, opening from accounts
        where not exists (select 1 from frozen where month in (?::date, ?::date))`,
        [past, past, month, past, month, past],
      ),
    ],
    [
      'flows',
      // A month without movements has no row: what is owed then is what earlier months added to it.
      builder.raw(
        `select m.month, ${flows.map((name) => `sum(m."${name}") as "${name}"`).join(', ')}, sum(m.closing - m.opening) as net,
          sum(greatest(m.closing, 0) - greatest(m.opening, 0)) as "owingNet", sum(${due} - greatest(m.opening, 0)) as "dueNet",
          sum(${recovered}) as recovered, sum(${advanced}) as advanced
        from account_months as m where m.month <= ?::date and m.customer in (select customer from holders) group by m.month`,
        [month],
      ),
    ],
    [
      'trend',
      `select m.month, false as frozen, coalesce(sum(f.net) filter (f.month < m.month), 0) as opening, coalesce(sum(f.net), 0) as closing,
        coalesce(sum(f."owingNet") filter (f.month < m.month), 0) + coalesce(sum(f."dueNet") filter (f.month = m.month), 0) as due,
        ${[...flows, 'recovered', 'advanced'].map((name) => `coalesce(sum(f."${name}") filter (f.month = m.month), 0) as "${name}"`).join(', ')}
      from months as m left join flows as f on f.month <= m.month
      where m.month not in (select month from frozen)
      group by m.month
      union all by name
      select f.month, true as frozen, ${names.map((name) => `coalesce(sum(m."${name}"), 0) as "${name}"`).join(', ')},
        ${recoveries.map((name) => `coalesce(sum(${recovery('m')[name]}), 0) as "${name}"`).join(', ')}
      from frozen as f left join lines as m on m.month = f.month
      group by f.month`,
    ],
  ]
}
