/** Sessions, passwords, tokens and who may come in at all (SEC-18). */

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { update } from '../../server/records/index.ts'
import { addFirstAdministrator, openWorld, serve } from '../../server/start.ts'
import { engines, freshSettings } from '../support/engines.ts'
import { Client, password, type Served, served } from '../support/served.ts'

describe.each(engines)('session on %s', (engine) => {
  let company: Served
  // The clock stands still: hashing on a loaded machine may take longer than the first wait after guessing.
  const now = new Date()
  beforeAll(async () => {
    company = await served(engine, { now: () => now })
  })
  afterAll(() => company.stop())

  it('tells who I am, and forgets me at logout', async () => {
    const client = await company.as('finance', 'who')
    const { body } = await client.get('/api/session')
    expect(body).toMatchObject({
      user: { name: 'who', role: 'finance', roleName: ['财务', 'Finance'], language: 'zh' },
      mustChangePassword: false,
      timeZone: company.world.timeZone,
    })
    const { cookie } = client
    expect((await client.delete('/api/session')).status).toBe(200)
    client.cookie = cookie
    expect((await client.get('/api/session')).status).toBe(401)
  })

  it('answers a wrong name and a wrong password alike, and slows guessing down', async () => {
    await company.as('sales', 'guessed')
    const guess = (username: string, secret: string) => company.stranger().post('/api/session', { username, password: secret })
    const known = await guess('guessed', 'wrong')
    const unknown = await guess('nobody-here', 'wrong')
    expect([known.status, known.body.message]).toEqual([unknown.status, unknown.body.message])
    for (let count = 0; count < 6; count += 1) await guess('guessed', 'wrong')
    const waiting = await guess('guessed', password)
    expect(waiting.status).toBe(429)
    expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await company.world.database.knex('logins').where({ username: 'guessed', outcome: 'refused' })).toHaveLength(6)
  })

  it('keeps secrets only as hashes', async () => {
    const client = await company.as('sales', 'hashed')
    const secret = client.cookie.split('=')[1]
    const rows = await company.world.database.knex('sessions').select('tokenHash')
    expect(rows.some((row) => row.tokenHash === secret)).toBe(false)
    const [credential] = await company.world.database.knex('credentials').select('hash').limit(1)
    expect(credential.hash).toMatch(/^\$argon2id\$/)
  })

  it('ends every session the moment its user is disabled', async () => {
    const client = await company.as('sales', 'leaver')
    expect((await client.get('/api/registers')).status).toBe(200)
    await update(company.world, system, 'users', client.userId, { active: false })
    expect((await client.get('/api/registers')).status).toBe(401)
    expect((await company.stranger().post('/api/session', { username: 'leaver', password })).status).toBe(401)
  })

  it('changes a password only with the old one, refuses weak ones, ends other sessions', async () => {
    const client = await company.as('sales', 'changer')
    const other = await company.stranger().login('changer')
    expect((await client.post('/api/session/password', { current: 'wrong', next: 'another fine password' })).body.errors).toHaveProperty(
      'current',
    )
    for (const weak of ['short', '12345678', 'changer', 5, null])
      expect((await client.post('/api/session/password', { current: password, next: weak })).status).toBe(422)
    expect((await client.post('/api/session/password', { current: password, next: 'another fine password' })).status).toBe(200)
    expect((await client.get('/api/session')).status).toBe(200)
    expect((await other.get('/api/session')).status).toBe(401)
    await company.stranger().login('changer', 'another fine password')
  })

  it('slows guessing down alike at the door and at the change of a password: both count together', async () => {
    const client = await company.as('sales', 'borrowed')
    const change = (current: string) => client.post('/api/session/password', { current, next: 'another fine password' })
    for (let count = 0; count < 6; count += 1) expect((await change('wrong')).status).toBe(422)
    expect((await change(password)).status).toBe(429)
    expect((await company.stranger().post('/api/session', { username: 'borrowed', password })).status).toBe(429)
    await company.world.database.knex('loginAttempts').where('key', 'like', '%borrowed').update({ until: null })
    expect((await change(password)).status).toBe(200)
    expect(await company.world.database.knex('loginAttempts').where('key', 'like', '%borrowed')).toEqual([])
  })

  it('lists and ends my own sessions, nobody else’s', async () => {
    const client = await company.as('sales', 'lister')
    const second = await company.stranger().login('lister')
    const stranger = await company.as('sales', 'prowler')
    const { body } = await client.get('/api/session/all')
    expect(body).toHaveLength(2)
    const foreign = body.find((each: { current: boolean }) => !each.current)
    await stranger.delete(`/api/session/all/${foreign.id}`)
    expect((await second.get('/api/session')).status).toBe(200)
    await client.delete(`/api/session/all/${foreign.id}`)
    expect((await second.get('/api/session')).status).toBe(401)
  })

  it('gives tokens their owner’s rights, shows them once, revokes them at once, and lets them open no doors of their own', async () => {
    const owner = await company.as('sales', 'owner')
    const { body } = await owner.post('/api/tokens', { name: 'Excel' })
    const machine = company.stranger()
    machine.token = body.token
    expect((await machine.get('/api/session')).body.user.username).toBe('owner')
    expect((await machine.ask('POST', '/api/records/customers', { name: '令牌建的客户' }, { 'x-requested-with': '' })).status).toBe(201)
    expect((await machine.get('/api/records/roles')).status).toBe(403)
    expect((await machine.post('/api/tokens', { name: 'more' })).status).toBe(403)
    expect(JSON.stringify((await owner.get('/api/tokens')).body)).not.toContain(body.token)
    await owner.delete(`/api/tokens/${body.id}`)
    expect((await machine.get('/api/session')).status).toBe(401)
  })

  it('ends a session that was idle too long', async () => {
    const client = await company.as('sales', 'idler')
    await company.world.database.knex('sessions').where({ user: client.userId }).update({ lastSeenAt: '2020-01-01T00:00:00.000Z' })
    expect((await client.get('/api/session')).status).toBe(401)
  })

  it('refuses writes that another site could have sent', async () => {
    const client = await company.as('sales', 'visited')
    const tries: Record<string, string>[] = [
      { 'x-requested-with': '' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]
    for (const headers of tries) expect((await client.ask('POST', '/api/records/customers', { name: 'x' }, headers)).status).toBe(403)
  })

  it('lets an administrator hand out a one-time password that must be changed before anything else', async () => {
    const administrator = await company.as('administrator', 'chief')
    const user = await company.as('sales', 'forgetful')
    expect((await user.post(`/api/users/${user.userId}/password`)).status).toBe(403)
    const { body } = await administrator.post(`/api/users/${user.userId}/password`)
    expect((await user.get('/api/session')).status).toBe(401)
    expect(await company.world.database.knex('logins').where({ outcome: 'reset' })).toMatchObject([
      { username: 'forgetful', user: user.userId, actor: administrator.userId, ip: expect.stringContaining('127.0.0.1') },
    ])
    const back = await company.stranger().login('forgetful', body.password)
    expect((await back.get('/api/session')).body.mustChangePassword).toBe(true)
    expect((await back.get('/api/registers')).body.code).toBe('password')
    expect((await back.post('/api/session/password', { current: body.password, next: 'mine and only mine' })).status).toBe(200)
    expect((await back.get('/api/registers')).status).toBe(200)
  })
})

describe('first start', () => {
  it('makes one administrator with a one-time password, once', async () => {
    const { settings, clean } = await freshSettings('sqlite')
    const world = await openWorld(settings)
    const first = await addFirstAdministrator(world, settings)
    expect(first?.password).toMatch(/^[a-z2-9]{16}$/)
    expect(await addFirstAdministrator(world, settings)).toBeUndefined()
    const running = await serve(world, settings, { log: pino({ level: 'silent' }), reporting: false })
    const client = await new Client(running.url).login('admin', first?.password)
    expect((await client.get('/api/session')).body.mustChangePassword).toBe(true)
    await running.stop()
    await clean()
  })
})
