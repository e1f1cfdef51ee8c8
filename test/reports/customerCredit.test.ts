/** The customer-credit analysis against figures worked out by hand from the papers, for any day, and against the credit gate for today. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { ending } from '../../reports/answer.ts'
import { Follower } from '../../reports/follower/follower.ts'
import type { CreditQuestion, CreditReport, CreditSeries, Statement, TableRow } from '../../reports/messages.ts'
import { analysisColumns } from '../../reports/pages/credit/columns.ts'
import { customerCredit } from '../../reports/pages/credit/customerCredit.ts'
import { creditSeries } from '../../reports/pages/credit/series.ts'
import { statement } from '../../reports/pages/credit/statement.ts'
import { monthEnds } from '../../reports/pages/credit/trend.ts'
import { daysBetween, plusDays } from '../../server/calendar/weeks.ts'
import { explain } from '../../server/credit/index.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import { eachEngine } from '../support/engines.ts'
import { expectSame, follow } from './compare.ts'
import { Ledger } from './ledger.ts'
import { begin, file, lawful, Papers, paper, span } from './papers.ts'

const yuan = (cents: number) => formatDecimal(cents, 2)
const people = [1, 2, 3, 4]
const asker = { id: 1, department: 2, departmentPath: '/1/2/', language: 'en' as const }
const anyDay = fc.integer({ min: -5, max: span + 40 }).map((offset) => plusDays(begin, offset))

const question = (more: Partial<CreditQuestion>): CreditQuestion => ({
  ask: 'customer-credit',
  on: '2025-06-30',
  ageing: 'due',
  trend: 12,
  where: {},
  cut: {},
  rules: { customers: {} },
  columns: analysisColumns,
  onCredit: false,
  asker,
  today: '2026-06-01',
  ...more,
})

const ageNames = ['notDue', 'overdue1to30', 'overdue31to60', 'overdue61to90', 'overdueOver90'] as const
const place = (days: number) => (days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days <= 90 ? 3 : 4)
/** Days from one to the other. */
const apart = (from: string, to: string) => (from <= to ? daysBetween(from, to) - 1 : 1 - daysBetween(to, from))

class Books {
  readonly ledger: Ledger
  readonly follower: Follower
  readonly papers = new Papers()

  constructor(ledger: Ledger, follower: Follower) {
    this.ledger = ledger
    this.follower = follower
  }

  private async read(page: (...all: Parameters<typeof customerCredit>) => Promise<Buffer>, asked: unknown): Promise<unknown> {
    await follow(this.follower)
    const { catalog } = this.ledger.world
    const bytes = await this.follower.read((connection) => page(connection, catalog, this.follower.shapes, asked as CreditQuestion))
    return JSON.parse(`${bytes}${ending(this.follower.asOf)}`)
  }

  ask = async (more: Partial<CreditQuestion> = {}) => (await this.read(customerCredit, question(more))) as CreditReport

  series = async (customer: number, from: string, to: string) =>
    (await this.read(creditSeries as never, {
      ask: 'credit-series',
      customer,
      from,
      to,
      rules: { releases: {}, creditDecisions: {} },
      asker,
      today: to,
    })) as CreditSeries

  statement = async (customer: number, from: string, to: string) =>
    (await this.read((connection, _catalog, _shapes, asked) => statement(connection, asked as never), {
      ask: 'statement',
      customer,
      from,
      to,
      asker,
      today: to,
    })) as Statement

  /** What the row of a customer must say, as far as the papers tell. */
  byHand(customer: number, on: string, ageing: 'due' | 'invoice') {
    const open = this.papers.open(customer, on)
    const ages = [0, 0, 0, 0, 0]
    for (const { invoice, amount } of open) {
      const at = place(apart(ageing === 'due' ? invoice.dueOn : invoice.date, on))
      ages[at] = (ages[at] ?? 0) + amount
    }
    const late = open.filter(({ invoice, amount }) => invoice.dueOn < on && amount !== 0)
    const receivable = open.reduce((sum, { amount }) => sum + amount, 0)
    return {
      ...Object.fromEntries(ageNames.map((name, index) => [name, yuan(ages[index] ?? 0)])),
      receivable: yuan(receivable),
      overdue: yuan(late.reduce((sum, { amount }) => sum + amount, 0)),
      oldestOverdueDays: Math.max(0, ...late.map(({ invoice }) => apart(invoice.dueOn, on))),
      exposure: yuan(receivable + this.papers.uninvoiced(customer, on)),
      advance: yuan(this.papers.advance(customer, on)),
    }
  }
}

