/** Plan versus actual of a month (PAY-12): steps of collection plans due in it, and what came in on them. Amounts in 分. */
import type { World } from '../records/index.ts'
import type { Period } from './period.ts'

export interface Planned {
  readonly planned: number
  readonly paidOfPlan: number
}

/** By customer. Plans that were never put in force, or taken back, plan nothing. */
export async function plansOf({ database: { knex } }: World, { from, to }: Period): Promise<Map<number, Planned>> {
  const rows: { customer: number; planned: unknown; paidOfPlan: unknown }[] = await knex({ s: 'collectionPlans_steps' })
    .join({ p: 'collectionPlans' }, 'p.id', 's.parent')
    .whereIn('p.status', ['active', 'kept', 'broken'])
    .whereNull('p.deletedAt')
    .whereBetween('s.dueOn', [from, to])
    .groupBy('p.customer')
    .select('p.customer')
    .sum({ planned: 's.amount' })
    .select(
      knex.raw('sum(case when coalesce(??, 0) < ?? then coalesce(??, 0) else ?? end) as ??', [
        's.paid',
        's.amount',
        's.paid',
        's.amount',
        'paidOfPlan',
      ]),
    )
  return new Map(rows.map(({ customer, planned, paidOfPlan }) => [customer, { planned: Number(planned), paidOfPlan: Number(paidOfPlan) }]))
}
