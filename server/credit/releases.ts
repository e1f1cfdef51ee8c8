/** Releases follow the goods they were given for and the money that comes back. */
import { system } from '../access/actor.ts'
import { type Change, move, updateMany, type World } from '../records/index.ts'
import { explain } from './gate.ts'

/** Which releases a basis uses up; debt overdue is released beside the excess. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  firstRelease: ['first', 'overdue'],
  lastRelease: ['last', 'overdue'],
  overdue: ['overdue'],
  cash: ['overdue'],
}

/** Marks the releases that a dispatch was let go on as used, and frees those of a dispatch that is taken back. */
export async function followDispatch({ world, after }: Change, day: string, binding: boolean): Promise<void> {
  const { knex } = world.database
  const rows: { id: number; status: string; kind: string }[] = await knex('releases')
    .where({ dispatch: after.id })
    .whereIn('status', ['approved', 'used'])
    .whereNull('deletedAt')
    .select('id', 'status', 'kind')
  for (const { id, status, kind } of rows) {
    if (binding && status === 'approved' && kinds[String(after.basis)]?.includes(kind)) {
      await updateMany(world, system, 'releases', [id], { usedOn: day })
      await move(world, system, 'releases', id, 'use')
    } else if (!binding && status === 'used') await move(world, system, 'releases', id, 'free')
  }
}

/** Opens releases again that money settled which was taken back since, while the customer is over the limit or late without it. */
export async function reopenReleases(world: World, customer: number, since: string, day: string): Promise<void> {
  const rows: { id: number }[] = await world.database
    .knex('releases')
    .where({ customer, status: 'settled' })
    .where('settledOn', '>=', since)
    .whereNull('deletedAt')
    .select('id')
  if (rows.length === 0) return
  const { decision, inputs } = await explain(world, { customer, amount: 0, day, contract: null })
  if (decision.excess === 0 && inputs.overdue === 0) return
  for (const { id } of rows) {
    await updateMany(world, system, 'releases', [id], { settledOn: null })
    await move(world, system, 'releases', id, 'reopen')
  }
}

/** Settles the releases of a customer who is back inside the limit and owes nothing overdue. Asked after money came in, and at the month end. */
export async function settleReleases(world: World, customer: number, day: string): Promise<void> {
  const { knex } = world.database
  const rows: { id: number }[] = await knex('releases').where({ customer, status: 'used' }).whereNull('deletedAt').select('id')
  if (rows.length === 0) return
  const { decision, inputs } = await explain(world, { customer, amount: 0, day, contract: null })
  if (decision.excess > 0 || inputs.overdue > 0) return
  for (const { id } of rows) {
    await updateMany(world, system, 'releases', [id], { settledOn: day })
    await move(world, system, 'releases', id, 'settle')
  }
}
