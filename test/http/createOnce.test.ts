/** A create whose answer was lost is sent again and makes nothing new. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepCreations } from '../../server/records/once.ts'
import { engines } from '../support/engines.ts'
import { type Client, type Served, served } from '../support/served.ts'

describe.each(engines)('a create with a key on %s', (engine) => {
  let company: Served
  let client: Client
  beforeAll(async () => {
    company = await served(engine)
    client = await company.as('administrator', 'chief')
  })
  afterAll(() => company.stop())

  const send = (name: string, key: string, by = client) => by.ask('POST', '/api/records/customers', { name }, { 'idempotency-key': key })
  const count = async (name: string) => Number((await company.world.database.knex('customers').where({ name }).count('id as n').first())?.n)

  it('answers the same record however often it is sent, also at the same moment', async () => {
    const first = await send('重发食品有限公司', 'key-of-the-first')
    const again = await send('重发食品有限公司', 'key-of-the-first')
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
    const together = await Promise.all([1, 2, 3].map(() => send('同时重发食品有限公司', 'key-of-the-second')))
    expect(new Set(together.map(({ body }) => body.id)).size).toBe(1)
    expect([await count('重发食品有限公司'), await count('同时重发食品有限公司')]).toEqual([1, 1])
  })

  it('is good for one create of one person, and remembered for a day', async () => {
    const other = await company.as('administrator', 'deputy')
    expect((await send('另一家', 'key-of-the-first')).body).toMatchObject({ code: 'key' })
    expect((await send('重发食品有限公司', 'key-of-the-first', other)).status).toBe(201)
    expect((await send('丙', 'short')).status).toBe(400)
    expect(await count('另一家')).toBe(0)
    await sweepCreations({ ...company.world, now: () => new Date(Date.now() + 25 * 3_600_000) })
    expect((await send('另一家', 'key-of-the-first')).status).toBe(201)
  })

  it('keeps no key of a create that was refused', async () => {
    expect((await send('', 'key-of-the-third')).status).toBe(422)
    expect((await send('改正之后', 'key-of-the-third')).status).toBe(201)
  })
})
