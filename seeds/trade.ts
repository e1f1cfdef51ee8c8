/** Orders day by day: who buys what, at what price; and what comes back. */
import { system } from '../server/access/actor.ts'
import { yuan } from '../server/definition/decimal.ts'
import { createMany, updateMany, type World } from '../server/records/index.ts'
import { type Company, type Customer, type Good, onDay, plan } from './company.ts'
import { addDays, daysBetween, demand } from './days.ts'
import { type Sale, workday } from './flow.ts'
import { riseOf } from './prices.ts'

type Line = {
  readonly product: number
  readonly quantity: string
  readonly unitPrice: string
}

type Order = {
  readonly customer: Customer
  readonly date: string
  readonly requiredOn: string
  readonly contract: number | null
  readonly status: string
  readonly lines: readonly Line[]
}

/** Orders on an ordinary day at the start with 180 customers; with growth and seasons some 3,400 in two years. */
const perDay = 5.4

function linesOf(company: Company, customer: Customer, date: string, goods: readonly (readonly [Good, number])[]): Line[] {
  const { by } = company
  const rise = riseOf(company, Number(date.slice(0, 4)))
  const size = customer.tier === 'strategic' ? 9 : customer.tier === 'key' ? 6 : 4
  const chosen = new Set(Array.from({ length: by.whole(1, size) }, () => by.weighted(goods)))
  return [...chosen].map(({ id, price, category }) => {
    const step = price > 60 ? 5 : price < 10 ? 20 : 10
    const most = customer.tier === 'strategic' ? 36 : customer.tier === 'key' ? 24 : 11
    const loose = category === 'GQ' && by.chance(0.1) ? '.500' : ''
    return {
      product: id,
      quantity: `${by.whole(1, most) * step}${loose}`,
      unitPrice: (Math.round(price * rise * customer.discount * 100) / 100).toFixed(2),
    }
  })
}

/** Orders from before shipments were kept here came in finished; later ones follow their goods. */
function statusOf({ by, today, keptFrom }: Company, date: string): string {
  if (by.chance(0.015)) return 'cancelled'
  if (date < keptFrom) return by.chance(0.985) ? 'closed' : 'confirmed'
  return daysBetween(date, today) > 3 || by.chance(0.55) ? 'confirmed' : 'draft'
}

/** The orders of one day. */
function ordersOn(company: Company, date: string, size: number): Order[] {
  const { by, start, goods } = company
  const level = demand(date, start)
  if (level === 0) return []
  const festive = level > 1.5
  const offer = goods.map((good) => [good, good.category === 'LH' ? good.popularity * (festive ? 2.2 : 0.35) : good.popularity] as const)
  const buyers = company.customers
    .filter(({ weight, openedOn, quietFrom }) => weight > 0 && openedOn <= date && (quietFrom === undefined || date < quietFrom))
    .map((each) => [each, each.weight] as const)
  if (buyers.length === 0) return []
  const count = Math.round(perDay * (size / 180) * level * (0.75 + by.next() * 0.5))
  return Array.from({ length: count }, () => {
    const customer = by.weighted(buyers)
    const contract = customer.contracts.find(({ from, to }) => from <= date && date <= to)
    return {
      customer,
      date,
      requiredOn: addDays(date, by.whole(4, 15)),
      contract: contract?.id ?? null,
      status: statusOf(company, date),
      lines: linesOf(company, customer, date, offer),
    }
  })
}

const reasons = [
  ['damage', 30],
  ['unsold', 22],
  ['quality', 18],
  ['wrong', 14],
  ['expired', 10],
  ['other', 6],
] as const

/** Some of what was delivered comes back a week or three later, mostly part of one line. */
function comesBack(company: Company, { customer, date, status, lines }: Order, order: number): void {
  const { by, today, keptFrom } = company
  const returnedOn = workday(addDays(date, by.whole(keptFrom <= date ? 16 : 6, 30)))
  if (status === 'cancelled' || status === 'draft' || !by.chance(0.035) || returnedOn > today) return
  const reason = by.weighted(reasons)
  const back = by
    .some(lines, by.chance(0.8) ? 1 : 2)
    .map((line) => ({ ...line, quantity: String(Math.max(1, Math.floor(Number(line.quantity) * (0.05 + by.next() * 0.4)))) }))
  const age = daysBetween(returnedOn, today)
  const state = age > 4 ? 'confirmed' : 'draft'
  plan(company, returnedOn, () => bookReturn(company, returnedOn, { customer, order, reason, lines: back, status: state, paid: age > 60 }))
}

interface Back {
  readonly customer: Customer
  readonly order: number
  readonly reason: string
  readonly lines: readonly Line[]
  readonly status: string
  /** The money went back long ago. */
  readonly paid: boolean
}

/** The issued invoice over the goods of an order, one that is still to be paid rather than another; null while none is. */
const invoiceOf = async ({ database: { knex } }: World, order: number): Promise<number | null> => {
  const row: { id: number } | undefined = await knex({ d: 'dispatches' })
    .join({ i: 'invoices' }, 'i.id', 'd.invoice')
    .where({ 'd.order': order, 'i.status': 'issued' })
    .orderBy([{ column: 'i.outstanding', order: 'desc' }, 'i.id'])
    .first('i.id')
  return row?.id ?? null
}

/** Books what came back: credited to the invoice as far as that is unpaid, the rest paid back (ORD-17). */
async function bookReturn(company: Company, date: string, { customer, order, paid, ...back }: Back): Promise<void> {
  const world = onDay(company, date, 16)
  const invoice = back.status === 'draft' ? null : await invoiceOf(world, order)
  const [id = 0] = await createMany(world, system, 'returns', [{ customer: customer.id, date, order, invoice, ...back }])
  if (!paid) return
  const row: { uncredited: number } = await world.database.knex('returns').where({ id }).first('uncredited')
  const paidOn = addDays(date, 5)
  const then = onDay(company, paidOn)
  const amount = yuan(Number(row.uncredited))
  if (row.uncredited === 0) await updateMany(then, system, 'returns', [id], { status: 'refunded' })
  else
    await createMany(then, system, 'refunds', [
      { customer: customer.id, return: id, amount, reason: '退货款退回。', account: company.accounts[0], paidOn, status: 'paid' },
    ])
}

/** Everything that is ordered on one day of a company of so many customers. Answers the sales whose goods are to be sent. */
export async function tradeDay(company: Company, date: string, size: number): Promise<Sale[]> {
  const { by, keptFrom } = company
  const orders = ordersOn(company, date, size)
  if (orders.length === 0) return []
  const world = onDay(company, date)
  const ids = await createMany(
    world,
    system,
    'orders',
    orders.map(({ customer, ...order }) => ({ ...order, customer: customer.id })),
  )
  for (const [at, order] of orders.entries()) comesBack(company, order, ids[at] ?? 0)
  if (date < keptFrom) return []
  const rows: { id: number; total: number }[] = await world.database.knex('orders').whereIn('id', ids).select('id', 'total')
  const totals = new Map(rows.map(({ id, total }) => [id, Number(total)]))
  return orders.flatMap(({ customer, contract, status }, at) => {
    const order = ids[at] ?? 0
    const total = totals.get(order) ?? 0
    return status === 'confirmed' && total > 0
      ? [{ order, customer, contract, total, arrivesOn: workday(addDays(date, by.whole(5, 11))) }]
      : []
  })
}
