/** Signing against what happens at the same second (PAY-05): a write under way is in the signed figures or refused, two signers are one, a crash loses nothing. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { decide } from '../../server/approvals/index.ts'
import { askForRun, closedUntil, ledgerOf, monthRow, periodOf, runMonth, runPending, totalOf } from '../../server/reconciliation/index.ts'
import { shippedSteps } from '../../server/reconciliation/steps.ts'
import { create, find, move, together, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { type Trade, trade } from '../support/trade.ts'

const february = '2026-02-01'

/** A latch: closed until it is opened. */
function latch() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { opened, open }
}

eachEngine('signing a month', (open, engine) => {
  async function company(): Promise<{ world: World; of: Trade; clerk: Actor; finance: Actor; id: number }> {
    const world = await open({ now: () => new Date('2026-03-20T02:00:00Z') })
    const of = await trade(world)
    const [clerk, finance] = [await of.as('salesClerk'), await of.as('finance')]
    await askForRun(world, clerk, february)
    await runPending(world)
    return { world, of, clerk, finance, id: (await monthRow(world, february))?.id ?? 0 }
  }
  const receipt = (of: Trade) => ({ customer: of.customer, date: '2026-02-15', amount: '7', account: of.account, status: 'confirmed' })

  it('PAY-05: waits for a receipt that began before, and is then refused because the books moved', async () => {
    const { world, of, clerk, id } = await company()
    const [written, go] = [latch(), latch()]
    const writing = together(world, async (inner) => {
      await create(inner, system, 'receipts', receipt(of))
      written.open()
      await go.opened
    })
    await written.opened
    const signing = move(world, clerk, 'reconciliations', id, 'signClerk').then(
      () => 'signed',
      (error: { words?: readonly string[] }) => error.words?.[1],
    )
    // Somebody who signs waits; give it the time to overtake if it could.
    await wait(150)
    go.open()
    await writing
    expect(await signing).toMatch(/changed after the run/)
    expect(await closedUntil(world)).toBeNull()
    await askForRun(world, clerk, february)
    await runPending(world)
    await move(world, clerk, 'reconciliations', id, 'signClerk')
  })

  it('PAY-05: a receipt that comes after waits for the signature and is refused; it is in no figure', async () => {
    const { world, of, clerk, id } = await company()
    const before = totalOf((await ledgerOf(world, periodOf(february))).values())
    const [signed, go] = [latch(), latch()]
    const signing = together(world, async (inner) => {
      await move(inner, clerk, 'reconciliations', id, 'signClerk')
      signed.open()
      await go.opened
    })
    await signed.opened
    const writing = create(world, system, 'receipts', receipt(of)).then(
      () => 'written',
      (error: { message: string }) => error.message,
    )
    await wait(150)
    go.open()
    await signing
    expect(await writing).toMatch(/2026-02 is closed \(PAY-05\)/)
    expect(totalOf((await ledgerOf(world, periodOf(february))).values())).toEqual(before)
  })

  it('PAY-05, §23.4: of two clerks at the same second one signs; the same person never signs twice', async () => {
    const { world, clerk, finance, id } = await company()
    const other = await person(world, 'salesClerk', `clerk-${engine}-2`)
    const results = await Promise.allSettled([clerk, other].map((who) => move(world, who, 'reconciliations', id, 'signClerk')))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const signer = (await monthRow(world, february))?.clerk ?? 0
    // A clerk who went to finance since.
    await expect(move(world, { ...finance, id: signer }, 'reconciliations', id, 'signFinance')).rejects.toMatchObject({
      status: 409,
      words: [expect.any(String), expect.stringMatching(/two persons/)],
    })
    await move(world, finance, 'reconciliations', id, 'signFinance')
    const locks = await Promise.allSettled([1, 2].map(() => move(world, finance, 'reconciliations', id, 'lock')))
    expect(locks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await find(world, finance, 'fundRecoveries')).total).toBe(1)
  })

  it('PAY-05: nobody signs while a file is being imported into the books, and the file is named', async () => {
    const { world, clerk, id } = await company()
    const { knex } = world.database
    await knex('imports').insert({ register: 'receipts', fileName: '二月收款.xlsx', state: 'running' })
    await expect(move(world, clerk, 'reconciliations', id, 'signClerk')).rejects.toMatchObject({
      status: 409,
      words: [expect.stringMatching(/二月收款\.xlsx/), expect.stringMatching(/二月收款\.xlsx/)],
    })
    await knex('imports').update({ register: 'products' })
    await move(world, clerk, 'reconciliations', id, 'signClerk')
  })

  it('PAY-05: not before the month is over, and one month after the other', async () => {
    const { world, of, clerk, finance, id } = await company()
    await expect(askForRun(world, clerk, '2026-04-01')).rejects.toMatchObject({ status: 409 })
    await askForRun(world, clerk, '2026-03-01')
    await runPending(world)
    const march = (await monthRow(world, '2026-03-01'))?.id ?? 0
    await expect(move(world, clerk, 'reconciliations', march, 'signClerk')).rejects.toMatchObject({
      status: 409,
      words: [expect.any(String), expect.stringMatching(/lasts until 2026-03-31/)],
    })
    const april: World = { ...world, now: () => new Date('2026-04-02T02:00:00Z') }
    await move(april, clerk, 'reconciliations', id, 'signClerk')
    await expect(move(april, clerk, 'reconciliations', march, 'signClerk')).rejects.toMatchObject({
      status: 409,
      words: [expect.any(String), expect.stringMatching(/2026-02 is not locked/)],
    })
    await move(april, finance, 'reconciliations', id, 'signFinance')
    await move(april, finance, 'reconciliations', id, 'lock')
    await move(april, clerk, 'reconciliations', march, 'signClerk')
    await expect(of.take('reconciliations', id, 'askReopen', clerk)).rejects.toMatchObject({
      status: 409,
      words: [expect.any(String), expect.stringMatching(/only the latest/)],
    })
    await expect(askForRun(april, clerk, '2026-01-01')).rejects.toMatchObject({ status: 409, code: 'closed' })
  })

  it('PAY-05: while a month that was locked is open again, no later one is signed, were it the first of all', async () => {
    const { world, of, clerk, finance, id } = await company()
    const executive = await of.as('executive')
    const april: World = { ...world, now: () => new Date('2026-04-02T02:00:00Z') }
    for (const [step, who] of [
      ['signClerk', clerk],
      ['signFinance', finance],
      ['lock', finance],
      ['askReopen', clerk],
    ] as const)
      await move(april, who, 'reconciliations', id, step, { reason: '漏记' })
    const { knex } = world.database
    await decide(april, executive, (await knex('approvals').where({ record: id, state: 'pending' }).first('id')).id, 'approve', null)
    await askForRun(april, clerk, '2026-03-01')
    await runPending(april)
    const march = (await monthRow(world, '2026-03-01'))?.id ?? 0
    await expect(move(april, clerk, 'reconciliations', march, 'signClerk')).rejects.toMatchObject({
      status: 409,
      words: [expect.any(String), expect.stringMatching(/2026-02 is not locked/)],
    })
    await move(april, clerk, 'reconciliations', id, 'signClerk')
  })

  it('PAY-14: of a match and the voiding of its receipt at the same second one is refused', async () => {
    const { world, of, finance } = await company()
    const { id: paper } = await create(world, system, 'receipts', { ...receipt(of), date: '2026-03-05' })
    const { id: line } = await create(world, system, 'bankLines', { account: of.account, date: '2026-03-05', amount: '7', payer: '甲' })
    const [matched, go] = [latch(), latch()]
    const matching = together(world, async (inner) => {
      await create(inner, finance, 'matches', { bank: [{ line, amount: '7' }], papers: [{ receipt: paper, amount: '7' }] })
      matched.open()
      await go.opened
    })
    await matched.opened
    const voiding = of.take('receipts', paper, 'void', finance).then(
      () => 'void',
      (error: { errors?: Record<string, readonly string[]> }) => error.errors?.root?.[1],
    )
    await wait(150)
    go.open()
    await matching
    expect(await voiding).toMatch(/matched with bank lines \(PAY-14\)/)
    expect(await world.database.knex('receipts').where({ id: paper }).first('status')).toEqual({ status: 'confirmed' })
  })

  it('PAY-14: a run that dies in the middle is taken over and ends the same; one that fails says so and can be asked for again', async () => {
    const { world, of, clerk } = await company()
    const dispatch = await of.newDispatch()
    await of.ship(dispatch)
    await world.database.knex('dispatches').where({ id: dispatch }).update({ shippedOn: '2026-02-20' })
    await askForRun(world, clerk, february)
    const failing = { ...shippedSteps, match: async () => Promise.reject(new Error('out of luck')) }
    await expect(runMonth(world, february, failing)).rejects.toThrow('out of luck')
    expect(await monthRow(world, february)).toMatchObject({
      status: 'matching',
      progress: null,
      fault: expect.stringMatching(/run it again/),
    })
    // One that begins by itself has nobody looking on.
    for (const role of ['salesClerk', 'finance'] as const) {
      const { rows } = await find(world, system, 'notices', {
        filter: { to: (await of.as(role)).id, kind: 'alert', document: 'reconciliations' },
      })
      expect(rows).toMatchObject([{ title: expect.stringMatching(/2026-02 .*中止/) }])
    }
    // A server that died: its run is still marked, its lease has run out.
    await askForRun(world, clerk, february)
    const row = await monthRow(world, february)
    const { knex } = world.database
    await knex('leases').insert({
      job: 'fundReconciliation',
      period: `2026-02 ${row?.runs}`,
      owner: 'dead',
      until: '2026-03-20T01:00:00.000Z',
    })
    await knex('reconciliations').update({ progress: 37 })
    await runPending(world)
    await runPending(world)
    expect(await monthRow(world, february)).toMatchObject({ status: 'matching', progress: null, fault: null, openCount: 1 })
    expect((await find(world, clerk, 'differences')).total).toBe(1)
  })
})
