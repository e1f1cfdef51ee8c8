/** Invoices ahead of their goods (PAY-14, PAY-15): for notices that have not left, and for goods written by hand, which no notice shows to have left at all. */
import { yuan } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { shippedStates } from '../ledger.ts'
import type { Period } from '../period.ts'
import type { Found } from './found.ts'

interface Bill {
  readonly id: number
  readonly number: string
  readonly customer: number
  readonly date: string
}

/** Lines of issued invoices for a notice whose goods had not left by the end of the month. */
async function forNotices({ database: { knex } }: World, { to }: Period): Promise<Found[]> {
  const rows: (Bill & { dispatch: number; notice: string; amount: unknown })[] = await knex({ i: 'invoices' })
    .join({ l: 'invoices_lines' }, 'l.parent', 'i.id')
    .join({ d: 'dispatches' }, 'd.id', 'l.dispatch')
    .where('i.status', 'issued')
    .whereNull('i.deletedAt')
    .where('i.date', '<=', to)
    .where((query) => query.whereNotIn('d.status', shippedStates).orWhereNull('d.shippedOn').orWhere('d.shippedOn', '>', to))
    .groupBy('i.id', 'i.number', 'i.customer', 'i.date', 'd.id', 'd.number')
    .orderBy(['i.id', 'd.id'])
    .select('i.id', 'i.number', 'i.customer', 'i.date', { dispatch: 'd.id', notice: 'd.number' })
    .sum({ amount: 'l.amount' })
  return rows.map(({ id, number, customer, date, dispatch, notice, amount }) => ({
    kind: 'invoicedNotShipped',
    about: `I${id} D${dispatch}`,
    amount: Number(amount),
    since: date,
    what: [
      `发票 ${number} 于 ${date} 开出 ${yuan(Number(amount))} 元，其发运通知单 ${notice} 至 ${to} 未发运。`,
      `Invoice ${number} of ${date} bills ${yuan(Number(amount))} yuan for notice ${notice}, which has not left by ${to}.`,
    ],
    customer,
    owner: 'salesClerk',
    papers: { invoice: id, dispatch },
  }))
}

/** Values of goods by invoice and product that confirmed returns took back by the end of the month. */
async function takenBack({ database: { knex } }: World, { to }: Period): Promise<Map<string, number>> {
  const rows: { invoice: number; product: number; amount: unknown }[] = await knex({ r: 'returns' })
    .join({ l: 'returns_lines' }, 'l.parent', 'r.id')
    .whereNull('r.deletedAt')
    .whereNotNull('r.invoice')
    .whereIn('r.status', ['confirmed', 'refunded'])
    .where('r.date', '<=', to)
    .groupBy('r.invoice', 'l.product')
    .select('r.invoice', 'l.product')
    .sum({ amount: 'l.amount' })
  return new Map(rows.map(({ invoice, product, amount }) => [`${invoice}/${product}`, Number(amount)]))
}

/** Notices that left by the end of the month and that no invoice names, by customer and product. */
async function unbilled({ database: { knex } }: World, { to }: Period): Promise<Map<string, string[]>> {
  const rows: { customer: number; product: number; number: string }[] = await knex({ d: 'dispatches' })
    .join({ l: 'dispatches_lines' }, 'l.parent', 'd.id')
    .whereNull('d.deletedAt')
    .whereNull('d.invoice')
    .whereIn('d.status', shippedStates)
    .where('d.shippedOn', '<=', to)
    .orderBy('d.number')
    .distinct('d.customer', 'l.product', 'd.number')
  const found = new Map<string, string[]>()
  for (const { customer, product, number } of rows)
    found.set(`${customer}/${product}`, [...(found.get(`${customer}/${product}`) ?? []), number])
  return found
}

/**
 * Goods that issued invoices bill by hand. Services are no goods, balances brought over were shipped before this ledger, and what a return took back is billed no more:
 * of a product that is also on the invoice's notices, goods of the notices come back first. Notices that may be the ones meant are named, never taken for them.
 */
async function byHand(world: World, period: Period): Promise<Found[]> {
  const { knex } = world.database
  const hand = knex.raw('sum(case when ?? is null then ?? else 0 end)', ['l.dispatch', 'l.amount'])
  const rows: (Bill & { product: number; billed: unknown; hand: unknown })[] = await knex({ i: 'invoices' })
    .join({ l: 'invoices_lines' }, 'l.parent', 'i.id')
    .join({ p: 'products' }, 'p.id', 'l.product')
    .leftJoin({ c: 'productCategories' }, 'c.id', 'p.category')
    .where('i.status', 'issued')
    .whereNull('i.deletedAt')
    .where('i.date', '<=', period.to)
    .where((query) => query.where('i.opening', 0).orWhereNull('i.opening'))
    .where((query) => query.whereNull('c.kind').orWhereNot('c.kind', 'service'))
    .groupBy('i.id', 'i.number', 'i.customer', 'i.date', 'l.product')
    .havingRaw('(?) > 0', [hand])
    .orderBy(['i.id', 'l.product'])
    .select('i.id', 'i.number', 'i.customer', 'i.date', 'l.product', knex.raw('(?) as ??', [hand, 'hand']))
    .sum({ billed: 'l.amount' })
  if (rows.length === 0) return []
  const [back, candidates] = [await takenBack(world, period), await unbilled(world, period)]
  const byInvoice = new Map<number, { bill: Bill; amount: number; notices: Set<string> }>()
  for (const { product, billed, hand: written, ...bill } of rows) {
    const open = Math.min(Number(written), Number(billed) - (back.get(`${bill.id}/${product}`) ?? 0))
    if (open <= 0) continue
    const known = byInvoice.get(bill.id) ?? { bill, amount: 0, notices: new Set() }
    known.amount += open
    for (const notice of candidates.get(`${bill.customer}/${product}`) ?? []) known.notices.add(notice)
    byInvoice.set(bill.id, known)
  }
  return [...byInvoice.values()].map(({ bill: { id, number, customer, date }, amount, notices }) => {
    const named = [...notices].slice(0, 5)
    const [zh, en] =
      named.length === 0
        ? ['', '']
        : [
            `同一客户、同一产品已发而未开票的通知单有 ${named.join('、')}，请核对是否即此货。`,
            ` Of the same customer and product, ${named.join(', ')} left without an invoice: see whether these are the goods.`,
          ]
    return {
      kind: 'invoicedNotShipped',
      about: `I${id}`,
      amount,
      since: date,
      what: [
        `发票 ${number} 于 ${date} 手工开出货品 ${yuan(amount)} 元，未注明发运通知单，至 ${period.to} 无从核对是否发运。${zh}`,
        `Invoice ${number} of ${date} bills ${yuan(amount)} yuan of goods by hand without a dispatch notice: nothing shows by ${period.to} that they left.${en}`,
      ],
      customer,
      owner: 'salesClerk',
      papers: { invoice: id },
    }
  })
}

export const invoicedNotShipped = async (world: World, period: Period): Promise<Found[]> => [
  ...(await forNotices(world, period)),
  ...(await byHand(world, period)),
]
