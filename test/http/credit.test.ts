/** /api/credit and /api/rules over HTTP: figures for whoever sees the credit ledger, as far as its rows and fields are his or hers to see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { update } from '../../server/records/index.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { engines } from '../support/engines.ts'
import { type Served, served } from '../support/served.ts'
import { now, type Trade, trade } from '../support/trade.ts'

describe.each(engines)('credit over HTTP on %s', (engine) => {
  let company: Served
  let of: Trade
  let dispatch: number
  /** Gives a role its own right to the credit ledger. */
  const restrict = async (code: RoleCode, more: object) => {
    const { id } = await company.world.database.knex('roles').where({ code }).first('id')
    await update(company.world, system, 'roles', id, { permissions: [{ register: 'creditDecisions', ...more }] })
  }

  beforeAll(async () => {
    company = await served(engine, { now })
    of = await trade(company.world)
    dispatch = await of.newDispatch()
    await of.take('dispatches', dispatch, 'check', await of.as('logistics'))
    await restrict('executive', { read: 'all', hidden: 'limit' })
    await restrict('logistics', { read: 'own' })
  })
  afterAll(() => company.stop())

  it('GET /api/credit/:id says how credit stands, and what the gate would say', async () => {
    const finance = await company.as('finance')
    const stands = await finance.get(`/api/credit/${of.customer}`)
    expect(stands.body).toMatchObject({ day: '2026-03-20', amount: '0.00', limit: '0.00', overdue: '0.00', allowed: true })
    const asked = await finance.get(`/api/credit/${of.customer}?amount=99999999.00`)
    expect(asked.body).toMatchObject({
      amount: '99999999.00',
      allowed: false,
      words: [expect.anything(), expect.stringContaining('99,999,999.00')],
    })
    expect((await finance.get(`/api/credit/${of.customer}?amount=-1`)).status).toBe(400)
    expect((await finance.get('/api/credit/2000000000')).status).toBe(404)
    expect((await (await company.as('warehouse')).get(`/api/credit/${of.customer}`)).status).toBe(403)
  })

  it('GET /api/credit/:id keeps to the rows and fields of the ledger', async () => {
    const logistics = await company.as('logistics')
    expect((await logistics.get(`/api/records/customers/${of.customer}`)).status).toBe(200)
    expect((await logistics.get(`/api/credit/${of.customer}`)).status).toBe(404)
    const { body } = await (await company.as('executive')).get(`/api/credit/${of.customer}?amount=99999999.00`)
    expect(body).toMatchObject({ allowed: false, exposure: expect.any(String), overdue: '0.00' })
    for (const hidden of ['limit', 'available', 'excess']) expect(body).not.toHaveProperty(hidden)
    expect(body.words[1]).toMatch(/not shown to your role/)
  })

  it('GET /api/rules/:register/:id tells what was decided, cut alike', async () => {
    const path = `/api/rules/dispatches/${dispatch}`
    const decisions = async (role: RoleCode) => (await (await company.as(role, `${role}-rules`)).get(path)).body.decisions
    expect(await decisions('finance')).toMatchObject([
      { number: expect.stringMatching(/^XY-/), basis: expect.any(String), inputs: { limit: 0 }, policies: expect.any(Array) },
    ])
    expect(await decisions('executive')).toMatchObject([{ basis: expect.any(String), inputs: null }])
    expect(await decisions('logistics')).toEqual([])
    expect((await (await company.as('sales', 'nobody')).get(path)).status).toBe(404)
  })

  it('GET /api/rules/releases/:id tells the calculation an application was frozen with (CRD-07)', async () => {
    await company.world.database.knex('customers').where({ id: of.customer }).update({ paymentMode: 'fixed' })
    const late = await of.newDispatch({ order: await of.newOrder([{ product: of.product, quantity: '10', unitPrice: '20' }]) })
    const release = await of.make('releases', { dispatch: late, kind: 'first', reason: '旺季备货' })
    const finance = await company.as('finance', 'finance-releases')
    const path = `/api/rules/releases/${release.id}`
    expect((await finance.get(path)).body.decisions).toMatchObject([
      {
        at: '2026-03-20',
        number: release.number,
        basis: 'first',
        inputs: { amount: 20_000, limit: 0 },
        policies: expect.arrayContaining([[expect.anything(), expect.stringMatching(/1\/3 \(CRD-07/)]]),
        release: { amount: '0.00', share: null },
      },
    ])
    const { knex } = company.world.database
    // An entry of the credit ledger tells its own.
    const { id: entry } = await knex('creditDecisions').first('id')
    expect((await finance.get(`/api/rules/creditDecisions/${entry}`)).body.decisions).toMatchObject([
      { number: expect.stringMatching(/^XY-/), inputs: { limit: 0 }, policies: expect.any(Array) },
    ])
    const { id } = await knex('roles').where({ code: 'auditor' }).first('id')
    await update(company.world, system, 'roles', id, { permissions: [{ register: 'releases', read: 'all', hidden: 'limit' }] })
    const [cut] = (await (await company.as('auditor')).get(path)).body.decisions
    expect(cut).toMatchObject({ basis: 'first', inputs: null })
    expect(cut).not.toHaveProperty('release')
  })
})
