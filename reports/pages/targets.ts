/**
 * Targets of the days asked for (RPT-36). A month's target is spread over its days: after day k of a month of n days, the share reached is the
 * target × k ÷ n, rounded half up to 分; a week gets the difference between its ends, so weeks and parts of weeks add up to the month exactly.
 */
import type { Knex } from 'knex'
import { mondayOf } from '../../server/calendar/weeks.ts'
import type { Dimension } from '../messages.ts'
import { builder, heads, narrow, onLines, salesRegister } from './conditions.ts'
import type { Facts } from './facts.ts'

const known: ReadonlySet<Dimension> = new Set<Dimension>(['week', 'salesperson', 'department'])

/** Targets exist for people and departments: a question about customers or products has none. */
export const hasTargets = ({ question }: Facts): boolean =>
  question.rules.salesTargets !== null &&
  question.by.every((dimension) => known.has(dimension)) &&
  [...heads(question.where)].every((head) => head === 'salesperson' || head === 'department')

/** In 分, through the end of the `day`: whole numbers all the way, with room enough for any amount that is accepted. */
const reached = (day: string) => {
  const days = `(${day} - t.month + 1)`
  const length = `day(last_day(t.month))`
  return `((t.amount * 100)::bigint * ${days} * 2 + ${length}) // (${length} * 2)`
}

export function targets(facts: Facts): Knex.Raw {
  const { question, catalog, by: translation } = facts
  const { from, to, by, rules } = question
  const register = catalog.get('salesTargets')
  const shares = builder({ s: 'target_shares' })
    .select('s.month', 's.salesperson', 's.department', 's.amount')
    .whereIn(
      's.id',
      (sub: Knex.QueryBuilder) =>
        void narrow(sub.select('salesTargets.id').from('salesTargets'), register, rules.salesTargets ?? {}, translation, 'salesTargets'),
    )
  narrow(shares, salesRegister(catalog), onLines(question.where), translation, 's')
  const spans = by.includes('week')
    ? builder.raw(
        'select week, greatest(week, ?::date) as first, least(week + 6, ?::date) as last from weeks where week between ?::date and ?::date',
        [from, to, mondayOf(from), to],
      )
    : builder.raw('select ?::date as first, ?::date as last', [from, to])
  const dims = by.map((dimension) => `${dimension === 'week' ? 'p.week' : `t.${dimension}`} as ${dimension}`)
  const parts = `sum(${reached('least(p.last, last_day(t.month))')} - ${reached('greatest(p.first, t.month) - 1')})`
  const grouping = by.length > 0 ? `group by ${by.map((_, index) => index + 1).join(', ')}` : ''
  return builder.raw(
    `select ${[...dims, `(${parts}::decimal(18,0) * 0.01)::decimal(18,2) as target`].join(', ')}
     from ? as t join ? as p on t.month <= p.last and last_day(t.month) >= p.first ${grouping}`,
    [shares, builder.raw('(?)', [spans])] as Knex.RawBinding[],
  )
}
