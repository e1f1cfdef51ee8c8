/** Speed of the credit gate with 100,000 open invoices of 10,000 customers: the decision alone, and the whole move of a dispatch notice that asks it. */
import { scale } from '../../seeds/scale.ts'
import { system } from '../../server/access/actor.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { explain } from '../../server/credit/index.ts'
import { createMany, move, type World } from '../../server/records/index.ts'
import { freshWorld, median, quantile } from './support.ts'

const decisions = 2_000
const moves = 400

const said = (values: readonly number[]) =>
  `median ${median(values).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms, p99 ${quantile(values, 0.99).toFixed(1)} ms`

/** Nothing is paid: every invoice is open again. */
async function reopen({ database: { knex } }: World): Promise<number> {
  await knex('receipts_allocations').delete()
  await knex('receipts').delete()
  await knex('invoices').update({ received: 0, cleared: 0, closedOn: null, outstanding: knex.ref('total') })
  const row: { n?: number | string } | undefined = await knex('invoices').where('outstanding', '>', 0).count({ n: '*' }).first()
  return Number(row?.n)
}

/** Draft notices of customers who owe nothing and took goods lately, so that the gate lets them go; answers their ids. */
async function drafts(world: World, today: string): Promise<number[]> {
  const { knex } = world.database
  const customers: { id: number }[] = await knex('customers').select('id').orderBy('id').limit(moves)
  const ids = customers.map(({ id }) => id)
  await knex('invoices')
    .whereIn('customer', ids)
    .update({ outstanding: 0, cleared: knex.ref('total') })
  await knex('dispatches')
    .whereIn('customer', ids)
    .update({ shippedOn: plusDays(today, -10) })
  const keeper: { id: number } | undefined = await knex('users').first('id')
  const product: { id: number } | undefined = await knex('products').first('id')
  const contracts: { id: number; customer: number }[] = await knex('contracts').whereIn('customer', ids).select('id', 'customer')
  const contractOf = new Map(contracts.map(({ id, customer }) => [customer, id]))
  const orders = await createMany(
    world,
    system,
    'orders',
    ids.map((customer) => ({
      customer,
      contract: contractOf.get(customer),
      date: today,
      lines: [{ product: product?.id, quantity: '1', unitPrice: '10' }],
      status: 'confirmed',
    })),
  )
  const notices = await createMany(
    world,
    system,
    'dispatches',
    orders.map((order) => ({
      order,
      date: today,
      shipBy: plusDays(today, 5),
      sequence: '1',
      noAttachments: 'none',
      stockConfirmedBy: keeper?.id,
      lines: [{ product: product?.id, quantity: '1', specification: '500 g', packing: 'box' }],
    })),
  )
  // The first order moved the customers' stage, and with it their file was looked through: these have no card.
  await knex('customers').whereIn('id', ids).update({ fileParts: '["card"]' })
  return notices
}

/** Prints the figures. */
export async function benchCredit(): Promise<void> {
  const { world, clean } = await freshWorld()
  await scale(world, 1_010_000, 104)
  const open = await reopen(world)
  const today = dayOf(world.now(), world.timeZone)
  const customers: { id: number }[] = await world.database.knex('customers').select('id')
  const taken: number[] = []
  for (let index = 0; index < decisions; index++) {
    const customer = customers[(index * 7919) % customers.length]?.id ?? 1
    const begun = performance.now()
    await explain(world, { customer, amount: 100_000, day: today, contract: null })
    taken.push(performance.now() - begun)
  }
  console.log(`credit: ${open} open invoices of ${customers.length} customers`)
  console.log(`  a decision of the gate: ${said(taken)}`)
  const whole: number[] = []
  for (const id of await drafts(world, today)) {
    const begun = performance.now()
    await move(world, system, 'dispatches', id, 'check')
    whole.push(performance.now() - begun)
  }
  console.log(`  a dispatch notice checked, decision and ledger included: ${said(whole)}`)
  await world.database.close()
  await clean()
}
