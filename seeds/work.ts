/** The desks of today: dispatch notices and production notices in every state, special prices and contract changes on their way, goods under way, claims, refunds and exchanges. */

import { claims, exchanges, refunds, transit } from './afterwards.ts'
import { type Company, onDay } from './company.ts'
import { addDays } from './days.ts'
import { Desk } from './desk.ts'
import type { Sale } from './flow.ts'
import { noticeFor, type Stage, takeTo } from './goods.ts'
import { contractChanges, specialPrices } from './papersOnTheWay.ts'
import { Payments } from './payments.ts'

/** How far the notices of waiting orders are, over and over. */
const stages: readonly (Stage | 'draft' | 'cancelled')[] = [
  'shipped',
  'loaded',
  'stamped',
  'checked',
  'cancelled',
  'draft',
  'shipped',
  'shipped',
]

/** Notices of the most urgent orders, in every state; the money or the credit for them is there. */
async function notices(company: Company, waiting: readonly Sale[]): Promise<void> {
  const { today, by } = company
  const payments = new Payments(company)
  const desk = new Desk(company, today, 11)
  const firm = waiting.filter(({ contract }) => contract !== null).slice(0, 24)
  for (const [at, sale] of firm.entries()) {
    const stage = stages[at % stages.length] ?? 'draft'
    const carrier = by.pick(company.carriers)
    const notice = await noticeFor(company, desk, sale.order, {
      shipBy: sale.arrivesOn,
      sequence: `第 ${at + 1} 车`,
      carrier: carrier.id,
      mode: carrier.mode,
      modeReason: carrier.mode === 'rail' ? null : '收货地无铁路货场',
      freightTerm: by.pick(['onArrival', 'monthly', 'ours']),
    })
    if (stage !== 'draft') await payments.makeRoom(desk.world, today, sale)
    if (stage === 'cancelled') {
      await takeTo(desk, notice, 'checked')
      await desk.take('logistics', 'dispatches', notice, 'cancel', '客户改期，另行通知')
    } else if (stage !== 'draft') await takeTo(desk, notice, stage)
  }
}

/** Production notices for orders that wait: in draft, issued, produced, closed and cancelled (ORD-05). */
async function production(company: Company, waiting: readonly Sale[]): Promise<void> {
  const { today } = company
  const steps = [[], ['issue'], ['issue', 'produce'], ['issue', 'produce', 'close'], ['cancel'], ['issue']] as const
  const firm = waiting.filter(({ contract, customer }) => customer.contracts.some(({ id, to }) => id === contract && to >= today))
  for (const [at, moves] of steps.entries()) {
    const sale = firm[firm.length - 1 - at]
    if (!sale) return
    const desk = new Desk(company, addDays(today, -(at % 3)), 14)
    const lines: { product: number; quantity: number }[] = await desk.world.database
      .knex('orders_lines')
      .where({ parent: sale.order })
      .select('product', 'quantity')
    const products = new Map<number, number>()
    for (const { product, quantity } of lines) products.set(product, (products.get(product) ?? 0) + Number(quantity))
    const { id } = await desk.make('market', 'productionNotices', {
      order: sale.order,
      date: desk.day,
      neededOn: sale.arrivesOn > desk.day ? sale.arrivesOn : addDays(desk.day, 3),
      lines: [...products].map(([product, quantity]) => ({
        product,
        quantity: String(quantity / 1000),
        quality: '企业标准优级，水分不超过 13%',
        packing: '彩袋内装，五层瓦楞纸箱',
      })),
    })
    for (const step of moves) {
      if (step === 'produce') await desk.change('production', 'productionNotices', id, { producedOn: desk.day })
      await desk.take(
        step === 'produce' ? 'production' : 'market',
        'productionNotices',
        id,
        step,
        step === 'cancel' ? '客户取消定制包装' : undefined,
      )
    }
  }
}

export async function workToday(company: Company, waiting: readonly Sale[]): Promise<void> {
  await specialPrices(company)
  await contractChanges(company)
  await notices(company, waiting)
  await new Payments(company).leaveLimit(onDay(company, company.today, 12), company.today)
  await production(company, waiting)
  await transit(company)
  await claims(company)
  await exchanges(company)
  await refunds(company)
}
