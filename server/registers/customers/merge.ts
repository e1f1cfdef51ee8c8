/** Merges a customer that was opened twice: every paper, debt and credit of the one goes to the other, which answers for all of it from then on. */
import { type Actor, system } from '../../access/actor.ts'
import { mayWrite } from '../../access/rows.ts'
import { dayOf } from '../../calendar/today.ts'
import { called } from '../../catalog/catalog.ts'
import { malformed, Refusal } from '../../errors.ts'
import { get, insist, type Relinked, relink, remove, type Stored, update, updateMany, type World } from '../../records/index.ts'

const stages = ['potential', 'contacted', 'contracted', 'customer']
/** From the open to the most secret. */
const levels = ['normal', 'confidential', 'topSecret']
/** From the best to the worst. */
const standings = ['good', 'watch', 'restricted', 'stopped']
const listOf = (value: unknown): unknown[] => (typeof value === 'string' && value !== '' ? (JSON.parse(value) as unknown[]) : [])
const earliest = (a: unknown, b: unknown) => [a, b].filter((day): day is string => typeof day === 'string').sort()[0] ?? null

/** What the remaining file gains from the other: parts, the further stage, the first trade, the worse credit standing, the higher secret level (SEC-07). */
const gains = (from: Stored, into: Stored): Stored => ({
  fileParts: [...new Set([...listOf(into.fileParts), ...listOf(from.fileParts)])],
  stage: stages.indexOf(String(from.stage)) > stages.indexOf(String(into.stage)) ? from.stage : into.stage,
  creditStatus: standings[Math.max(...[from, into].map(({ creditStatus }) => standings.indexOf(String(creditStatus))), 0)],
  firstTradeOn: earliest(from.firstTradeOn, into.firstTradeOn),
  secrecy: levels[Math.max(...[from, into].map(({ secrecy }) => levels.indexOf(String(secrecy))), 0)],
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

/** One round of over-limit releases knows one first and one last (CRD-07, CRD-08); two of a kind would both count on the one customer. */
async function demandOneRound({ database: { knex } }: World, from: Stored, into: Stored): Promise<void> {
  const rows: { customer: number; kind: string; number: string }[] = await knex('releases')
    .whereIn('customer', [from.id as number, into.id as number])
    .whereIn('kind', ['first', 'last'])
    .whereIn('status', ['review', 'approved', 'used'])
    .whereNull('deletedAt')
    .orderBy('id')
    .select('customer', 'kind', 'number')
  for (const one of rows) {
    const other = rows.find(({ customer, kind }) => kind === one.kind && customer !== one.customer)
    if (other)
      throw new Refusal(409, 'refused', [
        `不能合并：双方各有一笔未收回的同类超授信放行（${one.number}、${other.number}），请先收回或取消其中一笔（CRD-07、CRD-08）。`,
        `Not merged: each has an over-limit release of the same kind that is not back (${one.number}, ${other.number}); collect or cancel one of them first (CRD-07, CRD-08).`,
      ])
  }
}

/** The remaining customer keeps its terms; where the other's are different ones, that is decided by somebody who may write them. */
function demandTerms({ catalog }: World, actor: Actor, from: Stored, into: Stored): void {
  const register = catalog.get('customers')
  for (const name of ['paymentMode', 'creditDays']) {
    const given = from[name] !== null && from[name] !== into[name]
    const label = register.fields[name]?.label ?? [name, name]
    if (given && !mayWrite(register, actor, name))
      throw new Refusal(409, 'refused', [
        `不能合并：“${String(from.name)}”与“${String(into.name)}”的${label[0]}不同，您无权改动；请由财务先改为一致。`,
        `Not merged: ${label[1]} of “${String(from.name)}” and “${String(into.name)}” differ and are not yours to change; finance makes them alike first.`,
      ])
  }
}

/**
 * Merges `from` into `into` and answers what went along, by register. The actor may change the one and delete the other.
 * Debts go along: the remaining customer owes what both owed, and the credit gate counts it from the next question on.
 * What is otherwise never changed (credit decisions, approvals) is led over too, each with an entry in its history: it speaks of the same party and must be
 * found under it by whoever looks after it, while the figures it was decided on stay as they are.
 * Throws 404 for a customer that is not there, 409 while something of `from` is under approval, while both have a release of one kind that is not back, or
 * where terms differ that the actor may not write.
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
    await demandOneRound(inner, gone, kept)
    demandTerms(inner, actor, gone, kept)
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
