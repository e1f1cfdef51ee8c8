/** Every route × every role: nobody without a session gets anywhere, and every register answers as the permission matrix says. */
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowRule } from '../../server/access/rows.ts'
import { routes } from '../../server/app.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { actorOf } from '../support/people.ts'
import { type Client, type Served, served } from '../support/served.ts'

const open = ['GET /healthz', 'POST /api/session']
const roles = Object.keys(shippedRoles) as RoleCode[]

describe('routes', () => {
  let company: Served
  const people = new Map<RoleCode, Client & { userId: number }>()
  beforeAll(async () => {
    company = await served()
    for (const role of roles) people.set(role, await company.as(role))
  })
  afterAll(() => company.stop())

  it('say which are open to anyone, and only those are', () => {
    expect(routes.filter((each) => each.who === 'anyone').map((each) => `${each.method.toUpperCase()} ${each.path}`)).toEqual(open)
  })

  it.each(routes.filter((each) => each.who !== 'anyone').map((each) => [each.method.toUpperCase(), each.path]))(
    '%s %s is closed to strangers',
    async (method, path) => {
      const answer = await company.stranger().ask(method, path.replace(/:\w+/g, '1'), method === 'GET' ? undefined : {})
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
    },
  )

  it.each(roles)('%s reaches just what the permission matrix says', async (role) => {
    const client = people.get(role)
    if (!client) throw new Error('nobody in that role')
    const actor = await actorOf(company.world, client.userId)
    const described: { name: string }[] = (await client.get('/api/registers')).body
    for (const register of company.world.catalog.registers) {
      const may = (right: 'read' | 'create' | 'update' | 'remove') => rowRule(register, actor, right) !== undefined
      const list = await client.list(register.name)
      expect([register.name, list.status]).toEqual([register.name, may('read') ? 200 : 403])
      expect(described.some((each) => each.name === register.name)).toBe(may('read'))
      const path = `/api/records/${register.name}`
      const created = await client.post(path, {})
      expect([register.name, 'create', created.status === 403]).toEqual([
        register.name,
        'create',
        !may('create') || register.immutable === true,
      ])
      const nobody = `${path}/2000000000`
      expect([register.name, 'get', (await client.get(nobody)).status]).toEqual([register.name, 'get', may('read') ? 404 : 403])
      expect([register.name, 'update', (await client.put(nobody, {})).status]).toEqual([
        register.name,
        'update',
        may('update') && !register.immutable ? 404 : 403,
      ])
      expect([register.name, 'remove', (await client.delete(nobody)).status]).toEqual([
        register.name,
        'remove',
        may('remove') && !register.immutable ? 404 : 403,
      ])
      expect([register.name, 'history', (await client.get(`${nobody}/history`)).status]).toEqual([
        register.name,
        'history',
        may('read') ? 404 : 403,
      ])
      const exported = await client.get(`/api/export/${register.name}?format=csv`)
      expect([register.name, 'export', exported.status]).toEqual([
        register.name,
        'export',
        may('read') && actor.grant(register.name).export ? 200 : 403,
      ])
    }
  })

  it('describe themselves as valid OpenAPI 3.1, cut to what the asker may do', async () => {
    const { body } = (await people.get('administrator')?.get('/api/openapi.json')) ?? { body: {} }
    const result = await new Validator().validate(body)
    expect(result.valid, JSON.stringify(result.errors)).toBe(true)
    expect(body.openapi).toMatch(/^3\.1/)
    expect(body.paths).toHaveProperty('/api/records/orders/{id}/confirm')
    const narrow = (await people.get('analyst')?.get('/api/openapi.json'))?.body
    expect(narrow.paths).not.toHaveProperty('/api/records/roles')
    expect(narrow.paths['/api/records/customers']).not.toHaveProperty('post')
  })

  it('carry the headers that keep a browser safe', async () => {
    const { headers } = await company.stranger().get('/healthz')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
    const answer = await people.get('sales')?.get('/api/session')
    expect(answer?.headers.get('cache-control')).toBe('no-store')
  })

  it('keep to the simple-rest contract: Content-Range, inclusive ranges, getMany never paged', async () => {
    const client = people.get('administrator')
    if (!client) throw new Error('no administrator')
    const ids: number[] = []
    for (let index = 0; index < 30; index += 1)
      ids.push((await client.post('/api/records/products', { code: `P${index}`, name: `产品 ${index}` })).body.id)
    const page = await client.list('products', {}, [5, 9])
    expect([page.body.length, page.headers.get('content-range')]).toEqual([5, 'products 5-9/30'])
    const many = await client.get(`/api/records/products?filter=${encodeURIComponent(JSON.stringify({ id: ids }))}`)
    expect(many.body.map((row: { id: number }) => row.id)).toEqual(ids)
    const removed = await client.delete(`/api/records/products/${ids[0]}`)
    expect([removed.status, removed.body.id]).toEqual([200, ids[0]])
  })
})
