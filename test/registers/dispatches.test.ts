/** Dispatch notices from draft to the customer's receipt (ORD-08…11, ORD-20, CAR-01, CAR-02). */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { createMany, get, recover, remove } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, fault, now, refusedMove, trade } from '../support/trade.ts'

eachEngine('dispatches', (open) => {
  const opening = open({ now })
  const company = async () => trade(await opening)

  test('a notice without lines takes what is left of the order; where nothing is, it is refused (ORD-08)', async () => {
    const of = await company()
    const notice = { order: of.order, date: '2026-03-10' }
    const logistics = { ...(await of.as('logistics')) }
    const made = await of.make('dispatches', notice, logistics)
    expect(made.lines).toMatchObject([{ product: of.product }])
    // Which order line a line is for is the rules' business alone.
    expect((made.lines as Body[])[0]).not.toHaveProperty('orderLine')
    await expect(of.make('dispatches', notice, logistics)).rejects.toMatchObject(fault('lines', /left to send \(ORD-08\)/))
  })

  test('without lines a notice takes what is left of the order, at the order’s prices (ORD-08)', async () => {
    const of = await company()
    const other = await of.newProduct()
    of.order = await of.newOrder([
      { product: of.product, quantity: '10', unitPrice: '20' },
      { product: other, quantity: '3', unitPrice: '7.5' },
      { product: of.product, quantity: '4', unitPrice: '18' },
    ])
    const first = await of.make('dispatches', { order: of.order, lines: [{ product: of.product, quantity: '10', unitPrice: '1' }] })
    expect(first).toMatchObject({ customer: of.customer, contract: of.contract, deliverTo: '银川市金凤区 1 号', total: '200.00' })
    const rest = await of.make('dispatches', { order: of.order })
    expect((rest.lines as Body[]).map(({ quantity, unitPrice, specification }) => [quantity, unitPrice, specification])).toEqual([
      ['3.000', '7.5000', '500 克'],
      ['4.000', '18.0000', '500 克'],
    ])
  })

  test('a notice is checked only with all eight mandatory fields, each named (ORD-08)', async () => {
    const of = await company()
    const logistics = await of.as('logistics')
    const bare = await of.make('dispatches', { order: of.order, contract: null })
    await expect(of.take('dispatches', bare.id, 'check', logistics)).rejects.toMatchObject(refusedMove(/confirmed the stock/))
    const { id } = await of.make('dispatches', {
      order: await of.newOrder([{ product: await of.newProduct({ specification: null }), quantity: '1', unitPrice: '1' }], {
        contract: null,
      }),
    })
    await of.change('dispatches', id, { stockConfirmedBy: logistics.id })
    await expect(of.take('dispatches', id, 'check', logistics)).rejects.toMatchObject({
      status: 422,
      errors: {
        contract: expect.any(Array),
        shipBy: expect.any(Array),
        sequence: expect.any(Array),
        noAttachments: expect.any(Array),
        'lines.0.specification': expect.any(Array),
        'lines.0.packing': expect.any(Array),
      },
    })
    await remove(of.world, system, 'dispatches', bare.id)
    const whole = await of.newDispatch()
    expect(await get(of.world, system, 'dispatches', whole)).toMatchObject({ stockConfirmedAt: now().toISOString() })
  })

  test('each step belongs to its people: logistics checks, finance alone stamps, the warehouse loads (ORD-08, ORD-10)', async () => {
    const of = await company()
    const id = await of.newDispatch()
    await expect(of.take('dispatches', id, 'check', await of.as('sales'))).rejects.toMatchObject({ status: 404 })
    await of.take('dispatches', id, 'check', await of.as('logistics'))
    for (const role of ['logistics', 'warehouse', 'administrator'] as const)
      await expect(of.take('dispatches', id, 'stamp', await of.as(role))).rejects.toMatchObject({
        ...refusedMove(/Your role/),
        status: 403,
      })
    expect((await of.take('dispatches', id, 'stamp', await of.as('finance'))).status).toBe('stamped')
    await expect(of.take('dispatches', id, 'load', await of.as('logistics'))).rejects.toMatchObject({ status: 403 })
  })

  test('loading is counted line by line and signed twice; a difference is explained (ORD-11)', async () => {
    const of = await company()
    const id = await of.newDispatch()
    await of.take('dispatches', id, 'check')
    await of.take('dispatches', id, 'stamp')
    const keeper = await of.as('warehouse')
    await expect(of.take('dispatches', id, 'load', keeper)).rejects.toMatchObject(refusedMove(/both sign/))
    await of.change('dispatches', id, { keeper: keeper.id, carrierSigner: '李' }, keeper)
    await expect(of.take('dispatches', id, 'load', keeper)).rejects.toMatchObject(fault('lines.0.counted', /ORD-11/))
    const [line] = (await get(of.world, system, 'dispatches', id)).lines as Body[]
    const count = (more: Body) => of.change('dispatches', id, { lines: [{ id: line?.id, ...more }] }, keeper)
    await expect(count({ quantity: '9' })).rejects.toMatchObject({ status: 422 })
    await count({ counted: '9' })
    await expect(of.take('dispatches', id, 'load', keeper)).rejects.toMatchObject(fault('lines.0.difference', /Counted 9, notified 10/))
    await count({ difference: '破损一箱' })
    expect((await of.take('dispatches', id, 'load', keeper)).status).toBe('loaded')
    expect(await of.take('dispatches', id, 'ship', keeper)).toMatchObject({ status: 'shipped', shippedOn: '2026-03-20' })
  })

  test('a receipt lacks neither its day, nor who took the goods, nor its proof; logistics enters it, and it stays (ORD-20)', async () => {
    const of = await company()
    const id = await of.newDispatch()
    await of.ship(id)
    const logistics = await of.as('logistics')
    const whole = { receivedOn: '2026-03-20', receivedBy: '赵', receiptProof: '[{"id":1}]' }
    const row = (values: object) => of.world.database.knex('dispatches').where({ id }).update(values)
    for (const name of Object.keys(whole)) {
      await row({ ...whole, [name]: null })
      await expect(of.take('dispatches', id, 'receive', logistics)).rejects.toMatchObject(refusedMove(/ORD-20/))
    }
    await row({ ...whole, status: 'loaded' })
    await expect(of.take('dispatches', id, 'receive', logistics)).rejects.toMatchObject({ status: 409 })
    await row({ ...whole, status: 'shipped' })
    for (const role of ['warehouse', 'finance', 'sales', 'marketHead'] as const)
      await expect(of.take('dispatches', id, 'receive', { ...(await of.as(role)), grant: system.grant })).rejects.toMatchObject({
        status: 403,
      })
    expect((await get(of.world, system, 'dispatches', id)).status).toBe('shipped')
    await of.take('dispatches', id, 'receive', logistics)
    await expect(of.change('dispatches', id, { receivedBy: '钱' }, logistics)).rejects.toMatchObject({ status: 422 })
  })

  test('the customer confirms the receipt with day, name and proof (ORD-20), and the order shows each step (ORD-01)', async () => {
    const of = await company()
    const progress = async () => {
      const { progress: stage, dispatchedValue, invoicedValue, lines } = await get(of.world, system, 'orders', of.order)
      return [stage, dispatchedValue, invoicedValue, (lines as Body[])[0]?.dispatched]
    }
    const part = await of.newDispatch({ lines: [{ product: of.product, quantity: '4', packing: '纸箱' }] })
    expect(await progress()).toEqual(['none', '0.00', '0.00', '0.000'])
    await of.ship(part)
    expect(await progress()).toEqual(['partly', '80.00', '0.00', '4.000'])
    const rest = await of.newDispatch()
    await of.ship(rest)
    expect(await progress()).toEqual(['dispatched', '200.00', '0.00', '10.000'])
    await of.take('orders', of.order, 'close')
    const logistics = await of.as('logistics')
    for (const id of [part, rest]) {
      await expect(of.take('dispatches', id, 'receive', logistics)).rejects.toMatchObject(refusedMove(/ORD-20/))
      for (const receivedOn of ['2026-03-19', '2026-03-21'])
        await expect(of.change('dispatches', id, { receivedOn }, logistics)).rejects.toMatchObject(fault('receivedOn', /ORD-20/))
      await of.change('dispatches', id, { receivedOn: '2026-03-20', receivedBy: '赵' }, logistics)
      await expect(of.take('dispatches', id, 'receive', logistics)).rejects.toMatchObject(refusedMove(/ORD-20/))
      await of.world.database.knex('dispatches').where({ id }).update({ receiptProof: '[{"id":1}]' })
      await of.take('dispatches', id, 'receive', logistics)
    }
    expect((await progress())[0]).toBe('received')
    const invoice = await of.make('invoices', { lines: [{ dispatch: part }, { dispatch: rest }] })
    await of.take('invoices', invoice.id, 'issue')
    expect(await progress()).toEqual(['received', '200.00', '200.00', '10.000'])
    const receipt = {
      customer: of.customer,
      date: '2026-03-18',
      amount: '200',
      status: 'confirmed',
      allocations: [{ invoice: invoice.id, amount: '200' }],
    }
    const paid = await of.make('receipts', receipt)
    expect((await progress())[0]).toBe('settled')
    expect((await get(of.world, system, 'invoices', invoice.id)).closedOn).toBe('2026-03-18')
    await of.take('receipts', paid.id, 'void')
    expect((await progress())[0]).toBe('received')
  })

  test('notices never name more than was ordered, not even two at the same second (ORD-08)', async () => {
    const of = await company()
    const six = { order: of.order, lines: [{ product: of.product, quantity: '6' }] }
    const outcomes = await Promise.allSettled([0, 1, 2].map(() => of.make('dispatches', six)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    const made = outcomes.find((each) => each.status === 'fulfilled')?.value.id ?? 0
    const wrong = fault('lines.0.quantity', /4 of this order line is left/)
    await expect(of.make('dispatches', six)).rejects.toMatchObject(wrong)
    await expect(
      of.make('dispatches', { order: of.order, lines: [{ product: await of.newProduct(), quantity: '1' }] }),
    ).rejects.toMatchObject(fault('lines.0.product', /not in the order/))
    await remove(of.world, system, 'dispatches', made)
    await of.make('dispatches', six)
    await expect(recover(of.world, system, 'dispatches', made)).rejects.toMatchObject(wrong)
  })

  test('notices written together are counted together (ORD-08)', async () => {
    const of = await company()
    const two = [0, 1].map(() => ({ order: of.order, date: '2026-03-10' }))
    await expect(createMany(of.world, system, 'dispatches', two)).rejects.toMatchObject(fault('lines', /ORD-08/))
  })

  test('an order with live notices is neither cancelled nor cut, and closed only when all have left', async () => {
    const of = await company()
    const id = await of.newDispatch({ lines: [{ product: of.product, quantity: '6', packing: '纸箱' }] })
    await expect(of.take('orders', of.order, 'cancel')).rejects.toMatchObject(fault('status', /cannot be cancelled/))
    const [line] = (await get(of.world, system, 'orders', of.order)).lines as Body[]
    const cut = (quantity: string) => of.change('orders', of.order, { lines: [{ id: line?.id, quantity }] })
    await expect(cut('5.999')).rejects.toMatchObject(fault('lines', /6 of it/))
    await expect(
      of.change('orders', of.order, { lines: [{ product: of.product, quantity: '10', unitPrice: '20' }] }),
    ).rejects.toMatchObject(fault('lines', /ORD-08/))
    expect((await cut('6')).total).toBe('120.00')
    await expect(of.take('orders', of.order, 'close')).rejects.toMatchObject(fault('status', /has not left/))
    await expect(remove(of.world, system, 'orders', of.order)).rejects.toMatchObject({ code: 'linked' })
    await of.take('dispatches', id, 'cancel')
    expect((await of.take('orders', of.order, 'cancel')).status).toBe('cancelled')
    await expect(of.make('dispatches', { order: of.order })).rejects.toMatchObject(fault('order', /was cancelled/))
  })

  test('nothing is dispatched for an order that is not confirmed (ORD-01)', async () => {
    const of = await company()
    of.order = await of.newOrder([{ product: of.product, quantity: '1', unitPrice: '1' }], { status: 'draft' })
    const id = await of.newDispatch()
    await expect(of.take('dispatches', id, 'check')).rejects.toMatchObject(fault('order', /confirm it first/))
  })

  test('once stamped a notice is fixed; roles that issue none only count (ORD-08)', async () => {
    const of = await company()
    const id = await of.newDispatch()
    const keeper = await of.as('warehouse')
    const [line] = (await get(of.world, system, 'dispatches', id)).lines as Body[]
    const lines = [{ id: line?.id, quantity: '5' }]
    await expect(of.change('dispatches', id, { lines }, keeper)).rejects.toMatchObject(fault('lines', /issue no notices/))
    await of.take('dispatches', id, 'check')
    await of.take('dispatches', id, 'stamp')
    await expect(of.change('dispatches', id, { lines })).rejects.toMatchObject(fault('lines', /Once stamped/))
    await expect(of.change('dispatches', id, { shipBy: '2026-04-01' })).rejects.toMatchObject({ status: 422 })
    await expect(remove(of.world, system, 'dispatches', id)).rejects.toMatchObject(fault('root', /Only a draft/))
    await of.take('dispatches', id, 'reopen')
    expect((await of.change('dispatches', id, { lines })).total).toBe('100.00')
  })

  test('a carrier needs a valid licence, and a mode after rail needs a reason (CAR-01, CAR-02)', async () => {
    const of = await company()
    const put = (body: Body) =>
      of.make('dispatches', { order: of.order, date: '2026-03-10', lines: [{ product: of.product, quantity: '1' }], ...body })
    for (const lapsed of [{ licenceTo: '2026-03-09' }, { licenceNumber: null }, { active: false }]) {
      const carrier = await of.make('carriers', { name: JSON.stringify(lapsed), licenceNumber: '1', licenceTo: '2026-12-31', ...lapsed })
      await expect(put({ carrier: carrier.id })).rejects.toMatchObject(fault('carrier', /CAR-01/))
    }
    for (const mode of ['road', 'sea', 'air']) await expect(put({ mode })).rejects.toMatchObject(fault('modeReason', /CAR-02/))
    expect((await put({ mode: 'road', modeReason: '客户急需', carrier: of.carrier })).mode).toBe('road')
  })

  test('an invoiced notice can be neither cancelled nor taken back (PAY-15)', async () => {
    const of = await company()
    const id = await of.newDispatch()
    await of.take('dispatches', id, 'check')
    await of.make('invoices', { lines: [{ dispatch: id }] })
    for (const step of ['cancel', 'reopen']) await expect(of.take('dispatches', id, step)).rejects.toMatchObject(fault('status', /PAY-15/))
  })

  test('loading outside working hours names the agreement on overtime (ORD-12)', async () => {
    const of = await company()
    const { knex } = of.world.database
    const id = await of.newDispatch()
    await of.take('dispatches', id, 'check', await of.as('logistics'))
    await of.take('dispatches', id, 'stamp', await of.as('finance'))
    await of.count(id)
    await knex('calendars').where({ code: 'company' }).update({ opens: '11:00', closes: '18:00' })
    await expect(of.take('dispatches', id, 'load', await of.as('warehouse'))).rejects.toMatchObject(fault('overtime', /10:00.*ORD-12/))
    await of.change('dispatches', id, { overtime: '旺季加班协议' }, await of.as('warehouse'))
    expect(await of.take('dispatches', id, 'load', await of.as('warehouse'))).toMatchObject({ loadedAt: now().toISOString() })
    await knex('calendars').where({ code: 'company' }).update({ opens: null, closes: null })
  })

  test('the goods are the company’s until the last payment (PAY-13)', async () => {
    const of = await company()
    const id = await of.newDispatch()
    await of.ship(id)
    const title = async () => (await get(of.world, system, 'dispatches', id)).titlePassedOn
    const { id: invoice } = await of.make('invoices', {
      customer: of.customer,
      date: '2026-03-19',
      lines: [{ dispatch: id }],
      status: 'issued',
    })
    const body = { customer: of.customer, date: '2026-03-20', account: of.account, status: 'confirmed' }
    await of.make('receipts', { ...body, amount: '199.99', allocations: [{ invoice, amount: '199.99' }] })
    expect(await title()).toBeNull()
    await of.make('receipts', { ...body, amount: '0.01', allocations: [{ invoice, amount: '0.01' }] })
    expect(await title()).toBe('2026-03-20')
  })

  test('logistics, warehouse and production work without prices', async () => {
    const of = await company()
    for (const role of ['logistics', 'warehouse', 'production'] as const)
      expect((await of.as(role)).grant('dispatches').hidden).toEqual(expect.arrayContaining(['total', 'lines.unitPrice', 'lines.amount']))
  })
})
