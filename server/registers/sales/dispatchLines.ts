/** Lines of a dispatch notice come from the order's lines: product, price and specification; nobody types a price here (ORD-08). */
import { invalid } from '../../errors.ts'
import type { Change, Stored } from '../../records/rules.ts'
import { linesOf } from '../saying.ts'
import { dispatchedOf } from './dispatched.ts'

/** The lines of an order with what other live notices leave of each. */
async function openLines({ world, after }: Change): Promise<{ line: Stored; left: number }[]> {
  const lines: Stored[] = await world.database
    .knex('orders_lines')
    .where({ parent: Number(after.order) })
    .orderBy(['position', 'id'])
  const taken = await dispatchedOf(world, { order: after.order, except: after.id })
  return lines.map((line) => ({ line, left: Number(line.quantity) - (taken.get(Number(line.id)) ?? 0) }))
}

/** Ties each line to the order's line it is sent for, first come first served, with that line's price; without lines, all that is left is sent. */
export async function fillDispatchLines(change: Change): Promise<void> {
  const { before, after, look, fault } = change
  const open = await openLines(change)
  if (linesOf(after).length === 0 && !before) {
    after.lines = open.flatMap(({ line, left }) =>
      left > 0 ? [{ product: line.product, quantity: left, packing: null, counted: null, difference: null }] : [],
    )
    if (linesOf(after).length === 0) {
      const number = String((await look('orders', after.order))?.number)
      fault('lines', [
        `订单 ${number} 已无余量可发（ORD-08）；补发换货请逐行填写产品与数量。`,
        `Nothing of order ${number} is left to send (ORD-08); write goods sent in exchange line by line.`,
      ])
    }
  }
  for (const line of linesOf(after)) {
    const fitting = open.filter((each) => each.line.product === line.product)
    const source = fitting.find(({ left }) => left > 0) ?? fitting.at(-1)
    if (source) source.left -= Number(line.quantity ?? 0)
    line.orderLine = source?.line.id ?? null
    line.unitPrice = source?.line.unitPrice ?? null
    line.specification ??= (await look('products', line.product))?.specification ?? null
  }
}

/** Goods sent in exchange for confirmed returns come on top of what was ordered (ORD-17). */
async function exchangedOf({ world, after }: Change): Promise<Map<unknown, number>> {
  const rows: Stored[] = await world.database
    .knex({ l: 'returns_lines' })
    .join({ r: 'returns' }, 'r.id', 'l.parent')
    .where({ 'r.order': Number(after.order), 'r.kind': 'exchange' })
    .whereIn('r.status', ['confirmed', 'refunded'])
    .whereNull('r.deletedAt')
    .groupBy('l.product')
    .select('l.product')
    .sum({ quantity: 'l.quantity' })
  return new Map(rows.map((row) => [row.product, Number(row.quantity)]))
}

/** How many notices of one batch of writes name each order. */
const inBatch = new WeakMap<Change['look'], Map<unknown, number>>()

/** Notices written together are checked before any of them is written: looked at once more when they all are (ORD-08). */
export async function insistOnOrdered(change: Change): Promise<void> {
  const { world, after, look, register } = change
  if ((inBatch.get(look)?.get(after.order) ?? 0) < 2) return
  const extra = await exchangedOf(change)
  const beyond = (await openLines({ ...change, after: { ...after, id: undefined } })).find(
    ({ line, left }) => left + (extra.get(line.product) ?? 0) < 0,
  )
  if (!beyond) return
  const order = await world.database
    .knex('orders')
    .where({ id: Number(after.order) })
    .first('number')
  throw invalid(register.label, {
    lines: [
      `这些通知单合计超过订单 ${String(order?.number)} 的数量（ORD-08）；请减少。`,
      `Together these notices name more than order ${String(order?.number)} does (ORD-08); cut them.`,
    ],
  })
}

/** All live notices together never name more than was ordered; the order is held, so that two at the same second cannot. */
export async function checkOrdered(change: Change): Promise<void> {
  const { world, after, look, fault } = change
  const { knex, dialect } = world.database
  const batch = inBatch.get(look) ?? new Map<unknown, number>()
  inBatch.set(look, batch.set(after.order, (batch.get(after.order) ?? 0) + 1))
  await dialect.hold(
    knex('orders')
      .where({ id: Number(after.order) })
      .select('id'),
    'changed',
  )
  const open = new Map((await openLines(change)).map((each) => [Number(each.line.id), each]))
  const extra = await exchangedOf(change)
  for (const [index, line] of linesOf(after).entries()) {
    const source = open.get(Number(line.orderLine))
    const product = String((await look('products', line.product))?.name)
    if (!source || source.line.product !== line.product) {
      fault(`lines.${index}.product`, [
        `订单中没有 ${product}（ORD-08）；请选择订单内的产品，或先改订单。`,
        `${product} is not in the order (ORD-08); choose one of its products, or change the order first.`,
      ])
      continue
    }
    const left = source.left
    source.left -= Number(line.quantity)
    const beyond = -source.left
    if (beyond <= 0) continue
    const spare = Math.min(extra.get(line.product) ?? 0, beyond)
    extra.set(line.product, (extra.get(line.product) ?? 0) - spare)
    source.left += spare
    if (beyond > spare)
      fault(`lines.${index}.quantity`, [
        `${product} 本订单行只剩 ${Math.max(left, 0) / 1000} 可发，不能发 ${Number(line.quantity) / 1000}（ORD-08）；请减少数量，同一产品的另一订单行另写一行。`,
        `${product}: ${Math.max(left, 0) / 1000} of this order line is left, so ${Number(line.quantity) / 1000} cannot be sent (ORD-08); cut the quantity, and write goods of another order line as a line of their own.`,
      ])
  }
}

/** Did anything but the count at loading change? */
export const linesChanged = ({ before, after }: Pick<Change, 'before' | 'after'>): boolean => {
  const said = (lines: readonly Stored[]) =>
    JSON.stringify(lines.map(({ id, product, specification, packing, quantity }) => [id, product, specification, packing, quantity]))
  return said(linesOf(before)) !== said(linesOf(after))
}