async function openBooks(open: Parameters<Parameters<typeof eachEngine>[1]>[0]): Promise<Books> {
  const world = await open({ now: () => new Date('2026-06-01T02:00:00Z') })
  const ledger = new Ledger(world)
  await ledger.put('departments', 1, { name: '总部', path: '/1/', pack: 'automotive' })
  await ledger.put('departments', 2, { name: '宁夏部', path: '/1/2/', superior: 1 })
  const modes = ['rolling', 'fixed', null, 'prepaid']
  for (const id of people)
    await ledger.put('customers', id, {
      name: `客户 ${id}`,
      tier: id === 3 ? 'key' : 'general',
      department: id === 4 ? 1 : 2,
      owner: id,
      paymentMode: modes[id - 1],
      fileParts: id === 2 ? null : '["card"]',
      idCopy: id === 1 ? '[{"id":1}]' : null,
      idCopyHeld: id === 1 ? 1 : 0,
    })
  await ledger.put('contracts', 1, { customer: 1, status: 'signed', from: '2025-01-01', to: '2027-12-31', settlementAgreement: '月结' })
  await ledger.put('contracts', 2, { customer: 2, status: 'signed', from: '2025-01-01', to: '2025-08-31', settlement: 'rolling' })
  await ledger.put('creditLines', 1, { customer: 2, status: 'approved', from: '2025-02-01', amount: 12_345_678 })
  await ledger.put('creditLines', 2, { customer: 2, status: 'approved', from: '2025-06-01', to: '2025-07-31', amount: 99 })
  return new Books(ledger, await Follower.start(world.database, world.catalog, ledger.warehouse))
}

