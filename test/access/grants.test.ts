/** GET /api/roles/:id/grants: shipped and written rights taken together, for those who may read roles. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { makeAccess } from '../../server/access/session.ts'
import { answerError } from '../../server/http/errors.ts'
import { guard } from '../../server/http/guard.ts'
import { roleRoutes } from '../../server/http/roles.ts'
import { mount } from '../../server/http/route.ts'
import { update } from '../../server/records/index.ts'
import { Client, type Served, served } from '../support/served.ts'

describe('effective rights', () => {
  let company: Served
  let url: string
  const server = createServer()
  beforeAll(async () => {
    company = await served()
    const { world } = company
    const service = { world, access: makeAccess(world.catalog, world.now) }
    const app = express()
    app.use(guard(service))
    mount(app, service, roleRoutes)
    app.use(answerError)
    server.on('request', app)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.close()
    await company.stop()
  })

  it('tell of every register what the role may do, and whether that came with the product', async () => {
    const { world } = company
    const role = await world.database.knex('roles').where({ code: 'sales' }).first('id')
    await update(world, system, 'roles', role.id, {
      permissions: [{ register: 'products', read: 'all', export: true, hidden: 'name, code' }],
    })
    const client = new Client(url)
    client.cookie = (await company.as('auditor')).cookie
    const { status, body } = await client.get(`/api/roles/${role.id}/grants`)
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(world.catalog.registers.map(({ name }) => name))
    const nothing = { read: 'none', create: 'none', update: 'none', remove: 'none', export: false, import: false, reveal: false }
    expect(body.products).toEqual({
      ...nothing,
      read: 'all',
      export: true,
      hidden: ['name', 'code'],
      readOnly: [],
      moves: [],
      shipped: false,
    })
    expect(body.roles).toEqual({ ...nothing, hidden: [], readOnly: [], moves: [], shipped: true })
    expect(body.customers).toMatchObject({ ...world.catalog.get('customers').permissions.sales, shipped: true })
    expect(body.orders.moves).toEqual(['confirm'])
    expect((await client.get('/api/roles/999999/grants')).status).toBe(404)
  })

  it('are for those who may read roles', async () => {
    const role = await company.world.database.knex('roles').where({ code: 'sales' }).first('id')
    const client = new Client(url)
    expect((await client.get(`/api/roles/${role.id}/grants`)).status).toBe(401)
    client.cookie = (await company.as('sales')).cookie
    expect((await client.get(`/api/roles/${role.id}/grants`)).status).toBe(403)
    const auditor = await company.world.database.knex('roles').where({ code: 'auditor' }).first('id')
    await update(company.world, system, 'roles', auditor.id, { permissions: [{ register: 'roles', read: 'all', hidden: 'permissions' }] })
    client.cookie = (await company.as('auditor', 'blinkered')).cookie
    expect((await client.get(`/api/roles/${role.id}/grants`)).status).toBe(403)
  })
})
