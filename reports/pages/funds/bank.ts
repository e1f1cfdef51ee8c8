/** What the bank's side of a month comes to: how much is matched, what nobody has claimed, and the differences by kind and age. Once the clerk signed, it is what was signed. */
import type { Knex } from 'knex'
import type { Catalog } from '../../../server/catalog/catalog.ts'
import { closedStates } from '../../../server/reconciliation/closed.ts'
import { unclaimedStates } from '../../../server/reconciliation/unclaimed.ts'
import type { Translation } from '../../../server/records/where.ts'
import type { FundQuestion } from '../../messages.ts'
import { builder } from '../conditions.ts'
import { type Part, ruled, wished } from './accounts.ts'

const share = (part: string, whole: string) => `case when ${whole} > 0 then round(${part} * 100 / ${whole}, 2)::decimal(18, 2) end`

/** The parts `bank` (one row at most), `unclaimed` (one row) and `differing` (one row a difference), each empty for those who may not see it. */
export function bankSide(question: FundQuestion, catalog: Catalog, by: Translation): readonly Part[] {
  const { month, bank, rules, today } = question
  const none = { id: { in: [] } }
  return [
    [
      'signed',
      builder.raw(
        `select "bankCount", "matchedCount", "bankAmount", "matchedAmount", "unclaimedCount", "unclaimedAmount", "unclaimedSince" from reconciliations
        where month = ?::date and status in (${closedStates.map(() => '?').join(', ')})`,
        [month, ...closedStates],
      ),
    ],
    [
      'banked',
      builder.raw(
        `select count(*) as count, count(*) filter (state = 'matched') as "matchedCount", coalesce(sum(abs(amount)), 0) as amount,
          coalesce(sum(least(abs(matched), abs(amount))), 0) as "matchedAmount"
        from "bankLines" where date between ?::date and last_day(?::date) and state <> 'aside'
        having not exists (select 1 from signed)
        union all
        select "bankCount", "matchedCount", "bankAmount", "matchedAmount" from signed`,
        [month, month],
      ),
    ],
    [
      'bank',
      builder.raw(
        `select *, ${share('"matchedCount"', 'count')} as "countShare", ${share('"matchedAmount"', 'amount')} as "amountShare" from banked where ?::boolean`,
        [bank],
      ),
    ],
    ['pool', ruled(catalog.get('bankLines'), rules.bankLines ?? none, by)],
    [
      'unclaimed',
      builder.raw(
        `select count(*) as count, coalesce(sum(amount - coalesce(matched, 0)), 0)::decimal(18, 2) as amount, min(date) as oldest from "bankLines"
        where state in (${unclaimedStates.map(() => '?').join(', ')}) and amount > coalesce(matched, 0) and amount > 0 and date <= last_day(?::date) and id in (select id from pool)
        having not exists (select 1 from signed)
        union all
        select coalesce("unclaimedCount", 0), coalesce("unclaimedAmount", 0), "unclaimedSince" from signed`,
        [...unclaimedStates, month],
      ),
    ],
    ['noted', ruled(catalog.get('differences'), rules.differences ?? none, by)],
    [
      'found',
      builder.raw(
        `select d.customer, d.salesperson, d.department, d.kind, d.status, coalesce(d.amount, 0) as amount, ${age} as age
        from (select *, coalesce("explainedOn", ?::date) - since as days from differences) as d where d.month = ?::date and d.status <> 'gone' and d.id in (select id from noted)`,
        [today, month],
      ),
    ],
    ['differing', wished('found', question, catalog, by)],
  ]
}

const ages = [
  ['days7', 7],
  ['days30', 30],
  ['days90', 90],
] as const

/** A difference grows older until it is explained. */
const age = `case ${ages.map(([name, most]) => `when d.days <= ${most} then '${name}'`).join(' ')} else 'older' end`

/** The differences as a JSON list by kind, age and status. */
export const differenceList: Knex.Raw = builder.raw(
  `select coalesce(string_agg(to_json({"kind": kind, "age": age, "status": status, "count": count, "amount": amount::varchar})::varchar, ',' order by kind, age, status), '')
  from (select kind, age, status, count(*) as count, sum(amount)::decimal(18, 2) as amount from differing group by all)`,
)
