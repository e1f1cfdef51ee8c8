/** Goods that come back in the account of a month (PAY-05, PAY-07, ORD-17): what is paid back is owed until it is paid, and what came in agrees with the bank. */
import { beforeAll, expect, it } from 'vitest'
import { ending } from '../../reports/answer.ts'
import { Follower } from '../../reports/follower/follower.ts'
import type { Statement } from '../../reports/messages.ts'
import { statement } from '../../reports/pages/credit/statement.ts'
import { system } from '../../server/access/actor.ts'
import { ledgerOf, periodOf } from '../../server/reconciliation/index.ts'
import { updateMany, type World } from '../../server/records/index.ts'
import { follow } from '../reports/compare.ts'
import { eachEngine } from '../support/engines.ts'
import { fault, type Trade, trade } from '../support/trade.ts'

eachEngine('returns in the account of a month', (open) => {
  let world: World
  let of: Trade
  let customer = 0
  let paid = 0
  let bare = 0
  let refund = 0
  const [february, march] = [periodOf('2026-02-01'), periodOf('2026-03-01')]
  const figures = async (period = march) => (await ledgerOf(world, period)).get(customer)

  beforeAll(async () => {
    world = await open({ now: () => new Date('2026-03-20T02:00:00Z') })
    of = await trade(world)
    customer = (await of.make('customers', { name: '退货客户', address: '银川市金凤区 2 号' })).id
    const invoice = await of.newInvoice('100', { customer, date: '2026-02-01', opening: true })
    await of.make('receipts', {
      customer,
      date: '2026-02-03',
      amount: '70',
      account: of.account,
      allocations: [{ invoice, amount: '70' }],
      status: 'confirmed',
    })
    const back = { customer, reason: 'quality', status: 'confirmed' }
    const lines = (unitPrice: string) => [{ product: of.product, quantity: '1', unitPrice }]
    // 30.00 is open of the invoice: that is credited, 60.00 is to be paid back.
    paid = (await of.make('returns', { ...back, date: '2026-02-10', invoice, lines: lines('90') })).id
    bare = (await of.make('returns', { ...back, date: '2026-02-12', lines: lines('25') })).id
    await of.make('returns', { ...back, date: '2026-02-13', kind: 'exchange', lines: lines('11') })
    const money = (of_: number, amount: string, paidOn: string) =>
      of.make('refunds', { customer, return: of_, amount, reason: '退货款', account: of.account, paidOn, status: 'paid' })
    refund = (await money(paid, '40', '2026-02-20')).id
    await money(bare, '10', '2026-03-02')
  })

  it('PAY-05: a return of an invoice counts in full, a refund of it lowers what came in, and what is still to be paid back is owed', async () => {
    expect(await figures(february)).toEqual({
      opening: 0,
      shipped: 0,
      invoiced: 100_00,
      received: 70_00 - 40_00,
      returned: 90_00,
      discounted: 0,
      writtenOff: 0,
      adjusted: 0,
      closing: -20_00,
    })
    expect(await world.database.knex('returns').where({ id: paid }).first('refundable')).toEqual({ refundable: 20_00 })
  })

  it('PAY-05: a return of goods never invoiced is returned as it is paid back: received agrees with the bank, the balance stays', async () => {
    expect(await figures()).toMatchObject({ opening: -20_00, received: -10_00, returned: 10_00, closing: -20_00 })
  })

  it('PAY-06: the statement has a line for the whole return and for each refund, and closes alike', async () => {
    const follower = await Follower.start(world.database, world.catalog, `${world.dataDir}/warehouse.duckdb`)
    await follow(follower)
    const asker = { id: 1, department: 1, departmentPath: '/1/', language: 'en' as const }
    const bytes = await follower.read((connection) =>
      statement(connection, { ask: 'statement', customer, from: '2026-02-01', to: '2026-03-31', asker, today: '2026-03-20' }),
    )
    const { rows, closing } = JSON.parse(`${bytes}${ending(follower.asOf)}`) as Statement
    await follower.close()
    expect(rows.map(({ day, paper, charge, credit }) => [day, paper, charge, credit])).toEqual([
      ['2026-02-01', 'invoices', '100.00', null],
      ['2026-02-03', 'receipts', null, '70.00'],
      ['2026-02-10', 'returns', null, '90.00'],
      ['2026-02-20', 'refunds', '40.00', null],
      ['2026-03-02', 'refunds', '10.00', null],
      ['2026-03-02', 'returns', null, '10.00'],
    ])
    expect(closing).toBe('-20.00')
  })

  it('ORD-17, PAY-05: goods that came back before they were invoiced are told their invoice once, and count from its day', async () => {
    const { id: other } = await of.make('customers', { name: '先退后开票', address: '银川市金凤区 3 号' })
    const order = await of.newOrder([{ product: of.product, quantity: '2', unitPrice: '50' }], { customer: other, contract: null })
    const dispatch = await of.newDispatch({ order })
    await world.database.knex('dispatches').where({ id: dispatch }).update({ status: 'shipped', shippedOn: '2026-02-10' })
    const back = { customer: other, order, date: '2026-02-12', reason: 'quality', status: 'confirmed' }
    const { id } = await of.make('returns', { ...back, lines: [{ product: of.product, quantity: '1', unitPrice: '50' }] })
    const bill = () => of.make('invoices', { customer: other, date: '2026-03-05', lines: [{ dispatch }], status: 'draft' })
    const { id: invoice } = await bill()
    const clerk = await of.as('administrator')
    const name = (to: number | null) => of.change('returns', id, { invoice: to }, clerk)
    const account = async (period = march) => (await ledgerOf(world, period)).get(other)
    await expect(name(invoice)).rejects.toMatchObject(fault('invoice', /ORD-17/))
    await of.take('invoices', invoice, 'issue')
    expect(await account()).toMatchObject({ invoiced: 100_00, returned: 0, closing: 100_00 })
    await name(invoice)
    expect(await account(february)).toMatchObject({ returned: 0, closing: 0 })
    expect(await account()).toMatchObject({ invoiced: 100_00, returned: 50_00, closing: 50_00 })
    expect(await world.database.knex('invoices').where({ id: invoice }).first('credited', 'outstanding')).toEqual({
      credited: 50_00,
      outstanding: 50_00,
    })
    // What is credited stays: neither taken away nor put on another.
    const another = await of.newInvoice('80', { customer: other, opening: true })
    for (const to of [null, another]) await expect(name(to)).rejects.toMatchObject(fault('invoice', /ORD-17/))
    // What is being paid back stays, too.
    const { id: repaid } = await of.make('returns', { ...back, lines: [{ product: of.product, quantity: '1', unitPrice: '50' }] })
    const refund = { customer: other, return: repaid, amount: '10', reason: '退货款', account: of.account }
    await of.make('refunds', { ...refund, paidOn: '2026-03-07', status: 'paid' })
    await expect(of.change('returns', repaid, { invoice }, clerk)).rejects.toMatchObject(fault('invoice', /ORD-17/))
  })

  it('PAY-05: a closed month keeps the whole of a return and what was paid back of it', async () => {
    const at = '2026-03-01T00:00:00Z'
    await world.database
      .knex('reconciliations')
      .insert({ version: 1, createdAt: at, updatedAt: at, number: 'ZJ-202602', month: '2026-02-01', status: 'locked' })
    const [line] = await world.database.knex('returns_lines').where({ parent: paid }).select('id', 'product')
    const refused = (register: string, id: number, body: Record<string, unknown>, field: string) =>
      expect(updateMany(world, system, register, [id], body)).rejects.toMatchObject(fault(field, /2026-02 is closed/))
    await refused('returns', paid, { lines: [{ id: line.id, product: line.product, quantity: '1', unitPrice: '91' }] }, 'date')
    await refused('refunds', refund, { return: bare }, 'paidOn')
    await refused('refunds', refund, { amount: '39' }, 'paidOn')
    // Paying the rest in the open month is a movement of that month.
    await of.make('refunds', {
      customer,
      return: paid,
      amount: '20',
      reason: '退货款',
      account: of.account,
      paidOn: '2026-03-19',
      status: 'paid',
    })
    expect(await figures(february)).toMatchObject({ closing: -20_00 })
    expect(await figures()).toMatchObject({ opening: -20_00, received: -30_00, returned: 10_00, closing: 0 })
  })
})
