/** Rules of adjustments (PAY-14): of one invoice or one advance of the customer, within what stands on it; a correction names a closed month and lands in the open one. */
import { system } from '../../access/actor.ts'
import { yuan } from '../../definition/decimal.ts'
import { moneyIn, policyAt } from '../../policy/index.ts'
import { closedUntil } from '../../reconciliation/index.ts'
import { updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { reckonInvoices } from '../sales/balance.ts'
import { followOwner, sameCustomer } from '../sales/seller.ts'
import { today } from '../saying.ts'

/** A correction names the closed month that it corrects; what belongs to an open month is put right there. */
async function checkMonth({ world, after, fault }: Change): Promise<void> {
  const { kind, corrects } = after
  if (kind === 'correction' && !corrects)
    fault('corrects', ['更正须注明所更正的月份（PAY-14）。', 'A correction names the month it corrects (PAY-14).'])
  if (typeof corrects !== 'string') return
  const until = await closedUntil(world)
  if (!corrects.endsWith('-01'))
    fault('corrects', ['月份请填当月 1 日（PAY-14），如 2026-03-01。', 'Write the first day of the month (PAY-14), such as 2026-03-01.'])
  else if (until === null || corrects > until)
    fault('corrects', [
      `${corrects.slice(0, 7)} 尚未关账（PAY-14），差错请直接在原单据上更正。`,
      `${corrects.slice(0, 7)} is not closed (PAY-14): put the paper itself right.`,
    ])
}

/** Discounts and small differences take off; advance is only taken away; nothing is adjusted by nothing. */
async function checkSign({ world, after, fault }: Change): Promise<void> {
  const amount = Number(after.amount)
  if (after.kind === 'correction') {
    if (amount === 0) fault('amount', ['金额不能为零（PAY-14）。', 'The amount is not zero (PAY-14).'])
  } else if (amount >= 0)
    fault('amount', [
      '折让与小额差异减少应收，金额填负数（PAY-14）。',
      'Discounts and small differences take off what is owed: write a negative amount (PAY-14).',
    ])
  if (after.receipt && (after.kind !== 'correction' || amount < 0))
    fault('receipt', [
      '对收款只能以更正冲减预收，金额填正数（PAY-14）。',
      'On a receipt only advance is taken away, by a correction of a positive amount (PAY-14).',
    ])
  if (after.kind !== 'difference') return
  const most = moneyIn(await policyAt(world, 'recon.difference.most', { customer: Number(after.customer) }, today({ world })))
  if (-amount > most)
    fault('amount', [
      `小额差异不超过 ${yuan(most)} 元（recon.difference.most）；请改作折让或更正。`,
      `A small difference is at most ${yuan(most)} yuan (recon.difference.most); book a discount or a correction.`,
    ])
}

/** What the paper still allows: held from the approval on, so that two adjustments never take the same money. */
async function checkRoom({ world, after, move, fault }: Change): Promise<void> {
  const { knex, dialect } = world.database
  const approving = after.status === 'approved'
  const held = async (table: string, id: unknown): Promise<Stored | undefined> => {
    const query = knex(table).where({ id: Number(id) })
    const rows: Stored[] = await (approving ? dialect.hold(query, 'changed') : query)
    return rows[0]
  }
  const amount = Number(after.amount)
  const invoice = after.invoice ? await held('invoices', after.invoice) : undefined
  if (invoice && invoice.status !== 'issued')
    fault('invoice', ['只能调整已开具的发票（PAY-14）。', 'Only an issued invoice is adjusted (PAY-14).'])
  else if (invoice && (move === 'approve' || approving) && String(after.date) < String(invoice.date))
    fault('invoice', [
      `发票 ${String(invoice.number)} 的开票日晚于今天，尚不能调整（PAY-14）。`,
      `Invoice ${String(invoice.number)} is dated after today and is not adjusted yet (PAY-14).`,
    ])
  else if (invoice && -amount > Number(invoice.outstanding))
    fault('amount', [
      `发票 ${String(invoice.number)} 未清 ${yuan(Number(invoice.outstanding))} 元，不能减少 ${yuan(-amount)} 元（PAY-14）。`,
      `${yuan(Number(invoice.outstanding))} is outstanding on invoice ${String(invoice.number)}: ${yuan(-amount)} cannot be taken off (PAY-14).`,
    ])
  const receipt = after.receipt ? await held('receipts', after.receipt) : undefined
  if (receipt && receipt.status !== 'confirmed')
    fault('receipt', ['只能冲减已确认收款的预收（PAY-14）。', 'Only the advance of a confirmed receipt is taken away (PAY-14).'])
  else if (receipt && amount > Number(receipt.unallocated))
    fault('amount', [
      `收款 ${String(receipt.number)} 的预收余额为 ${yuan(Number(receipt.unallocated))} 元，不能冲减 ${yuan(amount)} 元（PAY-14）；请先撤销分配。`,
      `Receipt ${String(receipt.number)} has an advance of ${yuan(Number(receipt.unallocated))}: ${yuan(amount)} cannot be taken away (PAY-14); take back allocations first.`,
    ])
}

export const adjustmentsRules: Rules = {
  async prepare(change) {
    const { after, before } = change
    await followOwner(change)
    if (after.status === 'approved' && before?.status !== 'approved') after.date ??= today(change)
  },
  async check(change) {
    const { verb, before, after, fault } = change
    if (verb === 'remove') {
      if (before?.status !== 'draft') fault('root', ['只有草稿可以删除（PAY-14）。', 'Only a draft is deleted (PAY-14).'])
      return
    }
    if (after.status === 'cancelled' || before?.status === 'approved') return
    if (Boolean(after.invoice) === Boolean(after.receipt))
      fault('invoice', [
        '调整须且只须对应一张发票或一笔收款（PAY-14）。',
        'An adjustment is of one invoice or of one receipt, not both or neither (PAY-14).',
      ])
    await sameCustomer(change, 'invoice', 'invoices', 'PAY-14')
    await sameCustomer(change, 'receipt', 'receipts', 'PAY-14')
    await checkMonth(change)
    await checkSign(change)
    await checkRoom(change)
  },
  async after({ world, before, after }) {
    if (before?.status === after.status || after.status !== 'approved') return
    if (after.invoice) return reckonInvoices(world, [after.invoice])
    const rows: { amount: number }[] = await world.database
      .knex('adjustments')
      .where({ receipt: after.receipt, status: 'approved' })
      .whereNull('deletedAt')
      .select('amount')
    const adjusted = rows.reduce((sum, { amount }) => sum + Number(amount), 0)
    await updateMany(world, system, 'receipts', [Number(after.receipt)], { adjusted: yuan(adjusted) })
  },
}
