/** How differences are filed (PAY-14): whatever their papers hold, the run goes on; on both engines. */
import { beforeEach, expect, it } from 'vitest'
import { askForRun, monthRow, runPending } from '../../server/reconciliation/index.ts'
import { find, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { now, type Trade, trade } from '../support/trade.ts'

const february = '2026-02-01'

eachEngine('differences on file', (open) => {
  let world: World
  let of: Trade

  beforeEach(async () => {
    world = await open({ now })
    of = await trade(world)
  })

  const run = async () => {
    await askForRun(world, await of.as('salesClerk'), february)
    await runPending(world)
    return monthRow(world, february)
  }
  const differences = async (kind: string) => (await find(world, await of.as('salesClerk'), 'differences', { filter: { kind } })).rows

  it('PAY-14: a notice of many lines that were all counted otherwise is told shortly, and the month runs', async () => {
    const product = await of.newProduct({ name: '特级免洗宁夏中宁枸杞礼盒装（年节限定款）'.repeat(3) })
    const order = await of.newOrder(Array.from({ length: 40 }, () => ({ product, quantity: '2', unitPrice: '50' })))
    const dispatch = await of.newDispatch({ order, freightTerm: 'onArrival' })
    const { knex } = world.database
    await knex('dispatches').where({ id: dispatch }).update({ status: 'shipped', shippedOn: '2026-02-20' })
    await knex('dispatches_lines').where({ parent: dispatch }).update({ counted: 1000 })
    expect(await run()).toMatchObject({ status: 'matching', fault: null, progress: null })
    const [found] = await differences('quantityDiffers')
    const [zh = '', en = '', ...more] = String(found?.what).split('\n')
    expect(more).toEqual([])
    expect(zh).toMatch(/装车清点与通知不符.*…$/)
    expect(en).toMatch(/was loaded otherwise than notified.*…$/)
    expect(found).toMatchObject({ amount: '-2000.00', status: 'open' })
  })

  it('PAY-14: many differences change, go and come again at one stroke; what was said is taken back, and their owners hear of it', async () => {
    const [finance, clerk] = [await of.as('finance'), await of.as('salesClerk')]
    const { knex } = world.database
    const customers = [of.customer, await of.newCustomer(), await of.newCustomer()]
    for (const customer of customers) await of.make('financeBalances', { month: february, customer, amount: '5' })
    const states = async () => (await differences('balanceDiffers')).map(({ status }) => status)
    const told = async () => (await find(world, finance, 'notices', { filter: { to: finance.id, kind: 'alert' } })).rows.length
    await run()
    expect(await states()).toEqual(['open', 'open', 'open'])
    const heard = await told()
    for (const { id } of await differences('balanceDiffers')) await of.take('differences', id, 'explain', clerk)
    await knex('financeBalances').update({ amount: 600 })
    expect(await run()).toMatchObject({ status: 'matching', openCount: 3 })
    for (const each of await differences('balanceDiffers'))
      expect(each).toMatchObject({
        status: 'open',
        outcome: null,
        explanation: null,
        explainedBy: null,
        earlier: expect.stringMatching(/测试 test/),
      })
    expect(await told()).toBeGreaterThan(heard)
    await knex('financeBalances').update({ deletedAt: '2026-03-01T00:00:00Z' })
    expect(await run()).toMatchObject({ status: 'explained', openCount: 0, differenceCount: 0 })
    expect(await states()).toEqual(['gone', 'gone', 'gone'])
    await knex('financeBalances').update({ deletedAt: null })
    expect(await run()).toMatchObject({ status: 'matching', openCount: 3 })
    expect(await states()).toEqual(['open', 'open', 'open'])
  })
})
