/** The whole Online Retail file, where RETAIL_FILE names it: imported, followed by the warehouse, and its weeks compared with an independent count over the CSV. */
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { beginJob, keepLocal } from '../../server/exchange/job.ts'
import { run } from '../../server/exchange/run.ts'
import { startReporting } from '../../server/reporting/index.ts'
import { weeklyQuestion } from '../../server/reporting/weeklySales.ts'
import { openWorld } from '../../server/start.ts'
import { engines, freshSettings } from '../support/engines.ts'

const file = process.env.RETAIL_FILE ?? ''

/** The Monday of a day, by calendar arithmetic alone. */
function monday(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** quantity × price in 分, half away from zero, without the product's own arithmetic. */
function cents(quantity: string, price: string): bigint {
  const [whole = '0', part = ''] = price.split('.')
  const exact = BigInt(quantity) * BigInt(whole + part.padEnd(3, '0'))
  return exact < 0n ? -((5n - exact) / 10n) : (exact + 5n) / 10n
}

const yuan = (value: bigint) =>
  `${value < 0n ? '-' : ''}${(value < 0n ? -value : value) / 100n}.${String((value < 0n ? -value : value) % 100n).padStart(2, '0')}`

interface Week {
  ordered: bigint
  returned: bigint
  orders: Set<string>
}

/** What each week should show, counted straight off the file; an invoice belongs to the day it begins with. */
async function count(): Promise<Map<string, Week>> {
  const weeks = new Map<string, Week>()
  const days = new Map<string, string>()
  for await (const line of createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true })) as AsyncIterable<Record<string, string>>) {
    const { InvoiceNo = '', Quantity = '0', UnitPrice = '0', InvoiceDate = '' } = line
    if (InvoiceNo.startsWith('A')) continue
    const day = days.get(InvoiceNo) ?? InvoiceDate.slice(0, 10)
    days.set(InvoiceNo, day)
    const week = weeks.get(monday(day)) ?? { ordered: 0n, returned: 0n, orders: new Set<string>() }
    weeks.set(monday(day), week)
    if (InvoiceNo.startsWith('C')) week.returned -= cents(Quantity, UnitPrice)
    else {
      week.ordered += cents(Quantity, UnitPrice)
      week.orders.add(InvoiceNo)
    }
  }
  return weeks
}

describe.skipIf(!file).each(engines)('the whole retail file on %s', (engine) => {
  it('lands line by line, and its 53 trading weeks and the empty one between them stand on the dashboard', async () => {
    const { settings, clean } = await freshSettings(engine)
    const world = await openWorld(settings)
    const { job } = await beginJob(world, system, await keepLocal(world, file), { profile: 'online-retail' })
    expect(await run(world, system, job.id)).toMatchObject({ state: 'done', total: 541_909, faulty: 0 })
    const reports = await startReporting(world, settings, pino({ level: 'silent' }))
    try {
      const question = weeklyQuestion(world, system, { from: '2010-11-29', to: '2011-12-11', by: 'week', where: undefined })
      const asking = () => reports.ask(question, { who: 'test' })
      await vi.waitUntil(
        () =>
          asking().then(
            () => true,
            () => false,
          ),
        { timeout: 120_000 },
      )
      const { rows, totals } = JSON.parse(await asking()) as { rows: Record<string, unknown>[]; totals: Record<string, unknown> }
      const expected = await count()
      expect(rows).toHaveLength(54)
      expect(rows.filter((row) => row.orders === 0 && row.returned === '0.00').map((row) => row.week)).toEqual(['2010-12-27'])
      expect(expected.size).toBe(53)
      for (const row of rows) {
        const week = expected.get(String(row.week))
        expect([row.week, row.ordered, row.returned, row.orders]).toEqual([
          row.week,
          yuan(week?.ordered ?? 0n),
          yuan(week?.returned ?? 0n),
          week?.orders.size ?? 0,
        ])
      }
      expect(totals).toMatchObject({ ordered: '10655622.48', returned: '896812.49', net: '9758809.99' })
    } finally {
      await reports.stop()
      await world.database.close()
      await clean()
    }
  }, 600_000)
})
