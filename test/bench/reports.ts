/**
 * Reports over ten million order lines in 200 weeks: rebuilding the warehouse, weekly statistics through HTTP beside the same sums in bare DuckDB, customer credit
 * through HTTP beside the same as-of sums in SQLite, and how long a write takes to be seen. BENCH_LINES sets another size.
 */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { pino } from 'pino'
import { Follower } from '../../reports/follower/follower.ts'
import { scale } from '../../seeds/scale.ts'
import { system } from '../../server/access/actor.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { daysBetween, mondayOf, plusDays } from '../../server/calendar/weeks.ts'
import { create, move, type World } from '../../server/records/index.ts'
import { serve } from '../../server/start.ts'
import { type Ask, asker, said } from './asker.ts'
import { freshWorld } from './support.ts'

const lines = Number(process.env.BENCH_LINES ?? 10_000_000)
const weeks = 200
const times = 40

async function timed(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index++) {
    const begun = performance.now()
    await work(index)
    taken.push(performance.now() - begun)
  }
  return taken
}

/** The same sums as anybody would write them over the lines, without rights, comparisons, targets or totals, from a copy, because the file has an owner. */
async function openBare(path: string): Promise<(from: string) => Promise<unknown>> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const sql = `select date_trunc('week', o.date) as week, o.salesperson, count(distinct o.id), count(distinct o.customer), sum(l.quantity), sum(l.amount)
    from orders_lines as l join orders as o on o.id = l.parent where o.status not in ('draft', 'cancelled') and o.date >= $1::date group by all`
  return (from) => connection.runAndReadAll(sql, [from])
}

/** Builds the warehouse from nothing and leaves a copy for the bare sums. */
async function build(world: World, path: string, copy: string): Promise<void> {
  const follower = await Follower.start(world.database, world.catalog, path)
  const { rows, seconds } = await follower.rebuild()
  await follower.close()
  copyFileSync(path, copy)
  console.log(`  warehouse built from nothing: ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`)
}

export async function benchReports(): Promise<void> {
  const { world, settings, clean } = await freshWorld()
  const [path, copy] = ['warehouse.duckdb', 'copy.duckdb'].map((file) => join(settings.dataDir, file)) as [string, string]
  console.log(`reports: ${lines} order lines over ${weeks} weeks`)
  console.log(`  written in ${(await scale(world, lines, weeks)).toFixed(0)} s`)
  await build(world, path, copy)
  const running = await serve(world, settings, { log: pino({ level: 'silent' }) })
  try {
    const anything = await asker(world, running)
    const ask: Ask = (query) => anything(`weekly-sales?${query}`)
    const lastMonday = mondayOf(dayOf(world.now(), world.timeZone))
    const to = plusDays(lastMonday, 6)
    await measureQuestions(world, ask, await openBare(copy), lastMonday, to)
    await measureCredit(world, anything)
    await measureDelay(world, ask, lastMonday, to)
  } finally {
    await running.stop()
    await clean()
  }
}

