/** What changes after a run (PAY-05, PAY-14): nothing is signed that was not looked at, and nothing that turns up late is never asked about; on both engines. */
import { beforeEach, expect, it } from 'vitest'
import type { Actor } from '../../server/access/actor.ts'
import { invalid } from '../../server/errors.ts'
import { unmatched } from '../../server/reconciliation/differences/unmatched.ts'
import {
  askForRun,
  ledgerOf,
  monthRow,
  monthView,
  periodOf,
  recoveryForm,
  runMonth,
  runPending,
} from '../../server/reconciliation/index.ts'
import { shippedSteps } from '../../server/reconciliation/steps.ts'
import { find, get, move, remove, type World } from '../../server/records/index.ts'
import { mergeCustomers } from '../../server/registers/customers/merge.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, refusedMove, type Trade, trade } from '../support/trade.ts'

const [january, february, march] = ['2026-01-01', '2026-02-01', '2026-03-01']

eachEngine('a month after its run', (open) => {
  let world: World
  let of: Trade
  let clerk: Actor
  let finance: Actor
  let at: string

  beforeEach(async () => {
    at = '2026-03-20T02:00:00Z'
    world = await open({ now: () => new Date(at) })
    of = await trade(world)
    clerk = await of.as('salesClerk')
    finance = await of.as('finance')
  })

  const line = async (more: Body = {}) =>
    (await of.make('bankLines', { account: of.account, date: '2026-02-10', amount: '77.77', payer: '无名', ...more })).id
  const receipt = async (date: string) =>
    (await of.make('receipts', { customer: of.customer, date, amount: '77.77', account: of.account, status: 'confirmed' })).id
  const match = async (bankLine: number, paper: number) =>
    (await of.make('matches', { bank: [{ line: bankLine, amount: '77.77' }], papers: [{ receipt: paper, amount: '77.77' }] }, finance)).id
  const differences = async (month: string, status?: string) =>
    (await find(world, clerk, 'differences', { filter: { month, ...(status ? { status } : {}) }, sort: ['id', 'ASC'] })).rows
  /** Runs the month and has every difference explained; answers its record. */
  const explained = async (month: string): Promise<number> => {
    await askForRun(world, clerk, month)
    await runPending(world)
    for (const { id } of await differences(month, 'open')) await of.take('differences', id, 'explain', clerk)
    return (await monthRow(world, month))?.id ?? 0
  }
  const sign = (id: number) => move(world, clerk, 'reconciliations', id, 'signClerk')
  const changed = refusedMove(/changed after the run/)

  it('PAY-14: the run matches what the bank and the receipts agree on by itself, and asks about the rest', async () => {
    const { name } = await world.database.knex('customers').where({ id: of.customer }).first('name')
    const paper = await receipt('2026-02-10')
    const [own, nobodys] = [await line({ payer: name }), await line({ amount: '5' })]
    await askForRun(world, clerk, february)
    await runPending(world)
    expect(await get(world, finance, 'bankLines', own)).toMatchObject({ state: 'matched', matched: '77.77' })
    const { rows } = await find(world, finance, 'matches')
    expect(rows).toMatchObject([{ made: 'auto', status: 'confirmed' }])
    expect(await get(world, finance, 'matches', rows[0]?.id ?? 0)).toMatchObject({ papers: [{ receipt: paper, amount: '77.77' }] })
    expect(await differences(february)).toMatchObject([{ kind: 'bankWithoutReceipt', bankLine: nobodys, amount: '5.00' }])
  })

  it('PAY-14, CAR-07, CAR-08: one run looks through bank, statements, goods, freight, finance’s balances, accounts and periods', async () => {
    const sent = await of.newDispatch({ freightTerm: 'ours' })
    await of.ship(sent)
    await world.database.knex('dispatches').where({ id: sent }).update({ shippedOn: '2026-02-10' })
    await of.make('receipts', { customer: of.customer, date: '2026-02-03', amount: '60', paidInto: 'personal' })
    await of.make('bankStatements', {
      account: of.account,
      from: '2026-02-01',
      to: '2026-02-20',
      opening: '0',
      closing: '0',
      format: 'manual',
    })
    await match(await line(), await receipt('2026-03-02'))
    await line({ amount: '5' })
    const early = { customer: of.customer, receipt: await receipt('2026-02-04'), amount: '5', reason: '多付', account: of.account }
    const back = await of.make('refunds', { ...early, paidOn: '2026-01-30', status: 'paid' })
    await of.make('financeBalances', { customer: of.customer, month: february, amount: '123' })
    await askForRun(world, clerk, february)
    await runPending(world)
    const found = await differences(february)
    expect([...new Set(found.map(({ kind }) => kind))].sort()).toEqual([
      ...['balanceDiffers', 'bankWithoutReceipt', 'freightMissing', 'personalAccount', 'receiptNotInBank'],
      ...['shippedNotInvoiced', 'statementGap', 'wrongPeriod'],
    ])
    expect(
      found
        .filter(({ kind }) => kind === 'wrongPeriod')
        .map(({ refund }) => refund)
        .sort(),
    ).toEqual([back.id, null].sort())
    expect(found.find(({ kind }) => kind === 'freightMissing')).toMatchObject({ dispatch: sent, status: 'open' })
  })

  it('PAY-14: a bank line that came in since is looked at before anybody signs', async () => {
    const id = await explained(february)
    await line({ amount: '500000' })
    await expect(sign(id)).rejects.toMatchObject(changed)
    expect(await explained(february)).toBe(id)
    expect(await differences(february)).toMatchObject([{ kind: 'bankWithoutReceipt', amount: '500000.00' }])
    await sign(id)
  })

  it("PAY-14: neither is a match undone since, nor finance's balance written since, signed unseen", async () => {
    const made = await match(await line(), await receipt('2026-02-10'))
    const id = await explained(february)
    await move(world, finance, 'matches', made, 'undo')
    await expect(sign(id)).rejects.toMatchObject(changed)
    await explained(february)
    await of.make('financeBalances', { customer: of.customer, month: february, amount: '123' })
    await expect(sign(id)).rejects.toMatchObject(changed)
    await explained(february)
    await sign(id)
  })

  it('PAY-14: what turns up late of a closed month is asked about in the open one; what was explained is not', async () => {
    await line({ amount: '12.34' })
    const made = await match(await line(), await receipt('2026-03-02'))
    const id = await explained(february)
    expect(await differences(february)).toMatchObject([{ kind: 'bankWithoutReceipt' }, { kind: 'wrongPeriod' }])
    await sign(id)
    for (const step of ['signFinance', 'lock']) await move(world, finance, 'reconciliations', id, step)
    await move(world, finance, 'matches', made, 'undo')
    await askForRun(world, clerk, march)
    await runPending(world)
    const found = (await differences(march)).map(({ kind, amount, since }) => [kind, amount, since])
    expect(found).not.toContainEqual(['bankWithoutReceipt', '12.34', '2026-02-10'])
    expect(found).toContainEqual(['bankWithoutReceipt', '77.77', '2026-02-10'])
  })

  it('PAY-14: a difference explained is asked about again once its amount or its papers are others, and says what it was', async () => {
    const bankLine = await line({ amount: '100' })
    await explained(february)
    await of.change('bankLines', bankLine, { amount: '150' }, finance)
    await askForRun(world, clerk, february)
    await runPending(world)
    const again = { kind: 'bankWithoutReceipt', amount: '150.00', status: 'open', outcome: null, explanation: null, carriedFrom: null }
    const [asked] = await differences(february)
    expect(asked).toMatchObject({
      ...again,
      earlier: expect.stringMatching(/^此前：.*100\.00.*测试 test\nBefore: 100\.00 .*Said of it: 测试 test$/),
    })
    await explained(february)
    expect(await differences(february)).toMatchObject([{ status: 'explained' }])
    const balance = async (amount: string) =>
      (await of.make('financeBalances', { customer: of.customer, month: february, amount }, finance)).id
    const first = await balance('-999000')
    await explained(february)
    await remove(world, finance, 'financeBalances', first)
    const second = await balance('-999000')
    const id = await explained(february)
    expect(await differences(february)).toMatchObject([{}, { amount: '1000.00', financeBalance: second, status: 'explained' }])
    const { rows } = await find(world, clerk, 'differences', { filter: { financeBalance: second } })
    expect(rows).toMatchObject([{ earlier: expect.stringMatching(/测试 test/) }])
    await sign(id)
  })

  it('PAY-14: what was explained in a month that is closed is asked about in the open one when it is no longer that', async () => {
    const [same, other] = [await of.newInvoice('70'), await of.newInvoice('300')]
    const id = await explained(february)
    await sign(id)
    for (const step of ['signFinance', 'lock']) await move(world, finance, 'reconciliations', id, step)
    await of.make('returns', {
      ...{ customer: of.customer, invoice: other, date: '2026-03-05', reason: 'cancelled', status: 'confirmed' },
      lines: [{ product: of.product, quantity: '0.4', unitPrice: '300' }],
    })
    await explained(march)
    const filed = await differences(february)
    expect(filed).toMatchObject([{ invoice: same }, { invoice: other, amount: '300.00', status: 'explained', earlier: null }])
    const found = {
      invoice: other,
      amount: '180.00',
      since: '2026-02-01',
      carriedFrom: filed[1]?.id,
      earlier: expect.stringMatching(/300\.00/),
    }
    expect(await differences(march)).toMatchObject([found])
  })

  it('PAY-05, §23.7: the signed paper stays as it was signed, whatever its customers, people and units are called later, and merged or not', async () => {
    const other = await of.newCustomer({ owner: finance.id })
    await of.newInvoice('70.07', { customer: other })
    const id = await explained(february)
    await sign(id)
    for (const step of ['signFinance', 'lock']) await move(world, finance, 'reconciliations', id, step)
    const before = await recoveryForm(world, february, 'zh')
    expect(before.rows).toHaveLength(2)
    expect(before.clerk?.name).toBeTruthy()
    for (const customer of [of.customer, other]) await of.change('customers', customer, { name: `改名 ${customer}` })
    for (const who of [clerk.id, finance.id]) await of.change('users', Number(who), { name: `改名 ${String(who)}` })
    await mergeCustomers(world, await of.as('administrator'), other, of.customer)
    // Only where a row leads follows the merger.
    const rows = before.rows.map((row) => ({ ...row, customer: of.customer }))
    expect(await recoveryForm(world, february, 'zh')).toEqual({ ...before, rows })
    const row = await monthRow(world, february)
    const closings: { customer: number; closing: unknown }[] = await world.database
      .knex('fundRecoveries_lines')
      .where({ parent: row?.issue })
      .groupBy('customer')
      .orderBy('customer')
      .select('customer')
      .sum({ closing: 'closing' })
    const openings = [...(await ledgerOf(world, periodOf(march)))]
      .map(([customer, { opening }]) => ({ customer, closing: opening }))
      .sort((one, other) => one.customer - other.customer)
    expect(closings.map(({ customer, closing }) => ({ customer, closing: Number(closing) }))).toEqual(openings)
    expect(openings).toMatchObject([{ customer: of.customer, closing: row?.closing }])
  })

  it('PAY-05: a customer whose account does not go on where the closed month left it stops the signature, by name', async () => {
    const other = await of.newCustomer({ name: '另一客户' })
    const id = await explained(february)
    await sign(id)
    for (const step of ['signFinance', 'lock']) await move(world, finance, 'reconciliations', id, step)
    const { knex } = world.database
    // As nobody could through the rules: the same in all, and not the same of each.
    await knex('receipts').where({ customer: of.customer }).update({ amount: 99_999_900 })
    await knex('receipts').where({ customer: other }).update({ amount: 100_000_100 })
    at = '2026-04-03T02:00:00Z'
    const next = await explained(march)
    await expect(sign(next)).rejects.toMatchObject(refusedMove(/另一客户.*was locked with \(PAY-05\)/))
    await knex('receipts').update({ amount: 100_000_000 })
    await sign(await explained(march))
  })

  it('PAY-05, PAY-14: lines of a signed month are claimed, set aside and taken back as they must, and what was signed of them stays', async () => {
    const [mine, aside, back] = [await line(), await line({ amount: '8.88' }), await line({ amount: '9.99' })]
    await move(world, finance, 'bankLines', back, 'setAside', { reason: '利息' })
    const id = await explained(february)
    const { bank, unclaimed } = await monthView(world, clerk, february)
    expect([bank.count, unclaimed]).toEqual([2, { count: 2, amount: '86.65', oldest: '2026-02-10' }])
    await sign(id)
    const claim = await of.make('moneyClaims', { bankLine: mine, customer: of.customer, amount: '77.77' })
    await move(world, finance, 'moneyClaims', claim.id, 'confirm')
    await move(world, finance, 'bankLines', aside, 'setAside', { reason: '利息' })
    await move(world, finance, 'bankLines', back, 'takeBack')
    for (const step of ['signFinance', 'lock']) {
      expect(await monthView(world, clerk, february)).toMatchObject({ bank, unclaimed })
      await move(world, finance, 'reconciliations', id, step)
    }
    expect(await monthView(world, clerk, february)).toMatchObject({ bank, unclaimed })
    const issue = (await monthRow(world, february))?.issue
    expect(await get(world, finance, 'fundRecoveries', Number(issue))).toMatchObject({
      ...{ unclaimedCount: 2, unclaimedAmount: '86.65', bankCount: 2, matchedCount: 0, received: '0.00' },
    })
    expect(await get(world, finance, 'receipts', Number((await get(world, finance, 'moneyClaims', claim.id)).receipt))).toMatchObject({
      date: '2026-03-01',
    })
    await explained(march)
    expect((await differences(march)).map(({ kind, amount }) => [kind, amount])).toContainEqual(['bankWithoutReceipt', '9.99'])
  })

  it('PAY-14: a run that a fault stops says which', async () => {
    await askForRun(world, clerk, february)
    const match = async () => Promise.reject(invalid(['资金对账', 'Fund reconciliation'], { bankAmount: ['金额过大。', 'Too large.'] }))
    await expect(runMonth(world, february, { ...shippedSteps, match })).rejects.toMatchObject({ status: 422 })
    const row: { fault: string } = await world.database.knex('reconciliations').where({ month: february }).first('fault')
    expect(row.fault).toMatch(/金额过大.*\n.*Too large/)
  })

  it('PAY-14: what is left of a line that is matched in part is unclaimed; what somebody claimed is not', async () => {
    const part = await line({ amount: '177.77' })
    await match(part, await receipt('2026-02-10'))
    await of.make('moneyClaims', { bankLine: await line({ amount: '5' }), customer: of.customer, amount: '5' })
    expect((await monthView(world, clerk, february)).unclaimed).toEqual({ count: 1, amount: '100.00', oldest: '2026-02-10' })
  })

  it('PAY-14: the rest of a line that is matched in part is proposed or claimed like a whole one, and is then no unclaimed money', async () => {
    const part = await line({ amount: '177.77' })
    const made = await match(part, await receipt('2026-02-10'))
    const rest = async () => {
      const { state, matched, open } = await get(world, finance, 'bankLines', part)
      return [state, matched, open, (await monthView(world, clerk, february)).unclaimed.count]
    }
    expect(await rest()).toEqual(['partly', '77.77', '100.00', 1])
    const claim = await of.make('moneyClaims', { bankLine: part, customer: of.customer, amount: '100' })
    expect(await rest()).toEqual(['claimed', '77.77', '100.00', 0])
    await expect(of.take('bankLines', part, 'setAside', finance)).rejects.toMatchObject({ status: 409 })
    await of.take('moneyClaims', claim.id, 'reject', finance)
    expect(await rest()).toEqual(['partly', '77.77', '100.00', 1])
    const paper = await of.make('receipts', {
      customer: of.customer,
      date: '2026-02-11',
      amount: '100',
      account: of.account,
      status: 'confirmed',
    })
    const parts = { bank: [{ line: part, amount: '100' }], papers: [{ receipt: paper.id, amount: '100' }] }
    const proposal = await of.make('matches', { ...parts, made: 'auto', status: 'proposed', score: '60' })
    expect(await rest()).toEqual(['proposed', '77.77', '100.00', 0])
    await world.database.knex('bankLines').where({ id: part }).update({ changed: '金额 amount: 177.77 → 177.78' })
    expect(await unmatched(world, periodOf(february))).toContainEqual(
      expect.objectContaining({ about: `B${part} changed`, amount: 177_77 }),
    )
    await of.take('matches', proposal.id, 'confirm', finance)
    expect(await rest()).toEqual(['matched', '177.77', '0.00', 0])
    await of.take('matches', made, 'undo', finance)
    expect(await rest()).toEqual(['partly', '100.00', '77.77', 1])
  })

  it('PAY-05: a closed month is not run again by its own step either', async () => {
    const { id: before } = await of.make('reconciliations', { month: january })
    await sign(await explained(february))
    await expect(move(world, clerk, 'reconciliations', before, 'run')).rejects.toMatchObject({ status: 409, code: 'closed' })
    expect((await monthRow(world, january))?.status).toBe('open')
  })
})
