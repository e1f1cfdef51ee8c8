/** Goods of ordinary orders day by day: shipped when credit or money allow it, received, invoiced weekly on credit and monthly when paid ahead. */

import { createMany, updateMany, type World } from '../server/records/index.ts'
import { type Carrier, type Company, type Customer, colleague, onDay } from './company.ts'
import { addDays, monthOf, weekday } from './days.ts'
import { Payments } from './payments.ts'

/** A confirmed order on its way to the customer. */
export interface Sale {
  readonly order: number
  readonly customer: Customer
  readonly contract: number | null
  readonly total: number
  /** The day the customer is to have the goods. */
  readonly arrivesOn: string
}

interface Uninvoiced {
  readonly customer: Customer
  readonly contract: number | null
  readonly dispatches: number[]
}

const reasons: Readonly<Record<Carrier['mode'], string | null>> = {
  rail: null,
  road: '收货地无铁路货场，公路可保证按时到货',
  sea: '沿江客户，水运可保证按时到货',
}

/** A working day on or after `day`. */
export const workday = (day: string): string => (weekday(day) > 5 ? addDays(day, 8 - weekday(day)) : day)

export class Flow {
  private readonly company: Company
  private readonly payments: Payments
  private pending: Sale[] = []
  private readonly uninvoiced = new Map<string, Uninvoiced>()
  private delivered: number[] = []
  private taxNumber = 25_642_000_000

  constructor(company: Company) {
    this.company = company
    this.payments = new Payments(company)
  }

  private nextTaxNumber(): string {
    this.taxNumber += 1
    return String(this.taxNumber)
  }

  sold(sales: readonly Sale[]): void {
    this.pending.push(...sales)
  }

  /** Orders that are not shipped yet, the most urgent first. */
  waiting = (): readonly Sale[] => [...this.pending].sort((a, b) => (a.arrivesOn < b.arrivesOn ? -1 : 1))

  /** Everything of one day, and of the evening when a week or a month ends. */
  async pass(day: string): Promise<void> {
    if (weekday(day) > 5) return
    await this.payments.collect(day)
    const due = this.pending.filter(({ arrivesOn }) => arrivesOn <= day)
    this.pending = this.pending.filter(({ arrivesOn }) => arrivesOn > day)
    // One notice of a customer at a time: each stands on what the ones before left of its credit.
    for (let left = due; left.length > 0; ) {
      const seen = new Set<Customer>()
      const now = left.filter(({ customer }) => !seen.has(customer) && seen.add(customer))
      left = left.filter((each) => !now.includes(each))
      await this.deliver(day, now)
    }
    const tomorrow = workday(addDays(day, 1))
    const monthOver = monthOf(tomorrow) !== monthOf(day)
    if (weekday(day) === 5) await this.invoice(day, true)
    if (monthOver) {
      await this.invoice(day, false)
      await this.close(day)
    }
  }

  private async deliver(day: string, sales: readonly Sale[]): Promise<void> {
    const { company } = this
    const { by } = company
    const world = onDay(company, day, 15)
    for (const sale of sales) await this.payments.makeRoom(world, day, sale)
    const shippedOn = workday(addDays(day, -by.whole(3, 4)))
    const bodies = sales.map(({ order, contract, customer }) => {
      const { id, mode } = by.weighted(
        company.carriers.map((each) => [each, each.mode === 'road' ? 3 : each.mode === 'rail' ? 5 : 1] as const),
      )
      return {
        order,
        contract,
        date: addDays(shippedOn, -1),
        shipBy: shippedOn,
        sequence: `第 ${by.whole(1, 4)} 车`,
        noAttachments: '无促销品',
        carrier: id,
        mode,
        modeReason: reasons[mode],
        freightTerm: by.weighted([['onArrival', 60] as const, ['monthly', 25] as const, ['ours', 15] as const]),
        stockConfirmedBy: colleague(company, 'warehouse').id,
        keeper: colleague(company, 'warehouse').id,
        carrierSigner: by.pick(['李师傅', '马师傅', '王师傅']),
        shippedOn: shippedOn < day ? shippedOn : day,
        receivedOn: day,
        receivedBy: customer.channel === 'keyAccount' ? '收货部' : '仓库',
        status: 'received',
      }
    })
    const ids = await createMany(world, colleague(company, 'logistics'), 'dispatches', bodies)
    for (const [at, { customer, contract, order }] of sales.entries()) {
      const key = `${customer.id} ${contract}`
      const known = this.uninvoiced.get(key) ?? { customer, contract, dispatches: [] }
      known.dispatches.push(ids[at] ?? 0)
      this.uninvoiced.set(key, known)
      this.delivered.push(order)
    }
    await this.enterFreights(world, day, ids, sales, bodies)
  }

  /** Freight that is not the consignee's, two to five in a hundred of the goods (CAR-07). */
  private async enterFreights(
    world: World,
    day: string,
    ids: readonly number[],
    sales: readonly Sale[],
    bodies: readonly { freightTerm: string }[],
  ): Promise<void> {
    const { by } = this.company
    const freights = bodies.flatMap(({ freightTerm }, at) =>
      freightTerm === 'onArrival'
        ? []
        : [
            {
              dispatch: ids[at],
              kind: by.chance(0.25) ? 'advanced' : 'expense',
              date: day,
              amount: `${Math.max(60, Math.round(((sales[at]?.total ?? 0) / 10_000) * by.whole(2, 5)))}.00`,
              paidOn: freightTerm === 'ours' ? day : null,
              waybill: `YD${day.replaceAll('-', '')}${String(by.whole(100, 999))}`,
            },
          ],
    )
    if (freights.length > 0) await createMany(world, colleague(this.company, 'logistics'), 'freights', freights)
  }

  /** Invoices for what was received, on credit or paid ahead; money paid ahead is allocated at once. */
  private async invoice(day: string, credit: boolean): Promise<void> {
    const { company } = this
    const mine = [...this.uninvoiced].filter(([, { customer, contract }]) => (customer.credit && contract !== null) === credit)
    if (mine.length === 0) return
    const world = onDay(company, day, 17)
    const ids = await createMany(
      world,
      colleague(company, 'finance'),
      'invoices',
      mine.map(([, { customer, contract, dispatches }]) => ({
        customer: customer.id,
        contract,
        date: day,
        taxNumber: this.nextTaxNumber(),
        status: 'issued',
        lines: dispatches.map((dispatch) => ({ dispatch })),
      })),
    )
    for (const [key] of mine) this.uninvoiced.delete(key)
    const customers = mine.map(([, { customer }]) => customer)
    if (credit) await this.payments.expect(world, ids, customers)
    else await this.payments.allocate(world, customers)
  }

  /** Orders whose goods arrived are complete. */
  private async close(day: string): Promise<void> {
    const orders = this.delivered
    this.delivered = []
    if (orders.length > 0)
      await updateMany(onDay(this.company, day, 18), colleague(this.company, 'clerk'), 'orders', orders, { status: 'closed' })
  }
}
