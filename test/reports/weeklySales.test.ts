/** The weekly statistics against sums worked out by hand from the rows of the database, from every source and for every asker. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { ending } from '../../reports/answer.ts'
import { Follower } from '../../reports/follower/follower.ts'
import type { Dimension, Report, WeeklyQuestion } from '../../reports/messages.ts'
import { cheapest, grainOf } from '../../reports/pages/grains.ts'
import { weeklySales } from '../../reports/pages/weeklySales.ts'
import { daysBetween, mondayOf, plusDays } from '../../server/calendar/weeks.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import type { Where } from '../../server/definition/where.ts'
import { eachEngine } from '../support/engines.ts'
import { follow } from './compare.ts'
import { type Document, Ledger } from './ledger.ts'

const everything = { orders: {}, returns: {}, salesTargets: {} }

const question = (more: Partial<WeeklyQuestion>): WeeklyQuestion => ({
  ask: 'weekly-sales',
  from: '2026-01-05',
  to: '2026-02-01',
  by: ['week'],
  where: {},
  rules: everything,
  amounts: true,
  asker: { id: 1, department: 2, departmentPath: '/1/2/', language: 'zh' },
  today: '2026-02-02',
  ...more,
})

class Shop {
  readonly ledger: Ledger
  readonly follower: Follower
  readonly documents = new Map<string, Document>()

  constructor(ledger: Ledger, follower: Follower) {
    this.ledger = ledger
    this.follower = follower
  }

  async write(document: Document): Promise<void> {
    this.documents.set(`${document.register} ${document.id}`, document)
    await this.ledger.write(document)
  }

  async ask(more: Partial<WeeklyQuestion>): Promise<Report> {
    await follow(this.follower)
    const { catalog } = this.ledger.world
    const report = await this.follower.read((connection) => weeklySales(connection, catalog, this.follower.shapes, question(more)))
    return JSON.parse(`${report}${ending(this.follower.asOf)}`) as Report
  }
}

interface Sums {
  readonly orders: Set<number>
  readonly customers: Set<number>
  quantity: number
  ordered: number
  returned: number
}

const customers = [
  { id: 1, name: '银川糖酒', region: '640104', tier: 'key' },
  { id: 2, name: '京西商贸', region: '110102', tier: 'general' },
  { id: 3, name: '石嘴山百货', region: '640202', tier: 'key' },
  { id: 4, name: '无区客户', region: null, tier: null },
]

const groupOf: Readonly<Record<Exclude<Dimension, 'product'>, (document: Document) => unknown>> = {
  week: (document) => mondayOf(document.date),
  salesperson: (document) => document.salesperson ?? null,
  customer: (document) => document.customer,
  department: (document) => document.department ?? null,
  region: (document) => customers.find(({ id }) => id === document.customer)?.region?.slice(0, 2) ?? null,
  tier: (document) => customers.find(({ id }) => id === document.customer)?.tier ?? null,
}

/** Sums by hand: each line rounded half away from zero to 分. */
function byHand(documents: Iterable<Document>, from: string, to: string, by: readonly Dimension[]): Map<string, Sums> {
  const found = new Map<string, Sums>()
  for (const document of documents) {
    if (document.status === 'draft' || document.status === 'cancelled' || document.date < from || document.date > to) continue
    const parts = by.includes('product') ? document.lines.map((line) => [line]) : [document.lines]
    for (const lines of parts) {
      const key = JSON.stringify(by.map((dimension) => (dimension === 'product' ? lines[0]?.product : groupOf[dimension](document))))
      const sums = found.get(key) ?? { orders: new Set(), customers: new Set(), quantity: 0, ordered: 0, returned: 0 }
      found.set(key, sums)
      const amount = lines.reduce((sum, line) => {
        const exact = (line.quantity * line.unitPrice) / 100_000
        return sum + Math.sign(exact) * Math.floor(Math.abs(exact) + 0.5)
      }, 0)
      if (document.register === 'returns') sums.returned += amount
      else {
        sums.orders.add(document.id)
        sums.customers.add(document.customer)
        sums.quantity += lines.reduce((sum, line) => sum + line.quantity, 0)
        sums.ordered += amount
      }
    }
  }
  return found
}

