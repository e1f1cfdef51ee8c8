/** Receivables of the asker's customers at month ends, by age: how debt wanders from one age to the next. */
import type { Knex } from 'knex'
import { monthEnd } from '../../../server/calendar/duration.ts'
import type { CreditQuestion } from '../../messages.ts'
import { builder } from '../conditions.ts'
import { ages, type Part, within } from './standing.ts'

/** `count` month ends up to `on`, the last one being `on` itself, oldest first. */
export const monthEnds = (on: string, count: number): string[] =>
  Array.from({ length: count }, (_, back) => (back === 0 ? on : monthEnd(on, -back))).reverse()

const names = Object.keys(ages)

const age = (days: string) =>
  `case ${Object.entries(ages)
    .map(([name, span]) => `when ${within(days, span)} then '${name}'`)
    .join(' ')} end`

const sum = (condition: string) => `coalesce(sum(amount) filter (${condition}), 0)::decimal(18, 2)`

/**
 * The parts that make `trend`, one row for each month end. A balance is there at the ends of all months from the one it begins in up to, not including, the one it is
 * over in; the last point is what the positions of the day itself come to.
 */
export function trend({ on, trend: count, ageing }: CreditQuestion): readonly (readonly [name: string, sql: string | Knex.Raw])[] {
  const days = monthEnds(on, count).slice(0, -1)
  const last: Part = [
    'latest',
    `select sum(receivable) as receivable, sum(overdue) as overdue, ${names.map((name) => `sum("${name}") as "${name}"`).join(', ')} from chosen`,
  ]
  const figures = ['receivable', 'overdue', ...names]
  const today = builder.raw(
    `select ?::date as day, ${figures.map((name) => `coalesce("${name}", 0)::decimal(18, 2) as "${name}"`).join(', ')} from latest`,
    [on],
  )
  const [first] = days
  if (first === undefined) return [last, ['trend', today]]
  const months = days.map(() => '(?::integer, ?::date)').join(', ')
  return [
    last,
    [
      'months',
      builder.raw(
        `select * from (values ${months}) as t(place, day)`,
        days.flatMap((day, place) => [place, day]),
      ),
    ],
    [
      'running',
      builder.raw(
        `select b.amount, b."dueOn", b.issued, greatest(0, date_diff('month', ?::date, b.since))::integer as began, least(?, date_diff('month', ?::date, b.until))::integer as over
        from balances as b
        where b.kind = 'invoices' and b.since <= ?::date and b.until > ?::date and b.customer in (select customer from allowed)`,
        [first, days.length, first, days.at(-1) ?? on, first],
      ),
    ],
    [
      'spread',
      `select a.place as began, z.place + 1 as over, m.day
      from months as a join months as z on z.place >= a.place join months as m on m.place between a.place and z.place`,
    ],
    [
      'aged',
      `select m.day, ${age(ageing === 'due' ? 'm.day - p."dueOn"' : 'm.day - p.issued')} as age, m.day > p."dueOn" as late, sum(p.amount) as amount
      from running as p join spread as m on m.began = p.began and m.over = p.over
      group by all`,
    ],
    [
      'trend',
      builder.raw(
        `select m.day, ${sum('true')} as receivable, ${sum('late')} as overdue, ${names.map((name) => `${sum(`age = '${name}'`)} as "${name}"`).join(', ')}
        from months as m left join aged as a on a.day = m.day
        group by m.day
        union all ?`,
        [today] as never,
      ),
    ],
  ]
}

export const trendEntries = ['receivable', 'overdue', ...names].map((name) => `"${name}": "${name}"::varchar`)
