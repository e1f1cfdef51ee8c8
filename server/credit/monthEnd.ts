/** The month-end round of credit: last releases whose money is not back and goods that went without leave become liabilities, proposed for finance to confirm (CRD-11…14). */
import { system } from '../access/actor.ts'
import { monthEnd } from '../calendar/duration.ts'
import { formatDecimal } from '../definition/decimal.ts'
import { createMany, together, type World } from '../records/index.ts'
import { settleReleases } from './releases.ts'

interface Open {
  readonly id: number
  readonly customer: number
  readonly amount: number
}

const proposal = (cause: string, month: string, { customer, amount }: Open, about: object) => ({
  customer,
  cause,
  month,
  amount: formatDecimal(amount, 2),
  ...about,
})

/** Last releases that should be back by the end of `month` and are not. */
async function unpaid({ database: { knex } }: World, until: string): Promise<Open[]> {
  return knex({ r: 'releases' })
    .leftJoin({ b: 'badDebts' }, (join) => join.on('b.release', 'r.id').andOnVal('b.cause', 'lastRelease').andOnNull('b.deletedAt'))
    .where({ 'r.kind': 'last', 'r.status': 'used' })
    .whereNull('r.deletedAt')
    .whereNull('b.id')
    .where('r.dueOn', '<=', until)
    .select('r.id', 'r.customer', 'r.amount')
}

/** Goods recorded as sent without money or approval in `month`. */
async function unapproved({ database: { knex } }: World, month: string, until: string): Promise<Open[]> {
  return knex({ d: 'dispatches' })
    .leftJoin({ b: 'badDebts' }, (join) => join.on('b.dispatch', 'd.id').andOnVal('b.cause', 'unapproved').andOnNull('b.deletedAt'))
    .where({ 'd.basis': 'unapproved' })
    .whereNull('d.deletedAt')
    .whereNull('b.id')
    .whereBetween('d.shippedOn', [month, until])
    .select('d.id', 'd.customer', { amount: 'd.total' })
}

/** Does the round for the month that begins on `month`; a second time it finds nothing left to do. Answers how many liabilities were proposed. */
export const closeCreditMonth = (world: World, month: string): Promise<number> =>
  together(world, async (inner) => {
    const until = monthEnd(month)
    const customers: { customer: number }[] = await inner.database
      .knex('releases')
      .where({ status: 'used' })
      .whereNull('deletedAt')
      .distinct('customer')
    for (const { customer } of customers) await settleReleases(inner, customer, until)
    const bodies = [
      ...(await unpaid(inner, until)).map((each) => proposal('lastRelease', month, each, { release: each.id })),
      ...(await unapproved(inner, month, until)).map((each) => proposal('unapproved', month, each, { dispatch: each.id })),
    ]
    if (bodies.length > 0) await createMany(inner, system, 'badDebts', bodies)
    return bodies.length
  })