const shown = (sums: Sums | undefined) => ({
  orders: sums?.orders.size ?? 0,
  customers: sums?.customers.size ?? 0,
  quantity: formatDecimal(sums?.quantity ?? 0, 3),
  ordered: formatDecimal(sums?.ordered ?? 0, 2),
  returned: formatDecimal(sums?.returned ?? 0, 2),
  net: formatDecimal((sums?.ordered ?? 0) - (sums?.returned ?? 0), 2),
})

const arbitraryDocument: fc.Arbitrary<Document> = fc.record({
  register: fc.constantFrom('orders', 'orders', 'orders', 'returns'),
  id: fc.integer({ min: 1, max: 60 }),
  customer: fc.integer({ min: 1, max: 4 }),
  salesperson: fc.option(fc.integer({ min: 1, max: 3 })),
  department: fc.option(fc.integer({ min: 1, max: 2 })),
  date: fc.integer({ min: 0, max: 420 }).map((offset) => plusDays('2024-12-16', offset)),
  status: fc.constantFrom('draft', 'confirmed', 'confirmed', 'confirmed', 'cancelled'),
  // Products differ within a document, so that a line and its product are one thing in the sums by hand.
  lines: fc.uniqueArray(
    fc.record({
      product: fc.integer({ min: 1, max: 4 }),
      quantity: fc.integer({ min: 0, max: 90_000 }),
      unitPrice: fc.integer({ min: 0, max: 9_999_999 }),
    }),
    {
      minLength: 1,
      maxLength: 4,
      selector: (line) => line.product,
    },
  ),
})

const dimensionLists = fc.uniqueArray(
  fc.constantFrom<Dimension>('week', 'salesperson', 'customer', 'product', 'department', 'region', 'tier'),
  { maxLength: 3 },
)

async function openShop(open: Parameters<Parameters<typeof eachEngine>[1]>[0]): Promise<Shop> {
  const world = await open()
  const ledger = new Ledger(world)
  await ledger.put('departments', 1, { name: '华北区', path: '/1/' })
  await ledger.put('departments', 2, { name: '宁夏部', path: '/1/2/', superior: 1 })
  for (const [id, name, department] of [
    [1, '王芳', 2],
    [2, '李雷', 2],
    [3, '韩梅', 1],
  ] as const)
    await ledger.put('users', id, { name, username: `u${id}`, department })
  for (const { id, ...rest } of customers) await ledger.put('customers', id, rest)
  for (const id of [1, 2, 3, 4]) await ledger.put('products', id, { name: `产品${id}` })
  return new Shop(ledger, await Follower.start(world.database, world.catalog, ledger.warehouse))
}

