/** Rules of refunds (PAY-07, ORD-17): of one return or one advance of the customer, together never more than there is to give back. */
import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { explain, holdCustomer } from '../../credit/index.ts'
import { yuan } from '../../definition/decimal.ts'
import { move as take, updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { followOwner, sameCustomer } from '../sales/seller.ts'
import { today } from '../saying.ts'

/** The paper that money is given back of, held until this is written. */
async function sourceOf({ world, after }: Change): Promise<{ field: 'return' | 'receipt'; row: Stored; most: number } | undefined> {
  const field = after.return ? 'return' : 'receipt'
  const { knex, dialect } = world.database
  const [row]: Stored[] = await dialect.hold(knex(`${field}s`).where({ id: Number(after[field] ?? 0) }), 'changed')
  if (!row) return undefined
  const most =
    field === 'return'
      ? Number(row.total) - Number(row.credited ?? 0)
      : Number(row.amount) - Number(row.allocated ?? 0) - Number(row.adjusted ?? 0)
  return { field, row, most }
}

/** What of the customer's advance no goods stand on; the customer is held, so that the credit gate and a refund never spend the same money. */
async function freeAdvance({ world, after }: Change): Promise<number> {
  await holdCustomer(world, Number(after.customer))
  const { inputs } = await explain(world, {
    customer: Number(after.customer),
    amount: 0,
    day: dayOf(world.now(), world.timeZone),
    contract: null,
  })
  return inputs.advance - inputs.pledged
}

async function checkAmount(change: Change): Promise<void> {
  const { world, after, fault } = change
  const source = await sourceOf(change)
  if (!source) return
  const { field, row, most } = source
  const good = field === 'return' ? row.status === 'confirmed' && row.kind === 'return' : row.status === 'confirmed'
  if (!good)
    fault(field, [
      '只能退已确认的退货或收款；换货不退款（PAY-07）。',
      'Only a confirmed return or receipt is refunded, and no exchange (PAY-07).',
    ])
  const free = field === 'receipt' ? await freeAdvance(change) : undefined
  if (free !== undefined && Number(after.amount) > free)
    fault('amount', [
      `预收中已有 ${yuan(Math.max(0, Number(row.amount) - free))} 元作为已放行货物的货款（PAY-08），最多可退 ${yuan(Math.max(0, free))} 元。`,
      `Goods already let go stand on this money (PAY-08); at most ${yuan(Math.max(0, free))} yuan can be given back.`,
    ])
  const others: { amount: number }[] = await world.database
    .knex('refunds')
    .where({ [field]: row.id })
    .whereNot({ status: 'cancelled' })
    .whereNull('deletedAt')
    .whereNot({ id: Number(after.id ?? 0) })
    .select('amount')
  const left = most - others.reduce((sum, { amount }) => sum + amount, 0)
  if (Number(after.amount) > left)
    fault('amount', [
      `${String(row.number)} 可退 ${yuan(Math.max(left, 0))} 元，不能退 ${yuan(Number(after.amount))} 元（PAY-07）；请减少金额。`,
      `${yuan(Math.max(left, 0))} yuan can be given back of ${String(row.number)}, not ${yuan(Number(after.amount))} (PAY-07); refund less.`,
    ])
}

export const refundsRules: Rules = {
  async prepare(change) {
    const { after, move } = change
    await followOwner(change)
    if (move === 'pay') after.paidOn ??= today(change)
  },
  async check(change) {
    const { verb, before, after, fault } = change
    if (verb === 'remove') {
      if (before?.status !== 'draft') fault('root', ['只有草稿可以删除（PAY-07）。', 'Only a draft is deleted (PAY-07).'])
      return
    }
    if (after.status === 'cancelled') return
    if (after.status === 'paid' && String(after.paidOn) > today(change))
      fault('paidOn', [
        '付款日不能晚于今天（PAY-07），请改正；到那天再付。',
        'A refund is not paid after today (PAY-07); correct the day, or pay it then.',
      ])
    await sameCustomer(change, 'return', 'returns', 'PAY-07')
    await sameCustomer(change, 'receipt', 'receipts', 'PAY-07')
    if (Boolean(after.return) === Boolean(after.receipt))
      fault('return', [
        '退款须且只须对应一笔退货或一笔收款（PAY-07）。',
        'A refund is of one return or of one receipt, not both or neither (PAY-07).',
      ])
    else if (after.status !== 'paid' || before?.status !== 'paid') await checkAmount(change)
  },
  async after({ world, before, after }) {
    if (before?.status === after.status || after.status !== 'paid') return
    const register = after.return ? 'returns' : 'receipts'
    const id = Number(after.return ?? after.receipt)
    const paid: { amount: number }[] = await world.database
      .knex('refunds')
      .where({ [after.return ? 'return' : 'receipt']: id, status: 'paid' })
      .whereNull('deletedAt')
      .select('amount')
    const refunded = paid.reduce((sum, { amount }) => sum + amount, 0)
    await updateMany(world, system, register, [id], { refunded: yuan(refunded) })
    if (register === 'receipts') return
    const row: Stored | undefined = await world.database.knex('returns').where({ id }).first('refundable', 'status')
    if (row?.refundable === 0 && row.status === 'confirmed') await take(world, system, 'returns', id, 'refund')
  },
}
