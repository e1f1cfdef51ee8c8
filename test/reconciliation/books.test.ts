/** What the books of a month tell (PAY-12, PAY-14, CAR-06…08, ORD-20, CF-19, CF-24): differences by family, plan versus actual, the day it begins, what stays for good. */
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import type { Family } from '../../server/reconciliation/differences/found.ts'
import { freights } from '../../server/reconciliation/differences/freights.ts'
import { goods } from '../../server/reconciliation/differences/goods.ts'
import { ledgerBalances } from '../../server/reconciliation/differences/ledgerBalances.ts'
import { periods } from '../../server/reconciliation/differences/periods.ts'
import { personalAccounts } from '../../server/reconciliation/differences/personalAccounts.ts'
import { beginDue, monthOf, monthRow, periodOf, runDay, runPending, tableOf } from '../../server/reconciliation/index.ts'
import { createMany, remove, removeMany, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, fault, type Trade, trade } from '../support/trade.ts'

const february = periodOf('2026-02-01')

eachEngine('the books of a month', (open) => {
  let world: World
  let of: Trade
  let at = '2026-03-20T02:00:00Z'
  const kinds = async (family: Family) =>
    (await family(world, february)).map(({ kind, about, amount, since }) => [kind, about, amount, since])
  const row = (table: string, id: number, values: object) => world.database.knex(table).where({ id }).update(values)

  /** The record of a month, made where nobody began it. */
  const begun = async (month: string) => (await monthRow(world, month))?.id ?? (await of.make('reconciliations', { month })).id

  /** Goods that left on a day. */
  async function gone(day: string, more: object = {}): Promise<number> {
    const order = await of.newOrder([{ product: of.product, quantity: '2', unitPrice: '50' }])
    const id = await of.newDispatch({ order, freightTerm: 'onArrival', ...more })
    await row('dispatches', id, { status: 'shipped', shippedOn: day })
    return id
  }

  beforeAll(async () => {
    world = await open({ now: () => new Date(at) })
  })

  beforeEach(async () => {
    of = await trade(world)
    for (const table of ['dispatches', 'invoices', 'freights', 'freightSettlements', 'financeBalances', 'refunds'])
      await world.database.knex(table).update({ deletedAt: '2026-01-01T00:00:00Z' })
  })

  it('PAY-14, PAY-15: goods gone and not invoiced, invoiced and not gone, each with its paper and its age', async () => {
    const [billedLater, notGone, soon] = [await gone('2026-02-10'), await gone('2026-02-11'), await gone('2026-03-02')]
    // What left in March and is not billed yet is asked about in March.
    await gone('2026-03-05')
    await of.make('invoices', { customer: of.customer, date: '2026-03-03', lines: [{ dispatch: billedLater }], status: 'issued' })
    const early = await of.make('invoices', { customer: of.customer, date: '2026-02-27', lines: [{ dispatch: soon }], status: 'issued' })
    expect(await kinds(goods)).toEqual([
      ['shippedNotInvoiced', `D${billedLater}`, 10_000, '2026-02-10'],
      ['shippedNotInvoiced', `D${notGone}`, 10_000, '2026-02-11'],
      ['invoicedNotShipped', `I${early.id} D${soon}`, 10_000, '2026-02-27'],
    ])
  })

  it('PAY-14, ORD-17: goods that came back before they were billed are asked about until their return names the invoice or is paid back', async () => {
    const dispatch = await gone('2026-02-10')
    const { order } = await world.database.knex('dispatches').where({ id: dispatch }).first('order')
    const comesBack = (unitPrice: string, more: object = {}) =>
      of
        .make('returns', {
          ...{ customer: of.customer, order, date: '2026-02-12', reason: 'quality', status: 'confirmed', ...more },
          lines: [{ product: of.product, quantity: '1', unitPrice }],
        })
        .then(({ id }) => id)
    const [named, repaid] = [await comesBack('50'), await comesBack('30')]
    await comesBack('5', { kind: 'exchange' })
    await comesBack('7', { date: '2026-03-01' })
    await comesBack('9', { status: 'draft' })
    const about = async () => (await kinds(goods)).filter(([kind]) => kind === 'quantityDiffers')
    expect(await about()).toEqual([])
    const { id: invoice } = await of.make('invoices', {
      customer: of.customer,
      date: '2026-02-20',
      lines: [{ dispatch }],
      status: 'issued',
    })
    expect(await about()).toEqual([
      ['quantityDiffers', `V${named}`, 50_00, '2026-02-20'],
      ['quantityDiffers', `V${repaid}`, 30_00, '2026-02-20'],
    ])
    await of.change('returns', named, { invoice })
    const money = (amount: string, paidOn: string) =>
      of.make('refunds', {
        ...{ customer: of.customer, return: repaid, amount, reason: '退货款', account: of.account },
        ...{ paidOn, status: 'paid' },
      })
    await money('10', '2026-02-28')
    await money('20', '2026-03-01')
    expect(await about()).toEqual([['quantityDiffers', `V${repaid}`, 20_00, '2026-02-20']])
    // What can be done about it depends on the month that the goods came back in.
    const remedy = async () => (await goods(world, february)).find(({ kind }) => kind === 'quantityDiffers')?.what[1]
    expect(await remedy()).toMatch(/name the invoice on the return, or pay it back/)
    const months = world.database.knex('reconciliations')
    const stamp = '2026-03-01T00:00:00Z'
    await months
      .clone()
      .insert({ version: 1, createdAt: stamp, updatedAt: stamp, number: 'ZJ-202602-1', month: '2026-02-01', status: 'locked' })
    expect(await remedy()).toMatch(/its month is closed, so pay it back/)
    await months.clone().where({ number: 'ZJ-202602-1' }).delete()
  })

  it('PAY-14, PAY-15: goods invoiced by hand name no notice; services and balances brought over are none, and what came back is billed no more', async () => {
    const bill = (lines: object[], more: object = {}) =>
      of.make('invoices', { customer: of.customer, date: '2026-02-05', status: 'issued', ...more, lines }).then(({ id }) => id)
    const goji = { product: of.product, quantity: '10', unitPrice: '30' }
    const { id: category } = await of.make('productCategories', { name: '费用', code: `F${of.product}`, kind: 'service' })
    const postage = { product: await of.newProduct({ category }), quantity: '1', unitPrice: '15' }
    const noticed = await gone('2026-02-10')
    const [byHand, mixed] = [await bill([goji, postage]), await bill([{ dispatch: noticed }, goji], { date: '2026-02-10' })]
    await bill([postage])
    await bill([goji], { opening: true })
    await bill([goji], { date: '2026-03-01' })
    await bill([goji], { status: 'draft' })
    const both = [
      ['invoicedNotShipped', `I${byHand}`, 30_000, '2026-02-05'],
      ['invoicedNotShipped', `I${mixed}`, 30_000, '2026-02-10'],
    ]
    expect(await kinds(goods)).toEqual(both)
    const comesBack = (invoice: number, quantity: string, date: string) =>
      of.make('returns', {
        ...{ customer: of.customer, invoice, date, reason: 'cancelled', status: 'confirmed' },
        lines: [{ product: of.product, quantity, unitPrice: '30' }],
      })
    await comesBack(byHand, '4', '2026-02-20')
    // Of what the notice sent, first: 2 pieces at 50 yuan.
    await comesBack(mixed, '3', '2026-02-20')
    await comesBack(byHand, '1', '2026-03-01')
    expect((await kinds(goods)).map(([, , amount]) => amount)).toEqual([18_000, 30_000])
    await comesBack(byHand, '6', '2026-02-21')
    await comesBack(mixed, '7', '2026-02-21')
    expect(await kinds(goods)).toEqual([['invoicedNotShipped', `I${mixed}`, 10_000, '2026-02-10']])
  })

  it('PAY-14: goods that left without an invoice are named beside an invoice by hand of the same product, and both are asked about', async () => {
    const invoice = await of.newInvoice('300')
    const other = await of.newInvoice('300', { customer: await of.newCustomer() })
    const sent = await gone('2026-02-10')
    const { number } = await world.database.knex('dispatches').where({ id: sent }).first('number')
    const found = await goods(world, february)
    expect(found.map(({ kind, about }) => [kind, about])).toEqual([
      ['shippedNotInvoiced', `D${sent}`],
      ['invoicedNotShipped', `I${invoice}`],
      ['invoicedNotShipped', `I${other}`],
    ])
    expect(found.map(({ what }) => what.every((sentence) => sentence.includes(number)))).toEqual([true, true, false])
    await of.take('invoices', invoice, 'void')
    expect((await goods(world, february)).map(({ about }) => about)).toEqual([`D${sent}`, `I${other}`])
  })

  it('PAY-14, ORD-11: counted otherwise, billed otherwise, and more sent than ordered', async () => {
    const counted = await gone('2026-02-10')
    await of.make('invoices', { customer: of.customer, date: '2026-02-12', lines: [{ dispatch: counted }], status: 'issued' })
    await world.database.knex('dispatches_lines').where({ parent: counted }).update({ counted: 1500 })
    const billed = await gone('2026-02-11')
    const { id: invoice } = await of.make('invoices', {
      customer: of.customer,
      date: '2026-02-12',
      lines: [{ dispatch: billed }],
      status: 'issued',
    })
    await row('dispatches', billed, { total: 9_000 })
    const [line] = await world.database.knex('dispatches_lines').where({ parent: billed })
    await world.database.knex('orders_lines').where({ id: line.orderLine }).update({ quantity: 1_000 })
    const { order } = await world.database.knex('dispatches').where({ id: billed }).first('order')
    expect(await kinds(goods)).toEqual([
      ['quantityDiffers', `I${invoice} D${billed}`, 1_000, '2026-02-11'],
      ['quantityDiffers', `D${counted}`, -2_500, '2026-02-10'],
      ['quantityDiffers', `O${order} L${line.orderLine}`, 5_000, '2026-02-11'],
    ])
  })

  it('CAR-06, CAR-07, CAR-08: our freight that nobody entered, monthly freight without a signed settlement, settlements that say otherwise', async () => {
    const missing = await gone('2026-02-10', { freightTerm: 'ours' })
    await gone('2026-02-10', { freightTerm: 'onArrival' })
    const monthly = await gone('2026-02-11', { freightTerm: 'monthly' })
    const { id: freight } = await of.make('freights', { dispatch: monthly, date: '2026-02-12', amount: '80' })
    await gone('2026-03-01', { freightTerm: 'ours' })
    const entered = await gone('2026-02-13', { freightTerm: 'ours' })
    await of.make('freights', { dispatch: entered, date: '2026-02-13', amount: '6' })
    const late = await gone('2026-02-12', { freightTerm: 'monthly' })
    await of.make('freights', { dispatch: late, date: '2026-03-01', amount: '5', term: 'ours' })
    expect(await kinds(freights)).toEqual([
      ['freightMissing', `D${missing}`, 0, '2026-02-10'],
      ['freightMissing', `D${late}`, 0, '2026-02-12'],
      ['freightMissing', `F${freight}`, 8_000, '2026-02-12'],
    ])
    expect((await freights(world, february)).map(({ owner }) => owner)).toEqual(['logistics', 'logistics', 'logistics'])
    await row('dispatches', late, { deletedAt: at })
    const { id: settlement } = await of.make('freightSettlements', { carrier: of.carrier, month: '2026-02-01' })
    expect((await freights(world, february)).find(({ about }) => about === `F${freight}`)?.what[1]).toMatch(/not signed/)
    await row('freightSettlements', settlement, { status: 'signed' })
    expect(await kinds(freights)).toEqual([['freightMissing', `D${missing}`, 0, '2026-02-10']])
    await row('freights', freight, { amount: 9_000 })
    expect(await kinds(freights)).toEqual([
      ['freightMissing', `D${missing}`, 0, '2026-02-10'],
      ['freightDiffers', `S${settlement} F${freight}`, -1_000, '2026-02-01'],
    ])
  })

  it("PAY-14: the ledger against finance's balances, where finance has them", async () => {
    expect(await ledgerBalances(world, february)).toEqual([])
    const { knex } = world.database
    const { closing } = (await tableOf(world, february)).rows.find(({ customer }) => customer === of.customer) ?? { closing: 0 }
    await of.make('financeBalances', { month: february.from, customer: of.customer, amount: (closing / 100 + 0.01).toFixed(2) })
    const found = (await ledgerBalances(world, february)).find(({ customer }) => customer === of.customer)
    expect(found).toMatchObject({ kind: 'balanceDiffers', amount: 1, owner: 'finance' })
    const twice = { month: february.from, customer: await of.newCustomer(), amount: '1' }
    const alone = { errors: { customer: [expect.any(String), expect.stringMatching(/already/)] } }
    await expect(createMany(world, system, 'financeBalances', [twice, twice])).rejects.toMatchObject(alone)
    await expect(of.make('financeBalances', { ...twice, customer: of.customer })).rejects.toMatchObject(alone)
    await knex('financeBalances').where({ customer: of.customer }).update({ amount: closing })
    const left = await ledgerBalances(world, february)
    expect(left.map(({ customer }) => customer)).not.toContain(of.customer)
    // Customers that finance's list does not have are one difference that names how many, their sum and the largest.
    const others = (await tableOf(world, february)).rows.filter(({ customer, closing: own }) => customer !== of.customer && own !== 0)
    const sum = others.reduce((total, { closing: own }) => total + own, 0)
    expect(others.length).toBeGreaterThan(0)
    expect(left).toMatchObject([{ kind: 'balanceDiffers', about: 'finance', customer: null, amount: 0 - sum }])
    expect(left[0]?.what[1]).toContain(`${others.length} customers`)
  })

  it('PAY-02, PAY-14: money in a personal account, and money given back before it came', async () => {
    const { id } = await of.make('receipts', { customer: of.customer, date: '2026-02-03', amount: '60', paidInto: 'personal' })
    expect(await kinds(personalAccounts)).toContainEqual(['personalAccount', `R${id}`, 6_000, '2026-02-03'])
    const receipt = await of.make('receipts', {
      customer: of.customer,
      date: '2026-02-03',
      amount: '60',
      account: of.account,
      status: 'confirmed',
    })
    const back = await of.make('refunds', {
      customer: of.customer,
      receipt: receipt.id,
      amount: '5',
      reason: '多付',
      account: of.account,
      paidOn: '2026-01-30',
      status: 'paid',
    })
    expect(await kinds(periods)).toEqual([['wrongPeriod', `T${back.id} R${receipt.id}`, 500, '2026-01-30']])
  })

  it('PAY-12: plan versus actual of the month, step by step', async () => {
    const { id } = await of.make('collectionPlans', {
      customer: of.customer,
      cause: 'overdue',
      from: '2026-02-01',
      steps: [
        { dueOn: '2026-02-20', amount: '100' },
        { dueOn: '2026-03-10', amount: '50' },
      ],
      status: 'active',
    })
    // Neither other months nor plans that nobody put in force; what came in beyond a step is not of this step.
    for (const [status, dueOn] of [
      ['active', '2026-01-31'],
      ['draft', '2026-02-20'],
      ['cancelled', '2026-02-20'],
    ])
      await of.make('collectionPlans', {
        ...{ customer: of.customer, cause: 'cash', from: '2026-01-01', status },
        steps: [{ dueOn, amount: '7' }],
      })
    const forgotten = { customer: of.customer, cause: 'cash', from: '2026-02-01', steps: [{ dueOn: '2026-02-20', amount: '7' }] }
    await row('collectionPlans', (await of.make('collectionPlans', { ...forgotten, status: 'active' })).id, { deletedAt: at })
    const other = await of.newCustomer()
    const full = await of.make('collectionPlans', {
      ...{ customer: other, cause: 'overLimit', from: '2026-02-01', status: 'kept' },
      steps: [{ dueOn: '2026-02-28', amount: '30' }],
    })
    await world.database.knex('collectionPlans_steps').where({ parent: id, amount: 10_000 }).update({ paid: 4_000 })
    await world.database.knex('collectionPlans_steps').where({ parent: full.id }).update({ paid: 99_00 })
    const { rows, totals } = await tableOf(world, february)
    expect(rows.find(({ customer }) => customer === other)).toMatchObject({ planned: 30_00, paidOfPlan: 30_00 })
    expect(totals).toMatchObject({ planned: 130_00, paidOfPlan: 70_00 })
    expect(rows.find(({ customer }) => customer === of.customer)).toMatchObject({
      planned: 10_000,
      paidOfPlan: 4_000,
    })
  })

  it('PAY-05: an amount that no month could add up is refused where it is entered, on every paper that counts', async () => {
    const [edge, beyond] = ['100000000000.00', '100000000000.01']
    const line = { account: of.account, date: '2026-03-02' }
    const refused = (field: string) => ({
      errors: { [field]: [expect.stringMatching(/PAY-05/), expect.stringMatching(/more than 100 billion/)] },
    })
    await expect(of.make('bankLines', { ...line, amount: beyond })).rejects.toMatchObject(refused('amount'))
    await expect(of.make('bankLines', { ...line, amount: `-${beyond}` })).rejects.toMatchObject(refused('amount'))
    await expect(
      of.make('receipts', { customer: of.customer, date: '2026-03-02', amount: beyond, account: of.account }),
    ).rejects.toMatchObject(refused('amount'))
    await expect(of.newInvoice(beyond)).rejects.toMatchObject(refused('total'))
    const { id } = await of.make('bankLines', { ...line, amount: edge })
    // What stood there before this was asked keeps nothing else of the record from being written.
    await world.database
      .knex('bankLines')
      .where({ id })
      .update({ amount: 10 ** 13 + 1 })
    await of.change('bankLines', id, { summary: '备注' })
    await expect(of.change('bankLines', id, { amount: '100000000000.02' })).rejects.toMatchObject(refused('amount'))
    await world.database
      .knex('bankLines')
      .where({ id })
      .update({ amount: 10 ** 13 })
  })

  it('ORD-20: a customer confirms goods of a closed month, and invoices of it are paid: neither touches what was signed', async () => {
    const { knex } = world.database
    const dispatch = await gone('2026-02-10')
    const invoice = await of.newInvoice('100')
    await knex('reconciliations').insert({
      version: 1,
      createdAt: at,
      updatedAt: at,
      number: 'ZJ-202602',
      month: '2026-02-01',
      status: 'locked',
    })
    const logistics = await of.as('logistics')
    await of.change('dispatches', dispatch, { receivedOn: '2026-03-02', receivedBy: '收货部' }, logistics)
    await knex('dispatches').where({ id: dispatch }).update({ receiptProof: '[{"id":1}]' })
    await of.take('dispatches', dispatch, 'receive', logistics)
    const { id } = await of.make('receipts', {
      customer: of.customer,
      date: '2026-03-02',
      amount: '100',
      account: of.account,
      status: 'confirmed',
    })
    await of.take('receipts', id, 'allocate')
    expect(await knex('invoices').where({ id: invoice }).first('outstanding')).toEqual({ outstanding: 0 })
    await knex('reconciliations').delete()
  })

  it('CF-19: the run begins by itself on the 30th, moved to a working day, once; never in a year that nobody entered', async () => {
    const { knex } = world.database
    expect(await runDay(world, '2026-02-01')).toBe('2026-02-28')
    expect(await runDay(world, '2026-05-01')).toBe('2026-06-01')
    expect(await runDay(world, '2031-02-01')).toBeUndefined()
    at = '2026-03-29T02:00:00Z'
    await beginDue(world)
    expect(await monthRow(world, '2026-03-01')).toBeUndefined()
    expect(await monthRow(world, '2026-02-01')).toMatchObject({ status: 'matching', progress: 0, runs: 1 })
    at = '2026-03-30T02:00:00Z'
    await beginDue(world)
    await beginDue(world)
    await runPending(world)
    expect(await monthRow(world, '2026-03-01')).toMatchObject({ runs: 1, progress: null, ranAt: expect.any(String) })
    // A run by hand some days before is no run on the day; one on the day or later, and a signed month, are left alone.
    await knex('reconciliations').where({ month: '2026-03-01' }).update({ startedAt: '2026-03-05T02:00:00.000Z' })
    await beginDue(world)
    await runPending(world)
    await beginDue(world)
    expect(await monthRow(world, '2026-03-01')).toMatchObject({ runs: 2, progress: null })
    await knex('reconciliations').where({ month: '2026-03-01' }).update({ startedAt: '2026-03-05T02:00:00.000Z', status: 'clerkSigned' })
    await beginDue(world)
    expect(await monthRow(world, '2026-03-01')).toMatchObject({ runs: 2, status: 'clerkSigned' })
    await knex('reconciliations').where({ month: '2026-03-01' }).update({ status: 'matching' })
    at = '2031-03-31T02:00:00Z'
    await beginDue(world)
    expect(await monthRow(world, monthOf('2031-03-31'))).toBeUndefined()
    at = '2026-03-30T02:00:00Z'
  })

  it('CF-24: papers of a closed month are kept for the years of their class, and any paper under a legal hold, by every actor; the sentence names record, rule and remedy', async () => {
    const { knex } = world.database
    const [finance, executive, other] = [await of.as('finance'), await of.as('executive'), await of.newCustomer()]
    const statement = async (from: string, to: string) =>
      (await of.make('bankStatements', { account: of.account, from, to, format: 'manual' })).id
    const [kept, mistaken] = [await statement('2026-02-01', '2026-02-28'), await statement('2026-03-01', '2026-03-31')]
    await remove(world, finance, 'bankStatements', mistaken)
    await begun('2026-02-01')
    await knex('reconciliations').where({ month: '2026-02-01' }).update({ status: 'locked' })
    for (const actor of [finance, system])
      await expect(remove(world, actor, 'bankStatements', kept)).rejects.toMatchObject({
        status: 409,
        words: [
          expect.stringMatching(/^银行对账单 YH-.*须保存 10 年至 2036-02-28.*CF-24/),
          expect.stringMatching(/YH-.*until 2036-02-28.*CF-24\)\. Correct/),
        ],
      })
    const before = at
    at = '2036-02-28T12:00:00Z'
    await expect(remove(world, finance, 'bankStatements', kept)).rejects.toMatchObject({ status: 409 })
    const hold = (body: object) => of.make('legalHolds', { from: '2026-01-01', reason: '法院通知', ...body }, executive)
    const { id: all } = await hold({ matter: '货款诉讼', until: '2026-12-31' })
    await hold({ matter: '别的期间', from: '2027-01-01' })
    at = '2036-02-29T12:00:00Z'
    const held = { status: 409, words: [expect.stringMatching(/BQ-.*货款诉讼.*CF-24/), expect.stringMatching(/under legal hold BQ-/)] }
    await expect(remove(world, finance, 'bankStatements', kept)).rejects.toMatchObject(held)
    await expect(remove(world, executive, 'legalHolds', all)).rejects.toMatchObject({ status: expect.any(Number) })
    for (const role of ['finance', 'salesClerk', 'auditor'] as const)
      await expect(of.take('legalHolds', all, 'lift', { ...(await of.as(role)), grant: system.grant })).rejects.toMatchObject({
        status: 403,
      })
    await expect(hold({ matter: '倒置', from: '2026-05-02', until: '2026-05-01' })).rejects.toMatchObject({
      errors: { until: [expect.any(String), expect.stringMatching(/CF-24/)] },
    })
    await expect(of.change('legalHolds', all, { until: '2026-01-02' }, executive)).rejects.toMatchObject({ status: 422 })
    await of.take('legalHolds', all, 'lift', executive)
    // Its years are over; its month is still closed (PAY-05) until it is opened again.
    await expect(remove(world, system, 'bankStatements', kept)).rejects.toMatchObject({ status: 409, code: 'closed' })
    await knex('reconciliations').where({ month: '2026-02-01' }).update({ status: 'matching' })
    await remove(world, finance, 'bankStatements', kept)
    expect(await knex('bankStatements').where({ id: kept }).whereNotNull('deletedAt').first('id')).toEqual({ id: kept })
    at = before
    const { id: mine } = await of.make('financeBalances', { month: '2026-03-01', customer: of.customer, amount: '1' })
    const { id: others } = await of.make('financeBalances', { month: '2026-03-01', customer: other, amount: '1' })
    await hold({ matter: '客户诉讼', customer: of.customer })
    await expect(remove(world, finance, 'financeBalances', mine)).rejects.toMatchObject({
      words: [expect.stringMatching(/客户诉讼/), expect.anything()],
    })
    await remove(world, finance, 'financeBalances', others)
  })

  it('CF-24: a legal hold is over papers of every register, by their own day or the day they were entered, and over nobody else’s', async () => {
    const admin = await of.as('administrator')
    const other = await of.newCustomer()
    const papers = (customer: number): [string, Body][] => [
      ['receipts', { customer, date: '2026-03-02', amount: '5', account: of.account }],
      ['orders', { customer, date: '2026-03-02', lines: [{ product: of.product, quantity: '1', unitPrice: '1' }] }],
      ['contracts', { customer, name: '补充合同', kind: 'direct', from: '2026-01-01', to: '2026-12-31' }],
      ['dunnings', { customer, date: '2026-03-02', result: '答应月底付' }],
      ['collectionPlans', { customer, cause: 'overdue', from: '2026-03-01', steps: [{ dueOn: '2026-03-20', amount: '1' }] }],
    ]
    const made = async (customer: number) => {
      const found: [string, number][] = []
      for (const [register, body] of papers(customer)) found.push([register, (await of.make(register, body)).id])
      return found
    }
    const [held, free] = [await made(of.customer), await made(other)]
    const { id: late } = await of.make('dunnings', { customer: of.customer, date: '2026-04-01', result: '期外' })
    const hold = await of.make('legalHolds', {
      ...{ matter: '货款案', customer: of.customer, from: '2026-03-01', until: '2026-03-31', reason: '法院通知' },
    })
    for (const [register, id] of held)
      await expect(remove(world, admin, register, id)).rejects.toMatchObject({
        ...{ status: 409, code: 'retained' },
        words: [expect.stringMatching(/BQ-.*货款案.*CF-24/), expect.stringMatching(/under legal hold BQ-/)],
      })
    await expect(removeMany(world, admin, 'dunnings', [late, held.find(([name]) => name === 'dunnings')?.[1] ?? 0])).rejects.toMatchObject({
      status: 409,
    })
    for (const [register, id] of [...free, ['dunnings', late] as const]) await remove(world, admin, register, id)
    await of.take('legalHolds', hold.id, 'lift')
    for (const [register, id] of held) await remove(world, admin, register, id)
  })

  it('CF-24: months, differences and issues stay: nobody deletes them, not even the system', async () => {
    const { knex } = world.database
    const month = await begun('2026-03-01')
    await expect(of.make('reconciliations', { month: '2026-05-02' })).rejects.toMatchObject({ errors: { month: expect.anything() } })
    await expect(remove(world, system, 'reconciliations', month)).rejects.toMatchObject(fault('root', /never deleted \(PAY-05\)/))
    const [clerk, finance, admin] = [await of.as('salesClerk'), await of.as('finance'), await of.as('administrator')]
    const told = { month: '2026-03-01', reconciliation: month }
    const difference = await of.make('differences', { ...told, kind: 'shippedNotInvoiced', key: `test ${month}`, since: '2026-03-02' })
    for (const actor of [system, admin])
      await expect(remove(world, actor, 'differences', difference.id)).rejects.toMatchObject({ status: expect.any(Number) })
    await knex('reconciliations').where({ id: month }).update({ status: 'locked' })
    const signed = { clerk: clerk.id, clerkSignedAt: at, finance: finance.id, financeSignedAt: at, issuedAt: at }
    const issue = await of.make('fundRecoveries', { ...told, ...signed, number: `HS-${month}`, edition: 1 })
    await expect(remove(world, system, 'fundRecoveries', issue.id)).rejects.toMatchObject({
      ...{ status: 409, code: 'retained' },
      words: [expect.stringMatching(/须保存 30 年至 2056-03-01/), expect.stringMatching(/kept 30 years, until 2056-03-01/)],
    })
    await expect(remove(world, admin, 'fundRecoveries', issue.id)).rejects.toMatchObject({ status: expect.any(Number) })
    const before = at
    at = '2056-03-02T02:00:00Z'
    await remove(world, system, 'fundRecoveries', issue.id)
    at = before
    await knex('fundRecoveries').where({ id: issue.id }).delete()
    await knex('reconciliations').where({ id: month }).update({ status: 'matching' })
  })
})
