/** Which order a cancelled invoice takes back: the file does not say, so it is the customer's latest earlier order that has most of the same goods. */
import type { World } from '../records/index.ts'
import type { Ledger } from './retailLedger.ts'
import { type Invoice, walkIn } from './retailRows.ts'

interface Candidate {
  readonly id: number
  readonly customer: number
  readonly date: string
  readonly product: number
}

/** The order by invoice number, for the returns where one is found; a walk-in's cannot be told. */
export async function findOrders(world: World, returns: readonly Invoice[], ledger: Ledger): Promise<Map<string, number>> {
  const known = returns.filter(({ customer }) => customer !== walkIn)
  const found = new Map<string, number>()
  if (known.length === 0) return found
  const customers = [...new Set(known.map(({ customer }) => ledger.customer(customer)))]
  const products = [...new Set(known.flatMap(({ lines }) => lines.map(({ code }) => ledger.product(code))))]
  const candidates: Candidate[] = await world.database
    .knex({ o: 'orders' })
    .join({ l: 'orders_lines' }, 'l.parent', 'o.id')
    .whereIn('o.customer', customers)
    .whereIn('l.product', products)
    .whereNull('o.deletedAt')
    .where('l.quantity', '>', 0)
    .distinct('o.id as id', 'o.customer as customer', 'o.date as date', 'l.product as product')
  for (const { number, customer, date, lines } of known) {
    const wanted = new Set(lines.map(({ code }) => ledger.product(code)))
    const shared = new Map<number, { count: number; date: string }>()
    for (const each of candidates)
      if (each.customer === ledger.customer(customer) && each.date <= date && wanted.has(each.product))
        shared.set(each.id, { count: (shared.get(each.id)?.count ?? 0) + 1, date: each.date })
    const [best] = [...shared].sort(([a, x], [b, y]) => y.count - x.count || (x.date < y.date ? 1 : x.date > y.date ? -1 : b - a))
    if (best) found.set(number, best[0])
  }
  return found
}