eachEngine('weekly sales', (open) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(open)
    for (const document of fc.sample(arbitraryDocument, { numRuns: 90, seed: 7 })) await shop.write(document)
    return () => shop.follower.close()
  }, 60_000)

  it('agrees with sums by hand for any period and any grouping', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -10, max: 400 }),
        fc.integer({ min: 0, max: 120 }),
        fc.boolean(),
        dimensionLists,
        async (offset, length, whole, by) => {
          const start = plusDays('2024-12-16', offset)
          const from = whole ? mondayOf(start) : start
          const to = whole ? plusDays(mondayOf(plusDays(start, length)), 6) : plusDays(start, length)
          const { rows, totals } = await shop.ask({ from, to, by })
          const expected = byHand(shop.documents.values(), from, to, by)
          for (const row of rows)
            expect(row, JSON.stringify({ from, to, by })).toMatchObject(
              shown(expected.get(JSON.stringify(by.map((dimension) => row[dimension])))),
            )
          const seen = new Set(rows.map((row) => JSON.stringify(by.map((dimension) => row[dimension]))))
          expect([...expected.keys()].filter((key) => !seen.has(key))).toEqual([])
          expect(totals).toMatchObject(shown(byHand(shop.documents.values(), from, to, []).get('[]')))
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)

  it('says the same from the weekly mart, from headers and from lines', async () => {
    const period = { from: '2025-01-06', to: '2025-12-28', by: ['week', 'salesperson'] as const }
    // A rule that says nothing about rows, but that the mart cannot look at, sends the question to the headers.
    const rules = { ...everything, orders: { id: { gt: 0 } } }
    const products: Where = { 'lines.product': { in: [1, 2, 3, 4] } }
    expect([grainOf(question(period)), grainOf(question({ ...period, rules })), grainOf(question({ ...period, where: products }))]).toEqual(
      ['weeks', 'documents', 'lines'],
    )
    const [mart, headers, lines] = await Promise.all([
      shop.ask(period),
      shop.ask({ ...period, rules }),
      shop.ask({ ...period, where: products }),
    ])
    expect(headers.rows).toEqual(mart.rows)
    expect(headers.totals).toEqual(mart.totals)
    const withoutTargets = (report: Report) => report.rows.map(({ target: _target, completion: _completion, ...row }) => row)
    expect(withoutTargets(lines)).toEqual(withoutTargets(mart))
  })

  it('says the same by product from the weekly mart and from lines', async () => {
    const rules = { ...everything, orders: { id: { gt: 0 } } }
    for (const by of [['product'], ['week', 'product']] as const) {
      const period = { from: '2025-01-06', to: '2025-12-28', by }
      const sources = (more: Partial<WeeklyQuestion>) => [cheapest(question(more), 'additive'), cheapest(question(more), 'customers')]
      expect(sources(period)).toEqual(['products', by.length === 1 ? 'lines' : 'products'])
      expect(sources({ ...period, rules })).toEqual(['lines', 'lines'])
      const [mart, lines] = [await shop.ask(period), await shop.ask({ ...period, rules })]
      expect(mart.rows).toEqual(lines.rows)
      expect([mart.totals, mart.compared]).toEqual([lines.totals, lines.compared])
      const some: Where = { 'lines.product': { in: [2, 3] } }
      const [martOfSome, linesOfSome] = [await shop.ask({ ...period, where: some }), await shop.ask({ ...period, rules, where: some })]
      expect([martOfSome.rows, martOfSome.totals, martOfSome.compared]).toEqual([
        linesOfSome.rows,
        linesOfSome.totals,
        linesOfSome.compared,
      ])
      expect(martOfSome.totals).not.toEqual(mart.totals)
    }
  })

  it('shows weeks without rows as zero', async () => {
    const { rows, totals } = await shop.ask({ from: '2030-01-07', to: '2030-01-20', by: ['week'] })
    expect(rows.map((row) => [row.week, row.orders, row.net, row.changeWeek])).toEqual([
      ['2030-01-07', 0, '0.00', null],
      ['2030-01-14', 0, '0.00', null],
    ])
    expect(totals).toMatchObject({ orders: 0, net: '0.00' })
  })

  it('cuts rows to what the asker may see', async () => {
    const own = { orders: { salesperson: '$me' }, returns: { salesperson: '$me' }, salesTargets: { user: '$me' } }
    const period = { from: '2024-12-16', to: '2026-02-08' }
    const mine = [...shop.documents.values()].filter((document) => document.salesperson === 1)
    for (const by of [['week'], ['customer'], ['product', 'region']] as const) {
      const { totals } = await shop.ask({ ...period, by, rules: own })
      expect(totals).toMatchObject(shown(byHand(mine, period.from, period.to, []).get('[]')))
    }
    const department = { department: { under: '$department' } }
    const ours = [...shop.documents.values()].filter((document) => document.department === 2)
    const { totals } = await shop.ask({
      ...period,
      by: ['salesperson'],
      rules: { orders: department, returns: department, salesTargets: null },
    })
    expect(totals).toMatchObject(shown(byHand(ours, period.from, period.to, []).get('[]')))
  })

  it('filters by region, tier, department and product, at any depth', async () => {
    const period = { from: '2024-12-16', to: '2026-02-08', by: ['customer'] as const }
    const ningxia = await shop.ask({ ...period, where: { 'customer.region': { under: '64' } } })
    expect(ningxia.rows.map((row) => row.customer).sort()).toEqual([1, 3])
    const nested = await shop.ask({
      ...period,
      where: { $or: [{ 'customer.tier': 'general' }, { $not: { customer: { in: [1, 2, 3] } } }] },
    })
    expect(nested.rows.map((row) => row.customer).sort()).toEqual([2, 4])
    const product = await shop.ask({ ...period, by: ['product'], where: { 'lines.product': 2, department: { under: 1 } } })
    expect(product.rows.map((row) => row.product)).toEqual([2])
  })

  it('follows an order that moves out of an old week, is cancelled, comes back and is deleted', async () => {
    const old = '2025-03-05'
    const order: Document = {
      register: 'orders',
      id: 900,
      customer: 1,
      salesperson: 1,
      department: 2,
      date: old,
      lines: [{ product: 1, quantity: 1000, unitPrice: 1_000_000 }],
    }
    const weekOf = async (date: string) =>
      (await shop.ask({ from: mondayOf(date), to: plusDays(mondayOf(date), 6), by: [] })).totals.ordered
    const products = async (date: string) => {
      const { rows } = await shop.ask({ from: mondayOf(date), to: plusDays(mondayOf(date), 6), by: ['product'] })
      return new Map(rows.map((row) => [row.product, row.ordered]))
    }
    const before = await weekOf(old)
    const productsBefore = await products(old)
    const added = async (date: string) => {
      const yuan = [...(await products(date))].map(([product, ordered]) => [
        product,
        Number(ordered) - Number(productsBefore.get(product) ?? 0),
      ])
      return yuan.filter(([, more]) => more !== 0)
    }
    const plus = (amount: number) => formatDecimal(Math.round(Number(before) * 100) + amount, 2)
    await shop.write(order)
    expect(await weekOf(old)).toBe(plus(10_000))
    expect(await added(old)).toEqual([[1, 100]])
    await shop.write({ ...order, lines: [{ product: 2, quantity: 500, unitPrice: 1_000_000 }] })
    expect(await weekOf(old)).toBe(plus(5000))
    expect(await added(old)).toEqual([[2, 50]])
    await shop.write({ ...order, date: '2030-05-06' })
    expect([await weekOf(old), await weekOf('2030-05-06')]).toEqual([before, '100.00'])
    expect([await products(old), [...(await products('2030-05-06'))]]).toEqual([productsBefore, [[1, '100.00']]])
    await shop.write({ ...order, status: 'cancelled' })
    expect([await weekOf(old), await weekOf('2030-05-06')]).toEqual([before, '0.00'])
    await shop.write(order)
    expect(await weekOf(old)).toBe(plus(10_000))
    await shop.ledger.remove('orders', 900)
    shop.documents.delete('orders 900')
    expect(await weekOf(old)).toBe(before)
    expect(await products(old)).toEqual(productsBefore)
  })
})

