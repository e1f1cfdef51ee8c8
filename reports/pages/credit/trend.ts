/** Receivables of the asker's customers at month ends, by age: how debt wanders from one age to the next. */
import type { Knex } from 'knex'
import { monthEnd } from '../../../server/calendar/duration.ts'
import type { CreditQuestion } from '../../messages.ts'
import { builder } from '../conditions.ts'
import { aged, ages } from './standing.ts'

/** `count` month ends up to `on`, the last one being `on` itself, oldest first. */
export const monthEnds = (on: string, count: number): string[] =>
  Array.from({ length: count }, (_, back) => (back === 0 ? on : monthEnd(on, -back))).reverse()

export const trendDays = ({ on, trend }: CreditQuestion): Knex.Raw => {
  const days = monthEnds(on, trend)
  return builder.raw(`select * from (values ${days.map(() => '(?::date)').join(', ')}) as t(day)`, days)
}

/** One row for each of `trendDays`. */
export const trend = ({ ageing }: CreditQuestion): string => `
  select d.day, coalesce(sum(amount), 0)::decimal(18, 2) as receivable, coalesce(sum(amount) filter (late > 0), 0)::decimal(18, 2) as overdue,
    ${aged(ageing === 'due' ? 'late' : 'age')}
  from "trendDays" as d
  left join (
    select m.day, b.kind, b.amount, m.day - b."dueOn" as late, m.day - b.issued as age
    from "trendDays" as m join balances as b on b.since <= m.day and b.until > m.day
    where b.kind = 'invoices' and b.customer in (select customer from points)
      and b.since <= (select max(day) from "trendDays") and b.until > (select min(day) from "trendDays")
  ) as s on s.day = d.day
  group by d.day`

export const trendEntries = ['receivable', 'overdue', ...Object.keys(ages)].map((name) => `"${name}": "${name}"::varchar`)
