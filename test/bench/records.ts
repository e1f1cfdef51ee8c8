/** Speed of the record API against a bare Express + Knex handler that runs the same SQL without session, rights, validation or history. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import autocannon, { type Result } from 'autocannon'
import express from 'express'
import { pino } from 'pino'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { create, createMany } from '../../server/records/index.ts'
import { serve } from '../../server/start.ts'
import { freshWorld, login, median } from './support.ts'

const rows = 50_000
const seconds = 4
const rounds = 3

interface Shot {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: () => object
}

const fire = (url: string, { method, path, body }: Shot, headers: Record<string, string>): Promise<Result> =>
  autocannon({
    url: `${url}${path}`,
    connections: 10,
    duration: seconds,
    method,
    headers: { 'content-type': 'application/json', 'x-requested-with': 'taizhang', ...headers },
    ...(body
      ? {
          setupClient: (client) => void client.setBody(JSON.stringify(body())),
          requests: [{ method, onResponse: () => undefined, setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }) }],
        }
      : {}),
  })

/** The same SQL with nothing around it. */
async function bareServer(world: Awaited<ReturnType<typeof freshWorld>>['world']): Promise<{ url: string; server: Server }> {
  const { knex } = world.database
  const app = express()
  app.use(express.json())
  app.get('/list', async (_request, response) => {
    const filtered = () => knex('products').whereNull('deletedAt').where('unit', 'kg')
    const [count] = await filtered().count({ total: '*' })
    response.set('Content-Range', `products 0-24/${count?.total}`)
    response.json(await filtered().orderBy('code', 'asc').orderBy('id').limit(25))
  })
  app.get(
    '/one/:id',
    async (request, response) =>
      void response.json(
        await knex('products')
          .where({ id: Number(request.params.id) })
          .first(),
      ),
  )
  app.post('/create', async (request, response) => {
    const body = request.body as Record<string, unknown>
    const at = new Date().toISOString()
    const made = await knex.transaction(async (trx) => {
      const [row] = await trx('products')
        .insert({ ...body, version: 1, createdAt: at, updatedAt: at })
        .returning('*')
      await trx('changes').insert({ at, register: 'products', record: row.id, version: 1, verb: 'create' })
      return row as unknown
    })
    response.json(made)
  })
  app.put('/update/:id', async (request, response) => {
    const id = Number(request.params.id)
    const at = new Date().toISOString()
    const changed = await knex.transaction(async (trx) => {
      const before = await trx('products').where({ id }).first()
      const [row] = await trx('products')
        .where({ id, version: before.version })
        .update({ ...(request.body as object), version: before.version + 1, updatedAt: at })
        .returning('*')
      await trx('changes').insert({ at, register: 'products', record: id, version: before.version + 1, verb: 'update', diff: '{}' })
      return row as unknown
    })
    response.json(changed)
  })
  const server = await new Promise<Server>((done) => {
    const listening = app.listen(0, '127.0.0.1', () => done(listening))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

/** Prints requests per second, the ratio to the bare handler, and p99 at ten connections. */
export async function benchRecords(): Promise<void> {
  const { world, settings, clean } = await freshWorld()
  for (let start = 0; start < rows; start += 500)
    await createMany(
      world,
      system,
      'products',
      Array.from({ length: 500 }, (_, index) => ({
        code: `P${start + index}`,
        name: `产品 ${start + index}`,
        unit: index % 5 === 0 ? 'kg' : '箱',
      })),
    )
  const role = await world.database.knex('roles').where({ code: 'administrator' }).first('id')
  const user = await create(world, system, 'users', { name: '测速', username: 'bench', role: role.id, active: true })
  await setPassword(world.database, { id: user.id, username: 'bench' }, 'bench-password', new Date())
  const running = await serve(world, settings, { log: pino({ level: 'silent' }), reporting: false })
  const cookie = await login(running.url)
  const bare = await bareServer(world)
  let serial = 0
  const filter = encodeURIComponent(JSON.stringify({ unit: 'kg' }))
  const fresh = () => ({ code: `N${serial++}`, name: `新产品 ${serial}`, unit: 'kg' })
  const changed = () => ({ name: `改 ${serial++}` })
  const cases: [string, Shot, Shot][] = [
    [
      'list 25 of 50,000, filtered, counted',
      { method: 'GET', path: `/api/records/products?filter=${filter}&range=[0,24]&sort=["code","ASC"]` },
      { method: 'GET', path: '/list' },
    ],
    ['get one', { method: 'GET', path: '/api/records/products/777' }, { method: 'GET', path: '/one/777' }],
    ['create', { method: 'POST', path: '/api/records/products', body: fresh }, { method: 'POST', path: '/create', body: fresh }],
    ['update', { method: 'PUT', path: '/api/records/products/778', body: changed }, { method: 'PUT', path: '/update/779', body: changed }],
  ]
  console.log('records: ours against a bare Express + Knex handler (10 connections, medians)')
  for (const [name, ours, theirs] of cases) {
    const mine: Result[] = []
    const its: Result[] = []
    for (let round = 0; round < rounds; round += 1) {
      mine.push(await fire(running.url, ours, { cookie }))
      its.push(await fire(bare.url, theirs, {}))
    }
    const bad = mine.reduce((sum, each) => sum + each.non2xx, 0)
    const rate = median(mine.map((each) => each.requests.average))
    const other = median(its.map((each) => each.requests.average))
    console.log(
      `  ${name.padEnd(38)} ${rate.toFixed(0).padStart(6)}/s  bare ${other.toFixed(0).padStart(6)}/s  ratio ${(rate / other).toFixed(2)}  p99 ${median(mine.map((each) => each.latency.p99)).toFixed(0)} ms${bad > 0 ? `  ${bad} FAILED` : ''}`,
    )
  }
  bare.server.close()
  bare.server.closeAllConnections()
  await running.stop()
  await clean()
}
