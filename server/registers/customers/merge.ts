/** Merges a customer that was opened twice: every paper, debt and credit of the one goes to the other, which answers for all of it from then on. */
import { type Actor, system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { called } from '../../catalog/catalog.ts'
import { malformed, Refusal } from '../../errors.ts'
import { get, insist, type Relinked, relink, remove, type Stored, update, updateMany, type World } from '../../records/index.ts'

const stages = ['potential', 'contacted', 'contracted', 'customer']
const listOf = (value: unknown): unknown[] => (typeof value === 'string' && value !== '' ? (JSON.parse(value) as unknown[]) : [])
const earliest = (a: unknown, b: unknown) => [a, b].filter((day): day is string => typeof day === 'string').sort()[0] ?? null

/** What the remaining file gains from the other: parts, the further stage, the first trade. */
const gains = (from: Stored, into: Stored): Stored => ({
  fileParts: [...new Set([...listOf(into.fileParts), ...listOf(from.fileParts)])],
  stage: stages.indexOf(String(from.stage)) > stages.indexOf(String(into.stage)) ? from.stage : into.stage,
  firstTradeOn: earliest(from.firstTradeOn, into.firstTradeOn),
})

/** Papers that somebody is just signing speak of the customer as it was: they come first. */
async function demandNothingPending({ database: { knex } }: World, from: Stored): Promise<void> {
  const open: { number: string } | undefined = await knex('approvals')
    .where({ customer: from.id, state: 'pending' })
    .whereNull('deletedAt')
    .first('number')
  if (open)
    throw new Refusal(409, 'refused', [
      `客户“${String(from.name)}”有审批中的单据（${open.number}），请先办结再合并。`,
      `“${String(from.name)}” has a document under approval (${open.number}); settle it before merging.`,
    ])
}

/**
 * Merges `from` into `into` and answers what went along, by register. The actor may change the one and delete the other.
 * Debts go along: the remaining customer owes what both owed, and the credit gate counts it from the next question on.
 * Throws 404 for a customer that is not there, 409 while something of `from` is under approval.
 */
export const mergeCustomers = (world: World, actor: Actor, from: number, into: number): Promise<readonly Relinked[]> =>
  insist(world, async (inner) => {
    if (from === into) throw malformed('不能把客户合并到它自己。', 'A customer is not merged into itself.')
    const { knex, dialect } = inner.database
    const rows: Stored[] = await dialect.hold(
      knex('customers').whereIn('id', [from, into]).whereNull('deletedAt').orderBy('id').select('*'),
      'removed',
    )
    await get(inner, actor, 'customers', from)
    await update(inner, actor, 'customers', into, {})
    const [gone, kept] = [rows.find(({ id }) => id === from) ?? {}, rows.find(({ id }) => id === into) ?? {}]
    await demandNothingPending(inner, gone)
    const assignments: { id: number }[] = await knex('customerAssignments')
      .where({ customer: from })
      .whereNull('to')
      .whereNull('deletedAt')
      .select('id')
    await updateMany(
      inner,
      system,
      'customerAssignments',
      assignments.map(({ id }) => id),
      { to: dayOf(inner.now(), inner.timeZone) },
    )
    const register = inner.catalog.get('customers')
    const note = `合并 merged: ${called(register, gone.number)[0]} → ${called(register, kept.number)[0]}`
    const moved = await relink(inner, actor, 'customers', from, into, note)
    await updateMany(inner, system, 'customers', [into], gains(gone, kept))
    await remove(inner, actor, 'customers', from)
    return moved
  })
