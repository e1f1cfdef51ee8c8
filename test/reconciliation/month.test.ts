/** A month from the run to the lock and on (PAY-05, PAY-14), through the verbs, on both engines. */
import { beforeAll, expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { decide } from '../../server/approvals/index.ts'
import { askForRun, closedUntil, ledgerOf, periodOf, runPending, totalOf } from '../../server/reconciliation/index.ts'
import { find, get, remove, update, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { type Trade, trade } from '../support/trade.ts'

const february = '2026-02-01'

eachEngine('a month of the reconciliation (PAY-05, PAY-14, RPT-04, §23.6)', (open) => {
  let world: World
  let of: Trade
  let clerk: Actor
  let finance: Actor
  let at = '2026-03-20T02:00:00Z'
  let invoice = 0

  beforeAll(async () => {
    world = await open({ now: () => new Date(at) })
    of = await trade(world)
    clerk = await of.as('salesClerk')
    finance = await of.as('finance')
    await of.as('executive')
    invoice = await of.newInvoice('1000', { opening: true })
  })

  const month = async () => (await find(world, clerk, 'reconciliations', { filter: { month: february } })).rows[0] ?? { id: 0, issue: null }
  const run = async () => {
    await askForRun(world, clerk, february)
    await runPending(world)
  }
  const differences = async () => (await find(world, clerk, 'differences', { filter: { month: february } })).rows

  it('PAY-05: a run without a difference explains the month by itself, and figures roll forward', async () => {
    await run()
    expect(await month()).toMatchObject({
      number: 'ZJ-202602',
      status: 'explained',
      opening: '-1000000.00',
      invoiced: '1000.00',
      closing: '-999000.00',
      progress: null,
    })
    const { rows } = await find(world, system, 'notices', { filter: { to: clerk.id, kind: 'inform' } })
    expect(rows).toMatchObject([{ title: '资金对账 2026-02 已核对，没有待说明的差异' }])
  })

  it('PAY-05, PAY-14: goods gone and not invoiced are a difference, explained by a person, gone once invoiced', async () => {
    const dispatch = await of.newDispatch()
    await of.ship(dispatch)
    await world.database.knex('dispatches').where({ id: dispatch }).update({ shippedOn: '2026-02-20' })
    await run()
    const [found] = await differences()
    expect(found).toMatchObject({ kind: 'shippedNotInvoiced', amount: '200.00', since: '2026-02-20', status: 'open' })
    expect(await month()).toMatchObject({ status: 'matching', openCount: 1 })
    await expect(of.take('reconciliations', (await month()).id, 'signClerk', clerk)).rejects.toMatchObject({ status: 409 })
    await of.take('differences', Number(found?.id), 'explain', clerk)
    expect(await get(world, clerk, 'differences', Number(found?.id))).toMatchObject({
      outcome: 'text',
      explanation: '测试 test',
      explainedBy: clerk.id,
    })
    expect(await month()).toMatchObject({ status: 'explained', openCount: 0 })
    await of.take('differences', Number(found?.id), 'reopen', clerk)
    expect(await month()).toMatchObject({ status: 'matching', openCount: 1 })
    await of.take('differences', Number(found?.id), 'carry', clerk)
    // The same again changes nothing.
    await run()
    expect((await differences()).map(({ status }) => status)).toEqual(['carried'])
  })

  it('PAY-05, RPT-04, §23.6: signed by two persons, locked and issued with the policies it stood on', async () => {
    const { id } = await month()
    await of.take('reconciliations', id, 'signClerk', clerk)
    expect(await closedUntil(world)).toBe('2026-02-28')
    await expect(of.newInvoice('5', { date: '2026-02-10' })).rejects.toMatchObject({
      status: 422,
      errors: { date: [expect.any(String), expect.stringMatching(/PAY-05/)] },
    })
    await of.take('reconciliations', id, 'sendBack', finance)
    expect(await closedUntil(world)).toBeNull()
    await of.take('reconciliations', id, 'signClerk', clerk)
    await of.take('reconciliations', id, 'signFinance', finance)
    await of.take('reconciliations', id, 'lock', finance)
    const { issue } = await month()
    const paper = await get(world, finance, 'fundRecoveries', Number(issue))
    expect(paper).toMatchObject({
      number: 'HS-202602-01',
      edition: 1,
      current: true,
      closing: '-999000.00',
      capitals: '负玖拾玖万玖仟元整',
      clerk: clerk.id,
      finance: finance.id,
    })
    expect(paper.lines).toHaveLength(1)
    expect(paper.differences).toMatchObject([{ kind: 'shippedNotInvoiced', count: 1, amount: '200.00', carried: 1 }])
    // The policies that the run applied stand on the paper, whatever they become.
    const applied = paper.policies as { key: string; value: string }[]
    expect(applied.map(({ key, value }) => [key, value])).toEqual([
      ['recon.salesFunds.day', '30'],
      ['recon.salesFunds.shift', 'next'],
      ['recon.match.window', '3'],
      ['recon.match.threshold', '90'],
      ['recon.fee.most', '50.00'],
      ['recon.difference.most', '1.00'],
    ])
    const later = await of.make('policies', {
      key: 'recon.match.window',
      value: '9',
      unit: 'day',
      scope: 'company',
      from: '2026-01-01',
      reason: '试行',
    })
    expect(await get(world, finance, 'fundRecoveries', Number(issue))).toEqual(paper)
    await remove(world, system, 'policies', later.id)
    for (const actor of [await of.as('administrator'), finance])
      for (const word of [{ closing: '1' }, { capitals: '零元整' }])
        await expect(update(world, { ...actor, grant: system.grant }, 'fundRecoveries', Number(issue), word)).rejects.toMatchObject({
          status: expect.any(Number),
        })
  })

  it('PAY-05: a late correction lands in the open month and names the one it corrects', async () => {
    const wrong = { customer: of.customer, kind: 'correction', invoice, amount: '-100.00', reason: '多开' }
    await expect(of.make('adjustments', wrong, clerk)).rejects.toMatchObject({ errors: { corrects: expect.anything() } })
    await expect(of.make('adjustments', { ...wrong, corrects: '2026-03-01' }, clerk)).rejects.toMatchObject({
      errors: { corrects: expect.anything() },
    })
    await of.make('adjustments', { ...wrong, corrects: february, status: 'approved' })
    expect(await get(world, finance, 'invoices', invoice)).toMatchObject({ adjusted: '-100.00', outstanding: '900.00' })
    const [second, third] = [
      totalOf((await ledgerOf(world, periodOf(february))).values()),
      totalOf((await ledgerOf(world, periodOf('2026-03-01'))).values()),
    ]
    expect(second.closing).toBe(-99_900_000)
    expect(third).toMatchObject({ opening: -99_900_000, adjusted: -10_000, closing: -99_910_000 })
  })

  it('PAY-05: a carried difference comes again in the next month; the month is re-opened by approval alone, and locked again as another edition', async () => {
    const { id } = await month()
    await of.take('reconciliations', id, 'askReopen', clerk)
    expect(await closedUntil(world)).toBe('2026-02-28')
    for (const actor of [clerk, finance, await of.as('executive'), await of.as('administrator')])
      await expect(of.take('reconciliations', id, 'reopen', { ...actor, grant: system.grant })).rejects.toMatchObject({ status: 409 })
    expect(await month()).toMatchObject({ status: 'reopening' })
    const open = await world.database.knex('approvals').where({ document: 'reconciliations', record: id, state: 'pending' }).first('id')
    await decide(world, await of.as('executive'), open.id, 'approve', null)
    expect(await month()).toMatchObject({ status: 'explained', clerk: null, lockedAt: null })
    // Until it is locked again no table of the month is in force.
    expect((await find(world, finance, 'fundRecoveries', { filter: { month: february, current: true } })).total).toBe(0)
    expect(await closedUntil(world)).toBeNull()
    for (const [step, who] of [
      ['signClerk', clerk],
      ['signFinance', finance],
      ['lock', finance],
    ] as const)
      await of.take('reconciliations', id, step, who)
    const issues = (await find(world, finance, 'fundRecoveries', { filter: { month: february }, sort: ['edition', 'ASC'] })).rows
    expect(issues.map(({ number, current }) => [number, current])).toEqual([
      ['HS-202602-01', false],
      ['HS-202602-02', true],
    ])
    at = '2026-04-02T02:00:00Z'
    await askForRun(world, finance, '2026-03-01')
    await runPending(world)
    const [again] = (await find(world, clerk, 'differences', { filter: { month: '2026-03-01' } })).rows
    expect(again).toMatchObject({ kind: 'shippedNotInvoiced', since: '2026-02-20', status: 'open', carriedFrom: expect.any(Number) })
  })
})
