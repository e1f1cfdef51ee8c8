/** Adjustments (PAY-14): signs, limits, approval; what an approved one does to invoice, advance, order, credit and the ledger. */
import { beforeAll, expect, it } from 'vitest'
import { decide } from '../../server/approvals/index.ts'
import { explain } from '../../server/credit/index.ts'
import { ledgerOf, periodOf, totalOf } from '../../server/reconciliation/index.ts'
import { get, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { fault, type Trade, trade } from '../support/trade.ts'

eachEngine('adjustments', (open) => {
  let world: World
  let of: Trade
  const march = periodOf('2026-03-01')
  const advance = async () => (await explain(world, { customer: of.customer, amount: 0, day: '2026-03-20', contract: null })).inputs.advance

  beforeAll(async () => {
    world = await open({ now: () => new Date('2026-03-20T02:00:00Z') })
    of = await trade(world)
    const at = '2026-03-01T00:00:00Z'
    await world.database
      .knex('reconciliations')
      .insert({ version: 1, createdAt: at, updatedAt: at, number: 'ZJ-202602', month: '2026-02-01', status: 'locked' })
  })

  const late = (more: object) => ({ customer: of.customer, reason: '核对', ...more })
  const bill = () => of.newInvoice('1000', { date: '2026-03-02', dueOn: '2026-03-30' })

  it('PAY-14: take the right sign, one paper, and no more than stands on it', async () => {
    const invoice = await bill()
    const receipt = (
      await of.make('receipts', { customer: of.customer, date: '2026-03-03', amount: '40', account: of.account, status: 'confirmed' })
    ).id
    const wrong: readonly (readonly [object, string, RegExp])[] = [
      [{ kind: 'discount', invoice, amount: '10' }, 'amount', /negative amount/],
      [{ kind: 'difference', invoice, amount: '-1.01' }, 'amount', /at most 1\.00/],
      [{ kind: 'correction', invoice, amount: '0', corrects: '2026-02-01' }, 'amount', /not zero/],
      [{ kind: 'correction', invoice, amount: '-5' }, 'corrects', /names the month/],
      [{ kind: 'correction', invoice, amount: '-5', corrects: '2026-02-10' }, 'corrects', /first day/],
      [{ kind: 'correction', invoice, amount: '-5', corrects: '2026-03-01' }, 'corrects', /not closed/],
      [{ kind: 'discount', amount: '-5' }, 'invoice', /not both or neither/],
      [{ kind: 'discount', invoice, receipt, amount: '-5' }, 'invoice', /not both or neither/],
      [{ kind: 'discount', invoice, amount: '-1000.01' }, 'amount', /is outstanding/],
      [{ kind: 'correction', receipt, amount: '40.01', corrects: '2026-02-01' }, 'amount', /advance of 40\.00/],
      [{ kind: 'correction', receipt, amount: '-5', corrects: '2026-02-01' }, 'receipt', /only advance/],
    ]
    for (const [body, field, says] of wrong)
      await expect(of.make('adjustments', late(body)), JSON.stringify(body)).rejects.toMatchObject(fault(field, says))
  })

  it('PAY-14: approved by the head of the unit and finance, they count from that day and are not undone', async () => {
    const { knex } = world.database
    const [head, finance, clerk] = [await of.as('salesManager'), await of.as('finance'), await of.as('salesClerk')]
    const { id: unit } = await of.make('departments', { code: 'U1', name: '一部', manager: head.id })
    await knex('customers').where({ id: of.customer }).update({ department: unit })
    await knex('users').where({ id: clerk.id }).update({ department: unit })
    const invoice = await bill()
    const { id } = await of.make('adjustments', late({ kind: 'discount', invoice, amount: '-10' }), {
      ...clerk,
      department: unit,
      departmentPath: `/${unit}/`,
    })
    await of.take('adjustments', id, 'submit')
    for (const who of [head, finance]) {
      const open = await knex('approvals').where({ document: 'adjustments', record: id, state: 'pending' }).first('id')
      expect(await get(world, finance, 'invoices', invoice)).toMatchObject({ discounted: '0.00', outstanding: '1000.00' })
      await decide(world, who, open.id, 'approve', null)
    }
    expect(await get(world, finance, 'adjustments', id)).toMatchObject({ status: 'approved', date: '2026-03-20' })
    expect(await get(world, finance, 'invoices', invoice)).toMatchObject({ discounted: '10.00', cleared: '10.00', outstanding: '990.00' })
    await expect(of.take('adjustments', id, 'cancel')).rejects.toMatchObject({ status: 409 })
    await expect(of.take('invoices', invoice, 'void', finance)).rejects.toMatchObject({ status: 409 })
  })

  it('PAY-14: a correction may add to what is owed, even beyond the invoice; the last payment then settles it', async () => {
    const invoice = await bill()
    const before = totalOf((await ledgerOf(world, march)).values())
    await of.make('adjustments', late({ kind: 'correction', invoice, amount: '200', corrects: '2026-02-01', status: 'approved' }))
    expect(await get(world, await of.as('finance'), 'invoices', invoice)).toMatchObject({
      adjusted: '200.00',
      cleared: '-200.00',
      outstanding: '1200.00',
      closedOn: null,
    })
    const after = totalOf((await ledgerOf(world, march)).values())
    expect([after.adjusted - before.adjusted, after.closing - before.closing]).toEqual([20_000, 20_000])
    const { id } = await of.make('receipts', {
      customer: of.customer,
      date: '2026-03-04',
      amount: '1200',
      account: of.account,
      allocations: [{ invoice, amount: '1200' }],
      status: 'confirmed',
    })
    expect(await get(world, await of.as('finance'), 'invoices', invoice)).toMatchObject({
      received: '1200.00',
      outstanding: '0.00',
      closedOn: '2026-03-20',
    })
    await expect(of.make('refunds', late({ receipt: id, amount: '1', account: of.account }))).rejects.toMatchObject(
      fault('amount', /0\.00 yuan can be given back/),
    )
  })

  it('PAY-14: advance taken away is neither allocated, refunded nor spent again', async () => {
    const { id: receipt } = await of.make('receipts', {
      customer: of.customer,
      date: '2026-03-05',
      amount: '100',
      account: of.account,
      status: 'confirmed',
    })
    const free = await advance()
    await of.make('adjustments', late({ kind: 'correction', receipt, amount: '70', corrects: '2026-02-01', status: 'approved' }))
    expect(await advance()).toBe(free - 7_000)
    const finance = await of.as('finance')
    expect(await get(world, finance, 'receipts', receipt)).toMatchObject({ adjusted: '70.00', available: '30.00', unallocated: '30.00' })
    const invoice = await bill()
    await expect(of.change('receipts', receipt, { allocations: [{ invoice, amount: '31' }] }, finance)).rejects.toMatchObject(
      fault('allocations', /of 30\.00/),
    )
    await of.change('receipts', receipt, { allocations: [{ invoice, amount: '30' }] }, finance)
    await expect(
      of.make('adjustments', late({ kind: 'correction', receipt, amount: '0.01', corrects: '2026-02-01' })),
    ).rejects.toMatchObject(fault('amount', /advance of 0\.00/))
    await expect(of.take('receipts', receipt, 'void', finance)).rejects.toMatchObject({ status: 409 })
  })

  it('PAY-14: two that take the same money at the same second: one is refused', async () => {
    const invoice = await bill()
    const bodies = [1, 2].map(() => late({ kind: 'discount', invoice, amount: '-600', status: 'approved' }))
    const results = await Promise.allSettled(bodies.map((body) => of.make('adjustments', body)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await get(world, await of.as('finance'), 'invoices', invoice)).toMatchObject({ discounted: '600.00', outstanding: '400.00' })
  })
})
