/** Dispatch ↔ invoice ↔ order (PAY-14, PAY-15): goods gone and not invoiced, invoiced and not gone, and quantities or values that are not the same. */
import { multiplyDecimal, yuan } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { shippedStates } from '../ledger.ts'
import type { Period } from '../period.ts'
import type { Family, Found } from './found.ts'
import { invoicedNotShipped } from './invoicedNotShipped.ts'
import { returnedBeforeInvoiced } from './returnedBeforeInvoiced.ts'

const pieces = (quantity: number) => String(quantity / 1000)

interface Gone {
  readonly id: number
  readonly number: string
  readonly customer: number
  readonly shippedOn: string
  readonly total: number
}

/** Goods that left by the end of the month and that no invoice of that day or earlier names. */
async function notInvoiced({ database: { knex } }: World, { to }: Period): Promise<Found[]> {
  const rows: Gone[] = await knex({ d: 'dispatches' })
    .leftJoin({ i: 'invoices' }, (on) => on.on('i.id', 'd.invoice').andOnVal('i.status', 'issued').andOnVal('i.date', '<=', to))
    .whereNull('i.id')
    .whereNull('d.deletedAt')
    .whereIn('d.status', shippedStates)
    .where('d.shippedOn', '<=', to)
    .orderBy('d.id')
    .select('d.id', 'd.number', 'd.customer', 'd.shippedOn', 'd.total')
  return rows.map(({ id, number, customer, shippedOn, total }) => ({
    kind: 'shippedNotInvoiced',
    about: `D${id}`,
    amount: Number(total),
    since: shippedOn,
    what: [
      `${number} 于 ${shippedOn} 发出，货值 ${yuan(Number(total))} 元，至 ${to} 未开票。`,
      `${number} left on ${shippedOn}, worth ${yuan(Number(total))} yuan, and is not invoiced by ${to}.`,
    ],
    customer,
    owner: 'salesClerk',
    papers: { dispatch: id },
  }))
}

interface Billed extends Gone {
  readonly quantity: number
  readonly invoice: number
  readonly billNumber: string
  readonly billedQuantity: unknown
  readonly billed: unknown
}

/** Invoiced for other goods or another value than what left. */
async function billedOtherwise({ database: { knex } }: World, { to }: Period): Promise<Found[]> {
  const rows: Billed[] = await knex({ d: 'dispatches' })
    .join({ i: 'invoices' }, (on) => on.on('i.id', 'd.invoice').andOnVal('i.status', 'issued').andOnVal('i.date', '<=', to))
    .join({ l: 'invoices_lines' }, (on) => on.on('l.parent', 'i.id').on('l.dispatch', 'd.id'))
    .whereNull('d.deletedAt')
    .whereNull('i.deletedAt')
    .whereIn('d.status', shippedStates)
    .where('d.shippedOn', '<=', to)
    .groupBy('d.id', 'd.number', 'd.customer', 'd.shippedOn', 'd.total', 'd.quantity', 'i.id', 'i.number')
    .havingRaw('sum(??) <> ?? or sum(??) <> ??', ['l.amount', 'd.total', 'l.quantity', 'd.quantity'])
    .orderBy('d.id')
    .select('d.id', 'd.number', 'd.customer', 'd.shippedOn', 'd.total', 'd.quantity', { invoice: 'i.id', billNumber: 'i.number' })
    .sum({ billed: 'l.amount', billedQuantity: 'l.quantity' })
  return rows.map((row) => ({
    kind: 'quantityDiffers',
    about: `I${row.invoice} D${row.id}`,
    amount: Number(row.billed) - Number(row.total),
    since: row.shippedOn,
    what: [
      `${row.number} 发出 ${pieces(Number(row.quantity))}、${yuan(Number(row.total))} 元，发票 ${row.billNumber} 开了 ${pieces(Number(row.billedQuantity))}、${yuan(Number(row.billed))} 元。`,
      `${row.number} sent ${pieces(Number(row.quantity))} worth ${yuan(Number(row.total))} yuan; invoice ${row.billNumber} bills ${pieces(Number(row.billedQuantity))} for ${yuan(Number(row.billed))}.`,
    ],
    customer: row.customer,
    owner: 'salesClerk',
    papers: { dispatch: row.id, invoice: row.invoice },
  }))
}

