/** The way of goods as people go it: order, dispatch notice, check, stamp, loading, shipping, the customer's receipt, invoice and money. */
import { formatDecimal, parseDecimal, yuan } from '../server/definition/decimal.ts'
import type { Company } from './company.ts'
import type { Body, Desk } from './desk.ts'
import { riseOf } from './prices.ts'

/** Product code and how many. */
export type Wanted = readonly [code: string, quantity: number]

export const goodOf = ({ goods }: Company, code: string) => {
  const found = goods.find((each) => each.code === code)
  if (!found) throw new RangeError(`the demo company makes no ${code}`)
  return found
}

/** This year's price in the standard list, also for orders of last year: what the goods of a story come to does not change on the way. */
const priceOf = (company: Company, code: string): string =>
  (goodOf(company, code).price * riseOf(company, Number(company.today.slice(0, 4)))).toFixed(2)

/** A confirmed order. */
export async function orderFor(
  company: Company,
  desk: Desk,
  customer: number,
  wanted: readonly Wanted[],
  more: Body = {},
): Promise<number> {
  const lines = wanted.map(([code, quantity]) => ({
    product: goodOf(company, code).id,
    quantity: String(quantity),
    unitPrice: priceOf(company, code),
  }))
  const { id } = await desk.make('clerk', 'orders', { customer, date: desk.day, lines, ...more })
  await desk.take('clerk', 'orders', id, 'confirm')
  return id
}

/** A dispatch notice over all that is left of an order, complete with what is mandatory (ORD-08). */
export async function noticeFor(company: Company, desk: Desk, order: number, more: Body = {}): Promise<number> {
  const [carrier] = company.carriers
  const made = await desk.make('logistics', 'dispatches', {
    order,
    date: desk.day,
    shipBy: desk.day,
    sequence: '第 1 车',
    noAttachments: '无促销品',
    carrier: carrier?.id,
    ...more,
  })
  const lines = made.lines as { id: number }[]
  await desk.change('logistics', 'dispatches', made.id, {
    stockConfirmedBy: desk.id('warehouse'),
    lines: lines.map(({ id }) => ({ id, packing: '五层瓦楞纸箱' })),
  })
  return made.id
}

async function load(desk: Desk, notice: number): Promise<void> {
  const lines: { id: number; quantity: number }[] = await desk.world.database
    .knex('dispatches_lines')
    .where({ parent: notice })
    .select('id', 'quantity')
  await desk.change('warehouse', 'dispatches', notice, {
    crew: '叉车一台、装卸工三人',
    vehicle: '宁A·D0826',
    keeper: desk.id('warehouse'),
    carrierSigner: '李师傅',
    lines: lines.map(({ id, quantity }) => ({ id, counted: formatDecimal(quantity, 3) })),
  })
  await desk.take('warehouse', 'dispatches', notice, 'load')
}

async function receive(desk: Desk, notice: number): Promise<void> {
  await desk.change('logistics', 'dispatches', notice, {
    receivedOn: desk.day,
    receivedBy: '刘保管',
    receiptProof: await desk.scan('logistics', '收货确认单', 'Proof of receipt'),
  })
  await desk.take('logistics', 'dispatches', notice, 'receive')
}

const steps = {
  checked: (desk: Desk, id: number) => desk.take('logistics', 'dispatches', id, 'check'),
  stamped: (desk: Desk, id: number) => desk.take('finance', 'dispatches', id, 'stamp'),
  loaded: load,
  shipped: (desk: Desk, id: number) => desk.take('warehouse', 'dispatches', id, 'ship'),
  received: receive,
} as const

export type Stage = keyof typeof steps

/** Takes a notice on, step by step, until it is at `stage`. */
export async function takeTo(desk: Desk, notice: number, stage: Stage): Promise<void> {
  const names = Object.keys(steps) as Stage[]
  const row: { status: string } = await desk.world.database.knex('dispatches').where({ id: notice }).first('status')
  for (const name of names.slice(names.indexOf(row.status as Stage) + 1, names.indexOf(stage) + 1)) await steps[name](desk, notice)
}

/** An issued invoice over these notices. */
export async function invoiceFor(desk: Desk, notices: readonly number[], more: Body = {}): Promise<number> {
  const row: { customer: number } = await desk.world.database.knex('dispatches').where({ id: notices[0] }).first('customer')
  const { id } = await desk.make('finance', 'invoices', {
    customer: row.customer,
    date: desk.day,
    lines: notices.map((dispatch) => ({ dispatch })),
    ...more,
  })
  await desk.take('finance', 'invoices', id, 'issue')
  return id
}

/** Money into the company account, confirmed by finance and kept as an advance. Amounts in yuan. */
export async function moneyFrom(company: Company, desk: Desk, customer: number, amount: string, more: Body = {}): Promise<number> {
  const { id } = await desk.make('finance', 'receipts', { customer, date: desk.day, amount, account: company.accounts[0], ...more })
  await desk.take('finance', 'receipts', id, 'confirm')
  return id
}

/** Allocates every advance of the customer to what it owes, oldest due first. */
export async function settle(desk: Desk, customer: number): Promise<void> {
  const { knex } = desk.world.database
  const advances: { id: number }[] = await knex('receipts')
    .where({ customer, status: 'confirmed' })
    .where('unallocated', '>', 0)
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id')
  for (const { id } of advances) {
    if (!(await knex('invoices').where({ customer, status: 'issued' }).where('outstanding', '>', 0).first('id'))) return
    await desk.take('finance', 'receipts', id, 'allocate')
  }
}

/** What an order comes to, in yuan. */
export async function totalOf(desk: Desk, order: number): Promise<string> {
  const row: { total: number } = await desk.world.database.knex('orders').where({ id: order }).first('total')
  return yuan(Number(row.total))
}

/** `part` in a hundred of an amount in yuan. */
export const partOf = (amount: string, part: number): string => yuan(Math.round(((parseDecimal(amount, 2) ?? 0) * part) / 100))
