/**
 * SQL for analysts over ten million order lines: publishing a snapshot and what dashboards feel of it, the first row through HTTP beside bare DuckDB, killing a query and being
 * ready again, exporting a million rows, and what five heavy queries do to the API. BENCH_LINES sets another size.
 */
import { statSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { pino } from 'pino'
import { Follower } from '../../reports/follower/follower.ts'
import { Press } from '../../reports/snapshots/press.ts'
import { scale } from '../../seeds/scale.ts'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { create, type World } from '../../server/records/index.ts'
import { snapshotQuestion } from '../../server/sql/scope.ts'
import { serve } from '../../server/start.ts'
import { actorOf } from '../support/people.ts'
import { freshWorld, login, median, quantile } from './support.ts'

const lines = Number(process.env.BENCH_LINES ?? 10_000_000)
const times = 40

const said = (values: readonly number[]) => `median ${median(values).toFixed(0)} ms, p95 ${quantile(values, 0.95).toFixed(0)} ms`

const seconds = (values: readonly number[]) => values.map((each) => (each / 1000).toFixed(1)).join(', ')

async function timed(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let index = 0; index < count; index++) {
    const begun = performance.now()
    await work()
    taken.push(performance.now() - begun)
  }
  return taken
}

type Ask = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>

/** A browser's open line. */
function asker(url: string, cookie: string): Ask {
  const agent = new Agent({ keepAlive: true })
  return async (method, path, body) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      cookie,
      'x-requested-with': 'taizhang',
      ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
    }
    return new Promise((resolve, reject) => {
      const asked = request(`${url}${path}`, { agent, method, headers }, (response) => {
        buffer(response).then((bytes) => {
          const told = bytes.toString()
          resolve({ status: response.statusCode ?? 0, body: /^[[{]/.test(told) ? JSON.parse(told) : told })
        }, reject)
      })
      asked.on('error', reject)
      asked.end(text)
    })
  }
}

/** Publishes the snapshot of everything a few times, beside what a dashboard takes meanwhile. */
async function measurePublishing(world: World, user: number, path: string, copy: string): Promise<string> {
  const follower = await Follower.start(world.database, world.catalog, path)
  const press = new Press()
  const question = snapshotQuestion(world, await actorOf(world, user), 1)
  const look = () =>
    follower.read((connection) =>
      connection.runAndReadAll('select salesperson, sum(ordered), sum(orders) from weekly_people group by all order by 2 desc'),
    )
  const heavy = () =>
    follower.read((connection) =>
      connection.runAndReadAll('select customer, sum(ordered), sum(orders) from weekly_sales group by all order by 2 desc'),
    )
  await timed(10, look)
  await press.print(follower, question, `${copy}-first`)
  const [idle, idleHeavy] = [await timed(times, look), await timed(times, heavy)]
  const beside: { look: number[]; heavy: number[] } = { look: [], heavy: [] }
  const taken: number[] = []
  for (let time = 0; time < 5; time++) {
    let over = false
    const watching = (async () => {
      while (!over) {
        beside.look.push(...(await timed(1, look)))
        beside.heavy.push(...(await timed(1, heavy)))
        await setTimeout(20)
      }
    })()
    taken.push(...(await timed(1, () => press.print(follower, question, `${copy}-${time}`))))
    over = true
    await watching
  }
  const file = join(`${copy}-4`, 'taizhang.duckdb')
  console.log(
    `  a snapshot of everything published in ${seconds(taken)} s (with a dashboard looking), ${(statSync(file).size / 2 ** 20).toFixed(0)} MB`,
  )
  console.log(`  a dashboard over a mart: ${said(idle)}; while publishing ${said(beside.look)}`)
  console.log(`  a dashboard over the large mart: ${said(idleHeavy)}; while publishing ${said(beside.heavy)}`)
  const alone = await timed(3, () => press.print(follower, question, `${copy}-alone-${Math.random()}`))
  press.stop()
  const again = await timed(1, () => press.print(follower, question, `${copy}-again`))
  console.log(
    `  published with nobody looking: ${seconds(alone)} s; by a press that starts with it ${seconds(again)} s; load ${loadavg()[0]?.toFixed(1)}`,
  )
  press.stop()
  await follower.close()
  return file
}

const few = 'select count(*) from orders_lines'
const some = "select date_trunc('month', date) as month, count(*), sum(total) from orders group by all order by 1"
const heavy = 'select count(*) from orders_lines as a join orders_lines as b on a.product = b.product and a.id < b.id'

