/** Goods that came back and are billed all the same (PAY-14, ORD-17): their return was told no invoice, so what they are worth is in no account until it is paid back. */
import { formatDecimal } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { closedUntil } from '../closed.ts'
import type { Period } from '../period.ts'
import type { Found } from './found.ts'

const yuan = (amount: number) => formatDecimal(amount, 2)

interface Back {
  readonly id: number
  readonly number: string
  readonly customer: number
  readonly date: string
  readonly total: number
  readonly invoice: number
  readonly bill: string
  readonly billedOn: string
  readonly repaid: unknown
}

/** Returns without an invoice whose order is invoiced by the end of the month, less what was paid back by then; aged from the day on which both were there. */
export async function returnedBeforeInvoiced(world: World, { to }: Period): Promise<Found[]> {
  const { knex } = world.database
  const repaid = knex({ f: 'refunds' })
    .where('f.return', knex.ref('r.id'))
    .where('f.status', 'paid')
    .whereNull('f.deletedAt')
    .where('f.paidOn', '<=', to)
    .sum('f.amount')
  const rows: Back[] = await knex({ r: 'returns' })
    .join({ d: 'dispatches' }, (on) => on.on('d.order', 'r.order').andOnNull('d.deletedAt'))
    .join({ i: 'invoices' }, (on) =>
      on
        .on('i.id', 'd.invoice')
        .on('i.customer', 'r.customer')
        .andOnVal('i.status', 'issued')
        .andOnVal('i.date', '<=', to)
        .andOnNull('i.deletedAt'),
    )
    .whereNull('r.invoice')
    .whereNull('r.deletedAt')
    .whereIn('r.status', ['confirmed', 'refunded'])
    .where('r.kind', 'return')
    .where('r.date', '<=', to)
    .orderBy(['r.id', 'i.date', 'i.id'])
    .distinct('r.id', 'r.number', 'r.customer', 'r.date', 'r.total', { invoice: 'i.id', bill: 'i.number', billedOn: 'i.date' })
    .select({ repaid })
  const closed = (await closedUntil(world)) ?? ''
  const first = new Map<number, Back>()
  for (const row of rows) if (!first.has(row.id)) first.set(row.id, row)
  return [...first.values()].flatMap(({ id, number, customer, date, total, invoice, bill, billedOn, repaid }): Found[] => {
    const amount = Number(total) - Number(repaid ?? 0)
    if (amount <= 0) return []
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
        since: date > billedOn ? date : billedOn,
        what: [
          `退货 ${number} 于 ${date} 退回 ${yuan(amount)} 元的货，发票 ${bill} 照开，而退货未注明所冲发票；${zh}。`,
          `Return ${number} of ${date} took back goods worth ${yuan(amount)} yuan that invoice ${bill} bills all the same; ${en}.`,
        ],
        customer,
        owner: 'salesClerk',
        papers: { return: id, invoice },
      },
    ]
  })
}
