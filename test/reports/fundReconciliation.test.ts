/** The monthly fund reconciliation against figures worked out by hand from the papers, against an independent sum over the registers, and against the customer statement. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { ending } from '../../reports/answer.ts'
import { Follower } from '../../reports/follower/follower.ts'
import type { FundQuestion, FundReport, Statement, TableRow } from '../../reports/messages.ts'
import { statement } from '../../reports/pages/credit/statement.ts'
import { fundReconciliation } from '../../reports/pages/funds/fundReconciliation.ts'
import { waterfall } from '../../reports/pages/funds/waterfall.ts'
import { monthEnd, plusMonths } from '../../server/calendar/duration.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import { eachEngine } from '../support/engines.ts'
import { follow } from './compare.ts'
import { Ledger } from './ledger.ts'
import { begin, file, Papers, paper, span } from './papers.ts'

const yuan = (cents: number) => formatDecimal(cents, 2)
const fen = (amount: unknown) => Math.round(Number(amount ?? 0) * 100)
const people = [1, 2, 3, 4]
const today = '2026-06-01'
const asker = { id: 1, department: 2, departmentPath: '/1/2/', language: 'en' as const }
const firstMonth = `${begin.slice(0, 7)}-01`
/** Months of the papers, and one before and after them. */
const monthAt = (place: number) => plusMonths(firstMonth, place)
const anyMonth = fc.integer({ min: -1, max: Math.ceil(span / 30) + 1 }).map(monthAt)
const signs = { invoiced: 1, received: -1, returned: -1, discounted: -1, writtenOff: -1, adjusted: 1 } as const
const names = ['opening', 'shipped', 'invoiced', 'received', 'returned', 'discounted', 'writtenOff', 'adjusted', 'closing'] as const

const question = (more: Partial<FundQuestion>): FundQuestion => ({
  ask: 'fund-reconciliation',
  month: '2025-06-01',
  by: 'customer',
  where: {},
  rules: { customers: {}, differences: {}, bankLines: {} },
  bank: true,
  asker,
  today,
  ...more,
})

class Books {
  readonly ledger: Ledger
  readonly follower: Follower
  readonly papers = new Papers()

  constructor(ledger: Ledger, follower: Follower) {
    this.ledger = ledger
    this.follower = follower
  }

  async ask(more: Partial<FundQuestion> = {}): Promise<FundReport> {
    await follow(this.follower)
    const { catalog } = this.ledger.world
    const bytes = await this.follower.read((connection) => fundReconciliation(connection, catalog, this.follower.shapes, question(more)))
    return JSON.parse(`${bytes}${ending(this.follower.asOf)}`) as FundReport
  }

  async statement(customer: number, from: string, to: string): Promise<Statement> {
    const bytes = await this.follower.read((connection) => statement(connection, { ask: 'statement', customer, from, to, asker, today }))
    return JSON.parse(`${bytes}${ending(this.follower.asOf)}`) as Statement
  }

  /** A customer's row of a month as the papers tell it, in 分. */
  byHand(customer: number, month: string): Record<(typeof names)[number], number> {
    const charge = (moved: Readonly<Record<keyof typeof signs, number>>) =>
      Object.entries(signs).reduce((sum, [name, sign]) => sum + sign * moved[name as keyof typeof signs], 0)
    const opening = charge(this.papers.moved(customer, '0000-01-01', plusDays(month, -1)))
    const { refunded: _, ...moved } = this.papers.moved(customer, month, monthEnd(month))
    return { opening, ...moved, closing: opening + charge(moved) }
  }
}