async function measureQueries(ask: Ask, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  for (const sql of [few, some]) {
    await timed(5, () => ask('POST', '/api/sql', { sql }))
    const [through, bare]: [number[], number[]] = [[], []]
    for (let index = 0; index < times; index++) {
      through.push(...(await timed(1, () => ask('POST', '/api/sql', { sql }))))
      bare.push(...(await timed(1, () => connection.runAndReadAll(sql))))
    }
    console.log(`  ${sql.slice(0, 50)}: through HTTP ${said(through)}; bare DuckDB ${said(bare)}`)
  }
  connection.closeSync()
  instance.closeSync()
}

/** From the wish to cancel until the next answer. */
async function measureKilling(ask: Ask): Promise<void> {
  for (const [what, sql] of [
    ['interrupted', heavy],
    ['killed', "select sum(levenshtein(repeat('a', 20000), repeat('b', 20000 + (i % 2)::integer))) from range(2048) as t(i)"],
  ] as const) {
    const taken: number[] = []
    for (let time = 0; time < 5; time++) {
      const run = crypto.randomUUID()
      const asked = ask('POST', '/api/sql', { sql, run })
      await setTimeout(500)
      const begun = performance.now()
      await ask('DELETE', `/api/sql/${run}`)
      await asked
      await ask('POST', '/api/sql', { sql: 'select 1' })
      taken.push(performance.now() - begun)
    }
    console.log(`  ${what} and the next answer there: ${said(taken)}`)
  }
}

const resident = () => process.memoryUsage().rss / 2 ** 20

async function measureExport(ask: Ask): Promise<void> {
  for (const format of ['csv', 'parquet']) {
    const before = resident()
    let most = before
    const begun = performance.now()
    const { body } = await ask('POST', '/api/sql/exports', { sql: 'select * from orders_lines limit 1000000', format })
    const { id } = body as { id: number }
    for (let state = 'running'; state === 'running'; ) {
      await setTimeout(50)
      most = Math.max(most, resident())
      ;({ state } = (await ask('GET', `/api/sql/exports/${id}`)).body as { state: string })
    }
    const { state, bytes } = (await ask('GET', `/api/sql/exports/${id}`)).body as { state: string; bytes: number }
    console.log(
      `  a million rows as ${format}: ${state} in ${((performance.now() - begun) / 1000).toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(0)} MB; API memory ${before.toFixed(0)} → ${most.toFixed(0)} MB`,
    )
  }
}

/** What lists take, idle and beside five heavy queries. */
async function measureBeside(ask: Ask): Promise<void> {
  const list = () => ask('GET', `/api/records/orders?range=[0,24]&sort=["id","DESC"]`)
  await timed(20, list)
  const idle = await timed(100, list)
  const queries = Array.from({ length: 5 }, () => crypto.randomUUID()).map((run) => ({
    run,
    asked: ask('POST', '/api/sql', { sql: heavy, run }),
  }))
  await setTimeout(1000)
  const busy = await timed(100, list)
  for (const { run } of queries) await ask('DELETE', `/api/sql/${run}`)
  await Promise.all(queries.map(({ asked }) => asked))
  console.log(`  a list: ${said(idle)}; beside five heavy queries ${said(busy)}`)
}

export async function benchSql(): Promise<void> {
  const { world, settings, clean } = await freshWorld()
  const path = join(settings.dataDir, 'warehouse.duckdb')
  console.log(`sql: ${lines} order lines`)
  if ((await world.database.knex('orders').first('id')) === undefined)
    console.log(`  written in ${(await scale(world, lines, 200)).toFixed(0)} s`)
  const role: { id: number } | undefined = await world.database.knex('roles').where({ code: 'analyst' }).first('id')
  const user = await create(world, system, 'users', { name: 'Bench', username: 'bench', role: role?.id, active: true })
  await create(world, system, 'policies', { key: 'sql.concurrent', value: '5', unit: 'count', scope: 'company', reason: 'bench' })
  await setPassword(world.database, { id: user.id, username: 'bench' }, 'bench-password', world.now())
  const file = await measurePublishing(world, user.id, path, join(settings.dataDir, 'published'))
  const running = await serve(world, settings, { log: pino({ level: 'silent' }) })
  try {
    const ask = asker(running.url, await login(running.url))
    await measureQueries(ask, file)
    await measureKilling(ask)
    await measureExport(ask)
    await measureBeside(ask)
  } finally {
    await running.stop()
    await clean()
  }
}
