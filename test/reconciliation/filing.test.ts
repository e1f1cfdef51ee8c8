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
})
