/** Rules of production notices: only after signing (ORD-05), only what was ordered and no more (ORD-06). */
import { dayOf } from '../../calendar/today.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'

/** Quantities by product over rows of product and quantity. */
const byProduct = (rows: readonly Stored[]): Map<unknown, number> => {
  const sums = new Map<unknown, number>()
  for (const { product, quantity } of rows) sums.set(product, (sums.get(product) ?? 0) + Number(quantity ?? 0))
  return sums
}

/** Made to order: what all live notices of the order ask for stays within it. */
async function checkOrdered({ world, after, look, fault }: Change): Promise<void> {
  const { knex, dialect } = world.database
  await dialect.hold(
    knex('orders')
      .where({ id: Number(after.order) })
      .select('id'),
    'changed',
  )
  const ordered = byProduct(
    await knex('orders_lines')
      .where({ parent: Number(after.order) })
      .select('product', 'quantity'),
  )
  const others: Stored[] = await knex({ l: 'productionNotices_lines' })
    .join({ n: 'productionNotices' }, 'n.id', 'l.parent')
    .where('n.order', Number(after.order))
    .whereNull('n.deletedAt')
    .whereNot('n.status', 'cancelled')
    .whereNot('n.id', Number(after.id ?? 0))
    .select('l.product', 'l.quantity')
  for (const [product, quantity] of byProduct([...others, ...(after.lines as Stored[])])) {
    const most = ordered.get(product) ?? 0
    if (quantity <= most) continue
    const name = String((await look('products', product))?.name)
    fault('lines', [
      `以销定产（ORD-06）：${name} 订单数量 ${most / 1000}，通知制造共 ${quantity / 1000}；请减少数量或先改订单。`,
      `Made to order (ORD-06): ${most / 1000} of ${name} are ordered, notices ask for ${quantity / 1000}; cut the quantity or change the order first.`,
    ])
  }
}

export const productionNoticesRules: Rules = {
  async prepare({ world, move, after, look }) {
    const order = await look('orders', after.order)
    Object.assign(after, { customer: order?.customer ?? null, contract: order?.contract ?? null, department: order?.department ?? null })
    if (move === 'issue') after.issuedOn = dayOf(world.now(), world.timeZone)
  },
  async check(change) {
    const { verb, move, after, look, fault } = change
    if (verb === 'remove' || after.status === 'cancelled') return
    await checkOrdered(change)
    if (move !== 'issue') return
    const [order, contract] = [await look('orders', after.order), await look('contracts', after.contract)]
    if (order?.status !== 'confirmed' || contract?.status !== 'signed')
      fault('order', [
        `合同签订、订单确认后才下达制造通知（ORD-05）；请先办理订单 ${String(order?.number)} 的合同签订与确认。`,
        `Production is notified after signing (ORD-05); sign the contract of order ${String(order?.number)} and confirm the order first.`,
      ])
  },
}
