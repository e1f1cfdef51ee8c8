/** Rules of returns and exchanges (ORD-17): what is linked is the same customer's; a confirmed return credits its invoice up to what is outstanding. */
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { today } from '../saying.ts'
import { reckonInvoices } from './balance.ts'
import { goodsValue } from './goodsLines.ts'
import { fillSeller, sameCustomer } from './seller.ts'

const counts = (record: Readonly<Stored> | undefined) => record?.status === 'confirmed' || record?.status === 'refunded'

/** Goods that came back before anybody invoiced them: their return has counted all along, and is told its invoice once there is one. */
const namesInvoice = ({ before, after }: Change) => counts(before) && counts(after) && before?.invoice !== after.invoice

/** What the return takes off its invoice: decided once, when it is confirmed or told its invoice, with the invoice held. */
async function credit(change: Change): Promise<void> {
  const { world, before, after } = change
  if (!counts(after) || !after.invoice) after.credited = 0
  else if (!counts(before) || namesInvoice(change)) {
    const { knex, dialect } = world.database
    const found = knex('invoices')
      .where({ id: Number(after.invoice) })
      .select('outstanding')
    const [invoice]: { outstanding: number }[] = await dialect.hold(found, 'changed')
    after.credited = Math.max(0, Math.min(goodsValue(after.lines as Stored[]), Number(invoice?.outstanding ?? 0)))
  }
}

/** What of each product a paper of sale still allows to come back, and at which price it was sold: its quantity less what other returns took. */
async function allowed({ world, after }: Change): Promise<Map<unknown, { left: number; price: number }>> {
  const { knex } = world.database
  const [field, table] = after.invoice ? (['invoice', 'invoices_lines'] as const) : (['order', 'orders_lines'] as const)
  const sold: Stored[] = await knex(table)
    .where({ parent: Number(after[field] ?? 0) })
    .select('product', 'quantity', 'unitPrice')
  const back: Stored[] = await knex({ l: 'returns_lines' })
    .join({ r: 'returns' }, 'r.id', 'l.parent')
    .where({ [`r.${field}`]: Number(after[field] ?? 0) })
    .whereIn('r.status', ['confirmed', 'refunded'])
    .whereNull('r.deletedAt')
    .whereNot('r.id', Number(after.id ?? 0))
    .select('l.product', 'l.quantity')
  const found = new Map<unknown, { left: number; price: number }>()
  for (const { product, quantity, unitPrice } of sold) {
    const known = found.get(product) ?? { left: 0, price: 0 }
    found.set(product, { left: known.left + Number(quantity), price: Math.max(known.price, Number(unitPrice)) })
  }
  for (const { product, quantity } of back) {
    const known = found.get(product)
    if (known) known.left -= Number(quantity)
  }
  return found
}

/** Only what was sold comes back, at most as much and for as much (ORD-17). */
async function checkSold(change: Change): Promise<void> {
  const { after, look, fault } = change
  if (!after.invoice && !after.order) {
    fault('order', ['退货须注明原订单或所冲发票（ORD-17）。', 'A return names the order or the invoice it is of (ORD-17).'])
    return
  }
  const open = await allowed(change)
  for (const [index, line] of (after.lines as Stored[]).entries()) {
    const known = open.get(line.product)
    const product = String((await look('products', line.product))?.name)
    if (known) known.left -= Number(line.quantity)
    if (!known || known.left < 0)
      fault(`lines.${index}.quantity`, [
        `${product} 的退货数量超过已售数量（ORD-17）；请核对原单据。`,
        `More of ${product} comes back than was sold (ORD-17); check the paper it was sold on.`,
      ])
    else if (Number(line.unitPrice) > known.price)
      fault(`lines.${index}.unitPrice`, [
        `${product} 的退货单价高于售价（ORD-17）。`,
        `${product} comes back at more than it was sold for (ORD-17).`,
      ])
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
    if (counts(after) && !counts(before) && String(after.date) > today(change))
      fault('date', [
        '退货日期不能晚于今天（ORD-17），请改正；货到再确认。',
        'Goods do not come back after today (ORD-17); correct the day, or confirm when they are here.',
      ])
    const invoice = await look('invoices', after.invoice)
    const named = namesInvoice(change)
    if (named && (before?.invoice || Number(after.refunded ?? 0) > 0))
      fault('invoice', [
        `退货 ${String(after.number)} 已冲减发票或已付退款，所冲发票不能再改（ORD-17）；请用往来调整更正。`,
        `Return ${String(after.number)} is credited or partly paid back, so its invoice stays (ORD-17); put it right by an adjustment.`,
      ])
    if ((move === 'confirm' || named) && invoice && invoice.status !== 'issued')
      fault('invoice', [
        '只能冲减已开具的发票（ORD-17），请另选或留空。',
        'Only an issued invoice is credited (ORD-17); choose another or leave it empty.',
      ])
    if ((move === 'confirm' || named) && !change.actor.unbound) await checkSold(change)
    if (move === 'cancel' && Number(after.refunded ?? 0) > 0)
      fault('status', ['已付退款的退货不能取消（ORD-17）。', 'A return whose refund was paid cannot be cancelled (ORD-17).'])
  },
  async after({ world, before, after }) {
    if (before?.credited !== after.credited) await reckonInvoices(world, [before?.invoice, after.invoice])
  },
}
