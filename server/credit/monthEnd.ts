/** The month-end round of credit: last releases whose money is not back and goods that went without leave become liabilities, proposed for finance to confirm (CRD-11…14). */
import { system } from '../access/actor.ts'
import { monthEnd } from '../calendar/duration.ts'
import { yuan } from '../definition/decimal.ts'
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
  amount: yuan(amount),
  ...about,
})

/** Last releases that should be back by `until` and are not; of each what its goods still owe, at most what was released. */
async function unpaid({ database: { knex } }: World, until: string): Promise<Open[]> {
  const rows: (Open & { dispatch: number })[] = await knex({ r: 'releases' })
    .leftJoin({ b: 'badDebts' }, (join) => join.on('b.release', 'r.id').andOnVal('b.cause', 'lastRelease').andOnNull('b.deletedAt'))
    .where({ 'r.kind': 'last', 'r.status': 'used' })
    .whereNull('r.deletedAt')
    .whereNull('b.id')
    .where('r.dueOn', '<=', until)
    .select('r.id', 'r.customer', { dispatch: 'r.dispatch', amount: 'r.amount' })
  const open: Open[] = []
  for (const { id, customer, amount, dispatch } of rows) {
    const goods: { total: number; outstanding: number | null } | undefined = await knex({ d: 'dispatches' })
      .leftJoin({ i: 'invoices' }, (join) => join.on('i.id', 'd.invoice').andOnVal('i.status', 'issued'))
      .where('d.id', dispatch)
      .first('d.total', 'i.outstanding')
    const left = Math.min(Number(amount), Number(goods?.outstanding ?? goods?.total ?? amount))
    if (left > 0) open.push({ id, customer, amount: left })
  }
  return open
}

/** Goods recorded as sent without money or approval, however late they were recorded. */
async function unapproved({ database: { knex } }: World, until: string): Promise<Open[]> {
  return knex({ d: 'dispatches' })
    .leftJoin({ b: 'badDebts' }, (join) => join.on('b.dispatch', 'd.id').andOnVal('b.cause', 'unapproved').andOnNull('b.deletedAt'))
    .where({ 'd.basis': 'unapproved' })
    .whereNull('d.deletedAt')
    .whereNull('b.id')
    .where('d.shippedOn', '<=', until)
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
      ...(await unapproved(inner, until)).map((each) => proposal('unapproved', month, each, { dispatch: each.id })),
    ]
    if (bodies.length > 0) await createMany(inner, system, 'badDebts', bodies)
    return bodies.length
  })
