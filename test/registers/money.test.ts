/** Money in: company accounts, allocation, advances, refunds, drafts, collections in hand, collection plans (PAY-01…12, GRD-03). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, get, remove } from '../../server/records/index.ts'
import { oldestFirst } from '../../server/registers/money/allocation.ts'
import { keepDuePlans } from '../../server/registers/money/keptPlans.ts'
import { assess } from '../../server/registers/money/promises.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, fault, now, refusedMove, type Trade, trade } from '../support/trade.ts'

const receipt = (of: Trade, body: Body = {}) =>
  of.make('receipts', { customer: of.customer, date: '2026-03-18', amount: '100', account: of.account, ...body })

const invoice = async (of: Trade, id: number) => {
  const { received, outstanding, closedOn } = await get(of.world, system, 'invoices', id)
  return [received, outstanding, closedOn]
}

eachEngine('money', (open) => {
  const opening = open({ now })
  const company = async () => trade(await opening)

  test('money into a personal account is kept on record as refused, and can never be confirmed, allocated, changed or deleted (PAY-02)', async () => {
    const of = await company()
    const open = await of.newInvoice('100')
    const finance = await of.as('finance')
    const refused = await of.make(
      'receipts',
      { customer: of.customer, amount: '100', paidInto: 'personal', allocations: [{ invoice: open, amount: '100' }] },
      finance,
    )
    expect(refused).toMatchObject({ status: 'refused', allocations: [], refusal: expect.stringMatching(/PAY-02.*strictly forbidden/) })
    for (const step of ['confirm', 'allocate', 'void'])
      await expect(of.take('receipts', refused.id, step, finance)).rejects.toMatchObject({ status: 409 })
    await expect(of.change('receipts', refused.id, { paidInto: 'company' }, finance)).rejects.toMatchObject({ status: 422 })
    await expect(remove(of.world, finance, 'receipts', refused.id)).rejects.toMatchObject({ status: 422 })
    const draft = await receipt(of)
    expect((await of.change('receipts', draft.id, { paidInto: 'personal' }, finance)).status).toBe('refused')
    expect(await invoice(of, open)).toEqual(['0.00', '100.00', null])
  })

  test('finance alone confirms, into a company account in use, of a positive amount, not dated after today (PAY-01, PAY-08)', async () => {
    const of = await company()
    const draft = await receipt(of, { account: null })
    for (const role of ['salesClerk', 'administrator', 'executive'] as const)
      await expect(of.take('receipts', draft.id, 'confirm', await of.as(role))).rejects.toThrow()
    const finance = await of.as('finance')
    await expect(of.take('receipts', draft.id, 'confirm', finance)).rejects.toMatchObject(refusedMove(/PAY-01/))
    await of.change('receipts', draft.id, { account: of.account }, finance)
    expect((await of.take('receipts', draft.id, 'confirm', finance)).status).toBe('confirmed')
    await expect(of.change('receipts', draft.id, { amount: '1' }, finance)).rejects.toMatchObject({ status: 422 })
    await expect(remove(of.world, system, 'receipts', draft.id)).rejects.toMatchObject(fault('root', /void a confirmed/))
    for (const amount of ['0', '-5']) await expect(receipt(of, { amount })).rejects.toMatchObject({ status: 422 })
    await expect(receipt(of, { date: '2026-03-21' })).rejects.toMatchObject(fault('date', /not dated after today/))
    const closed = await of.make('bankAccounts', { name: '旧户', bank: '农行', number: `0-${draft.id}`, active: false })
    await expect(receipt(of, { account: closed.id })).rejects.toMatchObject(fault('account', /out of use/))
    await expect(of.make('bankAccounts', { name: '重', bank: '农行', number: `0-${draft.id}` })).rejects.toMatchObject({ status: 422 })
  })

  test('a back-dated receipt counts from its own day, and shows how late it was entered', async () => {
    const of = await company()
    const open = await of.newInvoice('100')
    const late = await receipt(of, { date: '2026-02-20', status: 'confirmed', allocations: [{ invoice: open, amount: '100' }] })
    expect(late.daysLate).toBe(28)
    expect(await invoice(of, open)).toEqual(['100.00', '0.00', '2026-02-20'])
    expect((await receipt(of, { date: '2026-03-20' })).daysLate).toBe(0)
  })

  test('allocations stay within the receipt and within each invoice of the same customer (PAY-07)', async () => {
    const of = await company()
    const [one, two] = [await of.newInvoice('80'), await of.newInvoice('50')]
    const draft = await receipt(of)
    const put = (...allocations: [number, string][]) =>
      of.change('receipts', draft.id, { allocations: allocations.map(([id, amount]) => ({ invoice: id, amount })) })
    await expect(put([one, '60'], [two, '40.01'])).rejects.toMatchObject(fault('allocations', /100.01 is allocated of 100.00/))
    await expect(put([two, '50.01'])).rejects.toMatchObject(fault('allocations.0.amount', /50.00 is outstanding/))
    await expect(put([two, '30'], [two, '20.01'])).rejects.toMatchObject(fault('allocations.0.amount', /PAY-07/))
    await expect(put([one, '0'])).rejects.toMatchObject({ status: 422 })
    const elsewhere = await of.newInvoice('50', { customer: await of.newCustomer() })
    await expect(put([elsewhere, '1'])).rejects.toMatchObject(fault('allocations.0.invoice', /this customer/))
    await expect(put([await of.newInvoice('50', { status: 'draft' }), '1'])).rejects.toMatchObject(fault('allocations.0.invoice', /PAY-07/))
    await put([one, '60'], [two, '30'])
    expect(await invoice(of, one)).toEqual(['0.00', '80.00', null])
    const confirmed = await of.take('receipts', draft.id, 'confirm')
    expect(confirmed).toMatchObject({ allocated: '90.00', unallocated: '10.00' })
    expect(await invoice(of, one)).toEqual(['60.00', '20.00', null])
    await put([one, '80'])
    expect([await invoice(of, one), await invoice(of, two)]).toEqual([
      ['80.00', '0.00', '2026-03-18'],
      ['0.00', '50.00', null],
    ])
    await of.take('receipts', draft.id, 'void')
    expect(await invoice(of, one)).toEqual(['0.00', '80.00', null])
  })

  test('allocation on request pays the oldest due first; the rest stays an advance (PAY-07)', async () => {
    const of = await company()
    const late = await of.newInvoice('70', { dueOn: '2026-02-10' })
    const later = await of.newInvoice('70', { dueOn: '2026-03-10' })
    const oldest = await of.newInvoice('20', { dueOn: '2026-01-31' })
    const paid = await receipt(of, { status: 'confirmed' })
    expect((await of.take('receipts', paid.id, 'allocate')).unallocated).toBe('0.00')
    expect([await invoice(of, oldest), await invoice(of, late), await invoice(of, later)].map(([, outstanding]) => outstanding)).toEqual([
      '0.00',
      '0.00',
      '60.00',
    ])
    await expect(of.take('receipts', paid.id, 'allocate')).rejects.toMatchObject(fault('allocations', /advance/))
    const more = await receipt(of, { status: 'confirmed' })
    expect((await of.take('receipts', more.id, 'allocate')).unallocated).toBe('40.00')
  })

  test('two receipts at the same second cannot both pay the last of an invoice (PAY-07)', async () => {
    const of = await company()
    const open = await of.newInvoice('100')
    const bodies = [0, 1, 2].map(() => receipt(of, { status: 'confirmed', allocations: [{ invoice: open, amount: '100' }] }))
    const outcomes = await Promise.allSettled(bodies)
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await invoice(of, open)).toEqual(['100.00', '0.00', '2026-03-18'])
  })

  test('a refund is of one return or one advance, approved before it is paid, never more than there is (PAY-07, ORD-17)', async () => {
    const of = await company()
    const finance = await of.as('finance')
    const advance = await receipt(of, { status: 'confirmed' })
    const ask = (body: Body) => of.make('refunds', { customer: of.customer, reason: '多付', amount: '60', ...body })
    await expect(ask({})).rejects.toMatchObject(fault('return', /PAY-07/))
    await expect(ask({ receipt: (await receipt(of)).id })).rejects.toMatchObject(fault('receipt', /confirmed/))
    await expect(ask({ receipt: advance.id, customer: await of.newCustomer() })).rejects.toMatchObject(fault('receipt', /another customer/))
    const first = await ask({ receipt: advance.id, status: 'approved' })
    await expect(ask({ receipt: advance.id, amount: '40.01' })).rejects.toMatchObject(fault('amount', /40.00 yuan can be given back/))
    await expect(of.take('refunds', first.id, 'pay', finance)).rejects.toMatchObject(refusedMove(/company account/))
    await of.change('refunds', first.id, { account: of.account }, finance)
    await expect(of.take('refunds', first.id, 'approve', finance)).rejects.toMatchObject({ status: 409 })
    expect((await of.take('refunds', first.id, 'pay', finance)).paidOn).toBe('2026-03-20')
    expect(await get(of.world, system, 'receipts', advance.id)).toMatchObject({ refunded: '60.00', unallocated: '40.00' })
    await expect(of.take('receipts', advance.id, 'void')).rejects.toMatchObject(refusedMove(/PAY-07/))

    const lines = [{ product: of.product, quantity: '1', unitPrice: '30' }]
    const back = await of.make('returns', { customer: of.customer, reason: 'quality', lines, status: 'confirmed' })
    await expect(of.take('returns', back.id, 'refund')).rejects.toMatchObject(refusedMove(/still to be refunded/))
    await expect(ask({ return: back.id, amount: '30.01' })).rejects.toMatchObject(fault('amount', /PAY-07/))
    const second = await ask({ return: back.id, amount: '30', status: 'approved', account: of.account })
    await of.take('refunds', second.id, 'pay', finance)
    expect(await get(of.world, system, 'returns', back.id)).toMatchObject({ status: 'refunded', refundable: '0.00' })
    const swap = await of.make('returns', { customer: of.customer, kind: 'exchange', reason: 'damage', lines, status: 'confirmed' })
    await expect(ask({ return: swap.id, amount: '1' })).rejects.toMatchObject(fault('return', /no exchange/))
  })

  test('PAY-07, PAY-05: money is not given back, nor do goods come back, on a day that is still to come', async () => {
    const of = await company()
    const finance = await of.as('finance')
    const advance = await receipt(of, { status: 'confirmed' })
    const { id } = await of.make('refunds', {
      ...{ customer: of.customer, reason: '多付', amount: '60', receipt: advance.id, account: of.account },
      ...{ paidOn: '2026-03-21', status: 'approved' },
    })
    await expect(of.take('refunds', id, 'pay', finance)).rejects.toMatchObject(fault('paidOn', /after today \(PAY-07\)/))
    await of.change('refunds', id, { paidOn: '2026-03-20' }, finance)
    await of.take('refunds', id, 'pay', finance)
    const back = await of.make('returns', {
      ...{ customer: of.customer, order: of.order, date: '2026-03-21', reason: 'quality' },
      lines: [{ product: of.product, quantity: '1', unitPrice: '20' }],
    })
    await expect(of.take('returns', back.id, 'confirm')).rejects.toMatchObject(fault('date', /after today \(ORD-17\)/))
    await of.change('returns', back.id, { date: '2026-03-20' })
    await of.take('returns', back.id, 'confirm')
  })

  test('drafts are told by their number, booked once, and free of discount interest only under an approved preference (PAY-11, GRD-03)', async () => {
    const of = await company()
    const body = {
      customer: of.customer,
      drawer: '甲公司',
      acceptor: '工商银行',
      amount: '100',
      issuedOn: '2026-03-01',
      dueOn: '2026-09-01',
    }
    const draft = await of.make('bankDrafts', { ...body, number: `D${of.customer}` })
    await expect(of.make('bankDrafts', { ...body, number: `D${of.customer}` })).rejects.toMatchObject({ status: 422 })
    await expect(of.make('bankDrafts', { ...body, number: `E${of.customer}`, dueOn: '2026-02-01' })).rejects.toMatchObject(
      fault('dueOn', /PAY-11/),
    )
    await of.change('customers', of.customer, { tier: 'key' })
    const favoured = { ...body, number: `F${of.customer}`, noDiscount: true }
    await expect(of.make('bankDrafts', favoured)).rejects.toMatchObject(fault('noDiscount', /GRD-03/))
    const benefit = {
      customer: of.customer,
      benefits: ['noDiscount'],
      details: '免贴息',
      appraisal: '优',
      from: '2026-01-01',
      to: '2026-12-31',
      status: 'inForce',
    }
    await of.make('preferences', benefit)
    expect((await of.make('bankDrafts', favoured)).noDiscount).toBe(true)
    await receipt(of, { method: 'draft', account: null, draft: draft.id, status: 'confirmed' })
    await expect(receipt(of, { method: 'draft', draft: draft.id })).rejects.toMatchObject(fault('draft', /booked once/))
    await expect(receipt(of, { customer: await of.newCustomer(), draft: draft.id })).rejects.toMatchObject(
      fault('draft', /another customer/),
    )
    const finance = await of.as('finance')
    await expect(of.take('bankDrafts', draft.id, 'endorse', finance)).rejects.toMatchObject(refusedMove(/PAY-11/))
    await of.change('bankDrafts', draft.id, { endorsee: '乙公司', endorsedOn: '2026-03-19' }, finance)
    expect((await of.take('bankDrafts', draft.id, 'endorse', finance)).status).toBe('endorsed')
    expect((await of.take('bankDrafts', draft.id, 'dishonour', finance)).status).toBe('dishonoured')
  })

  test('collections in hand are marked from 10,000 yuan on and never go above 20,000 (PAY-03, CF-08)', async () => {
    const of = await company()
    const seller = await of.as('sales')
    const owner = { owner: seller.id }
    await of.change('customers', of.customer, owner)
    const collect = (amount: string, body: Body = {}) => create(of.world, seller, 'collections', { customer: of.customer, amount, ...body })
    const first = await collect('9999.99')
    const marks = async () => {
      const rows = await of.world.database.knex('collections').where({ holder: seller.id, status: 'held' }).orderBy('id').select('markedOn')
      return rows.map(({ markedOn }) => markedOn)
    }
    expect(await marks()).toEqual([null])
    await collect('0.01')
    expect(await marks()).toEqual(['2026-03-20', '2026-03-20'])
    await collect('10000')
    await expect(collect('0.01')).rejects.toMatchObject(
      fault('amount', /20000.01 yuan would be in hand, above the most of 20000.00.*PAY-03/),
    )
    await expect(of.change('collections', first.id, { amount: '10000' })).rejects.toMatchObject(fault('amount', /PAY-03/))
    await expect(collect('1', { collectedOn: '2026-03-21' })).rejects.toMatchObject(fault('collectedOn', /PAY-03/))
    await expect(collect('1', { holder: (await of.as('finance')).id })).rejects.toMatchObject({ status: 422 })

    const finance = await of.as('finance')
    await expect(of.take('collections', first.id, 'remit', finance)).rejects.toMatchObject(refusedMove(/PAY-01/))
    const short = await receipt(of, { method: 'collection', amount: '9999.98', status: 'confirmed' })
    await of.change('collections', first.id, { receipt: short.id }, finance)
    await expect(of.take('collections', first.id, 'remit', finance)).rejects.toMatchObject(fault('receipt', /PAY-01/))
    const paid = await receipt(of, { method: 'collection', amount: '10000', status: 'confirmed' })
    await of.change('collections', first.id, { receipt: paid.id }, finance)
    expect(await of.take('collections', first.id, 'remit', finance)).toMatchObject({ status: 'remitted', remittedOn: '2026-03-20' })
    expect(await marks()).toEqual(['2026-03-20', '2026-03-20'])
    await of.make('policies', {
      key: 'collection.remit.at',
      value: '10000.02',
      unit: 'yuan',
      scope: 'company',
      from: '2026-01-01',
      reason: '试点',
    })
    await collect('0.01')
    expect(await marks()).toEqual(['2026-03-20', '2026-03-20', '2026-03-20'])
  })

  test('two collections at the same second cannot both take the last room (PAY-03)', async () => {
    const of = await company()
    const seller = await of.as('regionalManager')
    const body = { customer: of.customer, holder: seller.id, amount: '12000' }
    const outcomes = await Promise.allSettled([0, 1].map(() => of.make('collections', body)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a plan is filled from confirmed receipts in due order, and is kept or broken by them (PAY-12)', async () => {
    const of = await company()
    const steps = [
      { dueOn: '2026-03-25', amount: '100' },
      { dueOn: '2026-03-10', amount: '50' },
    ]
    await expect(of.make('collectionPlans', { customer: of.customer, cause: 'overdue', from: '2026-03-11', steps })).rejects.toMatchObject(
      fault('steps.1.dueOn', /PAY-12/),
    )
    const plan = await of.make('collectionPlans', { customer: of.customer, cause: 'overdue', from: '2026-03-01', steps })
    const state = async () => {
      const { status, nextDue, paid, steps: lines } = await get(of.world, system, 'collectionPlans', plan.id)
      return [status, nextDue, paid, ...(lines as Body[]).map((line) => line.kept)]
    }
    expect(await state()).toEqual(['draft', '2026-03-10', '0.00', null, null])
    const early = await receipt(of, { date: '2026-03-09', amount: '60', status: 'confirmed' })
    await of.take('collectionPlans', plan.id, 'activate')
    expect(await state()).toEqual(['active', '2026-03-25', '60.00', null, true])
    await expect(remove(of.world, system, 'collectionPlans', plan.id)).rejects.toMatchObject(fault('root', /PAY-12/))
    const rest = ((await get(of.world, system, 'collectionPlans', plan.id)).steps as Body[]).map(({ id }) => ({ id, amount: '1' }))
    for (const promise of [{ steps: [] }, { steps: rest }, { from: '2026-01-01' }, { cause: 'other' }])
      await expect(of.change('collectionPlans', plan.id, promise)).rejects.toMatchObject({ status: 422 })
    await receipt(of, { amount: '90', status: 'confirmed' })
    expect(await state()).toEqual(['kept', null, '150.00', true, true])
    await of.take('receipts', early.id, 'void')
    expect(await state()).toEqual(['broken', '2026-03-25', '90.00', null, false])
    await expect(remove(of.world, system, 'collectionPlans', plan.id)).rejects.toMatchObject({ status: 422 })
  })

  test('a plan whose day passes unpaid is broken by the round of the day (PAY-12)', async () => {
    const of = await company()
    const steps = [{ dueOn: '2026-03-20', amount: '50' }]
    const plan = await of.make('collectionPlans', { customer: of.customer, cause: 'cash', from: '2026-03-01', steps })
    await of.take('collectionPlans', plan.id, 'activate')
    const at = async (day: string) => {
      await keepDuePlans({ ...of.world, now: () => new Date(`${day}T04:00:00Z`) })
      return (await get(of.world, system, 'collectionPlans', plan.id)).status
    }
    expect([await at('2026-03-20'), await at('2026-03-21')]).toEqual(['active', 'broken'])
  })
})

test('oldest due first pays each in full before the next, and never more than there is', () => {
  const open = fc.record({
    id: fc.nat(1e6),
    date: fc.constant('2026-01-01'),
    dueOn: fc.option(fc.constantFrom('2026-01-31', '2026-02-28', '2026-03-31')),
    outstanding: fc.integer({ min: 1, max: 1e9 }),
  })
  fc.assert(
    fc.property(fc.nat(1e10), fc.uniqueArray(open, { selector: ({ id }) => id, maxLength: 20 }), (amount, invoices) => {
      const paid = oldestFirst(amount, invoices)
      const sum = paid.reduce((total, each) => total + each.amount, 0)
      expect(sum).toBe(
        Math.min(
          amount,
          invoices.reduce((total, { outstanding }) => total + outstanding, 0),
        ),
      )
      for (const each of paid.slice(0, -1)) expect(each.amount).toBe(invoices.find(({ id }) => id === each.invoice)?.outstanding)
      const due = paid.map(({ invoice: id }) => invoices.find((each) => each.id === id)).map((each) => each?.dueOn ?? each?.date ?? '')
      expect(due).toEqual([...due].sort())
    }),
  )
})

test('money fills the steps of all plans in due order, from the day each plan runs', () => {
  const step = (plan: number, from: string, dueOn: string, amount: number) => ({ plan, from, dueOn, amount })
  const steps = [step(1, '2026-03-01', '2026-03-31', 100), step(2, '2026-03-10', '2026-03-15', 50), step(1, '2026-03-01', '2026-03-20', 30)]
  const money = [
    { date: '2026-03-21', amount: 40 },
    { date: '2026-03-05', amount: 20 },
    { date: '2026-02-20', amount: 999 },
  ]
  expect(assess(steps, money, '2026-03-22')).toEqual([
    { paid: 0, kept: null },
    { paid: 40, kept: false },
    { paid: 20, kept: false },
  ])
  expect(assess(steps, [...money, { date: '2026-03-22', amount: 500 }], '2026-04-01').map(({ kept }) => kept)).toEqual([true, false, false])
})