eachEngine('customer credit', (open) => {
  let books: Books
  beforeAll(async () => {
    books = await openBooks(open)
    for (const each of fc.sample(paper(40), { numRuns: 260, seed: 11 })) {
      books.papers.set(each)
      await file(books.ledger, each)
    }
    return () => books.follower.close()
  }, 120_000)

  it('RPT-16, RPT-18: shows any day as the papers tell it, by due day and by invoice day; the ages add up', async () => {
    await fc.assert(
      fc.asyncProperty(anyDay, fc.constantFrom('due' as const, 'invoice' as const), async (on, ageing) => {
        const { rows, totals } = await books.ask({ on, ageing })
        const sums = new Map<string, number>()
        for (const row of rows) {
          expect(row, `${row.customer} on ${on}`).toMatchObject(books.byHand(Number(row.customer), on, ageing))
          const cents = (name: string) => Math.round(Number(row[name]) * 100)
          expect(ageNames.reduce((sum, name) => sum + cents(name), 0)).toBe(cents('receivable'))
          for (const name of [...ageNames, 'receivable', 'overdue', 'exposure', 'advance'])
            sums.set(name, (sums.get(name) ?? 0) + cents(name))
        }
        const seen = rows.map((row) => row.customer)
        for (const id of people.filter((each) => !seen.includes(each)))
          expect(books.byHand(id, on, ageing)).toMatchObject({ receivable: '0.00', exposure: '0.00', advance: '0.00' })
        expect(totals).toMatchObject(Object.fromEntries([...sums].map(([name, sum]) => [name, yuan(sum)])))
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('RPT-18: an invoice grows older day by day, and changes its age on the 1st, 31st, 61st and 91st', async () => {
    const invoice = books.papers.of('invoices').find(({ status, dueOn, date }) => status === 'issued' && dueOn > date)
    for (const ageing of ['due', 'invoice'] as const)
      for (const days of [0, 1, 30, 31, 60, 61, 90, 91]) {
        const from = ageing === 'due' ? invoice?.dueOn : invoice?.date
        const on = plusDays(String(from), days)
        const row = (await books.ask({ on, ageing })).rows.find(({ customer }) => customer === invoice?.customer)
        expect(row, `${days} days, by ${ageing}`).toMatchObject(books.byHand(Number(invoice?.customer), on, ageing))
      }
  })

  it('takes the limit from the goods of the window before, or from the line in force', async () => {
    const rowOf = async (customer: number, on: string) => (await books.ask({ on })).rows.find((row) => row.customer === customer)
    for (const on of ['2025-03-05', '2025-09-17', '2026-02-01'])
      expect(await rowOf(1, on)).toMatchObject({ mode: 'rolling', limit: yuan(books.papers.shipped(1, on, 30)) })
    // The contract says rolling as long as it runs; afterwards the customer's own word holds.
    expect(await rowOf(2, '2025-08-31')).toMatchObject({ mode: 'rolling', limit: yuan(books.papers.shipped(2, '2025-08-31', 30)) })
    expect(await rowOf(2, '2025-09-01')).toMatchObject({ mode: 'fixed', limit: '123456.78' })
    expect(await rowOf(3, '2025-09-01')).toMatchObject({ mode: 'prepaid', limit: '0.00', utilisation: null, available: '0.00' })
  })

  it('reads policies by the narrowest scope, and their days', async () => {
    const { ledger } = books
    await ledger.put('policies', 1, { key: 'credit.window', value: '60', scope: 'company', from: '2025-04-01' })
    await ledger.put('policies', 2, { key: 'credit.window', value: '10', scope: 'department', department: 1, from: '2025-04-01' })
    await ledger.put('policies', 3, {
      key: 'credit.window',
      value: '20',
      scope: 'department',
      department: 2,
      from: '2025-04-01',
      to: '2025-04-30',
    })
    await ledger.put('policies', 4, { key: 'credit.window', value: '5', scope: 'customer', customer: 1, from: '2025-07-01' })
    await ledger.put('policies', 5, { key: 'payment.mode', value: 'rolling', scope: 'tier', tier: 'key', from: '2025-04-01' })
    await ledger.put('policies', 6, { key: 'payment.mode', value: 'cash', scope: 'company', from: '2025-04-01' })
    const limits: readonly (readonly [string, number])[] = [
      ['2025-03-31', 30],
      ['2025-04-15', 20],
      ['2025-05-15', 10],
      ['2025-07-01', 5],
    ]
    for (const [on, window] of limits) {
      const { rows } = await books.ask({ on })
      expect([on, rows.find(({ customer }) => customer === 1)?.limit]).toEqual([on, yuan(books.papers.shipped(1, on, window))])
    }
    const { rows } = await books.ask({ on: '2025-09-01' })
    expect(rows.find(({ customer }) => customer === 3)?.mode).toBe('rolling')
  })

  it('says what is missing, and how late invoices are paid', async () => {
    const on = '2026-01-15'
    const { rows } = await books.ask({ on })
    for (const row of rows) {
      const id = Number(row.customer)
      const open = books.papers.open(id, on).filter(({ invoice }) => invoice.date <= '2025-12-31')
      const old = open.reduce((sum, { amount }) => sum + amount, books.papers.uninvoiced(id, on, '2026-01-01'))
      const lacks = [
        ...(id === 2 ? ['card'] : []),
        ...(id === 1 ? [] : ['idCopy']),
        ...(id === 1 ? [] : ['contract']),
        ...(old > 0 ? ['lastYearBalance'] : []),
      ]
      expect(row.missing).toEqual(lacks)
      expect([row.eligible, row._labels?.missing?.length]).toEqual([lacks.length === 0, lacks.length])
      const closings = books.papers
        .of('invoices')
        .filter((each) => each.customer === id && each.status === 'issued')
        .flatMap((invoice) => {
          const settled = books.papers.settled(invoice).sort((a, b) => (a.day < b.day ? -1 : 1))
          // Settled on a later day than the invoice's own, and for good.
          const left = settled.reduce((rest, { amount }) => rest - amount, invoice.total)
          const last = settled.at(-1)?.day
          return left === 0 && last && last > invoice.date && last <= on && last > plusDays(on, -365) ? [apart(invoice.dueOn, last)] : []
        })
      const mean = closings.length > 0 ? (closings.reduce((sum, each) => sum + each, 0) / closings.length).toFixed(1) : null
      expect(row.averageDaysLate).toBe(mean)
    }
  })

  it('has a trend whose points are the analysis of those days, and shares that hold', async () => {
    const on = '2025-10-17'
    const { trend, concentration, rows, totals } = await books.ask({ on })
    expect(trend.map(({ day }) => day)).toEqual(monthEnds(on, 12))
    expect(trend.at(-1)).toMatchObject(Object.fromEntries(['receivable', 'overdue', ...ageNames].map((name) => [name, totals[name]])))
    const may = (await books.ask({ on: '2025-05-31' })).totals
    expect(trend.find(({ day }) => day === '2025-05-31')).toMatchObject(
      Object.fromEntries(['receivable', 'overdue', ...ageNames].map((name) => [name, may[name]])),
    )
    const held = rows
      .map((row) => Number(row.receivable))
      .filter((each) => each > 0)
      .sort((a, b) => b - a)
    const whole = held.reduce((sum, each) => sum + each, 0)
    expect(Number(concentration.top1)).toBeCloseTo(((held[0] ?? 0) / whole) * 100, 1)
    expect(concentration.top10).toBe('100.00')
    const most = held.findIndex((_, index) => held.slice(0, index + 1).reduce((sum, each) => sum + each, 0) >= whole * 0.8)
    expect(concentration.holders80).toBe(most + 1)
  })

  it('cuts to the customers that the asker may see and asks for', async () => {
    const ids = async (more: Partial<CreditQuestion>) =>
      (await books.ask({ on: '2026-01-15', ...more })).rows.map((row) => Number(row.customer)).sort()
    expect(await ids({ rules: { customers: { owner: '$me' } } })).toEqual([1])
    expect(await ids({ rules: { customers: { department: { under: '$department' } } }, where: { 'customer.tier': 'general' } })).toEqual([
      1, 2,
    ])
    expect(await ids({ where: { customer: { in: [3, 4] } } })).toEqual([3, 4])
    expect(await ids({ where: { 'customer.department': { under: 1 } }, cut: { 'customer.tier': 'key' } })).toEqual([3])
    expect(await ids({ rules: { customers: { id: { in: [] } } } })).toEqual([])
  })

  it('shows one customer day by day just as the analysis shows each day', async () => {
    const [from, to] = ['2025-03-20', '2025-07-15']
    const { rows } = await books.series(1, from, to)
    expect(rows).toHaveLength(daysBetween(from, to))
    for (const on of [from, '2025-04-30', '2025-06-01', to]) {
      const whole = (await books.ask({ on })).rows.find(({ customer }) => customer === 1)
      const { day, ...figures } = rows.find((row) => row.day === on) as TableRow
      expect([day, whole]).toEqual([on, expect.objectContaining(figures)])
    }
  })

  it('PAY-06: makes statements whose opening and movements are the closing balance, which is receivables less advances and what is still to be paid back of returns', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...people), anyDay, fc.integer({ min: 0, max: 300 }), async (customer, from, length) => {
        const to = plusDays(from, length)
        const { opening, closing, rows, totals } = await books.statement(customer, from, to)
        const cents = (amount: unknown) => Math.round(Number(amount ?? 0) * 100)
        let balance = cents(opening)
        for (const row of rows) {
          balance += cents(row.charge) - cents(row.credit)
          expect(row.balance).toBe(yuan(balance))
          expect(String(row.day) >= from && String(row.day) <= to).toBe(true)
        }
        expect(closing).toBe(yuan(balance))
        expect(cents(opening) + cents(totals.charge) - cents(totals.credit)).toBe(balance)
        const owed = books.papers.open(customer, to).reduce((sum, { amount }) => sum + amount, 0)
        expect(closing).toBe(yuan(owed - books.papers.advance(customer, to) - books.papers.refundable(customer, to)))
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  it('keeps settlements and balances exactly right whatever old paper is written again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paper(40), { minLength: 1, maxLength: 20 }), fc.nat(3), async (papers, gone) => {
        for (const each of papers) {
          books.papers.set(each)
          await file(books.ledger, each)
          if (gone === 0 && each.register === 'receipts') {
            books.papers.remove(each)
            await books.ledger.remove('receipts', each.id)
          }
          if (gone === 1) await follow(books.follower)
        }
        await follow(books.follower)
        await expectSame(books.ledger.world, books.follower)
      }),
      { numRuns: 12 },
    )
  }, 120_000)

  it('says the same as the credit gate today', async () => {
    const fresh = await openBooks(open)
    const { world } = fresh.ledger
    const { knex } = world.database
    const today = '2026-06-01'
    const papers = lawful(fc.sample(paper(60), { numRuns: 500, seed: 5 }))
    for (const each of papers.each()) await file(fresh.ledger, each)
    await fresh.ledger.put('policies', 1, { key: 'credit.window', value: '45', scope: 'tier', tier: 'general', from: '2026-01-01' })
    await fresh.ledger.put('policies', 2, {
      key: 'credit.prereq.lastYearBalance',
      value: '1000',
      scope: 'customer',
      customer: 1,
      from: '2026-01-01',
    })
    // What the registers keep beside the papers, as their rules would have written it.
    for (const invoice of papers.of('invoices')) {
      const outstanding = papers.settled(invoice).reduce((rest, { amount }) => rest - amount, invoice.total)
      await knex('invoices').where({ id: invoice.id }).update({ outstanding })
    }
    for (const { id, amount, allocations } of papers.of('receipts')) {
      const back = papers.of('refunds').filter(({ receipt, status }) => receipt === id && status === 'paid')
      const gone = [...allocations, ...back].reduce((sum, each) => sum + each.amount, 0)
      await knex('receipts')
        .where({ id })
        .update({ unallocated: amount - gone })
    }
    const { rows } = await fresh.ask({ on: today })
    expect(rows.map(({ customer }) => customer).sort()).toEqual(people)
    for (const row of rows) {
      const id = Number(row.customer)
      const { inputs, decision } = await explain(world, { customer: id, amount: 0, day: today, contract: null })
      // The gate also calls goods late that nobody has invoiced for longer than the term; here they are exposure, not receivables.
      const stale = papers.uninvoiced(id, today, plusDays(today, -30))
      expect(row).toMatchObject({
        mode: inputs.mode,
        limit: yuan(inputs.limit),
        exposure: yuan(inputs.exposure),
        advance: yuan(inputs.advance),
        overdue: yuan(inputs.overdue - stale),
        missing: inputs.missing,
        available: yuan(decision.available),
      })
    }
    await fresh.follower.close()
  })
})
