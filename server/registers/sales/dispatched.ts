/** How much of an order's lines its live dispatch notices take, by order line (quantities at scale 3). */
import type { World } from '../../records/index.ts'

interface Asked {
  readonly order: unknown
  /** A notice that is not counted: the one being written. */
  readonly except?: unknown
  /** States counted; all but cancelled unless told. */
  readonly states?: readonly string[]
}

/** Quantities by order line. */
export async function dispatchedOf({ database: { knex } }: World, { order, except, states }: Asked): Promise<Map<number, number>> {
  const query = knex({ l: 'dispatches_lines' })
    .join({ d: 'dispatches' }, 'd.id', 'l.parent')
    .where('d.order', Number(order))
    .whereNull('d.deletedAt')
    .whereNotNull('l.orderLine')
    .whereNot('d.id', Number(except ?? 0))
  if (states) query.whereIn('d.status', states as string[])
  else query.whereNot('d.status', 'cancelled')
  const rows: { orderLine: number; quantity: unknown }[] = await query
    .groupBy('l.orderLine')
    .select('l.orderLine')
    .sum({ quantity: 'l.quantity' })
  return new Map(rows.map((row) => [row.orderLine, Number(row.quantity)]))
}