/** Counted at loading otherwise than notified: what is billed is the notice, what left is the count (ORD-11). */
async function countedOtherwise({ database: { knex } }: World, { to }: Period): Promise<Found[]> {
  const rows: (Gone & { quantity: number; counted: number; unitPrice: number | null; product: string | null })[] = await knex({
    d: 'dispatches',
  })
    .join({ l: 'dispatches_lines' }, 'l.parent', 'd.id')
    .leftJoin({ p: 'products' }, 'p.id', 'l.product')
    .whereNull('d.deletedAt')
    .whereIn('d.status', shippedStates)
    .where('d.shippedOn', '<=', to)
    .whereNotNull('l.counted')
    .whereRaw('?? <> ??', ['l.counted', 'l.quantity'])
    .orderBy(['d.id', 'l.position'])
    .select('d.id', 'd.number', 'd.customer', 'd.shippedOn', 'd.total', 'l.quantity', 'l.counted', 'l.unitPrice', { product: 'p.name' })
  const byNotice = new Map<number, typeof rows>()
  for (const row of rows) byNotice.set(row.id, [...(byNotice.get(row.id) ?? []), row])
  return [...byNotice].flatMap(([id, lines]): Found[] => {
    const [first] = lines
    if (!first) return []
    const amount = lines.reduce((sum, each) => sum + multiplyDecimal(each.counted - each.quantity, 3, each.unitPrice ?? 0, 4, 2), 0)
    const list = lines.map((each) => `${each.product ?? ''} ${pieces(each.counted)}/${pieces(each.quantity)}`)
    return [
      {
        kind: 'quantityDiffers',
        about: `D${id}`,
        amount,
        since: first.shippedOn,
        what: [
          `${first.number} 装车清点与通知不符（清点/通知）：${list.join('；')}。`,
          `${first.number} was loaded otherwise than notified (counted/notified): ${list.join('; ')}.`,
        ],
        customer: first.customer,
        owner: 'salesClerk',
        papers: { dispatch: id },
      },
    ]
  })
}

/** More gone than was ordered, line by line. */
async function beyondOrder({ database: { knex } }: World, { to }: Period): Promise<Found[]> {
  const rows: {
    order: number
    number: string
    customer: number
    product: string | null
    line: number
    quantity: number
    sent: unknown
    since: string
    unitPrice: number | null
  }[] = await knex({ d: 'dispatches' })
    .join({ l: 'dispatches_lines' }, 'l.parent', 'd.id')
    .join({ o: 'orders' }, 'o.id', 'd.order')
    .join({ w: 'orders_lines' }, 'w.id', 'l.orderLine')
    .leftJoin({ p: 'products' }, 'p.id', 'w.product')
    .whereNull('d.deletedAt')
    .whereIn('d.status', shippedStates)
    .where('d.shippedOn', '<=', to)
    .groupBy('o.id', 'o.number', 'o.customer', 'p.name', 'w.id', 'w.quantity', 'w.unitPrice')
    .havingRaw('sum(??) > ??', ['l.quantity', 'w.quantity'])
    .orderBy(['o.id', 'w.id'])
    .select({
      order: 'o.id',
      number: 'o.number',
      customer: 'o.customer',
      product: 'p.name',
      line: 'w.id',
      quantity: 'w.quantity',
      unitPrice: 'w.unitPrice',
    })
    .sum({ sent: 'l.quantity' })
    .max({ since: 'd.shippedOn' })
  return rows.map(({ order, number, customer, product, line, quantity, sent, since, unitPrice }) => ({
    kind: 'quantityDiffers',
    about: `O${order} L${line}`,
    amount: multiplyDecimal(Number(sent) - quantity, 3, unitPrice ?? 0, 4, 2),
    since,
    what: [
      `订单 ${number} 的 ${product ?? ''} 订 ${pieces(quantity)}，已发 ${pieces(Number(sent))}。`,
      `Order ${number} is for ${pieces(quantity)} of ${product ?? ''}; ${pieces(Number(sent))} have left.`,
    ],
    customer,
    owner: 'salesClerk',
    papers: { order },
  }))
}

export const goods: Family = async (world, period) => [
  ...(await notInvoiced(world, period)),
  ...(await invoicedNotShipped(world, period)),
  ...(await billedOtherwise(world, period)),
  ...(await countedOtherwise(world, period)),
  ...(await beyondOrder(world, period)),
  ...(await returnedBeforeInvoiced(world, period)),
]
