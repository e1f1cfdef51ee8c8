/** The warehouse equals the database after any order of writes, commits, roll-backs, restarts and rebuilds. */
import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Follower } from '../../reports/follower/follower.ts'
import { rows } from '../../reports/follower/warehouse.ts'
import { makeCatalog } from '../../server/catalog/catalog.ts'
import { tablesOf } from '../../server/catalog/tables.ts'
import type { Database } from '../../server/database/connect.ts'
import { prepareTables } from '../../server/database/tables.ts'
import { money, text } from '../../server/definition/fields.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { expectSame, follow } from './compare.ts'
import { type Document, Ledger } from './ledger.ts'

const day = (offset: number) => new Date(Date.UTC(2025, 11, 1 + offset)).toISOString().slice(0, 10)

const line = fc.record({
  product: fc.integer({ min: 1, max: 5 }),
  quantity: fc.integer({ min: -5000, max: 90_000 }),
  unitPrice: fc.integer({ min: 0, max: 10_000_000 }),
})

const document = (most: number): fc.Arbitrary<Document> =>
  fc.record({
    register: fc.constantFrom('orders', 'returns'),
    id: fc.integer({ min: 1, max: most }),
    customer: fc.integer({ min: 1, max: 4 }),
    salesperson: fc.option(fc.integer({ min: 1, max: 3 })),
    department: fc.option(fc.integer({ min: 1, max: 2 })),
    date: fc.integer({ min: 0, max: 60 }).map(day),
    status: fc.constantFrom('draft', 'confirmed', 'cancelled'),
    lines: fc.array(line, { maxLength: 4 }),
  })

const start = (ledger: Ledger) => Follower.start(ledger.database, ledger.world.catalog, ledger.warehouse)

