/**
 * The fund reconciliation through HTTP over two years of 10,000 customers: any month by company, department, salesperson and customer, half of the months locked with
 * an issue of every customer, each question for a state of the data of its own.
 */
import { join } from 'node:path'
import { pino } from 'pino'
import { Follower } from '../../reports/follower/follower.ts'
import { fundGroups } from '../../reports/messages.ts'
import { scale } from '../../seeds/scale.ts'
import { plusMonths } from '../../server/calendar/duration.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { figures, ledgerOf, periodOf } from '../../server/reconciliation/index.ts'
import type { World } from '../../server/records/index.ts'
import { serve } from '../../server/start.ts'
import { type Ask, asker, said } from './asker.ts'
import { freshWorld } from './support.ts'

const months = 24
const times = 48
const bankLinesAMonth = 10_000
const plans = 2_000

/** Rows go in as many at a time as a statement takes. */
async function insert({ database: { knex } }: World, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) await knex(table).insert(rows.slice(from, from + 500))
}

/** Locks a month as it stands: its record, and an issue with a line for every account. */
async function lock(world: World, month: string, at: string, owners: ReadonlyMap<number, number>): Promise<number> {
  const accounts = await ledgerOf(world, periodOf(month))
  const kept = { version: 1, createdAt: at, updatedAt: at }
  const [reconciliation] = await world.database
    .knex('reconciliations')
    .insert({ ...kept, month, number: `ZJ-${month}`, status: 'locked' })
    .returning('id')
  const [issue] = await world.database
    .knex('fundRecoveries')
    .insert({
      ...kept,
      month,
      number: `HS-${month}`,
      reconciliation: reconciliation?.id,
      edition: 1,
      current: 1,
      bankCount: 0,
      matchedCount: 0,
      bankAmount: 0,
      matchedAmount: 0,
    })
    .returning('id')
  const lines = [...accounts].map(([customer, each], position) => ({
    parent: issue?.id,
    position,
    customer,
    salesperson: owners.get(customer) ?? null,
    ...Object.fromEntries(figures.map((name) => [name, each[name]])),
    planned: 0,
    paidOfPlan: 0,
  }))
  await insert(world, 'fundRecoveries_lines', lines)
  return lines.length
}

/** What the bank says, plans and differences of the last months. */
async function bank(world: World, month: string, at: string): Promise<void> {
  const kept = { version: 1, createdAt: at, updatedAt: at }
  await insert(
    world,
    'bankLines',
    Array.from({ length: bankLinesAMonth }, (_, index) => {
      const matched = index % 20 !== 0
      const amount = 1_000_00 + index
      return {
        ...kept,
        name: `L${index}`,
        identity: `${month}-${index}`,
        date: plusDays(month, index % 28),
        amount,
        matched: matched ? amount : 0,
        open: matched ? 0 : amount,
        state: matched ? 'matched' : 'open',
      }
    }),
  )
  await insert(
    world,
    'differences',
    Array.from({ length: 500 }, (_, index) => ({
      ...kept,
      month,
      number: `CY-${month}-${index}`,
      kind: index % 2 ? 'receiptNotInBank' : 'shippedNotInvoiced',
      key: `${index}`,
      amount: index * 100,
      since: plusDays(month, index % 28),
      customer: index + 1,
      status: index % 3 ? 'explained' : 'open',
    })),
  )
}

async function measure(world: World, ask: Ask, first: string): Promise<void> {
  const [{ id: order } = { id: 0 }]: { id: number }[] = await world.database.knex('orders').select('id').limit(1)
  for (const by of fundGroups) {
    const [taken, again]: [number[], number[]] = [[], []]
    let rows = 0
    for (let index = 0; index < times; index++) {
      const query = `fund-reconciliation?month=${plusMonths(first, index % months).slice(0, 7)}&by=${by}`
      const probe = 'fund-reconciliation?where={"customer":{"empty":true}}'
      const { asOf } = (await ask(probe)).read()
      await world.database
        .knex('changes')
        .insert({ at: world.now().toISOString(), register: 'orders', record: order, version: 1, verb: 'update' })
      for (let now = asOf; now.seq === asOf.seq; ) ({ asOf: now } = (await ask(probe)).read())
      const answer = await ask(query)
      taken.push(answer.took)
      rows = Math.max(rows, answer.read().rows.length)
      again.push((await ask(query)).took)
    }
    console.log(`  by ${by} (${rows} rows), any month of two years: ${said(taken)}; asked again ${said(again)}`)
  }
}

/** Prints the figures. */
export async function benchFunds(): Promise<void> {
  const { world, settings, clean } = await freshWorld()
  await scale(world, 1_010_000, 104)
  const today = dayOf(world.now(), world.timeZone)
  const first = plusMonths(`${today.slice(0, 7)}-01`, 1 - months)
  const at = world.now().toISOString()
  const customers: { id: number; owner: number }[] = await world.database.knex('customers').select('id', 'owner')
  const owners = new Map(customers.map(({ id, owner }) => [id, owner]))
  let lines = 0
  for (let place = 0; place < months / 2; place++) lines += await lock(world, plusMonths(first, place), at, owners)
  for (let place = months - 3; place < months; place++) await bank(world, plusMonths(first, place), at)
  const kept = { version: 1, createdAt: at, updatedAt: at }
  await insert(
    world,
    'collectionPlans',
    customers.slice(0, plans).map(({ id: customer }) => ({ ...kept, number: `HL-${customer}`, customer, status: 'active', from: first })),
  )
  const made: { id: number }[] = await world.database.knex('collectionPlans').select('id')
  await insert(
    world,
    'collectionPlans_steps',
    made.flatMap(({ id }) =>
      Array.from({ length: months }, (_, position) => ({
        parent: id,
        position,
        dueOn: plusMonths(first, position),
        amount: 100_00,
        paid: 50_00,
        kept: position % 2,
      })),
    ),
  )
  const follower = await Follower.start(world.database, world.catalog, join(settings.dataDir, 'warehouse.duckdb'))
  await follower.close()
  const running = await serve(world, settings, { log: pino({ level: 'silent' }) })
  console.log(`fund reconciliation: ${customers.length} customers, ${months} months, ${lines} frozen lines`)
  try {
    const ask = await asker(world, running)
    // Reports take a moment to open the warehouse.
    for (let tries = 0; tries < 10 && !(await ask('fund-reconciliation').catch(() => undefined)); tries++);
    await measure(world, ask, first)
  } finally {
    await running.stop()
    await clean()
  }
}
