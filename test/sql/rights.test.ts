/** Who may ask, while asking: what runs ends with the account, the session or the right; a changed role counts from the next question; every ending is in the log. Advisories about saved SQL, by their ids. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { find } from '../../server/records/index.ts'
import { sweepRuns } from '../../server/sql/log.ts'
import { snapshotQuestion } from '../../server/sql/scope.ts'
import { engines } from '../support/engines.ts'
import { actorOf } from '../support/people.ts'
import { password } from '../support/served.ts'
import { ask, canary, finished, type House, openHouse, type Person } from './support.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const endless = 'select count(*) from range(100000000000)'

describe.each(engines)('rights of SQL on %s', (engine) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(engine)
  })
  afterAll(() => house?.company.stop())

  /** Changes a record as the administrator does. */
  const change = async (register: string, id: number, body: object) => {
    const { administrator } = house
    const { version } = (await administrator.get(`/api/records/${register}/${id}`)).body
    const answer = await administrator.put(`/api/records/${register}/${id}`, { ...body, version })
    expect(answer.status).toBe(200)
  }
  const roleOf = async (code: string): Promise<number> => (await house.administrator.list('roles', { code })).body[0].id
  const logged = async (filter: object) => (await house.administrator.list('queryRuns', filter)).body
  const underWay = () => new Promise((over) => setTimeout(over, 600))

  describe('what runs is stopped within a moment', () => {
    const ways: Record<string, (person: Person) => Promise<unknown>> = {
      'when the user is deactivated (GHSA-56p6-qw3c-fq2g)': ({ userId }) => change('users', userId, { active: false }),
      'when the role loses the right': async ({ userId }) => change('users', userId, { role: await roleOf('warehouse') }),
      'when the user logs out everywhere': async (person) => person.delete('/api/session'),
    }
    it.each(Object.entries(ways))('%s', async (title, end) => {
      const person = await house.company.as('analyst', `p${randomUUID().slice(0, 8)}`)
      const [running, another] = [ask(person, endless), ask(person, endless)]
      await underWay()
      const waiting = ask(person, 'select 42')
      const job = (await person.post('/api/sql/exports', { sql: endless, format: 'csv' })).body.id
      await underWay()
      await end(person)
      for (const answer of [await running, await another, await waiting])
        expect([title, answer.status, answer.body.code]).toEqual([title, 403, 'forbidden'])
      const { database } = house.company.world
      await vi.waitFor(
        async () => expect(await database.knex('sqlExports').where({ id: job }).first()).toMatchObject({ state: 'failed' }),
        {
          timeout: 20_000,
        },
      )
      const runs = await logged({ user: person.userId })
      expect(runs.map(({ kind, outcome }: { kind: string; outcome: string }) => `${kind} ${outcome}`).sort()).toEqual([
        'export cancelled',
        'query cancelled',
        'query cancelled',
        'query cancelled',
      ])
      for (const { message } of runs) expect(message).toMatch(/停止运行[\s\S]*it was stopped/)
    })

    it('but not when one of two sessions ends', async () => {
      const person = await house.company.as('analyst', 'twice')
      const run = randomUUID()
      const running = ask(person, endless, { run })
      await underWay()
      const elsewhere = await house.company.stranger().login('twice')
      await elsewhere.delete('/api/session')
      await new Promise((over) => setTimeout(over, 2500))
      expect((await person.delete(`/api/sql/${run}`)).body).toEqual({ cancelled: true })
      expect((await running).body.code).toBe('sqlCancelled')
    })
  })

  it('a changed role counts from the next question on', async () => {
    const person = await house.company.as('salesManager', 'mover', house.departments.N)
    const names = async () => (await ask(person, 'select name from customers order by id')).body.rows.flat()
    expect(await names()).toEqual([canary('north')])
    await change('users', person.userId, { role: await roleOf('analyst') })
    expect(await names()).toEqual([canary('north'), canary('south')])
    await change('users', person.userId, { role: await roleOf('salesManager'), department: house.departments.S })
    expect(await names()).toEqual([canary('south')])
    await change('users', person.userId, { role: await roleOf('warehouse') })
    expect((await ask(person, 'select 1')).status).toBe(403)
  })

  describe('the log', () => {
    it('has what never had its turn: too many waiting, cancelled while waiting', async () => {
      const person = await house.company.as('analyst', 'eager')
      const runs = Array.from({ length: 34 }, () => randomUUID())
      const running = runs.slice(0, 2).map((run) => ask(person, endless, { run }))
      await underWay()
      const waiting = runs.slice(2).map((run, at) => ask(person, `select ${at + 2}`, { run }))
      const early = await Promise.race(waiting)
      const answers = [...running, ...waiting]
      expect([early.status, early.body.code]).toEqual([429, 'busy'])
      for (const run of runs.slice(2)) await person.delete(`/api/sql/${run}`)
      for (const { body } of await Promise.all(waiting)) expect(body.code).toMatch(/sqlCancelled|busy/)
      // Those who gave up leave room for others of theirs.
      const again = randomUUID()
      const late = ask(person, 'select 99', { run: again })
      await underWay()
      expect((await person.delete(`/api/sql/${again}`)).body).toEqual({ cancelled: true })
      expect((await late).body.code).toBe('sqlCancelled')
      for (const run of runs.slice(0, 2)) expect((await person.delete(`/api/sql/${run}`)).body).toEqual({ cancelled: true })
      const all = await Promise.all(answers)
      const statuses = all.map(({ status }) => status)
      expect(statuses.filter((status) => status === 429)).toHaveLength(2)
      const found = (await house.administrator.list('queryRuns', { user: person.userId }, [0, 99])).body as Record<string, unknown>[]
      expect(found).toHaveLength(35)
      const busy = found.filter(({ outcome }) => outcome === 'refused')
      expect(busy).toHaveLength(2)
      for (const each of busy) expect(each).toMatchObject({ elapsed: 0, message: expect.stringMatching(/稍候再试[\s\S]*try again/) })
      const cancelled = found.filter(({ sql, outcome }) => sql !== endless && outcome === 'cancelled')
      expect(cancelled).toHaveLength(31)
      for (const each of cancelled) expect(each).toMatchObject({ elapsed: 0, killed: false, message: '已取消。\nCancelled.' })
    })

    it('has what the check of statements refused, and where it failed, in both languages', async () => {
      await ask(house.north, 'select * from duckdb_settings()')
      await ask(house.north, 'drop table orders')
      await ask(house.north, 'select nope from orders')
      const of = async (sql: string) => (await logged({ user: house.north.userId, sql }))[0]
      expect(await of('select * from duckdb_settings()')).toMatchObject({
        outcome: 'refused',
        message: '函数 duckdb_settings 不开放。\nThe function duckdb_settings is not open here.',
      })
      expect(await of('drop table orders')).toMatchObject({ outcome: 'refused' })
      expect(await of('select nope from orders')).toMatchObject({ outcome: 'failed', message: expect.stringContaining('nope') })
      expect((await ask(house.north, `select '${'x'.repeat(120_000)}'`)).status).toBe(413)
      expect((await logged({ user: house.north.userId }))[0]).toMatchObject({
        outcome: 'refused',
        message: expect.stringContaining('100000'),
      })
    })

    it('is kept for as many days as the policy says', async () => {
      const { world } = house.company
      expect((await house.analyst.get('/api/sql')).body.limits.logDays).toBe(365)
      const { rows } = await find(world, system, 'queryRuns', { range: [0, 1], sort: ['id', 'ASC'] })
      const old = Number(rows[0]?.id)
      const before = (await logged({})).length
      await world.database
        .knex('queryRuns')
        .where({ id: old })
        .update({ at: new Date(Date.now() - 40 * 86_400_000).toISOString() })
      await sweepRuns(world)
      expect(await logged({ id: [old] })).toHaveLength(1)
      await house.policy('sql.log.days', '30', 'day')
      await sweepRuns(world)
      expect(await logged({ id: [old] })).toHaveLength(0)
      expect((await logged({})).length).toBeGreaterThan(Math.min(before, 25) - 2)
    })
  })

  describe('advisories', () => {
    const saved = async (who: Person, body: object) => {
      const answer = await who.post('/api/records/queries', { name: 'q', sql: 'select name from customers order by id', ...body })
      expect(answer.status).toBe(201)
      return answer.body
    }

    it('CVE-2023-32680 CVE-2026-23982: a saved query asks for the right of its editor at every edit, and of its runner at every run', async () => {
      const author = await house.company.as('analyst', 'author')
      const { id, version } = await saved(author, { shared: true })
      expect((await ask(house.south, 'select name from customers', { query: id })).body.rows).toEqual([[canary('south')]])
      expect((await house.south.put(`/api/records/queries/${id}`, { sql: 'select 1', version })).status).toBe(422)
      const grant = { register: 'queries', read: 'own', create: 'own', update: 'own' }
      await change('roles', await roleOf('warehouse'), { permissions: [grant] })
      await change('users', author.userId, { role: await roleOf('warehouse') })
      const edit = await author.put(`/api/records/queries/${id}`, { sql: 'select 2', version })
      expect(edit).toMatchObject({ status: 422, body: { errors: { name: expect.any(String) } } })
      expect((await ask(author, 'select 2', { query: id })).status).toBe(403)
    })

    it('CVE-2025-27696 CVE-2026-129239 CVE-2025-24353: nobody gives a query another owner, at creation or later', async () => {
      const given = await house.analyst.post('/api/records/queries', { name: 'q', sql: 'select 1', owner: house.north.userId })
      expect(given).toMatchObject({ status: 422, body: { errors: { owner: expect.any(String) } } })
      const { id, version, owner } = await saved(house.analyst, {})
      expect(owner).toBe(house.analyst.userId)
      expect((await house.analyst.put(`/api/records/queries/${id}`, { owner: house.north.userId, version })).status).toBe(422)
      const shared = await saved(house.analyst, { shared: true })
      const taken = await house.north.put(`/api/records/queries/${shared.id}`, { owner: house.north.userId, version: shared.version })
      expect(taken.status).toBe(422)
    })

    it('CVE-2024-55951: the same question of two people at the same moment has two answers, its schema and profile too', async () => {
      const both = [house.north, house.south]
      const answers = await Promise.all([...both, ...both].map((who) => ask(who, 'select name from customers')))
      expect(answers.map(({ body }) => body.rows[0][0])).toEqual(['north', 'south', 'north', 'south'].map(canary))
      const tops = await Promise.all(both.map((who) => who.post('/api/sql/profile', { table: 'customers', column: 'name' })))
      expect(tops.map(({ body }) => body.top[0].value)).toEqual(['north', 'south'].map(canary))
      const keys = await Promise.all(
        both.map(async ({ userId }) => snapshotQuestion(house.company.world, await actorOf(house.company.world, userId), 1).key),
      )
      expect(new Set(keys).size).toBe(2)
    })

    it('GHSA-5474-f7g5-273q CVE-2025-48912: no text of SQL reaches rows of another department, they are not in the file', async () => {
      for (const sql of [
        'select name from customers where true or true',
        'select name from customers union all select name from main.customers',
        'with customers as (select * from main.customers) select name from customers',
        "select name from customers where name like '%' or 1 = 1 --'",
        'select c.name from orders as o right join customers as c on true',
        'select max(name) from customers',
      ])
        expect(JSON.stringify((await ask(house.north, sql)).body.rows ?? []), sql).not.toContain(canary('south'))
    })

    it('CVE-2025-30352 CVE-2026-35442: a hidden column is neither searched, sorted, grouped, aggregated nor named', async () => {
      await house.make('contacts', { customer: house.customers.N, name: canary('contact'), wechat: canary('sensitive') })
      expect((await ask(house.administrator, 'select count(*) from contacts')).status).toBe(200)
      for (const sql of [
        "select id from contacts where wechat like '%a%'",
        'select id from contacts order by wechat',
        'select count(*) from contacts group by wechat',
        'select min(wechat), max(wechat) from contacts',
        'select c.wechat from contacts as c',
        'select "wechat" from contacts',
      ]) {
        const { status, body } = await ask(house.administrator, sql)
        expect([sql, status, body.code]).toEqual([sql, 422, 'sql'])
        expect(body.message.replace(/Referenced column "wechat"|have a column named "wechat"/, '')).not.toContain('wechat')
      }
      const columns = (await ask(house.administrator, 'describe contacts')).body.rows.map(([name]: string[]) => name)
      expect(columns).not.toContain('wechat')
    })

    it('CVE-2024-53948 CVE-2024-24772: a misspelt name is not corrected to one that the person may not see', async () => {
      for (const sql of ['select * from role', 'select * from user', 'select * from credential', 'select wechatt from contacts']) {
        const { status, body } = await ask(house.north, sql)
        expect([sql, status]).toEqual([sql, 422])
        expect(body.message).not.toMatch(/roles|users\b|credentials|"wechat"|\/tmp|sandbox/)
      }
    })
  })

  it('a role that the company made is offered, sees what is shared with it, and runs it with its own rights', async () => {
    const own = (rights: object) => ({ read: 'own', ...rights })
    const made = await house.administrator.post('/api/records/roles', {
      name: '区域分析',
      englishName: 'Regional analysis',
      code: 'regionalAnalysis',
      permissions: [
        { register: 'queryRuns', ...own({ create: 'own' }) },
        { register: 'queries', ...own({}) },
        { register: 'customers', read: 'department' },
      ],
    })
    expect(made.status).toBe(201)
    const person = await house.company.as('regionalAnalysis' as never, 'maker', house.departments.S)
    const offered = (await house.analyst.get('/api/sql/roles')).body as { code: string; name: string[] }[]
    expect(offered).toContainEqual({ code: 'regionalAnalysis', name: ['区域分析', 'Regional analysis'] })
    expect(offered.map(({ code }) => code)).not.toContain('logistics')
    expect((await house.keeper.get('/api/sql/roles')).status).toBe(403)
    const body = { name: '客户', sql: 'select name from customers order by id' }
    const saved = await house.analyst.post('/api/records/queries', { ...body, roles: ['regionalAnalysis'] })
    const board = await house.analyst.post('/api/records/boards', { name: '看板', roles: ['regionalAnalysis'] })
    expect([saved.status, board.status]).toEqual([201, 201])
    expect((await person.get(`/api/records/queries/${saved.body.id}`)).body.sql).toBe(body.sql)
    expect((await ask(person, body.sql, { query: saved.body.id })).body.rows).toEqual([[canary('south')]])
    expect((await house.north.get(`/api/records/queries/${saved.body.id}`)).status).toBe(404)
    for (const roles of [['nobody'], ['salesManager', 'nobody'], 'salesManager', { a: 1 }, [7]])
      expect(await house.analyst.post('/api/records/queries', { ...body, roles })).toMatchObject({
        status: 422,
        body: { errors: { roles: expect.any(String) } },
      })
    // A role that is gone does not stand in the way of its queries.
    await change('users', person.userId, { role: await roleOf('auditor') })
    expect((await house.administrator.delete(`/api/records/roles/${made.body.id}`)).status).toBe(200)
    const { id, version } = saved.body
    const edit = await house.analyst.put(`/api/records/queries/${id}`, {
      name: '客户名',
      roles: ['regionalAnalysis', 'salesManager'],
      version,
    })
    expect(edit.status).toBe(200)
    expect((await house.north.get(`/api/records/queries/${id}`)).body.name).toBe('客户名')
  })

  it('a person who comes back after a stop asks as before', async () => {
    const person = await house.company.as('analyst', 'again')
    const job = (await person.post('/api/sql/exports', { sql: endless, format: 'csv' })).body.id
    await underWay()
    await person.delete('/api/session')
    await person.login('again', password)
    // Stopped, or saved by having come back in time: over it is not by itself.
    await person.delete(`/api/sql/exports/${job}`)
    expect((await finished(person, job)).state).toMatch(/failed|cancelled/)
    expect((await ask(person, 'select 1')).body.rows).toEqual([[1]])
  })
})