/** Each question for a state of the data of its own: a change in between leaves nothing to be remembered. The bare sums take turns with them. */
async function measureQuestions(
  world: World,
  ask: Ask,
  bare: (from: string) => Promise<unknown>,
  lastMonday: string,
  to: string,
): Promise<void> {
  const [{ id: order } = { id: 0 }]: { id: number }[] = await world.database.knex('orders').select('id').orderBy('id', 'desc').limit(1)
  const first = { few: plusDays(lastMonday, -77), all: plusDays(lastMonday, -7 * (weeks - 1)) }
  const questions: Readonly<Record<string, readonly [query: string, from?: string]>> = {
    'last 12 weeks by week and salesperson': [`from=${first.few}&to=${to}&by=week,salesperson`, first.few],
    'all weeks by week and salesperson': [`from=${first.all}&to=${to}&by=week,salesperson`, first.all],
    'last week by customer': [`from=${plusDays(lastMonday, -7)}&to=${plusDays(lastMonday, -1)}&by=customer`],
    'last 12 weeks by product': [`from=${first.few}&to=${to}&by=product`],
    'all weeks by product': [`from=${first.all}&to=${to}&by=product`],
  }
  const probe = `from=${lastMonday}&to=${lastMonday}&by=`
  for (const [name, [query, from]] of Object.entries(questions)) {
    const [taken, bareTaken]: [number[], number[]] = [[], []]
    for (let index = 0; index < times; index++) {
      const { asOf } = (await ask(probe)).read()
      await world.database
        .knex('changes')
        .insert({ at: world.now().toISOString(), register: 'orders', record: order, version: 1, verb: 'update' })
      for (let now = asOf; now.seq === asOf.seq; ) ({ asOf: now } = (await ask(probe)).read())
      taken.push((await ask(query)).took)
      if (from && index % 4 === 0) bareTaken.push(...(await timed(1, () => bare(from))))
    }
    const again: number[] = []
    for (let index = 0; index < times; index++) again.push((await ask(query)).took)
    console.log(`  ${name}: ${said(taken)}; asked again ${said(again)}${from ? `; bare DuckDB over the lines ${said(bareTaken)}` : ''}`)
  }
}

/** Receivables by customer and age at the end of a day, as anybody would ask the database for them: no limits, eligibility, habits, trend, risk or rights. */
const asOf = `select i.customer, sum(open), sum(case when i."dueOn" < :on then open else 0 end), sum(case when i."dueOn" < :month then open else 0 end)
  from (
    select i.customer, i."dueOn", i.total - coalesce(p.paid, 0) as open from invoices i
    left join (
      select a.invoice, sum(a.amount) as paid from receipts_allocations a join receipts r on r.id = a.parent
      where r.status = 'confirmed' and r.date <= :on group by a.invoice
    ) p on p.invoice = i.id
    where i.status = 'issued' and i.date <= :on
  ) i group by i.customer`

/** The analysis of all customers on days spread over two years, none asked twice, and one customer after another day by day. */
async function measureCredit(world: World, ask: Ask): Promise<void> {
  const { knex } = world.database
  const today = dayOf(world.now(), world.timeZone)
  const first = plusDays(today, -700)
  const days = Array.from({ length: times }, (_, index) => plusDays(first, Math.round((index * daysBetween(first, today)) / times)))
  await ask(`customer-credit?on=${plusDays(first, -1)}`)
  const taken: number[] = []
  for (const on of days) taken.push((await ask(`customer-credit?on=${on}`)).took)
  const bare = await timed(4, async (index) => {
    const on = days[index * 9] ?? today
    await knex.raw(asOf, { on, month: plusDays(on, -30) })
  })
  const { rows } = (await ask(`customer-credit?on=${today}`)).read()
  console.log(
    `  credit of ${rows.length} customers on any day of two years: ${said(taken)}; receivables and overdue alone on the database ${said(bare)}`,
  )
  const series: number[] = []
  for (let index = 0; index < times; index++)
    series.push((await ask(`customer-credit/${rows[index * 17]?.customer}?from=${plusDays(today, -730)}&to=${today}`)).took)
  console.log(`  one customer, 731 days: ${said(series)}`)
}

/** From the answer to a write until the statistics show it. */
async function measureDelay(world: World, ask: Ask, lastMonday: string, to: string): Promise<void> {
  const customer: { id: number } | undefined = await world.database.knex('customers').first('id')
  const product: { id: number } | undefined = await world.database.knex('products').first('id')
  const query = `from=${lastMonday}&to=${to}&by=`
  const taken = await timed(40, async () => {
    const { totals } = (await ask(query)).read()
    const order = await create(world, system, 'orders', {
      customer: customer?.id,
      date: lastMonday,
      lines: [{ product: product?.id, quantity: '1', unitPrice: '10' }],
    })
    await move(world, system, 'orders', order.id, 'confirm', {})
    const written = performance.now()
    for (let now = totals; now.orders === totals.orders; ) ({ totals: now } = (await ask(query)).read())
    return performance.now() - written
  })
  console.log(`  a write until it is seen: ${said(taken)}`)
}
