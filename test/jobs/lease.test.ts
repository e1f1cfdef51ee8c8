/** Work once a period: several servers at once, failures, and owners that died. */
import { expect, it } from 'vitest'
import { prepareTables } from '../../server/database/tables.ts'
import { latestDone, leasesTable, oncePer } from '../../server/jobs/lease.ts'
import { eachEngine } from '../support/engines.ts'

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 30))

eachEngine('a lease', (open) => {
  const prepared = async () => {
    const { database } = await open()
    await prepareTables(database, [leasesTable])
    return database
  }

  it('lets one of many do the work, once', async () => {
    const database = await prepared()
    let times = 0
    const work = async () => {
      times++
      await soon()
    }
    const here = await Promise.all(Array.from({ length: 8 }, () => oncePer(database, 'issue', '2026-01-05', work)))
    expect([times, here.filter(Boolean).length]).toEqual([1, 1])
    expect(await oncePer(database, 'issue', '2026-01-05', work)).toBe(false)
    expect(await oncePer(database, 'issue', '2026-01-12', work)).toBe(true)
    expect(await oncePer(database, 'other', '2026-01-05', work)).toBe(true)
    expect(times).toBe(3)
    expect([await latestDone(database, 'issue'), await latestDone(database, 'none')]).toEqual(['2026-01-12', undefined])
  })

  it('is given back by work that fails, and taken over from an owner that died', async () => {
    const database = await prepared()
    await expect(oncePer(database, 'issue', 'w', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await latestDone(database, 'issue')).toBeUndefined()
    let times = 0
    const work = async () => {
      times++
    }
    await database.knex('leases').update({ owner: 'dead', until: new Date(Date.now() + 5000).toISOString() })
    expect(await oncePer(database, 'issue', 'w', work)).toBe(false)
    expect(await oncePer(database, 'issue', 'w', work, () => new Date(Date.now() + 6000))).toBe(true)
    expect(times).toBe(1)
  })
})
