/** The credit gate on the way of real goods: every path, releases with their signers, races, and the month end. */
import { beforeAll, expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { closeCreditMonth } from '../../server/credit/index.ts'
import { createMany, find, get, remove, update, type World } from '../../server/records/index.ts'
import { Credit } from '../support/credit.ts'
import { eachEngine } from '../support/engines.ts'
import { fault } from '../support/trade.ts'

eachEngine('the credit gate', (open) => {
  let world: World
  let at = '2026-03-20T02:00:00Z'
  let company: Credit
  let customer: number
  let contract: number
  let admin: Actor

  const fresh = () => company.fresh()
  const signedBy = (register: string, record: number, actor: Actor) => company.signed(register, record, actor)
  const release = async (dispatch: number, kind: string) => ({ id: await company.release(dispatch, kind) })

  beforeAll(async () => {
    world = await open({ now: () => new Date(at) })
    company = new Credit(world)
    admin = await company.as('administrator')
    await company.begin()
    ;[customer, contract] = await fresh()
  })

  it('CRD-02, CRD-03, CRD-06: the limit is what was shipped in the 30 days before, counted anew each day', async () => {
    const inside = await company.draft(customer, contract, '3000')
    await company.check(inside)
    expect(await company.basis(inside)).toBe('inLimit')
    const { rows } = await find(world, admin, 'creditDecisions', { filter: { document: 'dispatches', record: inside } })
    expect(rows).toMatchObject([{ basis: 'inLimit', limit: '3000.00', amount: '3000.00', excess: '0.00' }])
    const later = await company.draft(customer, contract, '0.01')
    await expect(company.check(later)).rejects.toMatchObject(fault('root', /CRD-06/))
    at = '2026-04-10T02:00:00Z'
    const [other, paper] = [customer, contract]
    await company.take('dispatches', inside, 'cancel', await company.as('logistics'))
    const gone = await company.draft(other, paper, '1')
    await expect(company.check(gone)).rejects.toMatchObject(fault('root', /limit ¥0\.00/))
    at = '2026-03-20T02:00:00Z'
  })

  it('§23.6, CRD-15: the ledger keeps what a decision stood on: its figures, policies, asker and moment; nobody changes it, and later policies leave it alone', async () => {
    const [buyer, paper] = await fresh()
    const dispatch = await company.draft(buyer, paper, '1200')
    await company.check(dispatch)
    const kept = async () =>
      (await find(world, admin, 'creditDecisions', { filter: { document: 'dispatches', record: dispatch } })).rows as {
        id: number
        inputs: Record<string, unknown>
        policies: { key: string; value: string }[]
      }[]
    const before = await kept()
    expect(before).toMatchObject([
      {
        ...{ customer: buyer, day: '2026-03-20', at: '2026-03-20T02:00:00.000Z', mode: 'rolling', basis: 'inLimit' },
        ...{ decidedFor: (await company.as('logistics')).id, amount: '1200.00', limit: '3000.00', exposure: '0.00', excess: '0.00' },
        inputs: { amount: 120_000, limit: 300_000, exposure: 0, overdue: 0, missing: [] },
      },
    ])
    const window = () => before[0]?.policies.find(({ key }) => key === 'credit.window')
    expect(window()).toMatchObject({ value: '30' })
    const id = before[0]?.id ?? 0
    // Whatever they may write.
    for (const person of [admin, await company.as('finance')]) {
      const actor = { ...person, grant: system.grant }
      await expect(update(world, actor, 'creditDecisions', id, { limit: '9' })).rejects.toMatchObject({ status: expect.any(Number) })
      await expect(remove(world, actor, 'creditDecisions', id)).rejects.toMatchObject({ status: expect.any(Number) })
    }
    const policy = await company.make('policies', {
      key: 'credit.window',
      value: '1',
      unit: 'day',
      scope: 'customer',
      customer: buyer,
      reason: '试行',
      from: '2026-01-01',
    })
    expect(await kept()).toEqual(before)
    await expect(company.check(await company.draft(buyer, paper, '1'))).rejects.toMatchObject(fault('root', /limit ¥0\.00/))
    await remove(world, system, 'policies', policy.id)
  })

  it('CRD-01: without the file, the contract or with last year’s debt there is no credit, and the sentence says what is missing', async () => {
    const [id, paper] = await fresh()
    await world.database.knex('customers').where({ id }).update({ idCopy: '[]' })
    await expect(company.check(await company.draft(id, paper, '10'))).rejects.toMatchObject(fault('root', /CRD-01.*ID copy/))
    await world.database.knex('customers').where({ id }).update({ idCopy: '[{"id":1}]' })
    await company.newInvoice('1', { customer: id, date: '2025-12-31', dueOn: '2026-12-31', opening: true })
    await expect(company.check(await company.draft(id, paper, '10'))).rejects.toMatchObject(fault('root', /last year/))
  })

  it('ORD-14: credit needs a distribution or direct contract with its settlement agreement; PAY-04: without any, money comes first', async () => {
    const [id, paper] = await fresh()
    await world.database.knex('contracts').where({ id: paper }).update({ settlementAgreement: null })
    await expect(company.check(await company.draft(id, paper, '10'))).rejects.toMatchObject(fault('root', /no settlement agreement/))
    const stranger = await company.creditCustomer()
    const order = await company.newOrder([{ product: company.product, quantity: '1', unitPrice: '10' }], {
      customer: stranger,
      contract: null,
    })
    const draft = await company.contractFor(stranger, 'prepaid')
    const dispatch = await company.newDispatch({ order, contract: draft })
    await expect(company.check(dispatch)).rejects.toMatchObject(fault('root', /ORD-06/))
    await company.pay(stranger, '10')
    await company.check(dispatch)
    expect(await company.basis(dispatch)).toBe('prepaid')
  })

  it('CRD-05: overdue debt needs the sales department’s approval for the very dispatch', async () => {
    const [id, paper] = await fresh()
    await company.newInvoice('100', { customer: id, date: '2026-01-02', dueOn: '2026-02-01', opening: true })
    const dispatch = await company.draft(id, paper, '10')
    await expect(company.check(dispatch)).rejects.toMatchObject(fault('root', /CRD-05/))
    const asked = await release(dispatch, 'overdue')
    await signedBy('releases', asked.id, await company.as('salesManager'))
    await company.check(dispatch)
    expect(await company.basis(dispatch)).toBe('overdue')
    await expect(company.check(await company.draft(id, paper, '10'))).rejects.toMatchObject(fault('root', /CRD-05/))
  })

  it('CRD-07, CRD-08, CRD-13: first then last, each below a third, signed by the chain; the last is due at month end', async () => {
    const [id, paper] = await fresh()
    const third = await company.draft(id, paper, '4000')
    await expect(release(third, 'first')).rejects.toMatchObject(fault('kind', /less than 1\/3 of the limit 3000\.00 \(CRD-07\)/))
    const first = await company.draft(id, paper, '3999.99')
    await expect(release(first, 'last')).rejects.toMatchObject(fault('kind', /No first release/))
    const one = await release(first, 'first')
    await expect(company.check(first)).rejects.toMatchObject(fault('root', /CRD-06/))
    await signedBy('releases', one.id, await company.as('regionalManager'))
    await company.check(first)
    expect(await company.basis(first)).toBe('firstRelease')
    const used = await get(world, admin, 'releases', one.id)
    expect(used).toMatchObject({ status: 'used', amount: '999.99', limit: '3000.00', signer: (await company.as('regionalManager')).id })
    expect((used.inputs as { limit: number }).limit).toBe(3_000_00)
    await company.take('dispatches', first, 'reopen', await company.as('logistics'))
    expect((await get(world, admin, 'releases', one.id)).status).toBe('approved')
    await company.check(first)
    // Money for a part comes in, so that the last one is below a third again.
    await company.pay(id, '900')
    const second = await company.draft(id, paper, '100')
    await expect(release(second, 'first')).rejects.toMatchObject(fault('kind', /same kind/))
    const two = await release(second, 'last')
    await signedBy('releases', two.id, await company.as('marketingVP'))
    await company.check(second)
    expect(await get(world, admin, 'releases', two.id)).toMatchObject({ status: 'used', dueOn: '2026-03-31' })
    await expect(company.check(await company.draft(id, paper, '1'))).rejects.toMatchObject(fault('root', /CRD-06/))

    // The money is not back at month end: a liability of the signer, proposed once (CRD-13), by the policy that was answered (CRD-12).
    at = '2026-04-01T02:00:00Z'
    await expect(closeCreditMonth(world, '2026-03-01')).rejects.toMatchObject({ code: 'policy' })
    await company.make(
      'policies',
      { key: 'credit.badDebt.lastRelease.share', value: 'signer:60, sales:40', scope: 'company', from: '2026-04-01', reason: '财务制度' },
      admin,
    )
    expect(await closeCreditMonth(world, '2026-03-01')).toBe(1)
    expect(await closeCreditMonth(world, '2026-03-01')).toBe(0)
    const { rows } = await find(world, admin, 'badDebts', { filter: { release: two.id } })
    expect(rows).toMatchObject([{ cause: 'lastRelease', month: '2026-03-01', status: 'proposed' }])
    const debt = await get(world, admin, 'badDebts', rows[0]?.id ?? 0)
    expect(debt.shares).toMatchObject([{ person: (await company.as('marketingVP')).id, share: '60.00' }, { share: '40.00' }])
    at = '2026-03-20T02:00:00Z'

    // Everything is paid: the round is over, and a first release is possible again.
    await company.make('receipts', { customer: id, date: '2026-03-20', amount: '5000', account: company.account, status: 'confirmed' })
    expect((await get(world, admin, 'releases', one.id)).status).toBe('settled')
    expect((await get(world, admin, 'releases', two.id)).settledOn).toBe('2026-03-20')
  })

  it('CRD-12: the bad debt of a last release is borne by the company’s finance rules, and waits until they are given', async () => {
    const [id] = await fresh()
    const finance = await company.as('finance')
    const body = { customer: id, cause: 'lastRelease', month: '2025-03-01', amount: '100.01' }
    const rows = await world.database.knex('policies').where({ key: 'credit.badDebt.lastRelease.share' }).update({ from: '2026-04-01' })
    expect(rows).toBeLessThanOrEqual(1)
    await expect(company.make('badDebts', body, finance)).rejects.toMatchObject({
      code: 'policy',
      words: [expect.anything(), expect.stringMatching(/CRD-12/)],
    })
    at = '2026-04-02T02:00:00Z'
    if (rows === 0)
      await company.make(
        'policies',
        { key: 'credit.badDebt.lastRelease.share', value: 'signer:60, sales:40', scope: 'company', from: '2026-04-02', reason: '财务制度' },
        admin,
      )
    const debt = await company.make('badDebts', body, finance)
    expect(debt.shares).toMatchObject([
      { capacity: '签批人', share: '60.00', amount: '60.01' },
      { share: '40.00', amount: '40.00' },
    ])
    expect(debt.policies).toMatchObject([{ key: 'credit.badDebt.lastRelease.share', value: 'signer:60, sales:40' }])
    at = '2026-03-20T02:00:00Z'
  })

  it('CRD-07, CRD-08: how many releases there are until the money is back is a policy; of one, only a first', async () => {
    const [id, paper] = await fresh()
    const only = (value: string, from: string) =>
      company.make('policies', { key: 'credit.overLimit.count', value, scope: 'customer', customer: id, from, reason: '从严' }, admin)
    await only('0', '2026-03-20')
    const first = await company.draft(id, paper, '3500')
    await expect(release(first, 'first')).rejects.toMatchObject(fault('kind', /At most 0 over-limit/))
    await only('1', '2026-03-21')
    at = '2026-03-21T02:00:00Z'
    const one = await release(first, 'first')
    await signedBy('releases', one.id, await company.as('regionalManager'))
    await company.check(first)
    const second = await company.draft(id, paper, '100')
    await expect(release(second, 'last')).rejects.toMatchObject(fault('kind', /At most 1 over-limit/))
    at = '2026-03-20T02:00:00Z'
  })

  it('PAY-12, CRD-09, CRD-04: over the limit one remits first and ships by the money, with a plan; a cash customer has a plan or pays', async () => {
    const [id, paper] = await fresh()
    await company.check(await company.draft(id, paper, '3000'))
    await company.make('receipts', { customer: id, date: '2026-03-19', amount: '500', account: company.account, status: 'confirmed' })
    const dispatch = await company.draft(id, paper, '501')
    const fits = await company.draft(id, paper, '500')
    const plan = { customer: id, from: '2026-03-20', steps: [{ dueOn: '2026-04-20', amount: '3000' }] }
    const active = async (body: object) =>
      company.take('collectionPlans', (await company.make('collectionPlans', { ...plan, ...body })).id, 'activate')
    await active({ cause: 'overLimit' })
    await expect(company.check(dispatch)).rejects.toMatchObject(fault('root', /CRD-06/))
    await company.check(fits)
    expect(await company.basis(fits)).toBe('prepaid')

    const cash = await company.creditCustomer()
    const sale = await company.contractFor(cash, 'cash')
    const goods = await company.draft(cash, sale, '3000')
    await expect(company.check(goods)).rejects.toMatchObject(fault('root', /CRD-04/))
    await active({ cause: 'cash', customer: cash })
    await company.check(goods)
    expect(await company.basis(goods)).toBe('cash')
  })

  it('CRD-17, CF-07: a stored line is the limit of fixed credit; prepaid ignores any line; the contract’s word wins', async () => {
    const id = await company.creditCustomer({ paymentMode: 'prepaid' })
    const paper = await company.contractFor(id, 'fixed')
    await company.make('creditLines', { customer: id, amount: '200', from: '2026-01-01', reason: '评定', status: 'approved' })
    await company.check(await company.draft(id, paper, '200'))
    await expect(company.check(await company.draft(id, paper, '1'))).rejects.toMatchObject(fault('root', /limit ¥200\.00/))
    const prepaid = await company.contractFor(id, 'prepaid')
    await expect(company.check(await company.draft(id, prepaid, '1'))).rejects.toMatchObject(fault('root', /ORD-06/))
  })

  it('GRD-21, PAY-10: a restricted customer pays the policy’s part ahead, and the blank policy stops with its name', async () => {
    const [id, paper] = await fresh()
    await company.change('customers', id, { creditStatus: 'restricted' }, admin)
    const dispatch = await company.draft(id, paper, '100')
    await expect(company.check(dispatch)).rejects.toMatchObject({ code: 'policy', message: expect.stringContaining('GRD-21') })
    await company.make('policies', { key: 'prepayment.share', value: '50', scope: 'company', from: '2026-03-20', reason: '财务' }, admin)
    await expect(company.check(dispatch)).rejects.toMatchObject(fault('root', /50\.00 %/))
    await company.make('receipts', { customer: id, date: '2026-03-20', amount: '3050', account: company.account, status: 'confirmed' })
    await company.check(dispatch)
  })

  it('no way around: created binding, imported, edited larger after checking, re-opened, invoiced by hand', async () => {
    const [id, paper] = await fresh()
    const order = await company.newOrder([{ product: company.product, quantity: '2', unitPrice: '3000' }], {
      customer: id,
      contract: paper,
    })
    await expect(company.newDispatch({ order, status: 'shipped' })).rejects.toMatchObject(fault('root', /CRD-06/))
    await expect(createMany(world, admin, 'dispatches', [{ order, date: '2026-03-10', status: 'checked' }])).rejects.toMatchObject({
      status: 422,
    })
    const halves: number[] = []
    for (const _ of [0, 1])
      halves.push(
        await company.newOrder([{ product: company.product, quantity: '1', unitPrice: '2000' }], { customer: id, contract: paper }),
      )
    const bodies = halves.map((each) => ({ order: each, date: '2026-03-10', status: 'checked' }))
    await expect(createMany(world, system, 'dispatches', bodies)).rejects.toMatchObject(fault('root', /CRD-06/))
    const dispatch = await company.newDispatch({
      order,
      lines: [{ product: company.product, quantity: '1', specification: '500 克', packing: '箱' }],
    })
    await company.check(dispatch)
    const [line] = await world.database.knex('dispatches_lines').where({ parent: dispatch })
    const logistics = await company.as('logistics')
    await expect(company.change('dispatches', dispatch, { lines: [{ id: line.id, quantity: '2' }] }, logistics)).rejects.toMatchObject(
      fault('root', /CRD-06/),
    )
    await company.take('dispatches', dispatch, 'reopen', logistics)
    await company.change('dispatches', dispatch, { lines: [{ id: line.id, quantity: '2' }] }, logistics)
    await expect(company.check(dispatch)).rejects.toMatchObject(fault('root', /CRD-06/))
    const finance = await company.as('finance')
    const invoice = await company.make(
      'invoices',
      { customer: id, contract: paper, date: '2026-03-20', lines: [{ product: company.product, quantity: '1', unitPrice: '3000.01' }] },
      finance,
    )
    await expect(company.take('invoices', invoice.id, 'issue', finance)).rejects.toMatchObject(fault('root', /CRD-06/))
    await expect(
      company.make(
        'invoices',
        { customer: id, date: '2026-03-20', opening: true, lines: [{ product: company.product, quantity: '1', unitPrice: '1' }] },
        await company.as('salesClerk'),
      ),
    ).rejects.toMatchObject({ status: expect.any(Number) })
  })

  it('two clerks dispatch the last credit at the same second: exactly one passes', async () => {
    const [id, paper] = await fresh()
    const two = [await company.draft(id, paper, '2000'), await company.draft(id, paper, '2000')]
    const results = await Promise.allSettled(two.map((each) => company.check(each)))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: fault('root', /CRD-06/) })
  })

  it('CRD-11, CRD-14: goods that left without leave are written down, and the three roles answer for the whole batch', async () => {
    const [id, paper] = await fresh()
    for (const role of ['logistics', 'warehouse', 'marketHead'] as const) await company.as(role)
    const dispatch = await company.draft(id, paper, '5000')
    await company.take('dispatches', dispatch, 'recordUnapproved', await company.as('finance'))
    expect(await company.basis(dispatch)).toBe('unapproved')
    await closeCreditMonth(world, '2026-03-01')
    const { rows } = await find(world, admin, 'badDebts', { filter: { dispatch } })
    expect(rows).toMatchObject([{ cause: 'unapproved', amount: '5000.00' }])
    const { shares } = await get(world, admin, 'badDebts', rows[0]?.id ?? 0)
    const people = await Promise.all((['logistics', 'warehouse', 'marketHead'] as const).map((role) => company.as(role)))
    expect((shares as { person: number; amount: string }[]).map(({ person, amount }) => [person, amount])).toEqual([
      [people[0]?.id, '1667.00'],
      [people[1]?.id, '1666.50'],
      [people[2]?.id, '1666.50'],
    ])
  })

  it('CRD-10, CRD-15, STF-07: bad debt inside the limit is shared by policy, written off its invoice, and only listed as deductions', async () => {
    const [id] = await fresh()
    await company.make(
      'policies',
      { key: 'credit.badDebt.inLimit.share', value: 'sales:30, company:70', scope: 'company', from: '2026-03-20', reason: '办公会' },
      admin,
    )
    const invoice = await company.newInvoice('100', { customer: id, opening: true })
    const body = { customer: id, cause: 'inLimit', month: '2026-03-01', amount: '100.00', invoice }
    const wrong = { ...body, shares: [{ capacity: '业务员', share: '99.99' }] }
    const finance = await company.as('finance')
    await expect(company.make('badDebts', wrong, finance)).rejects.toMatchObject(fault('shares', /100 %/))
    const debt = await company.make('badDebts', body, finance)
    await company.take('badDebts', debt.id, 'confirm', finance)
    expect(await get(world, admin, 'invoices', invoice)).toMatchObject({
      writtenOff: '100.00',
      outstanding: '0.00',
      closedOn: '2026-03-20',
    })
    expect((await get(world, admin, 'badDebts', debt.id)).shares).toMatchObject([{ amount: '30.00' }, { amount: '70.00' }])
  })
})
