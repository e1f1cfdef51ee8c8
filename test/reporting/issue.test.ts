/** Issues of the weekly statistics: due at the right hour, once whatever the number of servers, and never changed by what comes later. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ending } from '../../reports/answer.ts'
import { Follower } from '../../reports/follower/follower.ts'
import { weeklySales } from '../../reports/pages/weeklySales.ts'
import { system } from '../../server/access/actor.ts'
import { prepareTables } from '../../server/database/tables.ts'
import { leasesTable } from '../../server/jobs/lease.ts'
import { create, find, update, type World } from '../../server/records/index.ts'
import { dueWeeks, newestDue } from '../../server/reporting/due.ts'
import { type Asking, issueDue, issueWeek } from '../../server/reporting/issue.ts'
import { follow } from '../reports/compare.ts'
import { eachEngine } from '../support/engines.ts'
import { openShop, sell } from './shop.ts'

describe('due weeks', () => {
  const at = (instant: string, zone = 'Asia/Shanghai') => newestDue(new Date(instant), zone)

  it('come at 08:00 on Monday in the time zone of the company', () => {
    expect(at('2026-11-22T23:59:59Z')).toBe('2026-11-09')
    expect(at('2026-11-23T00:00:00Z')).toBe('2026-11-16')
    expect(at('2026-11-28T12:00:00Z')).toBe('2026-11-16')
    expect(at('2026-11-23T00:00:00Z', 'Europe/Berlin')).toBe('2026-11-09')
  })

  it('are caught up one by one after a time of rest, but begin with the newest', () => {
    const now = new Date('2026-11-25T00:00:00Z')
    expect(dueWeeks(now, 'Asia/Shanghai', undefined)).toEqual(['2026-11-16'])
    expect(dueWeeks(now, 'Asia/Shanghai', '2026-10-26')).toEqual(['2026-11-02', '2026-11-09', '2026-11-16'])
    expect(dueWeeks(now, 'Asia/Shanghai', '2026-11-16')).toEqual([])
  })
})

/** Answers questions in this process, from a warehouse that follows before every question. */
const answering = (world: World, follower: Follower): Asking => ({
  async ask(question) {
    await follow(follower)
    if (question.ask === 'followed') return JSON.stringify(follower.asOf)
    const report = await follower.read((connection) => weeklySales(connection, world.catalog, follower.shapes, question))
    return `${report}${ending(follower.asOf)}`
  },
})

eachEngine('issues', (open) => {
  it('are made once by two servers, with the figures of the week, and stay as they are', async () => {
    const world = await open({ now: () => new Date('2026-11-23T00:00:01Z') })
    await prepareTables(world.database, [leasesTable])
    const shop = await openShop(world)
    const { wang, li } = shop.people
    const order = await sell(shop, wang, shop.customers[0], '2026-11-18', '3', '12.345')
    await sell(shop, wang, shop.customers[1], '2026-11-22', '1', '100')
    await sell(shop, li, shop.customers[1], '2026-11-23', '1', '100')
    await create(world, system, 'salesTargets', { month: '2026-11-01', user: wang.id, amount: '3000.00' })
    const followers = await Promise.all(
      ['a', 'b'].map((name) => Follower.start(world.database, world.catalog, join(world.dataDir, `${name}.duckdb`))),
    )
    const done = await Promise.all(followers.map((follower) => issueDue(world, answering(world, follower))))
    expect(done.flat()).toEqual(['2026-11-16'])
    const { rows } = await find(world, system, 'salesStatistics', {})
    // Li sold in the week after and has no target: nothing to report.
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      week: '2026-11-16',
      salesperson: wang.id,
      department: shop.north,
      orders: 2,
      customers: 2,
      quantity: '4.000',
      ordered: '137.04',
      returned: '0.00',
      net: '137.04',
      target: '700.00',
      completion: '19.58',
    })
    expect(rows[0]?.number).toMatch(/^XSTJ-2026-\d{5}$/)
    await update(world, system, 'orders', order, { date: '2026-11-01' })
    const [asking] = followers.map((follower) => answering(world, follower))
    if (asking) expect([await issueDue(world, asking), await issueWeek(world, asking, '2026-11-16')]).toEqual([[], 0])
    expect((await find(world, system, 'salesStatistics', {})).rows).toEqual(rows)
    await expect(update(world, wang, 'salesStatistics', Number(rows[0]?.id), { orders: 9 })).rejects.toMatchObject({ status: 403 })
    for (const follower of followers) await follower.close()
  }, 60_000)
})