type Step = { readonly write: Document } | { readonly remove: Document } | 'follow' | 'restart' | 'rebuild'

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: document(12).map((write) => ({ write })) },
  { weight: 1, arbitrary: document(12).map((remove) => ({ remove })) },
  { weight: 2, arbitrary: fc.constant('follow' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
  { weight: 1, arbitrary: fc.constant('rebuild' as const) },
)

eachEngine('follower', (open, engine) => {
  it('shows what the database holds, whatever is written in whatever order', async () => {
    const ledger = new Ledger(await open())
    let follower = await start(ledger)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        for (const each of steps) {
          if (each === 'follow') await follower.step()
          else if (each === 'rebuild') await follower.rebuild()
          else if (each === 'restart') {
            await follower.close()
            follower = await start(ledger)
          } else if ('write' in each) await ledger.write(each.write)
          else await ledger.remove(each.remove.register, each.remove.id)
        }
        await follow(follower)
        await expectSame(ledger.world, follower)
      }),
      { numRuns: 15 },
    )
    expect(await follower.check()).toEqual([])
    await follower.close()
  }, 120_000)

  it('takes over rows without a trace in the feed when it is made anew, and only then', async () => {
    const ledger = new Ledger(await open())
    const follower = await start(ledger)
    await ledger.put('customers', 1, { name: '甲' })
    await follow(follower)
    await ledger.database.knex('customers').where({ id: 1 }).update({ name: '乙', version: 9 })
    expect(await follower.check()).toEqual([{ table: 'customers', figure: 'newest', database: '9', warehouse: '1' }])
    await follower.rebuild()
    expect(await follower.check()).toEqual([])
    await follower.close()
  }, 60_000)

  it('gets a new column when a register gets a new field, and nothing that is sensitive', async () => {
    const ledger = new Ledger(await open())
    await ledger.put('customers', 1, { name: '甲', representative: '张三' })
    const first = await start(ledger)
    await first.close()
    const custom = {
      customers: { x_area: text('面积', 'Area'), x_rent: money('租金', 'Rent'), x_secret: text('密', 'Secret', { sensitive: true }) },
    }
    const catalog = makeCatalog(registers, custom)
    await prepareTables(ledger.database, catalog.registers.flatMap(tablesOf))
    await ledger.put('customers', 1, { x_area: '大', x_rent: 12_345, x_secret: '不可见' })
    const follower = await Follower.start(ledger.database, catalog, ledger.warehouse)
    await follow(follower)
    const [row] = await follower.read((connection) => rows(connection, 'select * from customers'))
    expect(row).toMatchObject({ x_area: '大', x_rent: '123.45', name: '甲' })
    const sensitive = catalog.get('customers').sensitive
    expect(sensitive.size).toBeGreaterThan(1)
    for (const name of sensitive) expect(row).not.toHaveProperty(name)
    await follower.close()
  })

  it('starts anew when the file is broken, or when the database is another one', async () => {
    const ledger = new Ledger(await open())
    await ledger.put('customers', 1, { name: '甲' })
    const first = await start(ledger)
    await ledger.put('customers', 2, { name: '乙' })
    await follow(first)
    await first.close()
    writeFileSync(ledger.warehouse, 'not a database')
    const second = await start(ledger)
    await expectSame(ledger.world, second)
    await second.close()
    await ledger.database.knex('changes').where('record', 2).delete()
    await ledger.database.knex('customers').where('id', 2).delete()
    const third = await start(ledger)
    await expectSame(ledger.world, third)
    await third.close()
  })

  it('carries names in both languages into the comments of tables and columns', async () => {
    const ledger = new Ledger(await open())
    const follower = await start(ledger)
    const [column] = await follower.read((connection) =>
      rows(connection, `select comment from duckdb_columns() where table_name = 'orders' and column_name = 'total'`),
    )
    expect(column?.comment).toBe('总金额 · Total')
    await follower.close()
  })

  if (engine === 'postgres')
    it('misses nothing when transactions overlap and commit out of order', async () => {
      const world = await open()
      const ledger = new Ledger(world)
      const follower = await start(ledger)
      const moves = fc.array(
        fc.record({
          lane: fc.integer({ min: 0, max: 3 }),
          write: document(40),
          end: fc.constantFrom('go on', 'commit', 'roll back', 'follow'),
        }),
        { minLength: 4, maxLength: 30 },
      )
      await fc.assert(
        fc.asyncProperty(moves, async (all) => {
          const lanes = new Map<number, Lane>()
          for (const { lane, write, end } of all) {
            const open = lanes.get(lane) ?? (await Lane.begin(world.database))
            lanes.set(lane, open)
            // Each lane has records of its own: two that wait for each other would prove nothing here.
            await open.run((database) => ledger.write({ ...write, id: write.id * 4 + lane }, database))
            if (end === 'follow') await follower.step()
            if (end === 'commit' || end === 'roll back') {
              await open.end(end === 'commit')
              lanes.delete(lane)
            }
          }
          for (const open of lanes.values()) await open.end(true)
          await follow(follower)
          await expectSame(world, follower)
        }),
        { numRuns: 15 },
      )
      await follower.close()
    }, 120_000)
})

/** A transaction held open, to be written into bit by bit. */
class Lane {
  private readonly work: ((database: Database) => Promise<void>)[] = []
  private wake: () => void = () => undefined
  private finished: Promise<void> = Promise.resolve()
  private ending: 'commit' | 'roll back' | undefined

  static async begin(database: Database): Promise<Lane> {
    const lane = new Lane()
    lane.finished = database
      .transaction(async (inner) => {
        for (;;) {
          for (let next = lane.work.shift(); next; next = lane.work.shift()) await next(inner)
          if (lane.ending === 'commit') return
          if (lane.ending) throw new Error('rolled back on purpose')
          await new Promise<void>((resolve) => {
            lane.wake = resolve
          })
        }
      })
      .catch((error: Error) => {
        if (error.message !== 'rolled back on purpose') throw error
      })
    return lane
  }

  run(work: (database: Database) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.work.push((database) => work(database).then(resolve, reject))
      this.wake()
    })
  }

  async end(commit: boolean): Promise<void> {
    this.ending = commit ? 'commit' : 'roll back'
    this.wake()
    await this.finished
  }
}