async function openBooks(open: Parameters<Parameters<typeof eachEngine>[1]>[0]): Promise<Books> {
  const world = await open({ now: () => new Date(`${today}T02:00:00Z`) })
  const ledger = new Ledger(world)
  await ledger.put('departments', 1, { name: '总部', path: '/1/' })
  await ledger.put('departments', 2, { name: '宁夏部', path: '/1/2/', superior: 1 })
  await ledger.put('departments', 3, { name: '甘肃部', path: '/1/3/', superior: 1 })
  for (const id of [1, 2, 3]) await ledger.put('users', id, { name: `业务员 ${id}`, username: `u${id}`, department: id === 3 ? 3 : 2 })
  for (const id of people)
    await ledger.put('customers', id, {
      name: `客户 ${id}`,
      tier: id === 3 ? 'key' : 'general',
      owner: id === 4 ? 1 : id,
      department: id === 3 ? 3 : 2,
    })
  return new Books(ledger, await Follower.start(world.database, world.catalog, ledger.warehouse))
}

/** The month of everybody together straight from the registers, in 分: written apart from models and rules. */
const independent = `
  with back as (
    select b.amount, case when i.id is null or t.kind = 'exchange' then 1 else 0 end as uncounted,
      case when b."paidOn" >= t.date and b."paidOn" >= coalesce(i.date, '') then b."paidOn" when t.date >= coalesce(i.date, '') then t.date else i.date end as on_day
    from refunds b
    join returns t on t.id = b."return" and t.customer = b.customer and t.status in ('confirmed', 'refunded') and t."deletedAt" is null
    left join invoices i on i.id = t.invoice and i.customer = t.customer and i.status = 'issued' and i."deletedAt" is null
    where b.status = 'paid' and b."deletedAt" is null
  )
  select sum(case when on_day < :first then charge else 0 end) as opening,
    sum(case when on_day >= :first and kind = 'i' then amount else 0 end) as invoiced,
    sum(case when on_day >= :first and kind = 'r' then amount else 0 end) as received,
    sum(case when on_day >= :first and kind = 't' then amount else 0 end) as returned,
    sum(case when on_day >= :first and kind = 'd' then amount else 0 end) as discounted,
    sum(case when on_day >= :first and kind = 'w' then amount else 0 end) as "writtenOff",
    sum(case when on_day >= :first and kind = 'a' then amount else 0 end) as adjusted,
    sum(charge) as closing
  from (
    select 'i' as kind, i.date as on_day, i.total as amount, i.total as charge from invoices i where i.status = 'issued' and i."deletedAt" is null
    union all
    select 'r', r.date, r.amount, -r.amount from receipts r where r.status = 'confirmed' and r."deletedAt" is null
    union all
    select 'r', case when b."paidOn" > r.date then b."paidOn" else r.date end, -b.amount, b.amount from refunds b join receipts r on r.id = b.receipt
    where b.status = 'paid' and r.status = 'confirmed' and b.customer = r.customer and b."deletedAt" is null and r."deletedAt" is null
    union all
    select 't', case when t.date > i.date then t.date else i.date end, v.amount, -v.amount from returns t join invoices i on i.id = t.invoice
    join (select id, case kind when 'exchange' then credited else total end as amount from returns) v on v.id = t.id
    where t.status in ('confirmed', 'refunded') and i.status = 'issued' and t.customer = i.customer and t."deletedAt" is null and i."deletedAt" is null
    union all
    select 'r', b.on_day, -b.amount, b.amount from back b
    union all
    select 't', b.on_day, b.amount, -b.amount from back b where b.uncounted = 1
    union all
    select 'w', case when w."confirmedOn" > i.date then w."confirmedOn" else i.date end, w.amount, -w.amount from "badDebts" w join invoices i on i.id = w.invoice
    where w.status in ('confirmed', 'settled') and i.status = 'issued' and w.customer = i.customer and w."deletedAt" is null and i."deletedAt" is null
    union all
    select case when a.kind = 'correction' then 'a' else 'd' end, case when a.date > p.date then a.date else p.date end,
      case when a.kind = 'correction' then a.amount else -a.amount end, a.amount
    from adjustments a join (
      select 'i' as of, id, customer, date from invoices where status = 'issued' and "deletedAt" is null
      union all select 'r', id, customer, date from receipts where status = 'confirmed' and "deletedAt" is null
    ) p on (p.of = 'i' and p.id = a.invoice or p.of = 'r' and p.id = a.receipt) and p.customer = a.customer
    where a.status = 'approved' and a."deletedAt" is null
  ) m where on_day <= :last`

