/** From price to customer receipt: every rule of the sales registers by its row of the catalogue. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { get, history, move, remove } from '../../server/records/index.ts'
import { listPriceOf } from '../../server/registers/sales/prices.ts'
import { progressOf } from '../../server/registers/sales/progress.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, fault, now, refusedMove, type Trade, trade } from '../support/trade.ts'

const list = (of: Trade, price: string, more: Body = {}) =>
  of.make('priceLists', {
    name: `价目 ${price}`,
    from: '2026-01-01',
    status: 'inForce',
    lines: [{ product: of.product, price }],
    ...more,
  })

eachEngine('sales', (open) => {
  const opening = open({ now }).then((world) => world)
  const company = async () => trade(await opening)

  test('the narrowest price list in force speaks: customer, then tier or channel, then general, then the catalogue (ORD-02, ORD-22)', async () => {
    const of = await company()
    const customer = async () => ({ ...(await get(of.world, system, 'customers', of.customer)) })
    const price = async (quantity = 0, day = '2026-03-01') => listPriceOf(of.world, await customer(), of.product, day, quantity)
    expect(await price()).toBeNull()
    await of.change('products', of.product, { listPrice: '30' })
    expect(await price()).toBe(300_000)
    await list(of, '28')
    expect(await price()).toBe(280_000)
    await of.change('customers', of.customer, { tier: 'key', channel: 'distributor' })
    await list(of, '26', { tiers: ['key'], channels: ['distributor', 'online'] })
    expect(await price()).toBe(260_000)
    await list(of, '25', { channels: ['online'] })
    expect(await price()).toBe(260_000)
    const own = await list(of, '24', {
      customer: of.customer,
      to: '2026-03-31',
      lines: [{ product: of.product, price: '24', minQuantity: '5' }],
    })
    expect(await price()).toBe(260_000)
    expect(await price(5000)).toBe(240_000)
    expect(await price(5000, '2026-04-01')).toBe(260_000)
    await of.take('priceLists', own.id, 'withdraw')
    expect(await price(5000)).toBe(260_000)
  })

  test('a price list is issued on the committee’s minutes and ends the one it supersedes the day before (ORD-02, ORD-22)', async () => {
    const of = await company()
    const old = await list(of, '20', { to: '2026-12-31' })
    const next = await list(of, '22', { from: '2026-04-01', supersedes: old.id, status: 'draft' })
    await expect(of.take('priceLists', next.id, 'issue')).rejects.toMatchObject(refusedMove(/pricing committee.*ORD-02/))
    await of.world.database.knex('priceLists').where({ id: next.id }).update({ decidedOn: '2026-03-10', minutes: '[{"id":1}]' })
    expect((await of.take('priceLists', next.id, 'issue')).status).toBe('inForce')
    expect((await get(of.world, system, 'priceLists', old.id)).to).toBe('2026-03-31')
    await expect(list(of, '23', { from: '2026-01-01', supersedes: old.id, status: 'draft' })).rejects.toMatchObject(
      fault('supersedes', /ORD-22/),
    )
  })

  test('an order below the list price is confirmed only under an approved special price for customer, product, day and quantity (ORD-02)', async () => {
    const of = await company()
    const clerk = await of.as('salesManager')
    await list(of, '20')
    const below = { customer: of.customer, date: '2026-03-01', lines: [{ product: of.product, quantity: '10', unitPrice: '18' }] }
    const order = await of.make('orders', below)
    const refused = fault('lines.0.unitPrice', /18\.0000 is below the list price 20\.0000.*ORD-02/)
    await expect(of.take('orders', order.id, 'confirm')).rejects.toMatchObject(refused)
    const special = (more: Body) =>
      of.make('specialPrices', {
        customer: of.customer,
        from: '2026-02-01',
        to: '2026-03-31',
        reason: '开拓',
        status: 'approved',
        lines: [{ product: of.product, price: '18' }],
        ...more,
      })
    await special({ status: 'review' })
    await special({ to: '2026-02-28' })
    await special({ customer: await of.newCustomer() })
    await special({ lines: [{ product: of.product, price: '18', minQuantity: '11' }] })
    await special({ lines: [{ product: of.product, price: '18.5' }] })
    await expect(of.take('orders', order.id, 'confirm')).rejects.toMatchObject(refused)
    const granted = await special({})
    expect((granted.lines as Body[])[0]?.listPrice).toBe('20.0000')
    const confirmed = await of.take('orders', order.id, 'confirm')
    expect((confirmed.lines as Body[])[0]?.listPrice).toBe('20.0000')
    const [line] = confirmed.lines as Body[]
    await expect(
      of.change('orders', order.id, { lines: [{ id: line?.id, unitPrice: '17' }] }, { ...clerk, grant: system.grant }),
    ).rejects.toMatchObject(fault('lines.0.unitPrice', /ORD-02/))
    expect((await of.change('orders', order.id, { note: '加急' }, { ...clerk, grant: system.grant })).note).toBe('加急')
  })

  test('each paper brings its order up to date once, and writes only what it changes (ORD-01)', async () => {
    const of = await company()
    let asked = 0
    const count = ({ sql }: { sql: string }) => {
      if (/^select .*progress.* from .orders. where/.test(sql)) asked += 1
    }
    const step = async (work: () => Promise<unknown>) => {
      const before = await get(of.world, system, 'orders', of.order)
      asked = 0
      of.world.database.knex.on('query', count)
      await work().finally(() => of.world.database.knex.removeListener('query', count))
      const after = await get(of.world, system, 'orders', of.order)
      return { asked, written: Number(after.version) - Number(before.version), progress: after.progress }
    }
    const dispatch = await of.newDispatch()
    expect(await step(() => of.ship(dispatch))).toEqual({ asked: 1, written: 1, progress: 'dispatched' })
    const receipt = { receivedOn: '2026-03-20', receivedBy: '仓库' }
    await of.change('dispatches', dispatch, receipt)
    await of.world.database.knex('dispatches').where({ id: dispatch }).update({ receiptProof: '[{"id":1}]' })
    expect(await step(() => of.take('dispatches', dispatch, 'receive'))).toEqual({ asked: 1, written: 1, progress: 'received' })
    const invoice = await of.make('invoices', { customer: of.customer, date: '2026-03-20', lines: [{ dispatch }] })
    expect(await step(() => of.take('invoices', invoice.id, 'issue'))).toEqual({ asked: 1, written: 1, progress: 'received' })
    const pay = (amount: string) =>
      of.make('receipts', {
        customer: of.customer,
        date: '2026-03-20',
        amount,
        account: of.account,
        status: 'confirmed',
        allocations: [{ invoice: invoice.id, amount }],
      })
    expect(await step(() => pay('1'))).toEqual({ asked: 0, written: 0, progress: 'received' })
    const rest = (Number(invoice.total) - 1).toFixed(2)
    expect(await step(() => pay(rest))).toEqual({ asked: 1, written: 1, progress: 'settled' })
    expect((await get(of.world, system, 'dispatches', dispatch)).titlePassedOn).toBe('2026-03-20')
  })

  test('nobody orders, invoices or gives back nothing or less than nothing; imported history may (ORD-07, ORD-17, PAY-15)', async () => {
    const of = await company()
    const person = { ...(await of.as('administrator')), grant: system.grant }
    const body = (quantity: string) => ({ customer: of.customer, lines: [{ product: of.product, quantity, unitPrice: '1' }] })
    for (const quantity of ['0', '-3']) {
      const refused = { status: 422, errors: { 'lines.0.quantity': expect.anything() } }
      await expect(of.make('orders', body(quantity), person)).rejects.toMatchObject(refused)
      await expect(of.make('invoices', body(quantity))).rejects.toMatchObject(refused)
      await expect(of.make('returns', { ...body(quantity), reason: 'quality' })).rejects.toMatchObject(refused)
    }
    const old = await of.make('orders', { ...body('-3'), status: 'confirmed' })
    expect((await of.change('orders', old.id, { note: '历史单据' }, person)).quantity).toBe('-3.000')
    const [line] = old.lines as Body[]
    await expect(of.change('orders', old.id, { lines: [{ ...line, quantity: '-4' }] }, person)).rejects.toMatchObject(
      fault('lines.0.quantity', /more than 0.*ORD-17/),
    )
  })

  test('nobody types the list price, what was dispatched or the progress of an order', async () => {
    const of = await company()
    const person = { ...(await of.as('administrator')), grant: system.grant }
    const lines = (more: Body) => ({ customer: of.customer, lines: [{ product: of.product, quantity: '1', unitPrice: '1', ...more }] })
    await expect(of.make('orders', lines({ listPrice: '0.5' }), person)).rejects.toMatchObject(fault('lines.0.listPrice', /by the system/))
    await expect(of.make('orders', lines({ dispatched: '1' }), person)).rejects.toMatchObject(fault('lines.0.dispatched', /by the system/))
    const order = await of.make('orders', lines({}), person)
    expect((order.lines as Body[])[0]).toMatchObject({ listPrice: null, dispatched: '0.000' })
    await expect(of.change('orders', order.id, { progress: 'settled' }, person)).rejects.toMatchObject({ status: 422 })
  })

  test('the payment mode of an order is the contract’s, else the customer’s, else the policy’s (CF-07, ORD-06)', async () => {
    const of = await company()
    const order = (more: Body) =>
      of.make('orders', { customer: of.customer, lines: [{ product: of.product, quantity: '1', unitPrice: '1' }], ...more })
    expect((await order({})).paymentMode).toBe('prepaid')
    await of.change('customers', of.customer, { paymentMode: 'cash' })
    expect((await order({})).paymentMode).toBe('cash')
    const contract = await of.make('contracts', {
      name: '授信',
      customer: of.customer,
      kind: 'direct',
      from: '2026-01-01',
      to: '2026-12-31',
      settlement: 'rolling',
    })
    expect((await order({ contract: contract.id })).paymentMode).toBe('rolling')
  })

  test('gross profit is what the lines bring over standard cost, unknown where a cost is; sales do not see it (ORD-19)', async () => {
    const of = await company()
    const lines = [{ product: of.product, quantity: '10', unitPrice: '20' }]
    expect((await of.make('orders', { customer: of.customer, lines })).grossProfit).toBeNull()
    await of.change('products', of.product, { standardCost: '12.5' })
    const order = await of.make('orders', { customer: of.customer, lines })
    expect(order.grossProfit).toBe('75.00')
    const clerk = await of.as('salesClerk')
    expect(clerk.grant('orders').hidden).toContain('grossProfit')
    expect(clerk.grant('products').hidden).toContain('standardCost')
  })

  test('a key account’s contract is signed only with rights and confidentiality in it (ORD-15)', async () => {
    const of = await company()
    await of.change('customers', of.customer, { tier: 'key' })
    const contract = await of.make('contracts', {
      name: '重点合同',
      customer: of.customer,
      kind: 'direct',
      from: '2026-01-01',
      to: '2026-12-31',
      clauses: ['breach', 'claims', 'forceMajeure'],
      scanMissing: '在途',
    })
    await expect(of.take('contracts', contract.id, 'sign')).rejects.toMatchObject(fault('clauses', /ORD-15/))
    await of.change('contracts', contract.id, { clauses: ['breach', 'claims', 'forceMajeure', 'rights', 'confidentiality'] })
    expect((await of.take('contracts', contract.id, 'sign')).status).toBe('signed')
  })

  test('a signed contract changes by a change that both sides confirmed and that was approved, and by nothing else (ORD-04)', async () => {
    const of = await company()
    await expect(of.change('contracts', of.contract, { creditDays: 60 })).rejects.toMatchObject({ status: 422 })
    const body = {
      contract: of.contract,
      reason: '延长',
      to: '2027-06-30',
      creditDays: 45,
      settlement: 'rolling',
      otherTerms: '运费由对方承担',
    }
    await expect(of.make('contractChanges', { contract: of.contract, reason: '无内容' })).rejects.toMatchObject(
      fault('otherTerms', /ORD-04/),
    )
    const draft = await of.make('contractChanges', { ...body, ourConfirmedOn: '2026-03-01', told: ['finance'] })
    await expect(of.take('contractChanges', draft.id, 'submit')).rejects.toMatchObject(refusedMove(/confirmed by both sides.*ORD-04/))
    await of.change('contractChanges', draft.id, { theirConfirmedOn: '2026-03-02', needsReview: true })
    await expect(of.take('contractChanges', draft.id, 'submit')).rejects.toMatchObject(refusedMove(/reviewed again|reviewed where needed/))
    const change = await of.make('contractChanges', { ...body, status: 'review' })
    await of.take('contractChanges', change.id, 'approve')
    expect(await get(of.world, system, 'contracts', of.contract)).toMatchObject({
      to: '2027-06-30',
      creditDays: 45,
      settlement: 'rolling',
      status: 'signed',
      amount: null,
    })
    expect((await get(of.world, system, 'contractChanges', change.id)).appliedOn).toBe('2026-03-20')
    expect((await history(of.world, system, 'contracts', of.contract))[0]?.note).toContain(String(change.number))
    await expect(move(of.world, await of.as('administrator'), 'contracts', of.contract, 'amend')).rejects.toMatchObject({ status: 403 })
  })

  test('production is notified after signing, of what was ordered and no more (ORD-05, ORD-06)', async () => {
    const of = await company()
    const lines = (quantity: string) => [{ product: of.product, quantity, quality: '特级', packing: '纸箱' }]
    const notice = (quantity: string, order = of.order) =>
      of.make('productionNotices', { order, neededOn: '2026-04-01', lines: lines(quantity) })
    const first = await notice('6')
    await expect(notice('5')).rejects.toMatchObject(fault('lines', /10 of .* are ordered, notices ask for 11|ORD-06/))
    expect((await of.take('productionNotices', first.id, 'issue')).issuedOn).toBe('2026-03-20')
    const maker = await of.as('production')
    await expect(of.take('productionNotices', first.id, 'produce', maker)).rejects.toMatchObject(refusedMove(/ORD-05/))
    await of.change('productionNotices', first.id, { producedOn: '2026-03-19' }, maker)
    expect((await of.take('productionNotices', first.id, 'produce', maker)).status).toBe('produced')
    const unsigned = await of.newOrder([{ product: of.product, quantity: '5', unitPrice: '20' }], { contract: null })
    const early = await notice('1', unsigned)
    await expect(of.take('productionNotices', early.id, 'issue')).rejects.toMatchObject(fault('order', /ORD-05/))
  })

  test('an invoice takes the lines of its dispatch, which is invoiced once (PAY-15)', async () => {
    const of = await company()
    const dispatch = await of.newDispatch()
    await expect(of.make('invoices', { lines: [{ dispatch }] })).rejects.toMatchObject(fault('lines.0.dispatch', /PAY-15/))
    await of.ship(dispatch)
    const invoice = await of.make('invoices', { lines: [{ dispatch, unitPrice: '1', quantity: '99' }] })
    expect(invoice).toMatchObject({ customer: of.customer, contract: of.contract, total: '200.00', outstanding: '200.00' })
    expect((invoice.lines as Body[])[0]).toMatchObject({ product: of.product, quantity: '10.000', unitPrice: '20.0000' })
    expect((await get(of.world, system, 'dispatches', dispatch)).invoice).toBe(invoice.id)
    await expect(of.make('invoices', { lines: [{ dispatch }] })).rejects.toMatchObject(fault('lines.0.dispatch', /invoiced once/))
    await of.take('invoices', invoice.id, 'void')
    expect((await get(of.world, system, 'dispatches', dispatch)).invoice).toBeNull()
    const both = await Promise.allSettled([0, 1].map(() => of.make('invoices', { lines: [{ dispatch }] })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('an invoice names its own customer’s notices, is issued and voided by finance, and is never cleared beyond its total (PAY-15)', async () => {
    const of = await company()
    const dispatch = await of.newDispatch()
    await of.ship(dispatch)
    const stranger = await of.newCustomer()
    await expect(of.make('invoices', { customer: stranger, lines: [{ dispatch }] })).rejects.toMatchObject(
      fault('lines.0.dispatch', /another customer's \(PAY-15\)/),
    )
    const { id } = await of.make('invoices', { lines: [{ dispatch }] })
    // Whatever they may see and write: the step is finance's.
    const others = await Promise.all((['sales', 'salesClerk', 'logistics'] as const).map(of.as.bind(of)))
    const ask = async (step: string) => {
      for (const actor of others)
        await expect(of.take('invoices', id, step, { ...actor, grant: system.grant })).rejects.toMatchObject({ status: 403 })
    }
    await ask('issue')
    const finance = await of.as('finance')
    await of.take('invoices', id, 'issue', finance)
    await expect(of.change('invoices', id, { received: '200.01' })).rejects.toMatchObject(fault('cleared', /PAY-15/))
    await ask('void')
    await expect(of.take('dispatches', dispatch, 'cancel')).rejects.toMatchObject({ status: expect.any(Number) })
    expect((await of.take('invoices', id, 'void', finance)).status).toBe('void')
  })

  test('what is invoiced by hand is asked of the same gate as goods; balances brought over are finance’s, older than the file, and hold no goods (PAY-15)', async () => {
    const of = await company()
    const { id: customer } = await of.make('customers', { name: `无款 ${of.customer}` })
    const bill = (more: Body = {}) => ({
      ...{ customer, date: '2026-03-01', status: 'issued', lines: [{ product: of.product, quantity: '1', unitPrice: '10' }] },
      ...more,
    })
    await expect(of.make('invoices', bill())).rejects.toMatchObject(fault('root', /ORD-06|CRD-0/))
    const old = await of.make('invoices', bill({ opening: true }))
    expect(old).toMatchObject({ status: 'issued', outstanding: '10.00' })
    await expect(of.make('invoices', bill({ opening: true, date: '2026-03-20' }))).rejects.toMatchObject(
      fault('opening', /older than the customer's file here, 2026-03-20 \(PAY-15\)/),
    )
    const dispatch = await of.newDispatch()
    await of.ship(dispatch)
    await expect(of.make('invoices', bill({ customer: of.customer, opening: true, lines: [{ dispatch }] }))).rejects.toMatchObject(
      fault('opening', /holds no dispatch \(PAY-15\)/),
    )
    const clerk = { ...(await of.as('salesClerk')), grant: system.grant }
    await expect(of.make('invoices', bill({ opening: true, status: 'draft' }), clerk)).rejects.toMatchObject(
      fault('opening', /Only finance .*PAY-15/),
    )
  })

  test('an invoice is due by contract, customer or policy, and at once for prepaid and cash (PAY-15, CF-07)', async () => {
    const of = await company()
    const due = async (more: Body = {}) =>
      (
        await of.make('invoices', {
          customer: of.customer,
          date: '2026-03-01',
          lines: [{ product: of.product, quantity: '1', unitPrice: '1' }],
          ...more,
        })
      ).dueOn
    expect(await due()).toBe('2026-03-01')
    await of.change('customers', of.customer, { paymentMode: 'rolling' })
    expect(await due()).toBe('2026-03-31')
    await of.change('customers', of.customer, { creditDays: 10 })
    expect(await due()).toBe('2026-03-11')
    const contract = { name: '合同', customer: of.customer, kind: 'direct', from: '2026-01-01', to: '2026-12-31', status: 'signed' }
    expect(await due({ contract: (await of.make('contracts', { ...contract, creditDays: 60 })).id })).toBe('2026-04-30')
    expect(await due({ contract: (await of.make('contracts', { ...contract, settlement: 'cash' })).id })).toBe('2026-03-01')
  })

  test('an issued invoice stands: only its note changes, it is not deleted, and voided only with nothing received (PAY-15)', async () => {
    const of = await company()
    const invoice = await of.newInvoice('100')
    await expect(of.change('invoices', invoice, { date: '2026-02-02' })).rejects.toMatchObject({ status: 422 })
    await expect(remove(of.world, system, 'invoices', invoice)).rejects.toMatchObject(fault('root', /never deleted, only voided/))
    expect((await of.change('invoices', invoice, { note: '已寄出' })).note).toBe('已寄出')
    await of.make('receipts', {
      customer: of.customer,
      date: '2026-03-01',
      amount: '40',
      status: 'confirmed',
      allocations: [{ invoice, amount: '40' }],
    })
    expect(await get(of.world, system, 'invoices', invoice)).toMatchObject({ received: '40.00', outstanding: '60.00', closedOn: null })
    await expect(of.take('invoices', invoice, 'void')).rejects.toMatchObject(refusedMove(/PAY-15/))
    const empty = await of.make('invoices', { customer: of.customer, lines: [{ product: of.product, quantity: '1', unitPrice: '0' }] })
    await expect(of.take('invoices', empty.id, 'issue')).rejects.toMatchObject(fault('lines', /more than zero/))
    await expect(of.make('invoices', { customer: of.customer, lines: [{ description: '无产品' }] })).rejects.toMatchObject(
      fault('lines.0.product', /PAY-15/),
    )
  })

  test('a return credits its invoice up to what is outstanding, and gives it back when cancelled (ORD-17)', async () => {
    const of = await company()
    const invoice = await of.newInvoice('100')
    const body = { customer: of.customer, invoice, reason: 'quality', lines: [{ product: of.product, quantity: '1', unitPrice: '130' }] }
    const back = await of.make('returns', body)
    await of.take('returns', back.id, 'confirm')
    expect(await get(of.world, system, 'returns', back.id)).toMatchObject({ credited: '100.00', refundable: '30.00' })
    expect(await get(of.world, system, 'invoices', invoice)).toMatchObject({ credited: '100.00', outstanding: '0.00' })
    await of.take('returns', back.id, 'cancel')
    expect(await get(of.world, system, 'invoices', invoice)).toMatchObject({ credited: '0.00', outstanding: '100.00', closedOn: null })
    const dispatch = await of.newDispatch()
    await expect(of.make('returns', { ...body, replacement: dispatch })).rejects.toMatchObject(fault('replacement', /ORD-17/))
    const stranger = await of.newCustomer()
    await expect(of.make('returns', { ...body, customer: stranger })).rejects.toMatchObject(fault('invoice', /another customer/))
  })

  test('goods exchanged may be sent again on top of what was ordered (ORD-17)', async () => {
    const of = await company()
    await of.newDispatch()
    const again = { order: of.order, lines: [{ product: of.product, quantity: '2' }] }
    await expect(of.make('dispatches', again)).rejects.toMatchObject(fault('lines.0.quantity', /ORD-08/))
    const lines = [{ product: of.product, quantity: '2', unitPrice: '20' }]
    await of.make('returns', { customer: of.customer, order: of.order, kind: 'exchange', reason: 'damage', lines, status: 'confirmed' })
    const replacement = await of.make('dispatches', again)
    expect((replacement.lines as Body[])[0]).toMatchObject({ quantity: '2.000', unitPrice: '20.0000' })
    await expect(of.make('dispatches', { ...again, lines: [{ product: of.product, quantity: '0.001' }] })).rejects.toMatchObject({
      status: 422,
    })
  })

  test('a customer with open papers cannot be deleted', async () => {
    const of = await company()
    await of.newInvoice('100')
    await expect(remove(of.world, system, 'customers', of.customer)).rejects.toMatchObject({ status: 409, code: 'linked' })
  })
})

test('the progress of an order follows from what was sent, received and paid (ORD-01)', () => {
  const sent = { status: 'shipped', total: 100, invoiceTotal: null, outstanding: null }
  const here = { ...sent, status: 'received' }
  expect(progressOf([], false)).toBe('none')
  expect(progressOf([sent], false)).toBe('partly')
  expect(progressOf([sent, here], true)).toBe('dispatched')
  expect(progressOf([here, here], true)).toBe('received')
  expect(progressOf([here, { ...here, invoiceTotal: 100, outstanding: 0 }], true)).toBe('received')
  expect(progressOf([{ ...here, invoiceTotal: 100, outstanding: 0 }], true)).toBe('settled')
})
