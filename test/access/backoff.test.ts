/** Guessing passwords: attempts side by side count like those one after the other, counters keep apart, waiting has a bound, old rows go (SEC-18). */
import { describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { countAttempt, forgive } from '../../server/access/backoff.ts'
import { mostWaiting, paced, setPassword } from '../../server/access/passwords.ts'
import { makeAccess } from '../../server/access/session.ts'
import { sweepAccess } from '../../server/access/sweep.ts'
import { hourly } from '../../server/jobs/hourly.ts'
import { create, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'

const now = new Date('2026-03-02T01:00:00Z')
const visitor = { ip: '10.0.0.1', agent: 'test' }
const secret = 'a long enough password'

/** Adds a user who can log in. */
async function account(world: World, username: string): Promise<number> {
  const role = await world.database.knex('roles').where({ code: 'sales' }).first('id')
  const { id } = await create(world, system, 'users', { name: username, username, role: role.id, active: true })
  await setPassword(world.database, { id, username }, secret, now)
  return id
}

const statusOf = (promise: Promise<unknown>): Promise<number> =>
  promise.then(
    () => 200,
    (error: { status?: number }) => error.status ?? 500,
  )

const tally = (statuses: readonly number[]) =>
  Object.fromEntries([...new Set(statuses)].sort().map((each) => [each, statuses.filter((one) => one === each).length]))

eachEngine('back-off', (open) => {
  const opening = open({ now: () => now })

  it('checks no more passwords side by side than one after the other', async () => {
    const world = await opening
    await account(world, 'target')
    const { login } = makeAccess(world.catalog, world.now)
    const statuses = await Promise.all(Array.from({ length: 40 }, () => statusOf(login(world.database, 'target', 'wrong', visitor))))
    expect(tally(statuses)).toEqual({ 401: 6, 429: 34 })
    expect(await statusOf(login(world.database, 'target', secret, visitor))).toBe(429)
  })

  it('is forgiven by a login that works', async () => {
    const world = await opening
    await account(world, 'clumsy')
    const { login } = makeAccess(world.catalog, world.now)
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 4; count += 1) expect(await statusOf(login(world.database, 'clumsy', 'wrong', visitor))).toBe(401)
      expect(await statusOf(login(world.database, 'clumsy', secret, visitor))).toBe(200)
    }
    expect(await world.database.knex('loginAttempts').where('key', 'like', '%clumsy%')).toHaveLength(0)
  })

  it('keeps counters apart: a user name that holds an address touches nobody else', async () => {
    const { database } = await opening
    for (let count = 0; count < 6; count += 1) await countAttempt(database, 'victim', '10.0.0.1', now)
    for (const name of ['victim 10.0.0.1', '10.0.0.1 victim']) {
      await countAttempt(database, name, '10.0.0.9', now)
      await forgive(database, name, '10.0.0.9')
    }
    await expect(countAttempt(database, 'victim', '10.0.0.1', now)).rejects.toMatchObject({ status: 429 })
    await countAttempt(database, 'victim', '10.0.0.2', now)
  })

  it('a refused attempt lengthens no wait', async () => {
    const { database } = await opening
    for (let count = 0; count < 6; count += 1) await countAttempt(database, 'patient', '10.0.0.1', now)
    for (let count = 0; count < 5; count += 1) expect(await statusOf(countAttempt(database, 'patient', '10.0.0.1', now))).toBe(429)
    await countAttempt(database, 'patient', '10.0.0.1', new Date(now.getTime() + 2000))
  })

  it('sweeps sessions that are over and counts of yesterday', async () => {
    const world = await opening
    const { knex } = world.database
    const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
    const session = (tokenHash: string, seen: number, expires: number) =>
      knex('sessions').insert({ tokenHash, user: 1, createdAt: at(-30), lastSeenAt: at(seen), expiresAt: at(expires) })
    await session('live', -1, 100)
    await session('idle', -13, 100)
    await session('expired', -1, -1)
    await knex('loginAttempts').insert([
      { key: 'fresh', failures: 3, at: at(-23) },
      { key: 'stale', failures: 3, at: at(-25) },
      { key: 'before counts had a time', failures: 3 },
    ])
    await hourly([() => sweepAccess(world.database, world.now())], (error) => {
      throw error
    }).stop()
    expect((await knex('sessions').whereIn('tokenHash', ['live', 'idle', 'expired'])).map((row) => row.tokenHash)).toEqual(['live'])
    expect((await knex('loginAttempts').whereIn('key', ['fresh', 'stale', 'before counts had a time'])).map((row) => row.key)).toEqual([
      'fresh',
    ])
  })
})

describe('hashing', () => {
  it('refuses with a sentence when too many wait, and recovers', async () => {
    let release = () => {}
    const gate = new Promise<void>((open) => {
      release = open
    })
    const waiting = Array.from({ length: mostWaiting + 2 }, () => paced(() => gate))
    await expect(paced(() => gate)).rejects.toMatchObject({ status: 503, code: 'busy', words: [expect.any(String), expect.any(String)] })
    release()
    await Promise.all(waiting)
    expect(await paced(async () => 'again')).toBe('again')
  })
})