eachEngine('fund reconciliation', (open) => {
  let books: Books

  beforeAll(async () => {
    books = await openBooks(open)
    for (const each of fc.sample(paper(40), { numRuns: 320, seed: 21 })) {
      books.papers.set(each)
      await file(books.ledger, each)
    }
    return () => books.follower.close()
  }, 120_000)

  it('RPT-04: tells every account of any month as the papers tell it, and what it opens and closes with', async () => {
    await fc.assert(
      fc.asyncProperty(anyMonth, async (month) => {
        const { rows, totals } = await books.ask({ month })
        const all = Object.fromEntries(names.map((name) => [name, 0]))
        for (const customer of people) {
          const hand = books.byHand(customer, month)
          for (const name of names) all[name] = (all[name] ?? 0) + hand[name]
          const row = rows.find((each) => each.customer === customer)
          if (row) expect(row, `${customer} in ${month}`).toMatchObject(Object.fromEntries(names.map((name) => [name, yuan(hand[name])])))
          else expect(Object.values(hand).every((each) => each === 0)).toBe(true)
        }
        expect(totals).toMatchObject(Object.fromEntries(names.map((name) => [name, yuan(all[name] ?? 0)])))
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('RPT-04: is an independent sum over the registers, and RPT-18: closes with what the statement of each customer closes with', async () => {
    for (const place of [0, 3, 7, 11, 16]) {
      const [first, last] = [monthAt(place), monthEnd(monthAt(place))]
      const { totals, rows } = await books.ask({ month: first })
      const result = await books.ledger.world.database.knex.raw(independent, { first, last })
      const [sums] = (Array.isArray(result) ? result : result.rows) as Record<string, number | string>[]
      for (const [name, sum] of Object.entries(sums ?? {}))
        expect([first, name, totals[name]]).toEqual([first, name, yuan(Number(sum ?? 0))])
      for (const row of rows) {
        const { opening, closing } = await books.statement(Number(row.customer), first, last)
        expect([opening, closing]).toEqual([row.opening, row.closing])
      }
    }
  })

  it('RPT-04: groups by salesperson, department and company: the groups are the sums of their customers', async () => {
    const month = monthAt(8)
    const customers = (await books.ask({ month })).rows
    for (const by of ['salesperson', 'department', 'company'] as const) {
      const { rows, totals, columns } = await books.ask({ month, by })
      const group = (customer: unknown) =>
        by === 'company' ? 1 : by === 'department' ? (customer === 3 ? 3 : 2) : customer === 4 ? 1 : customer
      for (const row of rows)
        for (const name of names)
          expect(fen(row[name])).toBe(
            customers.filter(({ customer }) => group(customer) === row[by]).reduce((sum, each) => sum + fen(each[name]), 0),
          )
      expect([columns[0]?.name, totals.closing]).toEqual([by, (await books.ask({ month })).totals.closing])
    }
    const { rows } = await books.ask({ month, by: 'salesperson' })
    expect(rows.map((row) => row._labels?.salesperson)).toEqual(expect.arrayContaining(['业务员 1', '业务员 2', '业务员 3']))
  })

  it('RPT-04: cuts to the customers that the asker may see and asks for; the bank only for those who may', async () => {
    const ids = async (more: Partial<FundQuestion>) =>
      (await books.ask({ month: monthAt(12), ...more })).rows.map((row) => Number(row.customer)).sort()
    const only = { differences: null, bankLines: null }
    expect(await ids({ rules: { customers: { owner: '$me' }, ...only } })).toEqual([1, 4])
    expect(await ids({ where: { salesperson: 1 } })).toEqual([1, 4])
    expect(await ids({ where: { department: { under: 3 } } })).toEqual([3])
    expect(await ids({ where: { department: { under: 1 }, 'customer.tier': 'key' } })).toEqual([3])
    expect(
      await ids({ rules: { customers: { department: { under: '$department' } }, ...only }, where: { customer: { in: [2, 3] } } }),
    ).toEqual([2])
    const { bank, unclaimed, differences, columns } = await books.ask({ rules: { customers: {}, ...only }, bank: false })
    expect([bank, unclaimed, differences]).toEqual([null, null, null])
    expect(columns.map(({ name }) => name)).not.toContain('differing')
  })

  it('RPT-04: recovery is of what was due, customer by customer: never over 100 %, and what came beyond it is told apart', async () => {
    await fc.assert(
      fc.asyncProperty(anyMonth, fc.constantFrom('customer', 'salesperson', 'department', 'company'), async (month, by) => {
        const hands = people.map((customer) => ({ customer, ...books.byHand(customer, month) }))
        const { rows, totals } = await books.ask({ month, by })
        const group = (customer: number) =>
          by === 'company' ? 1 : by === 'department' ? (customer === 3 ? 3 : 2) : by === 'salesperson' && customer === 4 ? 1 : customer
        for (const row of [...rows, totals]) {
          let [due, recovered, advanced] = [0, 0, 0]
          for (const { customer, opening, invoiced, returned, discounted, writtenOff, adjusted, received, closing } of hands) {
            if (row !== totals && group(customer) !== row[by]) continue
            const owed = Math.max(0, opening + invoiced - returned - discounted - writtenOff + adjusted)
            const paid = owed - Math.min(owed, Math.max(0, closing))
            due += owed
            recovered += paid
            advanced += Math.max(0, received - paid)
          }
          const expected = due === 0 ? null : yuan(Number((BigInt(recovered) * 20_000n + BigInt(due)) / (BigInt(due) * 2n)))
          expect(row).toMatchObject({ due: yuan(due), recovered: yuan(recovered), advanced: yuan(advanced), recoveryRate: expected })
          expect(Number(row.recoveryRate)).toBeLessThanOrEqual(100)
        }
      }),
      { numRuns: 20 },
    )
  }, 60_000)

  it('RPT-04, PAY-12: has plans against what was paid, and a way from opening to closing', async () => {
    const month = monthAt(9)
    const day = plusDays(month, 4)
    await books.ledger.putWith('collectionPlans', 1, { number: 'HL-1', customer: 2, status: 'broken', from: month }, 'steps', [
      { dueOn: day, amount: 100_00, paid: 100_00, kept: 1 },
      { dueOn: monthEnd(month), amount: 50_50, paid: 20_00, kept: 0 },
      { dueOn: plusDays(monthEnd(month), 1), amount: 9_99, paid: 0, kept: null },
    ])
    await books.ledger.putWith('collectionPlans', 2, { number: 'HL-2', customer: 1, status: 'draft', from: month }, 'steps', [
      { dueOn: day, amount: 1 },
    ])
    const { rows, totals, plan, waterfall: steps } = await books.ask({ month })
    expect(plan).toEqual({ steps: 2, kept: 1, missed: 1, planned: '150.50', paidOfPlan: '120.00' })
    const row = rows.find(({ customer }) => customer === 2)
    expect(row).toMatchObject({ planned: '150.50', paidOfPlan: '120.00', missed: 1 })
    expect(steps.map(({ name }) => name)).toEqual(['opening', ...Object.keys(signs), 'closing'])
    expect(steps).toEqual(waterfall(totals as Record<string, string>))
    for (const [index, step] of steps.entries()) if (index > 1 && step.name !== 'closing') expect(step.from).toBe(steps[index - 1]?.to)
    expect([steps[0]?.to, steps.at(-2)?.to, steps.at(-1)?.to]).toEqual([totals.opening, totals.closing, totals.closing])
  })

  it('PAY-05, §23.7: answers the frozen figures of a locked month, under whoever answered for the customer then', async () => {
    const fresh = await openBooks(open)
    const { ledger } = fresh
    const month = '2025-03-01'
    const put = (id: number, date: string, total: number) =>
      ledger.put('invoices', id, { number: `FP-${id}`, customer: id, date, total, status: 'issued' })
    await put(1, '2025-02-10', 100_00)
    await put(2, '2025-03-10', 70_00)
    const line = (customer: number, salesperson: number, opening: number, invoiced: number) => ({
      customer,
      salesperson,
      department: 2,
      opening,
      invoiced,
      shipped: 0,
      received: 0,
      returned: 0,
      discounted: 0,
      writtenOff: 0,
      adjusted: 0,
      closing: opening + invoiced,
      planned: 5_00,
      paidOfPlan: 2_00,
    })
    await ledger.put('reconciliations', 1, {
      number: 'ZJ-202503',
      month,
      status: 'locked',
      clerk: 1,
      finance: 2,
      clerkSignedAt: '2025-04-01T01:00:00.000Z',
      financeSignedAt: '2025-04-01T02:00:00.000Z',
      bankCount: 10,
      matchedCount: 9,
      bankAmount: 500_00,
      matchedAmount: 450_00,
    })
    const issue = { number: 'HS-202503-01', month, reconciliation: 1, edition: 1, current: 1 }
    await ledger.putWith('fundRecoveries', 1, issue, 'lines', [line(1, 2, 100_00, 0), line(2, 2, 0, 70_00)])
    // Nothing of this may happen in a locked month; if it did, what was signed still stands.
    await put(3, '2025-03-20', 9_99)
    const locked = await fresh.ask({ month, by: 'salesperson' })
    expect(locked.rows).toMatchObject([
      { salesperson: 2, opening: '100.00', invoiced: '70.00', closing: '170.00', planned: '10.00', paidOfPlan: '4.00' },
      // February was never locked: there the customer is the first salesperson's, as it is today.
      { salesperson: 1, opening: '0.00', closing: '0.00', handedOver: '-100.00' },
    ])
    expect(locked.period).toEqual({
      month: '2025-03',
      status: 'locked',
      statusLabel: 'Locked',
      frozen: true,
      reconciliation: 1,
      issue: 1,
      number: 'HS-202503-01',
      edition: 1,
      clerk: '业务员 1',
      clerkSignedAt: '2025-04-01T01:00:00Z',
      finance: '业务员 2',
      financeSignedAt: '2025-04-01T02:00:00Z',
    })
    expect(locked.bank).toEqual({
      count: 10,
      matchedCount: 9,
      amount: '500.00',
      matchedAmount: '450.00',
      countShare: '90.00',
      amountShare: '90.00',
    })
    expect((await fresh.ask({ month, where: { salesperson: 1 } })).rows).toEqual([])
    expect((await fresh.ask({ month, rules: { customers: { id: 1 }, differences: null, bankLines: null } })).totals.closing).toBe('100.00')
    const april = await fresh.ask({ month: '2025-04-01' })
    expect(april.trend.map(({ month: each, frozen }) => [each, frozen]).slice(-3)).toEqual([
      ['2025-02', false],
      ['2025-03', true],
      ['2025-04', false],
    ])
    expect(april.period).toMatchObject({ status: 'open', frozen: false, issue: null, clerk: null })
    // Re-opened, the month is what its papers are; asked for only, it still is what was signed.
    await ledger.put('reconciliations', 1, { month, status: 'reopening' })
    expect((await fresh.ask({ month })).totals.closing).toBe('170.00')
    await ledger.put('reconciliations', 1, { month, status: 'explained' })
    expect((await fresh.ask({ month })).totals).toMatchObject({ closing: '179.99', invoiced: '79.99' })
    await fresh.follower.close()
  })

  it('RPT-04: shows what came and left with customers who changed hands, so that the closing before and the opening agree in every group', async () => {
    const fresh = await openBooks(open)
    const { ledger } = fresh
    for (const [id, date] of [
      [1, '2025-02-10'],
      [2, '2025-02-11'],
      [4, '2025-02-12'],
    ] as const)
      await ledger.put('invoices', id, { number: `FP-${id}`, customer: id, date, total: id * 100_00, status: 'issued' })
    const lock = async (
      month: string,
      id: number,
      owners: Readonly<Record<number, readonly [salesperson: number, department: number]>>,
    ) => {
      const { rows } = await fresh.ask({ month })
      await ledger.put('reconciliations', id, { number: `ZJ-${id}`, month, status: 'locked' })
      const lines = rows.map((row) => {
        const [salesperson, department] = owners[Number(row.customer)] ?? [null, null]
        return { customer: row.customer, salesperson, department, ...Object.fromEntries(names.map((name) => [name, fen(row[name])])) }
      })
      await ledger.putWith('fundRecoveries', id, { number: `HS-${id}`, month, reconciliation: id, edition: 1, current: 1 }, 'lines', lines)
    }
    const agree = async (past: string, month: string) => {
      for (const by of ['salesperson', 'department'] as const) {
        const [before, now] = [await fresh.ask({ month: past, by }), await fresh.ask({ month, by })]
        for (const group of new Set([...before.rows, ...now.rows].map((row) => row[by]))) {
          const [was, is] = [before.rows, now.rows].map((rows) => rows.find((row) => row[by] === group))
          expect([by, group, fen(was?.closing) + fen(is?.handedOver)]).toEqual([by, group, fen(is?.opening)])
        }
        expect(now.totals).toMatchObject({ handedOver: '0.00', opening: before.totals.closing })
      }
    }
    const shown = async (month: string, by: 'salesperson' | 'department' | 'customer' = 'salesperson') => {
      const { rows, columns } = await fresh.ask({ month, by })
      return columns.some(({ name }) => name === 'handedOver') && rows.map((row) => [row[by], row.handedOver])
    }
    expect(await shown('2025-03-01')).toBe(false)
    await lock('2025-02-01', 1, { 1: [1, 2], 2: [2, 2], 4: [1, 2] })
    expect(await shown('2025-03-01')).toBe(false)
    // All that the first looked after goes to the third, in another department: in March, of which the papers are open, and then locked.
    for (const id of [1, 4]) await ledger.put('customers', id, { name: `客户 ${id}`, owner: 3, department: 3 })
    const march = [
      [3, '500.00'],
      [2, '0.00'],
      [1, '-500.00'],
    ]
    expect(await shown('2025-03-01')).toEqual(march)
    expect(await shown('2025-03-01', 'customer')).toBe(false)
    const { rows } = await fresh.ask({ month: '2025-03-01', by: 'salesperson' })
    const to = [
      { customer: '客户 4', id: 4, amount: '400.00' },
      { customer: '客户 1', id: 1, amount: '100.00' },
    ]
    expect(rows.map((row) => row._handed)).toEqual([to, [], to.map((each) => ({ ...each, amount: `-${each.amount}` }))])
    await agree('2025-02-01', '2025-03-01')
    await lock('2025-03-01', 2, { 1: [3, 3], 2: [2, 2], 4: [3, 3] })
    expect(await shown('2025-03-01')).toEqual(march)
    await agree('2025-02-01', '2025-03-01')
    await agree('2025-03-01', '2025-04-01')
    expect(await shown('2025-04-01')).toBe(false)
    // The first locked month against the one before it, which was never locked and is told by who looks after the customer now.
    await agree('2025-01-01', '2025-02-01')
    const mine = await fresh.ask({ month: '2025-03-01', by: 'salesperson', where: { salesperson: 3 } })
    expect(mine.totals).toMatchObject({ handedOver: '500.00', opening: '500.00' })
    await fresh.follower.close()
  })

  it('counts what is matched, what nobody claimed, and differences by kind and age', async () => {
    const { ledger } = books
    const month = monthAt(10)
    const line = (id: number, amount: number, matched: number, state: string, date = plusDays(month, id)) =>
      ledger.put('bankLines', id, { name: `L${id}`, identity: `k${id}`, account: 1, date, amount, matched, open: amount - matched, state })
    await line(1, 100_00, 100_00, 'matched')
    await line(2, -40_00, -40_00, 'matched')
    await line(3, 60_00, 20_00, 'partly')
    await line(4, 7_00, 0, 'aside')
    await line(5, 30_00, 0, 'open')
    await line(6, 11_00, 0, 'proposed', plusDays(month, -9))
    await line(7, 13_00, 0, 'open', plusMonths(month, 1))
    const difference = (id: number, kind: string, since: string, status: string, more: Record<string, unknown> = {}) =>
      ledger.put('differences', id, {
        number: `CY-${id}`,
        month,
        reconciliation: 1,
        kind,
        key: `k${id}`,
        amount: id * 1_00,
        since,
        status,
        ...more,
      })
    await difference(1, 'receiptNotInBank', '2026-05-30', 'open', { customer: 1, salesperson: 1, department: 2 })
    await difference(2, 'receiptNotInBank', '2026-05-10', 'open', { customer: 3, salesperson: 3, department: 3 })
    await difference(3, 'freightMissing', '2026-01-10', 'explained', { explainedOn: '2026-01-12' })
    await difference(4, 'freightMissing', '2025-01-10', 'carried')
    await difference(5, 'duplicate', '2025-01-10', 'gone')
    const { bank, unclaimed, differences, totals, rows } = await books.ask({ month, by: 'salesperson' })
    expect(bank).toEqual({
      count: 4,
      matchedCount: 2,
      amount: '230.00',
      matchedAmount: '160.00',
      countShare: '50.00',
      amountShare: '69.57',
    })
    // What is left of a line that is matched in part is unclaimed too; what a proposal takes is not.
    expect(unclaimed).toEqual({ count: 2, amount: '70.00', oldest: plusDays(month, 3) })
    expect(differences).toEqual([
      { kind: 'freightMissing', age: 'days7', status: 'explained', count: 1, amount: '3.00' },
      { kind: 'freightMissing', age: 'older', status: 'carried', count: 1, amount: '4.00' },
      { kind: 'receiptNotInBank', age: 'days30', status: 'open', count: 1, amount: '2.00' },
      { kind: 'receiptNotInBank', age: 'days7', status: 'open', count: 1, amount: '1.00' },
    ])
    expect([totals.differing, totals.differingAmount]).toEqual([2, '3.00'])
    expect(rows.find(({ salesperson }: TableRow) => salesperson === 3)).toMatchObject({ differing: 1, differingAmount: '2.00' })
    const mine = await books.ask({
      month,
      where: { salesperson: 1 },
      bank: false,
      rules: { customers: {}, differences: {}, bankLines: { state: 'open' } },
    })
    expect([mine.bank, mine.unclaimed?.count, mine.differences?.length]).toEqual([null, 1, 1])
  })

  // The last, as it writes papers that nobody chose: tests after it could not say what to expect.
  it('RPT-04: rolls forward to the 分 for each customer and the company, whatever old paper is written again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paper(40), { maxLength: 12 }),
        fc.constantFrom('customer' as const, 'company' as const),
        anyMonth,
        async (more, by, month) => {
          for (const each of more) {
            books.papers.set(each)
            await file(books.ledger, each)
          }
          const [now, next] = [await books.ask({ month, by }), await books.ask({ month: plusMonths(month, 1), by })]
          const later = new Map(next.rows.map((row) => [row[by], row]))
          for (const row of [...now.rows, now.totals]) {
            const reached = Object.entries(signs).reduce((sum, [name, sign]) => sum + sign * fen(row[name]), fen(row.opening))
            expect(yuan(reached)).toBe(row.closing)
          }
          for (const row of now.rows) expect([row[by], later.get(row[by])?.opening ?? '0.00']).toEqual([row[by], row.closing])
          expect(next.totals.opening).toBe(now.totals.closing)
          const told = [...names, 'due', 'recovered', 'advanced', 'recoveryRate']
          expect(now.trend.at(-1)).toMatchObject(Object.fromEntries(told.map((name) => [name, now.totals[name]])))
        },
      ),
      { numRuns: 15 },
    )
  }, 120_000)
})
