/** How far an order is, out of its papers: goods shipped, received and invoiced, money in (ORD-01). Written by the system, never typed. */
import { system } from '../../access/actor.ts'
import { formatDecimal, yuan } from '../../definition/decimal.ts'
import { updateMany, type World } from '../../records/index.ts'
import type { Stored } from '../../records/rules.ts'
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

/** What an order says of its goods, compared before it is written: most papers move nothing. */
const said = (lines: readonly { id: number; dispatched: unknown }[], dispatchedValue: unknown, invoicedValue: unknown, progress: unknown) =>
  JSON.stringify([
    lines.map(({ id, dispatched }) => [id, Number(dispatched ?? 0)]),
    Number(dispatchedValue ?? 0),
    Number(invoicedValue ?? 0),
    progress,
  ])

async function keepOne(world: World, id: number): Promise<void> {
  const { knex, dialect } = world.database
  const [order]: Stored[] = await dialect.hold(
    knex('orders').where({ id }).select('dispatchedValue', 'invoicedValue', 'progress'),
    'changed',
  )
  const lines: { id: number; quantity: number; dispatched: number | null }[] = await knex('orders_lines')
    .where({ parent: id })
    .orderBy('position')
    .select('id', 'quantity', 'dispatched')
  const shipped = await dispatchedOf(world, { order: id, states: shippedStates })
  const sent: Sent[] = await knex({ d: 'dispatches' })
    .leftJoin({ i: 'invoices' }, (on) => on.on('i.id', 'd.invoice').andOnVal('i.status', 'issued'))
    .where('d.order', id)
    .whereNull('d.deletedAt')
    .whereIn('d.status', shippedStates as unknown as string[])
    .select('d.status', 'd.total', 'i.total as invoiceTotal', 'i.outstanding')
  const value = (of: readonly Sent[]) => of.reduce((sum, { total }) => sum + Number(total ?? 0), 0)
  const invoiced = sent.filter(({ invoiceTotal }) => invoiceTotal !== null)
  const progress = progressOf(
    sent,
    lines.every((line) => (shipped.get(line.id) ?? 0) >= line.quantity),
  )
  const now = lines.map((line) => ({ id: line.id, dispatched: shipped.get(line.id) ?? 0 }))
  if (said(lines, order?.dispatchedValue, order?.invoicedValue, order?.progress) === said(now, value(sent), value(invoiced), progress))
    return
  await updateMany(world, system, 'orders', [id], {
    lines: now.map(({ id: line, dispatched }) => ({ id: line, dispatched: formatDecimal(dispatched, 3) })),
    dispatchedValue: yuan(value(sent)),
    invoicedValue: yuan(value(invoiced)),
    progress,
  })
}

/** Brings the progress of these orders up to date, one after the other in the order of their ids. */
export async function keepProgress(world: World, orders: readonly unknown[]): Promise<void> {
  const ids = [...new Set(orders)].filter((id) => typeof id === 'number').sort((a, b) => a - b)
  for (const id of ids) await keepOne(world, id)
}
