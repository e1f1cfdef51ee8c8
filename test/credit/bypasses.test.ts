/** Ways around the credit gate that must be shut: each was open once. */
import { beforeAll, expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { closeCreditMonth } from '../../server/credit/index.ts'
import { find, get, type World } from '../../server/records/index.ts'
import { Credit } from '../support/credit.ts'
import { eachEngine } from '../support/engines.ts'
import { fault, refusedMove } from '../support/trade.ts'

const start = '2026-03-20T02:00:00Z'

eachEngine('around the credit gate', (open) => {
  let world: World
  let at = start
  let of: Credit
  let admin: Actor
  const logistics = () => of.as('logistics')

  beforeAll(async () => {
    world = await open({ now: () => new Date(at) })
    of = new Credit(world)
    admin = await of.as('administrator')
    await of.begin()
  })

  it('PAY-15: invoiced goods are not enlarged afterwards, and their order stays', async () => {
    const [customer, contract] = await of.fresh()
    const order = await of.newOrder([{ product: of.product, quantity: '2', unitPrice: '1000' }], { customer, contract })
    const dispatch = await of.newDispatch({
      order,
      lines: [{ product: of.product, quantity: '1', specification: '500 克', packing: '箱' }],
    })
    await of.check(dispatch)
    await of.make('invoices', { customer, contract, date: '2026-03-20', lines: [{ dispatch }], status: 'issued' })
    const [line] = await world.database.knex('dispatches_lines').where({ parent: dispatch })
    await expect(of.change('dispatches', dispatch, { lines: [{ id: line.id, quantity: '2' }] }, await logistics())).rejects.toMatchObject(
      fault('lines', /PAY-15/),
    )
    await expect(of.change('orders', order, { customer: (await of.fresh())[0] }, admin)).rejects.toMatchObject({
      errors: { customer: expect.anything() },
    })
  })

  it('PAY-12, CRD-04: a salesperson does not grant credit by a plan of his own, nor one without an end', async () => {
    const [customer] = await of.fresh()
    const plan = (dueOn: string) =>
      of.make('collectionPlans', { customer, cause: 'cash', from: '2026-03-20', steps: [{ dueOn, amount: '9000' }] }, admin)
    await expect(plan('2099-01-01')).rejects.toMatchObject(fault('steps.0.dueOn', /PAY-12/))
    const { id } = await plan('2026-04-20')
    for (const role of ['sales', 'salesClerk', 'regionalManager'] as const)
      await expect(of.take('collectionPlans', id, 'activate', { ...(await of.as(role)), grant: system.grant })).rejects.toMatchObject({
        status: 403,
      })
    expect((await get(world, admin, 'collectionPlans', id)).status).toBe('draft')
  })

  it('CRD-02: nobody dates a shipment; goods sent without leave and goods that came back earn no limit', async () => {
    const [customer, contract] = await of.fresh()
    const dispatch = await of.draft(customer, contract, '100')
    await of.change('dispatches', dispatch, { shippedOn: '2026-03-01' }, await logistics()).catch(() => undefined)
    expect((await get(world, admin, 'dispatches', dispatch)).shippedOn).toBeNull()
    const gone = await of.draft(customer, contract, '50000')
    await of.change('dispatches', gone, { leftOn: '2026-03-01' }, await of.as('finance'))
    await of.take('dispatches', gone, 'recordUnapproved', await of.as('finance'))
    expect(await get(world, admin, 'dispatches', gone)).toMatchObject({ shippedOn: '2026-03-01', basis: 'unapproved' })
    await expect(of.check(await of.draft(customer, contract, '4000'))).rejects.toMatchObject(fault('root', /limit ¥3,000\.00/))
    await of.make('returns', {
      customer,
      date: '2026-03-12',
      status: 'confirmed',
      reason: 'quality',
      lines: [{ product: of.product, quantity: '1', unitPrice: '1000' }],
    })
    await expect(of.check(await of.draft(customer, contract, '4000'))).rejects.toMatchObject(fault('root', /limit ¥2,000\.00/))
  })

  it('PAY-08: the advance that goods stand on is not refunded', async () => {
    const customer = await of.creditCustomer({ paymentMode: 'prepaid' })
    const contract = await of.contractFor(customer, 'prepaid')
    const receipt = await of.make('receipts', { customer, date: '2026-03-19', amount: '500', account: of.account, status: 'confirmed' })
    await of.check(await of.draft(customer, contract, '400'))
    const refund = (amount: string) => of.make('refunds', { customer, receipt: receipt.id, amount, reason: '退预收' }, admin)
    await expect(refund('100.01')).rejects.toMatchObject(fault('amount', /PAY-08/))
    await refund('100')
  })

  it('CRD-07: a release is for this customer; with overdue debt the sales department is asked besides (CRD-05)', async () => {
    const [customer, contract] = await of.fresh()
    const [other, paper] = await of.fresh()
    const dispatch = await of.draft(customer, contract, '3500')
    await of.signed('releases', await of.release(dispatch, 'first'), await of.as('regionalManager'))
    const order = await of.newOrder([{ product: of.product, quantity: '1', unitPrice: '3500' }], { customer: other, contract: paper })
    await of.change(
      'dispatches',
      dispatch,
      { order, contract: paper, lines: [{ product: of.product, quantity: '1', specification: '500 克', packing: '箱' }] },
      await logistics(),
    )
    await expect(of.check(dispatch)).rejects.toMatchObject(fault('root', /CRD-06/))
    const [third, deed] = await of.fresh()
    const mine = await of.draft(third, deed, '3500')
    await of.signed('releases', await of.release(mine, 'first'), await of.as('regionalManager'))
    await of.newInvoice('1', { customer: third, date: '2026-01-02', dueOn: '2026-02-01', opening: true })
    await expect(of.check(mine)).rejects.toMatchObject(fault('root', /CRD-05/))
  })

  it('CRD-03: checked on one day, credit is asked again before the stamp of another', async () => {
    const [customer, contract] = await of.fresh()
    const dispatch = await of.draft(customer, contract, '100')
    await of.check(dispatch)
    at = '2026-03-23T02:00:00Z'
    await of.change('customers', customer, { creditStatus: 'stopped' }, admin)
    await expect(of.take('dispatches', dispatch, 'stamp', await of.as('finance'))).rejects.toMatchObject(fault('root', /PAY-10/))
    await of.change('customers', customer, { creditStatus: 'good' }, admin)
    await of.take('dispatches', dispatch, 'stamp', await of.as('finance'))
    const { rows } = await find(world, admin, 'creditDecisions', { filter: { document: 'dispatches', record: dispatch } })
    expect(rows.map(({ day }) => day).sort()).toEqual(['2026-03-20', '2026-03-23'])
    at = start
  })

  it('CRD-05, CRD-01: goods nobody invoiced grow late all the same', async () => {
    const [customer, contract] = await of.fresh()
    await of.shippedBefore(customer, contract, '200', '2026-02-10')
    await expect(of.check(await of.draft(customer, contract, '10'))).rejects.toMatchObject(fault('root', /CRD-05/))
    const [other, paper] = await of.fresh()
    await of.shippedBefore(other, paper, '200', '2025-12-20')
    await expect(of.check(await of.draft(other, paper, '10'))).rejects.toMatchObject(fault('root', /last year/))
  })

  it('CRD-11: goods recorded long after they left become a liability all the same', async () => {
    const [customer, contract] = await of.fresh()
    for (const role of ['warehouse', 'marketHead'] as const) await of.as(role)
    await closeCreditMonth(world, '2026-02-01')
    const dispatch = await of.draft(customer, contract, '700')
    await of.change('dispatches', dispatch, { leftOn: '2026-02-15' }, await of.as('finance'))
    await of.take('dispatches', dispatch, 'recordUnapproved', await of.as('finance'))
    await closeCreditMonth(world, '2026-03-01')
    expect((await find(world, admin, 'badDebts', { filter: { dispatch } })).rows).toMatchObject([{ cause: 'unapproved', amount: '700.00' }])
  })

  it('CRD-07: money taken back opens the release it settled again', async () => {
    const [customer, contract] = await of.fresh()
    const dispatch = await of.draft(customer, contract, '3500')
    const release = await of.release(dispatch, 'first')
    await of.signed('releases', release, await of.as('regionalManager'))
    await of.check(dispatch)
    const receipt = await of.make('receipts', { customer, date: '2026-03-20', amount: '1000', account: of.account, status: 'confirmed' })
    const status = async () => (await get(world, admin, 'releases', release)).status
    expect(await status()).toBe('settled')
    await of.take('receipts', receipt.id, 'void', await of.as('finance'))
    expect(await status()).toBe('used')
  })

  it('ORD-17: only what was sold comes back, at most as much and for as much', async () => {
    const [customer, contract] = await of.fresh()
    const order = await of.newOrder([{ product: of.product, quantity: '2', unitPrice: '10' }], { customer, contract })
    const clerk = admin
    const back = async (body: object) => {
      const { id } = await of.make('returns', { customer, date: '2026-03-20', reason: 'quality', ...body }, clerk)
      return of.take('returns', id, 'confirm', clerk)
    }
    const line = (quantity: string, unitPrice: string, product = of.product) => ({ lines: [{ product, quantity, unitPrice }] })
    await expect(back(line('1', '10'))).rejects.toMatchObject(fault('order', /ORD-17/))
    await expect(back({ order, ...line('1', '10', await of.newProduct()) })).rejects.toMatchObject(fault('lines.0.quantity', /ORD-17/))
    await expect(back({ order, ...line('1', '11') })).rejects.toMatchObject(fault('lines.0.unitPrice', /ORD-17/))
    await back({ order, ...line('2', '10') })
    await expect(back({ order, ...line('1', '10') })).rejects.toMatchObject(fault('lines.0.quantity', /ORD-17/))
  })

  it('GRD-25, CRD-16: finance sets who pays on credit; a contract follows it, and no contract makes it', async () => {
    const chief = await of.as('salesManager')
    const department = (await of.make('departments', { name: `部 ${Math.random()}`, kind: 'region' })).id
    await world.database.knex('users').where({ id: chief.id }).update({ department })
    const customer = await of.creditCustomer({ department })
    const { id } = await of.make('contracts', {
      name: '合同',
      customer,
      kind: 'direct',
      settlement: 'rolling',
      clauses: ['breach', 'forceMajeure', 'claims'],
      scanMissing: '待扫描',
      from: '2026-01-01',
      to: '2026-12-31',
    })
    const sign = async () => of.take('contracts', id, 'sign', { ...chief, department, departmentPath: `/${department}/` })
    await expect(sign()).rejects.toMatchObject(fault('settlement', /GRD-25/))
    await of.change('customers', customer, { paymentMode: 'rolling' }, admin)
    expect(await sign()).toMatchObject({ status: 'signed' })
  })

  it('ORD-08, ORD-11: nobody signs for a colleague', async () => {
    const [customer, contract] = await of.fresh()
    const order = await of.newOrder([{ product: of.product, quantity: '1', unitPrice: '1' }], { customer, contract })
    const keeper = await of.as('warehouse')
    const body = { order, date: '2026-03-20', stockConfirmedBy: keeper.id }
    await expect(of.make('dispatches', body, await logistics())).rejects.toMatchObject(fault('stockConfirmedBy', /own name/))
    await of.make('dispatches', { ...body, stockConfirmedBy: (await logistics()).id }, await logistics())
  })

  it('ORD-07, ORD-09: a confirmed order reaches logistics, a special arrangement reaches production', async () => {
    const [customer, contract] = await of.fresh()
    await of.as('production')
    const { id: order } = await of.make('orders', {
      customer,
      contract,
      date: '2026-03-20',
      lines: [{ product: of.product, quantity: '1', unitPrice: '10' }],
    })
    await of.take('orders', order, 'confirm')
    expect(
      await world.database.knex('notices').where({ document: 'orders', record: order, kind: 'inform', to: (await logistics()).id }),
    ).toHaveLength(1)
    const dispatch = await of.newDispatch({ order, special: '冷链' })
    await of.check(dispatch)
    expect(
      await world.database.knex('notices').where({ document: 'dispatches', record: dispatch, to: (await of.as('production')).id }),
    ).toHaveLength(1)
  })

  it('a refused move names what is wrong', async () => {
    const [customer, contract] = await of.fresh()
    const dispatch = await of.draft(customer, contract, '10')
    await of.change('dispatches', dispatch, { stockConfirmedBy: null }, admin)
    await expect(of.check(dispatch)).rejects.toMatchObject(refusedMove(/confirmed the stock/))
  })
})
