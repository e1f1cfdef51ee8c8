/** Goods that came back and are billed all the same (PAY-14, ORD-17): their return was told no invoice, so what they are worth is in no account until it is paid back. */
import { inPortions } from '../../database/portions.ts'
import { yuan } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { closedUntil } from '../closed.ts'
import type { Period } from '../period.ts'
import type { Found } from './found.ts'

interface Back {
  readonly id: number
  readonly number: string
  readonly customer: number
  readonly order: number
  readonly date: string
  readonly total: number
  readonly repaid: unknown
}

interface Bill {
  readonly order: number
  readonly customer: number
  readonly invoice: number
  readonly number: string
  readonly date: string
}

/** Returns of an order that name no invoice, with what was paid back of them by the end of the month. */
function withoutInvoice({ database: { knex } }: World, to: string): Promise<Back[]> {
  const repaid = knex({ f: 'refunds' })
    .where('f.return', knex.ref('r.id'))
    .where('f.status', 'paid')
    .whereNull('f.deletedAt')
    .where('f.paidOn', '<=', to)
    .sum('f.amount')
  return knex({ r: 'returns' })
    .whereNull('r.invoice')
    .whereNotNull('r.order')
    .whereNull('r.deletedAt')
    .whereIn('r.status', ['confirmed', 'refunded'])
    .where('r.kind', 'return')
    .where('r.date', '<=', to)
    .orderBy('r.id')
    .select('r.id', 'r.number', 'r.customer', 'r.order', 'r.date', 'r.total', { repaid })
}

/** The first invoice over goods of each of the orders, by order and customer. */
async function billsOf({ database: { knex } }: World, orders: readonly number[], to: string): Promise<Map<string, Bill>> {
  // Latest first, so that of several the first stays.
  const rows = await inPortions<Bill>(orders, (portion) =>
    knex({ d: 'dispatches' })
      .join({ i: 'invoices' }, 'i.id', 'd.invoice')
      .whereIn('d.order', portion)
      .whereNull('d.deletedAt')
      .where('i.status', 'issued')
      .where('i.date', '<=', to)
      .whereNull('i.deletedAt')
      .orderBy([
        { column: 'i.date', order: 'desc' },
        { column: 'i.id', order: 'desc' },
      ])
      .select('d.order', 'i.customer', { invoice: 'i.id' }, 'i.number', 'i.date'),
  )
  return new Map(rows.map((row) => [`${row.order}/${row.customer}`, row]))
}

/** Returns without an invoice whose order is invoiced by the end of the month, less what was paid back by then; aged from the day on which both were there. */
export async function returnedBeforeInvoiced(world: World, { to }: Period): Promise<Found[]> {
  const owed = (await withoutInvoice(world, to)).map((back) => ({ ...back, amount: Number(back.total) - Number(back.repaid ?? 0) }))
  const open = owed.filter(({ amount }) => amount > 0)
  if (open.length === 0) return []
  const bills = await billsOf(world, [...new Set(open.map(({ order }) => order))], to)
  const closed = (await closedUntil(world)) ?? ''
  return open.flatMap(({ id, number, customer, order, date, amount }): Found[] => {
    const bill = bills.get(`${order}/${customer}`)
    if (!bill) return []
    const [zh, en] =
      date <= closed
        ? [
            '其月份已关账，请付清退款，或以往来调整冲减发票',
            'its month is closed, so pay it back, or take it off the invoice by an adjustment',
          ]
        : ['请在退货上补填发票，或付清退款', 'name the invoice on the return, or pay it back']
    return [
      {
        kind: 'quantityDiffers',
        about: `V${id}`,
        amount,
        since: date > bill.date ? date : bill.date,
        what: [
          `退货 ${number} 于 ${date} 退回 ${yuan(amount)} 元的货，发票 ${bill.number} 照开，而退货未注明所冲发票；${zh}。`,
          `Return ${number} of ${date} took back goods worth ${yuan(amount)} yuan that invoice ${bill.number} bills all the same; ${en}.`,
        ],
        customer,
        owner: 'salesClerk',
        papers: { return: id, invoice: bill.invoice },
      },
    ]
  })
}
