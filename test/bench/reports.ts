/**
 * The weekly statistics over ten million order lines in 200 weeks: rebuilding the warehouse, questions through HTTP beside the same sums in bare DuckDB,
 * and how long a write takes to be seen. BENCH_LINES sets another size.
 */
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { pino } from 'pino'
import type { Report } from '../../reports/messages.ts'
import { scale } from '../../seeds/scale.ts'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { mondayOf, plusDays } from '../../server/calendar/weeks.ts'
import { create, move, update, type World } from '../../server/records/index.ts'
import { dayOf } from '../../server/records/today.ts'
import { type Running, serve } from '../../server/start.ts'
import { freshWorld, median, quantile } from './support.ts'

const lines = Number(process.env.BENCH_LINES ?? 10_000_000)
const weeks = 200
const times = 60
const secret = 'a long enough password'

const said = (values: readonly number[]) => `median ${median(values).toFixed(0)} ms, p95 ${quantile(values, 0.95).toFixed(0)} ms`

async function timed(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index++) {
    const begun = performance.now()
    await work(index)
    taken.push(performance.now() - begun)
  }
  return taken
}

/** Signs in as an executive and answers a function that asks for a report. */
async function asker(world: World, { url }: Running): Promise<(query: string) => Promise<Report>> {
  const role: { id: number } | undefined = await world.database.knex('roles').where({ code: 'executive' }).first('id')
  const user = await create(world, system, 'users', { name: 'Bench', username: 'bench', role: role?.id, active: true })
  await setPassword(world.database, { id: user.id, username: 'bench' }, secret, world.now())
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'taizhang' }
  const signed = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username: 'bench', password: secret }),
  })
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async (query) => {
    const response = await fetch(`${url}/api/reports/weekly-sales?${query}`, { headers: { cookie } })
    const text = await response.text()
    if (response.status !== 200) throw new Error(text)
    return JSON.parse(text) as Report
  }
}

/** The same sums as anybody would write them over the lines, without rights, comparisons or totals; in a copy, because the file has an owner. */
async function bare(path: string, from: string): Promise<number[]> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  const sql = `select date_trunc('week', o.date) as week, o.salesperson, count(distinct o.id), count(distinct o.customer), sum(l.quantity), sum(l.amount)
    from orders_lines as l join orders as o on o.id = l.parent where o.status not in ('draft', 'cancelled') and o.date >= $1::date group by all`
  const taken = await timed(7, () => connection.runAndReadAll(sql, [from]))
  connection.closeSync()
  instance.closeSync()
  return taken
}

export async function benchReports(): Promise<void> {
  const { world, settings, clean } = await freshWorld()
  const warehouse = join(settings.dataDir, 'warehouse.duckdb')
  console.log(`reports: ${lines} order lines over ${weeks} weeks`)
  console.log(`  written in ${(await scale(world, lines, weeks)).toFixed(0)} s`)
  const running = await serve(world, settings, { log: pino({ level: 'silent' }) })
  try {
    const ask = await asker(world, running)
    const lastMonday = mondayOf(dayOf(world.now(), world.timeZone))
    const to = plusDays(lastMonday, 6)
    const begun = performance.now()
    for (;;) {
      const ready = await ask(`from=${lastMonday}&to=${to}&by=`).then(
        () => true,
        () => false,
      )
      if (ready) break
    }
    const seconds = (performance.now() - begun) / 1000
    const total = lines + lines / 10
    console.log(`  warehouse built from nothing: ${total} rows in ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} rows/s`)
    await measureQuestions(world, ask, lastMonday, to)
    await measureDelay(world, ask, lastMonday, to)
  } finally {
    await running.stop()
  }
  const first = plusDays(mondayOf(dayOf(new Date(), world.timeZone)), -7 * (weeks - 1))
  console.log(
    `  bare DuckDB over the lines: 12 weeks ${said(await bare(warehouse, plusDays(mondayOf(dayOf(new Date(), world.timeZone)), -77)))}; all weeks ${said(await bare(warehouse, first))}`,
  )
  await clean()
}

/** Each question once for every state of the data: a write in between leaves nothing to be remembered. */
async function measureQuestions(world: World, ask: (query: string) => Promise<Report>, lastMonday: string, to: string): Promise<void> {
  const [{ id: order } = { id: 0 }] = await world.database.knex('orders').select('id').orderBy('id', 'desc').limit(1)
  const questions = {
    'last 12 weeks by week and salesperson': `from=${plusDays(lastMonday, -77)}&to=${to}&by=week,salesperson`,
    'all weeks by week and salesperson': `from=${plusDays(lastMonday, -7 * (weeks - 1))}&to=${to}&by=week,salesperson`,
    'last week by customer': `from=${plusDays(lastMonday, -7)}&to=${plusDays(lastMonday, -1)}&by=customer`,
    'last 12 weeks by product': `from=${plusDays(lastMonday, -77)}&to=${to}&by=product`,
  }
  for (const [name, query] of Object.entries(questions)) {
    const taken: number[] = []
    for (let index = 0; index < times; index++) {
      const { asOf } = await ask(`from=${lastMonday}&to=${lastMonday}&by=`)
      await update(world, system, 'orders', order, { note: `${name} ${index}` }).catch(() => undefined)
      await world.database
        .knex('changes')
        .insert({ at: world.now().toISOString(), register: 'orders', record: order, version: 1, verb: 'update' })
      for (let now = asOf; now.seq === asOf.seq; ) ({ asOf: now } = await ask(`from=${lastMonday}&to=${lastMonday}&by=`))
      taken.push(...(await timed(1, () => ask(query))))
    }
    const again = await timed(times, () => ask(query))
    console.log(`  ${name}: ${said(taken)}; asked again ${said(again)}`)
  }
}

/** From the answer to a write until the statistics show it. */
async function measureDelay(world: World, ask: (query: string) => Promise<Report>, lastMonday: string, to: string): Promise<void> {
  const customer: { id: number } | undefined = await world.database.knex('customers').first('id')
  const product: { id: number } | undefined = await world.database.knex('products').first('id')
  const query = `from=${lastMonday}&to=${to}&by=`
  const taken = await timed(40, async () => {
    const { totals } = await ask(query)
    const order = await create(world, system, 'orders', {
      customer: customer?.id,
      date: lastMonday,
      lines: [{ product: product?.id, quantity: '1', unitPrice: '1' }],
    })
    await move(world, system, 'orders', order.id, 'confirm', {})
    const written = performance.now()
    for (let now = totals; now.orders === totals.orders; ) ({ totals: now } = await ask(query))
    return performance.now() - written
  })
  console.log(`  a write until it is seen: ${said(taken)}`)
}
