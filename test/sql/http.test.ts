/** SQL over HTTP for real: two departments, an analyst, somebody without the right; what each sees, cancels, takes away, and what the log says of it. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { remove, update } from '../../server/records/index.ts'
import { snapshotQuestion } from '../../server/sql/scope.ts'
import { engines } from '../support/engines.ts'
import { actorOf } from '../support/people.ts'
import type { Served } from '../support/served.ts'
import { ask, canary, finished, type House, openHouse, type Person } from './support.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.each(engines)('SQL on %s', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-sql-'))
  let house: House
  let company: Served
  let [analyst, north, south, keeper, administrator]: Person[] = []

  const make = (register: string, body: Record<string, unknown>) => house.make(register, body)
  const sql = (who: Person | undefined, text: string, more: object = {}) => {
    if (!who) throw new Error('nobody')
    return ask(who, text, more)
  }

  /** Cancels the analyst's run, as soon as it is known by its name. */
  const cancelled = (run: string) =>
    vi.waitFor(async () => expect((await analyst?.delete(`/api/sql/${run}`))?.body).toEqual({ cancelled: true }), { timeout: 20_000 })

  beforeAll(async () => {
    house = await openHouse(engine)
    ;({ company, analyst, north, south, keeper, administrator } = house)
    const { customers, departments } = house
    await make('contacts', { customer: customers.N, name: canary('contact'), wechat: canary('sensitive') })
    const gone = await make('customers', {
      name: canary('deleted'),
      region: '640104',
      tier: 'key',
      owner: north.userId,
      department: departments.N,
    })
    await vi.waitFor(async () => expect((await sql(analyst, 'select count(*) from customers')).body.rows).toEqual([['3']]), {
      timeout: 40_000,
    })
    // Followed once, then changed and deleted: the warehouse has had it.
    await update(company.world, system, 'customers', gone, { name: canary('changed') })
    await remove(company.world, system, 'customers', gone)
  })

  afterAll(async () => {
    await company?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  describe('asking', () => {
    it('answers columns, rows and the moment they stand for', async () => {
      const { status, body } = await sql(analyst, 'select id, total, date from orders order by id')
      expect(status).toBe(200)
      expect(body.columns).toEqual([
        { name: 'id', type: 'INTEGER' },
        { name: 'total', type: 'DECIMAL(18,2)' },
        { name: 'date', type: 'DATE' },
      ])
      expect(body.rows.map((row: unknown[]) => row.slice(1))).toEqual([
        ['20.00', '2026-01-05'],
        ['20.00', '2026-01-05'],
      ])
      expect(body).toMatchObject({ truncated: false, asOf: { seq: expect.any(Number) } })
    })

    it('binds typed parameters, cuts at the limit, and says what is wrong and where', async () => {
      const params = { from: { type: 'date', value: '2026-01-01' }, few: 1 }
      expect((await sql(analyst, 'select count(*) from orders where date >= $from and id > $few - 1', { params })).body.rows).toEqual([
        ['2'],
      ])
      expect((await sql(analyst, 'from orders', { limit: 1 })).body).toMatchObject({ truncated: true, rows: [expect.anything()] })
      expect(await sql(analyst, 'select *\nfrm orders')).toMatchObject({ status: 422, body: { code: 'sql', line: 2, column: 5 } })
      expect(await sql(analyst, 'select * from duckdb_settings()')).toMatchObject({
        status: 422,
        body: { code: 'sqlRefused', line: 1, column: 15 },
      })
      expect(await sql(analyst, 'select $a', {})).toMatchObject({ status: 422, body: { code: 'sqlParameters' } })
      expect(await sql(analyst, 'select $a', { params: { a: { type: 'date', value: 'soon' } } })).toMatchObject({
        status: 422,
        body: { code: 'sqlParameters' },
      })
      expect(await sql(analyst, 'select 1', { params: [1] })).toMatchObject({ status: 422 })
      expect(await sql(analyst, `select '${'x'.repeat(150_000)}'`)).toMatchObject({ status: 413 })
      expect(await sql(analyst, `select '${'x'.repeat(5_000_000)}'`)).toMatchObject({ status: 413 })
      expect(await sql(analyst, '', {})).toMatchObject({ status: 422, body: { code: 'sqlRefused' } })
      expect(await sql(analyst, 5 as never)).toMatchObject({ status: 422 })
      expect((await analyst?.post('/api/sql/explain', { sql: 'select * from orders where id > 1' }))?.body.plan).toContain('orders')
    })

    it('is for those who have the right', async () => {
      expect(await sql(keeper, 'select 1')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      expect((await keeper?.get('/api/sql'))?.body).toMatchObject({ may: false, export: false })
      for (const path of ['/api/sql/schema', '/api/sql/snapshot', '/api/sql/tables/orders.parquet'])
        expect((await keeper?.get(path))?.status).toBe(403)
      expect((await keeper?.post('/api/sql/exports', { sql: 'select 1', format: 'csv' }))?.status).toBe(403)
      expect((await north?.post('/api/sql/exports', { sql: 'select 1', format: 'csv' }))?.status).toBe(403)
      expect((await north?.get('/api/sql/snapshot'))?.status).toBe(403)
      expect((await analyst?.get('/api/sql'))?.body).toMatchObject({ may: true, export: true, limits: { timeout: 60 } })
    })

    it('stops a plan when it is told to', async () => {
      const run = randomUUID()
      // DuckDB works constants out while it plans.
      const planned = analyst?.post('/api/sql/explain', { sql: 'select list_sort(range(100000000))', run })
      await cancelled(run)
      expect(await planned).toMatchObject({ status: 409, body: { code: 'sqlCancelled' } })
      expect(await analyst?.post('/api/sql/explain', { sql: 'select 1', run: 'short' })).toMatchObject({ status: 422 })
    })

    it('looks at no column for somebody who has turned away', async () => {
      const runs = [randomUUID(), randomUUID()]
      const busy = runs.map((run) => sql(analyst, 'select count(*) from range(300000000000)', { run }))
      const left = new AbortController()
      const looked = fetch(`${company.running.url}/api/sql/profile`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-requested-with': 'taizhang', cookie: analyst?.cookie ?? '' },
        body: JSON.stringify({ table: 'orders', column: 'status' }),
        signal: left.signal,
      })
      setTimeout(() => left.abort(), 500)
      await expect(looked).rejects.toThrow()
      await vi.waitFor(
        async () => expect((await administrator?.list('queryRuns', { kind: 'profile', outcome: 'cancelled' }))?.body).toHaveLength(1),
        { timeout: 30_000 },
      )
      for (const run of runs) expect((await analyst?.delete(`/api/sql/${run}`))?.body).toEqual({ cancelled: true })
      for (const { status } of await Promise.all(busy)) expect(status).toBe(409)
    })

    it('stops when it is told to, and when nobody waits any more', async () => {
      const run = randomUUID()
      const asked = sql(analyst, 'select count(*) from range(100000000000)', { run })
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect((await north?.delete(`/api/sql/${run}`))?.status).toBe(404)
      await cancelled(run)
      expect(await asked).toMatchObject({ status: 409, body: { code: 'sqlCancelled' } })
      expect((await analyst?.delete(`/api/sql/${run}`))?.status).toBe(404)
      const left = new AbortController()
      const fetched = fetch(`${company.running.url}/api/sql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-requested-with': 'taizhang', cookie: analyst?.cookie ?? '' },
        body: JSON.stringify({ sql: 'select count(*) from range(200000000000)' }),
        signal: left.signal,
      })
      setTimeout(() => left.abort(), 300)
      await expect(fetched).rejects.toThrow()
      await vi.waitFor(
        async () =>
          expect((await administrator?.list('queryRuns', { outcome: 'cancelled', sql: { contains: '200000000000' } }))?.body).toHaveLength(
            1,
          ),
        { timeout: 30_000 },
      )
    })
  })

  describe('what each sees', () => {
    it('is what lists show', async () => {
      const names = async (who: Person | undefined) => (await sql(who, 'select name from customers order by id')).body.rows.flat()
      await vi.waitFor(async () => expect(await names(analyst)).toEqual([canary('north'), canary('south')]), {
        timeout: 40_000,
        interval: 500,
      })
      expect(await names(north)).toEqual([canary('north')])
      expect(await names(south)).toEqual([canary('south')])
      expect((await sql(north, 'select sum(ordered) from weekly_sales')).body.rows).toEqual(
        (await sql(north, "select sum(total) from orders where status not in ('draft', 'cancelled')")).body.rows,
      )
      expect((await sql(administrator, 'select wechat from contacts')).body.code).toBe('sql')
      expect((await sql(north, 'select * from roles')).body.code).toBe('sqlRefused')
    })

    it('is described in both languages, with what one row means', async () => {
      const { body } = (await analyst?.get('/api/sql/schema')) ?? { body: undefined }
      const orders = body.tables.find((each: { name: string }) => each.name === 'orders')
      expect(orders).toMatchObject({
        kind: 'register',
        label: ['订单', expect.any(String)],
        row: [expect.stringContaining('一条'), expect.stringContaining('One')],
      })
      expect(orders.columns.find((each: { name: string }) => each.name === 'customer')).toMatchObject({
        type: 'INTEGER',
        link: 'customers',
      })
      const names = body.tables.map((each: { name: string }) => each.name)
      for (const mart of ['weekly_sales', 'weekly_people', 'weekly_products', 'balances', 'settlements', 'sales_lines', 'weeks'])
        expect(names).toContain(mart)
      expect(body.tables.find((each: { name: string }) => each.name === 'weekly_sales').row).toEqual([
        expect.stringContaining('一行'),
        expect.stringContaining('One row'),
      ])
      expect(body.functions.map((each: { name: string }) => each.name)).toEqual(
        expect.arrayContaining(['date_trunc', 'sum', 'row_number', 'unnest']),
      )
      expect(body.functions.map((each: { name: string }) => each.name)).not.toContain('getvariable')
      const narrow = (await north?.get('/api/sql/schema'))?.body
      expect(narrow.tables.map((each: { name: string }) => each.name)).not.toContain('roles')
    })

    it('has the words for codes in both languages, of no more columns than the person sees', async () => {
      const named = `select c.zh, c.en, count(*) from customers as o join choices as c on c.table_name = 'customers' and c.column_name = 'tier' and c.code = o.tier group by all`
      const [[zh, en, count] = []] = (await sql(north, named)).body.rows
      expect([zh, en, count]).toEqual([expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/^[A-Z]/), '1'])
      const columns = await sql(analyst, 'select distinct table_name, column_name from choices order by all')
      expect(columns.body.rows).toContainEqual(['orders', 'status'])
      const { tables: seen } = (await north?.get('/api/sql/schema'))?.body ?? { tables: [] }
      const open = new Set(
        seen.flatMap((each: { name: string; columns: { name: string }[] }) => each.columns.map((column) => `${each.name} ${column.name}`)),
      )
      const pairs = (await sql(north, "select distinct table_name || ' ' || column_name from choices")).body.rows.flat()
      expect(pairs.filter((pair: string) => !open.has(pair))).toEqual([])
      expect(pairs).toContain('customers tier')
      const { tables } = (await analyst?.get('/api/sql/schema'))?.body ?? { tables: [] }
      expect(tables.find((each: { name: string }) => each.name === 'choices')).toMatchObject({
        kind: 'mart',
        label: ['选项名称', 'Words for codes'],
        row: [expect.stringContaining('代码'), expect.stringContaining('code')],
      })
    })

    it('can be looked at table by table, column by column', async () => {
      const sample = (await analyst?.post('/api/sql/profile', { table: 'orders' }))?.body
      expect(sample).toMatchObject({ table: 'orders', rows: 2, sample: { rows: [expect.anything(), expect.anything()] } })
      expect((await analyst?.post('/api/sql/profile', { table: 'orders', column: 'total' }))?.body).toMatchObject({
        rows: 2,
        nulls: 0,
        distinct: 1,
        exact: true,
        min: '20.00',
        top: [{ value: '20.00', count: 2 }],
      })
      expect((await analyst?.post('/api/sql/profile', { table: 'orders', column: 'nope' }))?.status).toBe(404)
      expect((await analyst?.post('/api/sql/profile', { table: 'duckdb_settings' }))?.status).toBe(404)
    })

    it('holds not a byte of what the person may not see', async () => {
      // The manager may not take it away, so the file is looked at where it lies.
      const { world } = company
      const bytesOf = async (who: Person | undefined) => {
        const actor = await actorOf(world, who?.userId ?? 0)
        const question = snapshotQuestion(world, actor, 1)
        const places = readdirSync(world.dataDir, { recursive: true, encoding: 'utf8' }).filter(
          (path) => path.includes(question.key.slice(0, 12)) && /-\d+\/taizhang\.duckdb$/.test(path),
        )
        const counted = (path: string) => Number(/-(\d+)\/taizhang\.duckdb$/.exec(path)?.[1])
        const last = places.sort((a, b) => counted(a) - counted(b)).at(-1)
        expect(last).toBeDefined()
        return readFileSync(join(world.dataDir, last ?? ''))
      }
      // A person's file is there once he or she has asked; the two customers tell that it is of now.
      const seen = async (who: Person | undefined, ...customers: string[]) =>
        vi.waitFor(
          async () => expect((await sql(who, 'select name from customers order by id')).body.rows.flat()).toEqual(customers.map(canary)),
          { timeout: 40_000, interval: 500 },
        )
      await seen(north, 'north')
      await seen(analyst, 'north', 'south')
      await seen(administrator, 'north', 'south')
      expect((await sql(administrator, 'select name from contacts')).body.rows).toEqual([[canary('contact')]])
      const [ofNorth, ofAnalyst, ofAll] = [await bytesOf(north), await bytesOf(analyst), await bytesOf(administrator)]
      const has = (bytes: Buffer, what: string) => bytes.includes(canary(what))
      // What may be there is found by the same search, so the search is worth something.
      expect(['north', 'notenorth'].map((what) => has(ofNorth, what))).toEqual([true, true])
      expect(['north', 'south', 'notenorth', 'notesouth'].map((what) => has(ofAnalyst, what))).toEqual([true, true, true, true])
      for (const what of ['south', 'notesouth', 'sensitive', 'deleted', 'changed'])
        expect([what, has(ofNorth, what)]).toEqual([what, false])
      expect(has(ofAll, 'contact')).toBe(true)
      for (const what of ['sensitive', 'deleted', 'changed'])
        expect([what, has(ofAnalyst, what), has(ofAll, what)]).toEqual([what, false, false])
    })
  })

  describe('saved queries', () => {
    it('are shared with roles, run with the rights of the runner, and changed by their owner alone', async () => {
      const saved = await analyst?.post('/api/records/queries', {
        name: '客户数',
        folder: '销售',
        sql: 'select name from customers',
        roles: ['salesManager'],
      })
      expect(saved?.status).toBe(201)
      const { id, version } = saved?.body ?? {}
      const seen = await north?.get(`/api/records/queries/${id}`)
      expect(seen?.body.sql).toBe('select name from customers')
      expect((await sql(north, seen?.body.sql, { query: id })).body.rows).toEqual([[canary('north')]])
      expect((await north?.put(`/api/records/queries/${id}`, { name: 'x', version }))?.status).toBe(422)
      expect((await north?.put(`/api/records/queries/${id}`, { owner: north.userId, version }))?.status).toBe(422)
      expect((await keeper?.get(`/api/records/queries/${id}`))?.status).toBe(403)
      expect((await analyst?.put(`/api/records/queries/${id}`, { owner: north?.userId, version }))?.status).toBe(422)
      const hidden = await analyst?.post('/api/records/queries', { name: '私有', sql: 'select 1' })
      expect((await north?.get(`/api/records/queries/${hidden?.body.id}`))?.status).toBe(404)
      // Naming another's query, or one that is not there, tells nothing and stands in no log.
      for (const query of [hidden?.body.id, 99_999]) expect((await sql(north, 'select 417', { query })).status).toBe(200)
      expect((await north?.list('queryRuns', { sql: 'select 417' }))?.body.map((run: { query: unknown }) => run.query)).toEqual([
        null,
        null,
      ])
      const board = await analyst?.post('/api/records/boards', {
        name: '看板',
        charts: [{ query: id, title: 'a', x: 0, y: 0, width: 4, height: 3 }],
      })
      expect(board?.status).toBe(201)
    })

    it('go to the recycle bin though they were run, alone or by a dashboard; the log tells which dashboard asked', async () => {
      const kept = async (register: string, body: object) => (await analyst?.post(`/api/records/${register}`, body))?.body.id
      const query = await kept('queries', { name: '跑过的', sql: 'select 418' })
      const board = await kept('boards', { name: '跑过的看板', charts: [] })
      const own = await kept('boards', { name: '只给自己的看板', charts: [] })
      expect((await sql(analyst, 'select 418', { query })).status).toBe(200)
      expect((await sql(analyst, 'select 418', { query, board })).status).toBe(200)
      expect((await sql(north, 'select 418', { board: own })).status).toBe(200)
      const runs = async (person: typeof analyst) =>
        (await person?.list('queryRuns', { sql: 'select 418', user: person.userId }))?.body.map((run: { board: unknown }) => run.board)
      expect([await runs(analyst), await runs(north)]).toEqual([[board, null], [null]])
      expect((await analyst?.list('queryRuns', { sql: 'select 418', board: { empty: true }, user: analyst.userId }))?.body).toHaveLength(1)
      for (const [register, id] of [
        ['boards', board],
        ['queries', query],
      ])
        expect([register, (await analyst?.delete(`/api/records/${register}/${id}`))?.status]).toEqual([register, 200])
    })
  })

  it('nobody keeps queries who may not ask in SQL, whatever else the role says', async () => {
    const { id, version } = (await administrator?.list('roles', { code: 'warehouse' }))?.body[0] ?? {}
    const permissions = [{ register: 'queries', read: 'own', create: 'own', update: 'own' }]
    expect((await administrator?.put(`/api/records/roles/${id}`, { version, permissions }))?.status).toBe(200)
    expect(await keeper?.post('/api/records/queries', { name: 'x', sql: 'select 1' })).toMatchObject({
      status: 422,
      body: { errors: { name: expect.any(String) } },
    })
    expect((await sql(keeper, 'select 1')).status).toBe(403)
  })

  it('limits are policies: a department that has a second gets a second', async () => {
    await make('policies', {
      key: 'sql.timeout',
      value: '1',
      unit: 'second',
      scope: 'department',
      department: house.departments.S,
      reason: 'test',
    })
    expect(await sql(south, 'select count(*) from range(100000000000)')).toMatchObject({ status: 408, body: { code: 'sqlTimeout' } })
    expect((await administrator?.list('queryRuns', { outcome: 'timeout' }))?.body[0]).toMatchObject({ user: south?.userId, killed: false })
    expect((await sql(south, 'select 1')).body.rows).toEqual([[1]])
  })

  describe('taking away', () => {
    it.each(['csv', 'xlsx', 'parquet'])('%s', async (format) => {
      const begun = await analyst?.post('/api/sql/exports', {
        sql: "select id, total, date, '=1+1' as note from orders where id >= $from order by id",
        params: { from: 1 },
        format,
      })
      expect(begun?.status).toBe(202)
      const job = await finished(house.analyst, begun?.body.id)
      expect(job).toMatchObject({ state: 'done', rows: 2, progress: 100, format })
      expect((await south?.get(`/api/sql/exports/${job.id}`))?.status).toBe(404)
      const file = await fetch(`${company.running.url}/api/sql/exports/${job.id}/file`, { headers: { cookie: analyst?.cookie ?? '' } })
      const path = join(folder, `result.${format}`)
      const bytes = Buffer.from(await file.arrayBuffer())
      expect(Number(file.headers.get('content-length'))).toBe(bytes.length)
      writeFileSync(path, bytes)
      if (format === 'csv') {
        expect(bytes.subarray(0, 3)).toEqual(Buffer.from('\ufeff'))
        expect(bytes.toString()).toContain(",20.00,2026-01-05,'=1+1")
      } else if (format === 'xlsx') {
        const rows = await readSheet(path)
        expect(rows[0]).toEqual(['id', 'total', 'date', 'note'])
        expect([rows[1]?.[1], rows[1]?.[3]]).toEqual([20, '=1+1'])
      } else {
        const instance = await DuckDBInstance.create(':memory:')
        const connection = await instance.connect()
        expect((await connection.runAndReadAll(`select sum(total)::varchar from '${path}'`)).getRows()).toEqual([['40.00']])
        connection.closeSync()
      }
    })

    it('ends with a sentence when it fails, and at once when it is cancelled', async () => {
      const wrong = await analyst?.post('/api/sql/exports', { sql: 'select nope from orders', format: 'csv' })
      expect(await finished(house.analyst, wrong?.body.id)).toMatchObject({ state: 'failed', message: expect.stringContaining('nope') })
      expect((await analyst?.get(`/api/sql/exports/${wrong?.body.id}/file`))?.status).toBe(409)
      const wide = `select ${Array.from({ length: 17_000 }, (_, at) => at % 10).join(',')}`
      const sheet = await analyst?.post('/api/sql/exports', { sql: wide, format: 'xlsx' })
      expect(await finished(house.analyst, sheet?.body.id)).toMatchObject({ state: 'failed', message: expect.stringContaining('16,384') })
      const long = await analyst?.post('/api/sql/exports', { sql: 'select count(*) from range(100000000000)', format: 'csv' })
      expect((await analyst?.delete(`/api/sql/exports/${long?.body.id}`))?.body.state).toBe('cancelled')
      await vi.waitFor(
        async () => expect((await administrator?.list('queryRuns', { kind: 'export', outcome: 'cancelled' }))?.body).toHaveLength(1),
        { timeout: 30_000 },
      )
      expect((await analyst?.post('/api/sql/exports', { sql: 'select 1', format: 'exe' }))?.status).toBe(400)
    })

    it('a file is had with the rights of today, a query that waits is run with them', async () => {
      const person = await company.as('analyst', 'mover')
      const { id } = (await person.post('/api/sql/exports', { sql: 'select $p as v', params: { p: 'x' }, format: 'xlsx' })).body
      expect(await finished(person, id)).toMatchObject({ state: 'done', rows: 1 })
      expect((await person.get(`/api/sql/exports/${id}/file`)).status).toBe(200)
      const change = async (code: string) => {
        const role = (await administrator?.list('roles', { code }))?.body[0].id
        const { version } = (await administrator?.get(`/api/records/users/${person.userId}`))?.body ?? {}
        expect((await administrator?.put(`/api/records/users/${person.userId}`, { role, version }))?.status).toBe(200)
      }
      const runs = [randomUUID(), randomUUID()]
      const long = runs.map((run) => sql(person, 'select count(*) from range(100000000000)', { run }))
      const pause = () => new Promise((over) => setTimeout(over, 1200))
      // Until both have their places.
      await pause()
      const waiting = (await person.post('/api/sql/exports', { sql: 'select count(*) from customers', format: 'parquet' })).body.id
      await pause()
      await change('finance')
      for (const run of runs) await person.delete(`/api/sql/${run}`)
      await Promise.all(long)
      const after = await finished(person, waiting)
      expect(after).toMatchObject({ state: 'done' })
      expect((await person.get(`/api/sql/exports/${waiting}/file`)).status).toBe(200)
      expect(await person.get(`/api/sql/exports/${id}/file`)).toMatchObject({
        status: 409,
        body: { message: expect.stringContaining('变更') },
      })
      await change('salesManager')
      expect((await person.get(`/api/sql/exports/${waiting}/file`)).status).toBe(403)
    })

    it('the whole snapshot, and one table', async () => {
      const fetched = async (path: string, name: string) => {
        const answer = await fetch(`${company.running.url}${path}`, { headers: { cookie: analyst?.cookie ?? '' } })
        expect(answer.status).toBe(200)
        writeFileSync(join(folder, name), Buffer.from(await answer.arrayBuffer()))
        return join(folder, name)
      }
      const instance = await DuckDBInstance.create(await fetched('/api/sql/snapshot', 'taizhang.duckdb'), { access_mode: 'READ_ONLY' })
      const connection = await instance.connect()
      const parquet = await fetched('/api/sql/tables/orders.parquet', 'orders.parquet')
      const ask = async (text: string) => (await connection.runAndReadAll(text)).getRows()
      expect(await ask('select count(*)::integer from orders')).toEqual([[2]])
      expect(await ask(`select count(*)::integer from '${parquet}'`)).toEqual([[2]])
      expect(String((await ask("select comment from duckdb_tables() where table_name = 'orders'"))[0]?.[0])).toMatch(
        /订单.*\n.*一条.*\nOne live/s,
      )
      expect(await ask("select count(*)::integer from duckdb_functions() where function_type = 'table_macro' and not internal")).toEqual([
        [0],
      ])
      connection.closeSync()
      instance.closeSync()
      expect((await analyst?.get('/api/sql/tables/nope.parquet'))?.status).toBe(404)
    })
  })

  describe('the command line', () => {
    it.runIf(engine === 'sqlite')('asks over everything, while the server runs', async () => {
      const { world } = company
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: world.dataDir }
      const ask = (text: string) => promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/sql/command.ts', text], { env })
      expect((await ask("select count(*) as many, 'a,b' as word from orders")).stdout).toBe('many,word\n2,"a,b"\n')
      await expect(ask('select * from duckdb_settings()')).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('duckdb_settings'),
      })
    })
  })

  describe('the log', () => {
    it('says who ran what, how it ended and what left the house; own runs only, but all for the administrator', async () => {
      const own = (await north?.list('queryRuns', {}, [0, 99]))?.body
      expect(new Set(own.map((run: { user: number }) => run.user))).toEqual(new Set([north?.userId]))
      const all = (await administrator?.list('queryRuns', {}, [0, 199]))?.body
      expect(new Set(all.map((run: { user: number }) => run.user)).size).toBeGreaterThan(2)
      const kinds = new Set(all.map((run: { kind: string; outcome: string }) => `${run.kind} ${run.outcome}`))
      for (const kind of [
        'query done',
        'query failed',
        'query refused',
        'query cancelled',
        'explain done',
        'profile done',
        'export done',
        'export failed',
        'download done',
      ])
        expect(kinds).toContain(kind)
      expect(
        all.find((run: { exported: string | null; outcome: string }) => run.exported === 'csv' && run.outcome === 'done'),
      ).toMatchObject({ rows: 2 })
      expect((await administrator?.put(`/api/records/queryRuns/${all[0].id}`, { sql: 'x' }))?.status).toBe(403)
      expect((await administrator?.delete(`/api/records/queryRuns/${all[0].id}`))?.status).toBe(403)
      expect((await administrator?.post('/api/records/queryRuns', { sql: 'x' }))?.status).toBe(403)
    })
  })
})
