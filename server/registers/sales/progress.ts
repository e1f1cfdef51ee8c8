/** How far an order is, out of its papers: goods shipped, received and invoiced, money in (ORD-01). Written by the system, never typed. */
import { system } from '../../access/actor.ts'
import { formatDecimal } from '../../definition/decimal.ts'
import { updateMany, type World } from '../../records/index.ts'
import { dispatchedOf } from './dispatched.ts'
import { shippedStates } from './shipping.ts'

interface Sent {
  readonly status: string
  readonly total: number
  /** Of its invoice; null without one. */
  readonly invoiceTotal: number | null
  readonly outstanding: number | null
}

/** The stage that shipments make of an order whose goods are all shipped, or not. */
export function progressOf(sent: readonly Sent[], complete: boolean): string {
  if (sent.length === 0) return 'none'
  if (!complete) return 'partly'
  if (!sent.every(({ status }) => status === 'received')) return 'dispatched'
  return sent.every(({ outstanding }) => outstanding !== null && outstanding <= 0) ? 'settled' : 'received'
}

async function keepOne(world: World, order: number): Promise<void> {
  const { knex, dialect } = world.database
  await dialect.hold(knex('orders').where({ id: order }).select('id'), 'changed')
  const lines: { id: number; quantity: number; dispatched: number | null }[] = await knex('orders_lines')
    .where({ parent: order })
    .orderBy('position')
    .select('id', 'quantity', 'dispatched')
  const shipped = await dispatchedOf(world, { order, states: shippedStates })
  const sent: Sent[] = await knex({ d: 'dispatches' })
    .leftJoin({ i: 'invoices' }, (on) => on.on('i.id', 'd.invoice').andOnVal('i.status', 'issued'))
    .where('d.order', order)
    .whereNull('d.deletedAt')
    .whereIn('d.status', shippedStates as unknown as string[])
    .select('d.status', 'd.total', 'i.total as invoiceTotal', 'i.outstanding')
  const value = (of: readonly Sent[]) =>
    formatDecimal(
      of.reduce((sum, { total }) => sum + Number(total ?? 0), 0),
      2,
    )
  const complete = lines.every(({ id, quantity }) => (shipped.get(id) ?? 0) >= quantity)
  await updateMany(world, system, 'orders', [order], {
    lines: lines.map(({ id }) => ({ id, dispatched: formatDecimal(shipped.get(id) ?? 0, 3) })),
    dispatchedValue: value(sent),
    invoicedValue: value(sent.filter(({ invoiceTotal }) => invoiceTotal !== null)),
    progress: progressOf(sent, complete),
  })
}

/** Brings the progress of these orders up to date, one after the other in the order of their ids. */
export async function keepProgress(world: World, orders: readonly unknown[]): Promise<void> {
  const ids = [...new Set(orders)].filter((id) => typeof id === 'number').sort((a, b) => a - b)
  for (const id of ids) await keepOne(world, id)
}
