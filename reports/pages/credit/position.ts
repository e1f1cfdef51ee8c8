/** The position of every customer on one day: what is owed by age, the limit, what lacks for credit, habits of paying, and the risk with its reasons. */
import type { Knex } from 'knex'
import { plusDays } from '../../../server/calendar/weeks.ts'
import type { CreditQuestion } from '../../messages.ts'
import { builder } from '../conditions.ts'
import { level, said, sentences } from './risk.ts'
import { aged, ages, aside, lastYear, limits, type Part, spans, terms } from './standing.ts'

const year = 365
const quarter = 90

const sum = (name: string) => `coalesce(sum(${name}), 0)::decimal(18, 2)`

/** What was paid and billed over a year, or a quarter where the year is not asked for, is added up from bound days alone: these are the largest tables. */
const habits = (on: string, turnover: boolean): readonly Part[] => [
  [
    'paying',
    builder.raw(
      `select customer, sum(until - "dueOn")::bigint as "daysLate", count(*) as closed
      from balances
      where kind = 'invoices' and closes and until between ?::date and ?::date and customer in (select customer from points)
      group by customer`,
      [plusDays(on, 1 - year), on],
    ),
  ],
  [
    'billed',
    builder.raw(
      `select customer, ${sum('total')} as turnover, coalesce(sum(total) filter (date >= ?::date), 0)::decimal(18, 2) as invoiced
      from invoices
      where status = 'issued' and date between ?::date and ?::date and customer in (select customer from points)
      group by customer`,
      [plusDays(on, 1 - quarter), plusDays(on, 1 - (turnover ? year : quarter)), on],
    ),
  ],
  [
    'released',
    `select p.customer, count(*) as releases, count(*) filter (r.kind = 'first') as "firstReleases", count(*) filter (r.kind = 'last') as "lastReleases",
      count(*) filter (r.kind = 'last' and r."dueOn" < p.day) as "releasesDue",
      coalesce(sum(r.amount) filter (r.kind = 'last' and r."dueOn" <= p.day), 0)::decimal(18, 2) as "monthEndUnpaid"
    from points as p
    join releases as r on r.customer = p.customer and r."usedOn" <= p.day and (r."settledOn" is null or r."settledOn" > p.day)
    where r.kind in ('first', 'last') and r.status in ('used', 'settled')
    group by all`,
  ],
  [
    'planned',
    `select p.customer, count(*) as "plansDue", count(*) filter (s.kept) as "plansMet"
    from points as p
    join "collectionPlans" as c on c.customer = p.customer and c.status in ('active', 'kept', 'broken')
    join "collectionPlans_steps" as s on s.parent = c.id and s."dueOn" between p.day - ${year - 1} and p.day
    group by all`,
  ],
]

/** What lacks for credit, by code, in the order it is told (CRD-01). */
export const lacking = {
  card: 'not t.card',
  idCopy: 'not t."idCopy"',
  contract: 'not t.contract',
  settlementAgreement: 't.contract and not t.agreed',
  lastYearBalance: 'coalesce(o."lastYear", 0) > t."balanceAllowed"',
} as const

const missing = `list_filter([${Object.entries(lacking)
  .map(([code, when]) => `case when ${when} then '${code}' end`)
  .join(', ')}], lambda code: code is not null)`

const names = Object.keys(ages)
const counts = ['releases', 'firstReleases', 'lastReleases', 'releasesDue', 'plansDue', 'plansMet', 'closed']
const none = (alias: string, name: string) => `coalesce(${alias}."${name}", 0)::decimal(18, 2) as "${name}"`
const plus = (before: string, all: readonly string[]) =>
  `(${all.map((name) => `coalesce(o."${before}${name}", 0)`).join(' + ')})::decimal(18, 2)`

/** The parts that make `positions`: one row for each of `points`, all of which are of one day. */
export function positions({ on, ageing, columns, asker }: CreditQuestion): readonly (readonly [name: string, sql: string | Knex.Raw])[] {
  return [
    ...terms,
    ...limits({ first: on, last: on }),
    spans({ first: on, last: on }),
    [
      'owed',
      `select customer, ${aged('late', 'late_')}${ageing === 'invoice' ? `, ${aged('age', 'age_')}` : ''}, ${aside},
        max(late) filter (kind = 'invoices' and late > 0) as oldest, ${lastYear} as "lastYear"
      from spans group by customer`,
    ],
    ...habits(on, columns.includes('turnover')),
    [
      'joined',
      `select t.customer, t.day, t.mode, t."creditStatus", t.mode in ('rolling', 'fixed') as "onCredit", ${missing} as missing,
        coalesce(rolling.amount, fixed.amount, 0)::decimal(18, 2) as "limit",
        ${none('o', 'uninvoiced')}, ${none('o', 'advance')},
        ${names.map((name) => `${plus(ageing === 'due' ? 'late_' : 'age_', [name])} as "${name}"`).join(', ')},
        ${plus('late_', names)} as receivable, ${plus('late_', names.slice(1))} as overdue, ${plus('late_', ['overdue1to30'])} as "late1to30",
        ${plus('late_', ['overdue31to60', 'overdue61to90'])} as "late31to90", ${plus('late_', ['overdueOver90'])} as "lateOver90",
        coalesce(o.oldest, 0)::integer as "oldestOverdueDays",
        ${counts.map((name) => `coalesce("${name}", 0)::bigint as "${name}"`).join(', ')},
        coalesce(paying."daysLate", 0) as "daysLate", ${none('billed', 'turnover')}, ${none('billed', 'invoiced')}, ${none('released', 'monthEndUnpaid')}
      from terms as t
      ${['rolling', 'fixed', 'paying', 'billed', 'released', 'planned'].map((part) => `left join ${part} on ${part}.customer = t.customer`).join(' ')}
      left join owed as o on o.customer = t.customer`,
    ],
    [
      'figures',
      `select *, (receivable + uninvoiced)::decimal(18, 2) as exposure, len(missing) = 0 as eligible,
        case when "onCredit" and len(missing) = 0 then greatest(0, "limit" - (receivable + uninvoiced - advance)) else 0 end::decimal(18, 2) as available,
        case when "onCredit" then greatest(0, receivable + uninvoiced - advance - "limit") else 0 end::decimal(18, 2) as over,
        case when "limit" > 0 then round((receivable + uninvoiced - advance) * 100 / "limit", 2)::decimal(18, 2) end as utilisation,
        case when closed > 0 then round("daysLate" / closed, 1)::decimal(9, 1) end as "averageDaysLate",
        case when invoiced > 0 then round(receivable * 90 / invoiced, 1)::decimal(18, 1) end as dso,
        ("late31to90" + "lateOver90")::decimal(18, 2) as "overdueOver30",
        case when "plansDue" > 0 then "plansMet" || '/' || "plansDue" end as "plansKept"
      from joined`,
    ],
    ['positions', builder.raw(`select *, ${level} as level, ${sentences} as reasons from figures`, said(asker.language))],
  ]
}
