/** Rules of returns and exchanges (ORD-17): what is linked is the same customer's; a confirmed return credits its invoice up to what is outstanding. */
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { reckonInvoices } from './balance.ts'
import { goodsValue } from './goodsLines.ts'
import { fillSeller, sameCustomer } from './seller.ts'

const counts = (record: Readonly<Stored> | undefined) => record?.status === 'confirmed' || record?.status === 'refunded'

/** What the return takes off its invoice: decided once, when it is confirmed, with the invoice held. */
async function credit({ world, before, after }: Change): Promise<void> {
  if (!counts(after) || !after.invoice) after.credited = 0
  else if (!counts(before)) {
    const { knex, dialect } = world.database
    const found = knex('invoices')
      .where({ id: Number(after.invoice) })
      .select('outstanding')
    const [invoice]: { outstanding: number }[] = await dialect.hold(found, 'changed')
    after.credited = Math.max(0, Math.min(goodsValue(after.lines as Stored[]), Number(invoice?.outstanding ?? 0)))
  }
}

export const returnsRules: Rules = {
  async prepare(change) {
    await fillSeller(change)
    await credit(change)
  },
  async check(change) {
    const { verb, move, before, after, look, fault } = change
    if (verb === 'remove') {
      if (Number(before?.credited ?? 0) > 0 || Number(before?.refunded ?? 0) > 0)
        fault('root', [
          '已冲减发票或已退款的退货不能删除（ORD-17）；请取消它。',
          'A return that was credited or refunded is not deleted (ORD-17); cancel it.',
        ])
      return
    }
    await sameCustomer(change, 'order', 'orders', 'ORD-17')
    await sameCustomer(change, 'invoice', 'invoices', 'ORD-17')
    await sameCustomer(change, 'replacement', 'dispatches', 'ORD-17')
    if (after.replacement && after.kind !== 'exchange')
      fault('replacement', [
        '只有换货才另行发运（ORD-17）；请改类别或留空。',
        'Only an exchange has a replacement (ORD-17); change the kind or leave it empty.',
      ])
    const invoice = await look('invoices', after.invoice)
    if (move === 'confirm' && invoice && invoice.status !== 'issued')
      fault('invoice', [
        '只能冲减已开具的发票（ORD-17），请另选或留空。',
        'Only an issued invoice is credited (ORD-17); choose another or leave it empty.',
      ])
    if (move === 'cancel' && Number(after.refunded ?? 0) > 0)
      fault('status', ['已付退款的退货不能取消（ORD-17）。', 'A return whose refund was paid cannot be cancelled (ORD-17).'])
  },
  async after({ world, before, after }) {
    if (before?.credited !== after.credited) await reckonInvoices(world, [before?.invoice, after.invoice])
  },
}
