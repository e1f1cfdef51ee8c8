/**
 * How customers stand on days, as parts of one statement over `points` (customer, day), `asked` (first, last: the days spanned) and `shipped` (key, value: policies
 * that hold where none is written). The meanings are those of the credit gate (`server/credit/facts.ts`); amounts are in yuan. CRD-01…05, CRD-17, CF-07.
 *
 * Papers are taken by their own dates, so that a past day is as it was by what is known now. What a paper does not date is as it is today: the customer's file,
 * its ID copy, its credit standing, and whether a signed contract was ended before its term.
 */
import type { Knex } from 'knex'
import { builder } from '../conditions.ts'

/** A named part of a statement. */
export type Part = readonly [name: string, sql: string | Knex.Raw]

/** The days that a statement spans, both included. Bound where big tables are read: what a subquery says, no plan can reckon with. */
export interface Span {
  readonly first: string
  readonly last: string
}

/** Under which terms: one row for each point. */
export const terms: readonly Part[] = [
  [
    'who',
    `select p.customer, p.day, c.tier, c.department, c."paymentMode", c."creditStatus",
      contains(coalesce(c."fileParts", ''), '"card"') as card, coalesce(c."idCopyHeld", false) as "idCopy"
    from points as p join customers as c on c.id = p.customer`,
  ],
  [
    'ruled',
    `select customer, day,
      max(value) filter (key = 'credit.window') as "window",
      max(value) filter (key = 'credit.prereq.lastYearBalance') as balance,
      max(value) filter (key = 'payment.mode') as mode
    from policy_values('who')
    where key in (select key from shipped)
    group by all`,
  ],
  [
    'company',
    `select max(value) filter (key = 'credit.window') as "window",
      max(value) filter (key = 'credit.prereq.lastYearBalance') as balance,
      max(value) filter (key = 'payment.mode') as mode
    from shipped`,
  ],
  [
    'contracted',
    `select p.customer, p.day, arg_max({mode: c.settlement, agreed: coalesce(c."settlementAgreement", '') <> ''}, c.id) as paper
    from points as p
    join contracts as c on c.customer = p.customer and c.status = 'signed' and p.day between c."from" and c."to"
    group by all`,
  ],
  [
    'terms',
    `select w.*, t.paper is not null as contract, coalesce(t.paper.agreed, false) as agreed,
      coalesce(t.paper.mode, w."paymentMode", r.mode, company.mode) as mode,
      coalesce(r."window", company."window")::integer as "window",
      coalesce(r.balance, company.balance)::decimal(18, 2) as "balanceAllowed"
    from who as w
    cross join company
    left join ruled as r on r.customer = w.customer and r.day = w.day
    left join contracted as t on t.customer = w.customer and t.day = w.day`,
  ],
]

/** How much credit: what was shipped in the days before, less what came back in them (rolling), or the line in force (fixed). */
export const limits = ({ last }: Span): readonly Part[] => [
  [
    'rolling',
    builder.raw(
      `select t.customer, t.day, greatest(0, sum(d.total)) as amount
    from terms as t
    join (
      select customer, "shippedOn" as day, total from dispatches
      where status in ('shipped', 'received') and basis is distinct from 'unapproved'
      union all
      select customer, date, -total from returns where status in ('confirmed', 'refunded')
    ) as d on d.customer = t.customer and d.day between t.day - t."window" and t.day - 1
    where t.mode = 'rolling' and d.day between (select min(day - "window") from terms) and ?::date
    group by all`,
      [last],
    ),
  ],
  [
    'fixed',
    `select t.customer, t.day, arg_max(l.amount, l."from") as amount
    from terms as t
    join "creditLines" as l on l.customer = t.customer and t.day between l."from" and coalesce(l."to", t.day)
    where t.mode = 'fixed' and l.status in ('approved', 'ended')
    group by all`,
  ],
]

/** Balances of the points' customers on their days. */
export const spans = ({ first, last }: Span): Part => [
  'spans',
  builder.raw(
    `select p.customer, p.day, b.kind, b.amount, b.issued, p.day - b."dueOn" as late, p.day - b.issued as age
  from points as p
  join balances as b on b.customer = p.customer and p.day >= b.since and p.day < b.until
  where b.since <= ?::date and b.until > ?::date`,
    [last, first],
  ),
]

const sum = (condition: string) => `coalesce(sum(amount) filter (${condition}), 0)::decimal(18, 2)`

/** The age columns with their days, in the order they are shown. */
export const ages = {
  notDue: [null, 0],
  overdue1to30: [1, 30],
  overdue31to60: [31, 60],
  overdue61to90: [61, 90],
  overdueOver90: [91, null],
} as const satisfies Readonly<Record<string, readonly [from: number | null, to: number | null]>>

export type Age = keyof typeof ages

/** Is a number of days within an age? */
export const within = (days: string, [from, to]: readonly [from: number | null, to: number | null]): string =>
  [...(from === null ? [] : [`${days} >= ${from}`]), ...(to === null ? [] : [`${days} <= ${to}`])].join(' and ')

/** The amounts of invoices by age, `days` being the number that counts, each under its name with this before it. */
export const aged = (days: string, before: string): string =>
  Object.entries(ages)
    .map(([name, age]) => `${sum(`kind = 'invoices' and ${within(days, age)}`)} as "${before}${name}"`)
    .join(', ')

/** Goods bound to go and not invoiced, and money that waits for an invoice, over `spans`. */
export const aside = `${sum(`kind = 'dispatches'`)} as uninvoiced, ${sum(`kind = 'receipts'`)} as advance`

/** What is open, and what of it is overdue, over `spans`. */
export const open = `${sum(`kind = 'invoices'`)} as receivable, ${sum(`kind = 'invoices' and late > 0`)} as overdue`

/** What is open of the year before and earlier, invoiced or not, which CRD-01 does not allow. */
export const lastYear = sum(`kind in ('invoices', 'dispatches') and year(issued) < year(day)`)
