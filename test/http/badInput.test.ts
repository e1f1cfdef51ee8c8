/** Bad input over HTTP: every piece gets a clear sentence in the asker's language, and nothing is kept or leaked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { type Answer, type Client, type Served, served } from '../support/served.ts'

describe.each(engines)('bad input on %s', (engine) => {
  let company: Served
  let client: Client
  beforeAll(async () => {
    company = await served(engine)
    client = await company.as('administrator', 'chief')
  })
  afterAll(() => company.stop())

  const refused = (answer: Answer, status: number, what?: unknown) => {
    expect(answer.status, JSON.stringify(what ?? answer.body)).toBe(status)
    expect(answer.body.message).toMatch(/\p{Script=Han}/u)
    expect(answer.body.requestId).toBeTruthy()
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|SQLITE|syntax error|select /i)
  }

  it('malformed JSON, wrong shapes, oversize bodies', async () => {
    refused(await client.ask('POST', '/api/records/customers', '{"name":'), 400)
    refused(await client.ask('POST', '/api/records/customers', '[]'), 400)
    refused(await client.ask('POST', '/api/records/customers', '"text"'), 400)
    refused(await client.post('/api/records/customers', { name: 'x'.repeat(10 * 1024 * 1024) }), 413)
    refused(
      await client.ask('POST', '/api/records/customers', '{"name":"x"}', { 'content-type': 'application/json; charset=nonsense' }),
      415,
    )
  })

  it('unknown registers, addresses, ids, moves and fields', async () => {
    refused(await client.get('/api/records/nothing'), 400)
    refused(await client.get('/api/records/__proto__'), 400)
    refused(await client.get('/api/nothing'), 404)
    for (const id of ['0', '-1', 'x', '1.5', '99999999999', '2147483648', '77', "1'--"])
      refused(await client.get(`/api/records/customers/${id}`), 404)
    refused(await client.post('/api/records/orders/1/constructor'), 400)
    const answer = await client.post('/api/records/customers', { name: '甲', nonsense: 1, constructor: 2 })
    refused(answer, 422)
    expect(Object.keys(answer.body.errors)).toEqual(['nonsense', 'constructor'])
  })

  it('filters, sorts and ranges that mean nothing', async () => {
    const ask = (query: string) => client.get(`/api/records/customers?${query}`)
    const filter = (value: unknown) => ask(`filter=${encodeURIComponent(JSON.stringify(value))}`)
    for (const query of [
      'filter={',
      'filter=[]',
      'filter=5',
      'range=[5,1]',
      'range=[0,1e9]',
      'range=["a","b"]',
      'range={}',
      'sort=["name"]',
      'sort=["name","DROP"]',
      'sort=["secret","ASC"]',
      'filter=%7B%7D&filter=%7B%7D',
    ])
      refused(await ask(query), 400)
    for (const value of [
      { nothing: 1 },
      { 'owner.nothing': 1 },
      { 'name.x': 1 },
      { name: { $gt: 1 } },
      { name: { under: 'x' } },
      { openedOn: { gt: 'yesterday' } },
      { owner: { eq: 'me' } },
      { $or: 5 },
      { $and: [null] },
      { $not: null },
      { $not: [] },
      { stage: { toString: 1 } },
      { stage: [{ toString: 1 }] },
      { region: { under: { toString: 1 } } },
      { id: 3_000_000_000 },
      { id: { lt: -1 } },
      { owner: { empty: 'x' } },
      { q: 'a\u0000b' },
      { q: 'x'.repeat(300) },
      { id: { eq: 'x' } },
      { "name'; drop table customers; --": 1 },
      { completeness: { gt: 'x' } },
    ])
      refused(await filter(value), 400, value)
    expect((await filter({ q: `%_\\' OR 1=1 --` })).status).toBe(200)
    expect((await filter({ $or: [] })).body).toEqual([])
  })

  it('NUL, lone surrogates and hostile text: refused or kept inert', async () => {
    refused(await client.post('/api/records/customers', { name: 'a\u0000b' }), 422)
    refused(await client.ask('POST', '/api/records/customers', '{"name":"\\ud800"}'), 422)
    const hostile = `<img src=x onerror=alert(1)>'; DROP TABLE customers; --`
    const { body, status } = await client.post('/api/records/customers', { name: hostile, note: '=HYPERLINK("http://evil","x")' })
    expect([status, body.name]).toEqual([201, hostile])
    expect((await client.list('customers', { q: 'DROP TABLE' })).body).toHaveLength(1)
  })

  it('stale versions get the record as it is now', async () => {
    const { body } = await client.post('/api/records/customers', { name: '并发客户' })
    await client.put(`/api/records/customers/${body.id}`, { note: '第一个', version: body.version })
    const late = await client.put(`/api/records/customers/${body.id}`, { note: '第二个', version: body.version })
    refused(late, 409)
    expect(late.body.current).toMatchObject({ id: body.id, note: '第一个', version: body.version + 1 })
    refused(await client.put(`/api/records/customers/${body.id}`, { note: 'x', version: 'one' }), 400)
  })

  it('links to deleted records are refused, and records with live links stay', async () => {
    const customer = (await client.post('/api/records/customers', { name: '有联系人的客户' })).body
    const contact = (await client.post('/api/records/contacts', { customer: customer.id, name: '李四' })).body
    refused(await client.delete(`/api/records/customers/${customer.id}`), 409)
    expect((await client.delete(`/api/records/contacts/${contact.id}`)).status).toBe(200)
    expect((await client.delete(`/api/records/customers/${customer.id}`)).status).toBe(200)
    refused(await client.post('/api/records/contacts', { customer: customer.id, name: '王五' }), 422)
    refused(await client.put(`/api/records/customers/${customer.id}`, { name: 'x' }), 404)
  })

  it('bulk writes are all or nothing', async () => {
    const ids: number[] = []
    for (const name of ['批一', '批二']) ids.push((await client.post('/api/records/customers', { name })).body.id)
    const filter = (list: unknown) => `?filter=${encodeURIComponent(JSON.stringify({ id: list }))}`
    refused(await client.put(`/api/records/customers${filter([...ids, 999_999])}`, { abc: 'A' }), 404)
    refused(await client.put(`/api/records/customers${filter(ids)}`, { abc: 'Z' }), 422)
    refused(await client.put('/api/records/customers', { abc: 'A' }), 400)
    expect((await client.list('customers', { id: ids })).body.map((row: { abc: string | null }) => row.abc)).toEqual([null, null])
    expect((await client.put(`/api/records/customers${filter(ids)}`, { abc: 'A' })).body).toEqual(ids)
    refused(await client.delete(`/api/records/customers${filter([...ids, 999_999])}`), 404)
    expect((await client.delete(`/api/records/customers${filter(ids)}`)).body).toEqual(ids)
  })

  it('speaks English to those who ask for it', async () => {
    const answer = await company.stranger().get('/api/registers', { 'accept-language': 'en' })
    expect([answer.status, answer.body.message]).toEqual([401, 'Please log in first.'])
  })

  it('an unexpected error is a plain 500 with a number and nothing else', async () => {
    await company.world.database.knex.schema.renameTable('marketNotes', 'elsewhere')
    const answer = await client.get('/api/records/marketNotes')
    await company.world.database.knex.schema.renameTable('elsewhere', 'marketNotes')
    refused(answer, 500)
    expect(Object.keys(answer.body).sort()).toEqual(['code', 'message', 'requestId'])
  })
})