describe('comparisons and targets', () => {
  eachEngine('weekly sales', (open) => {
    let shop: Shop
    const sell = (id: number, date: string, yuan: number, salesperson = 1) =>
      shop.write({
        register: 'orders',
        id,
        customer: 1,
        salesperson,
        department: 2,
        date,
        lines: [{ product: 1, quantity: 1000, unitPrice: yuan * 10_000 }],
      })
    beforeAll(async () => {
      shop = await openShop(open)
      return () => shop.follower.close()
    }, 60_000)

    it('compares with the same ISO week of the year before, also when that year has 53 weeks', async () => {
      // 2020 has 53 weeks: week 1 of 2021 begins on 4 January and lies 371 days after week 1 of 2020, which began in 2019.
      await sell(1, '2019-12-31', 100)
      await sell(2, '2021-01-05', 150)
      await sell(3, '2020-12-30', 70)
      const { rows } = await shop.ask({ from: '2020-12-28', to: '2021-01-10', by: ['week'] })
      expect(rows.map((row) => [row.week, row.net, row.changeYear])).toEqual([
        // Week 53 of 2020: 2019 had none to compare with.
        ['2020-12-28', '70.00', null],
        ['2021-01-04', '150.00', '50.00'],
      ])
      expect(rows[1]?.changeWeek).toBe('114.29')
    })

    it('compares like days: part of a week with the same part of the week before', async () => {
      await sell(11, '2023-05-01', 100)
      await sell(12, '2023-05-06', 900)
      await sell(13, '2023-05-08', 120)
      const { rows } = await shop.ask({ from: '2023-05-08', to: '2023-05-10', by: ['week'] })
      expect(rows[0]?.changeWeek).toBe('20.00')
    })

    it('spreads monthly targets over days so that the weeks of a month add up to it', async () => {
      await shop.ledger.put('salesTargets', 1, { month: '2026-02-01', user: 1, amount: 10_000_001 })
      await shop.ledger.put('salesTargets', 2, { month: '2026-02-01', user: 2, amount: 333 })
      // Not in effect: its people have targets of their own.
      await shop.ledger.put('salesTargets', 3, { month: '2026-02-01', department: 2, amount: 99_999_999 })
      await shop.ledger.put('salesTargets', 4, { month: '2026-03-01', department: 2, amount: 3100 })
      const weeks = await shop.ask({ from: '2026-02-01', to: '2026-02-28', by: ['week', 'salesperson'] })
      const sum = weeks.rows.reduce((total, row) => total + Math.round(Number(row.target ?? 0) * 100), 0)
      expect(sum).toBe(10_000_334)
      expect(weeks.totals.target).toBe('100003.34')
      const whole = await shop.ask({ from: '2026-02-09', to: '2026-02-15', by: ['salesperson'] })
      expect(whole.rows.find((row) => row.salesperson === 1)?.target).toBe('25000.00')
      const march = await shop.ask({ from: '2026-03-02', to: '2026-03-08', by: ['department'] })
      expect(march.rows).toMatchObject([{ department: 2, target: '7.00', completion: '0.00' }])
    })

    it('has completion for people and departments, none for customers, and for nobody who may not read targets', async () => {
      await sell(21, '2026-02-10', 5000)
      const { rows } = await shop.ask({ from: '2026-02-09', to: '2026-02-15', by: ['salesperson'] })
      expect(rows[0]).toMatchObject({
        salesperson: 1,
        net: '5000.00',
        target: '25000.00',
        completion: '20.00',
        _labels: { salesperson: '王芳' },
      })
      expect((await shop.ask({ from: '2026-02-09', to: '2026-02-15', by: ['customer'] })).rows[0]).toMatchObject({
        target: null,
        completion: null,
      })
      const blind = await shop.ask({
        from: '2026-02-09',
        to: '2026-02-15',
        by: ['salesperson'],
        rules: { ...everything, salesTargets: null },
      })
      expect(blind.rows).toMatchObject([{ salesperson: 1, target: null }])
      expect(daysBetween('2026-02-09', '2026-02-15')).toBe(7)
    })

    it('shows no amounts to those who may not see them', async () => {
      const { columns, rows, totals } = await shop.ask({ from: '2026-02-09', to: '2026-02-15', by: ['salesperson'], amounts: false })
      expect(columns.map((column) => column.name)).toEqual(['salesperson', 'orders', 'customers', 'quantity'])
      expect(Object.keys({ ...rows[0], ...totals }).sort()).toEqual(['_labels', 'customers', 'orders', 'quantity', 'salesperson'])
    })
  })
})
