/** Orders and returns week by week: who buys what on which day, at what price, and what comes back. */
import { system } from '../server/access/actor.ts'
import { createMany } from '../server/records/index.ts'
import { type Company, type Customer, type Good, onDay } from './company.ts'
import { addDays, daysBetween, demand } from './days.ts'

type Line = {
  readonly product: number
  readonly quantity: string
  readonly unitPrice: string
}

type Order = {
  readonly customer: number
  readonly date: string
  readonly requiredOn: string
  readonly contract: number | null
  readonly status: string
  readonly lines: readonly Line[]
}

/** Orders on an ordinary day at the start; with growth and seasons some 6,000 in two years. */
const perDay = 9.6

function linesOf({ by, start }: Company, customer: Customer, date: string, goods: readonly (readonly [Good, number])[]): Line[] {
  const rise = 1.03 ** (Number(date.slice(0, 4)) - Number(start.slice(0, 4)))
  const size = customer.tier === 'strategic' ? 9 : customer.tier === 'key' ? 6 : 4
  const chosen = new Set(Array.from({ length: by.whole(1, size) }, () => by.weighted(goods)))
  return [...chosen].map(({ id, price, category }) => {
    const step = price > 60 ? 5 : price < 10 ? 20 : 10
    const most = customer.tier === 'strategic' ? 28 : customer.tier === 'key' ? 18 : 8
    const loose = category === 'GQ' && by.chance(0.1) ? '.500' : ''
    return {
      product: id,
      quantity: `${by.whole(1, most) * step}${loose}`,
      unitPrice: (Math.round(price * rise * customer.discount * 100) / 100).toFixed(2),
    }
  })
}

function statusOf({ by, today }: Company, date: string): string {
  const age = daysBetween(date, today)
  if (by.chance(0.015)) return 'cancelled'
  if (age > 25) return by.chance(0.985) ? 'closed' : 'confirmed'
  if (age > 3) return by.chance(0.6) ? 'closed' : 'confirmed'
  return by.chance(0.55) ? 'confirmed' : 'draft'
}

/** The orders of one day. */
function ordersOn(company: Company, date: string): Order[] {
  const { by, start, goods } = company
  const level = demand(date, start)
  if (level === 0) return []
  const festive = level > 1.5
  const offer = goods.map((good) => [good, good.category === 'LH' ? good.popularity * (festive ? 2.2 : 0.35) : good.popularity] as const)
  const buyers = company.customers.filter((each) => each.weight > 0 && each.openedOn <= date).map((each) => [each, each.weight] as const)
  const count = Math.round(perDay * level * (0.75 + by.next() * 0.5))
  return Array.from({ length: count }, () => {
    const customer = by.weighted(buyers)
    const contract = customer.contracts.find(({ from, to }) => from <= date && date <= to)
    return {
      customer: customer.id,
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
function returnsOf({ by, today }: Company, orders: readonly Order[], ids: readonly number[]) {
  return orders.flatMap(({ customer, date, status, lines }, at) => {
    const returnedOn = addDays(date, by.whole(6, 24))
    if (status !== 'closed' || !by.chance(0.035) || returnedOn > today) return []
    const reason = by.weighted(reasons)
    const back = by
      .some(lines, by.chance(0.8) ? 1 : 2)
      .map((line) => ({ ...line, quantity: String(Math.max(1, Math.floor(Number(line.quantity) * (0.05 + by.next() * 0.4)))) }))
    const old = daysBetween(returnedOn, today) > 20
    return [
      {
        customer,
        date: returnedOn,
        order: ids[at] ?? null,
        reason,
        status: old ? 'refunded' : by.chance(0.5) ? 'confirmed' : 'draft',
        lines: back,
      },
    ]
  })
}

/** Everything that is sold and comes back in the week that begins on `monday`. */
export async function tradeWeek(company: Company, monday: string): Promise<void> {
  const orders = Array.from({ length: 7 }, (_, at) => addDays(monday, at))
    .filter((date) => date <= company.today)
    .flatMap((date) => ordersOn(company, date))
  if (orders.length === 0) return
  const world = onDay(company, addDays(monday, 6))
  const ids = await createMany(world, system, 'orders', orders)
  const returned = returnsOf(company, orders, ids)
  if (returned.length > 0) await createMany(onDay(company, addDays(monday, 30)), system, 'returns', returned)
}
