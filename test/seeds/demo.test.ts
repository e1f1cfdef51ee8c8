/** The demo company: the same every time, a person in each role, every named situation once, ledgers that add up, loaded once and never over other data. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { Follower } from '../../reports/follower/follower.ts'
import type { Size } from '../../seeds/company.ts'
import { addDays, demand, weekday } from '../../seeds/days.ts'
import { loadOnce } from '../../seeds/demo.ts'
import { type Situation, situations } from '../../seeds/situations.ts'
import { system } from '../../server/access/actor.ts'
import { inbox } from '../../server/approvals/index.ts'
import { closeCreditMonth, explain } from '../../server/credit/index.ts'
import { blanks } from '../../server/policy/index.ts'
import { ledgerOf, periodOf, totalOf } from '../../server/reconciliation/index.ts'
import { create, find, move, type World } from '../../server/records/index.ts'
import { shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { openWorld } from '../../server/start.ts'
import { follow } from '../reports/compare.ts'
import { eachEngine, freshSettings } from '../support/engines.ts'
import { actorOf } from '../support/people.ts'
import { fault } from '../support/trade.ts'

/** A company small enough for every run of the tests; the situations are all there. */
const small: Size = { customers: 40, weeks: 30, kept: 22 }

const today = '2026-06-17'
const now = () => new Date('2026-06-17T04:00:00Z')

const total = async (world: World, register: string, filter: Record<string, unknown> = {}) =>
  (await find(world, system, register, { filter })).total

/** Rows of a register, stored form. */
// biome-ignore lint/suspicious/noExplicitAny: rows of every shape
const rowsOf = (world: World, register: string, where: Record<string, unknown> = {}): Promise<any[]> =>
  world.database.knex(register).where(where).whereNull('deletedAt').orderBy('id')

eachEngine('the demo company', (open) => {
  let world: World
  const party = async (situation: Situation): Promise<number> => {
    const [row] = await rowsOf(world, 'customers', { name: situations[situation].name })
    return row.id
  }
  const stands = async (situation: Situation, amount = 0, dispatch?: number) =>
    explain(world, { customer: await party(situation), amount, day: today, contract: null, ...(dispatch ? { dispatch } : {}) })

  beforeAll(async () => {
    world = await open({ now })
    expect(await loadOnce(world, undefined, small)).toBe(true)
  }, 180_000)

  it('is loaded once, with a person in each role', async () => {
    expect(await loadOnce(world)).toBe(false)
    for (const code of Object.keys(shippedRoles))
      expect(await total(world, 'users', { 'role.code': code, active: true }), code).toBeGreaterThan(0)
    expect(await total(world, 'orders', { date: { gt: today } })).toBe(0)
    expect(await total(world, 'orders', { salesperson: null })).toBe(0)
    const days: { date: string }[] = await world.database.knex('orders').distinct('date')
    expect(days.filter(({ date }) => weekday(date) > 5)).toEqual([])
  })

  it('has documents in every state', async () => {
    const states: Readonly<Record<string, readonly string[]>> = {
      orders: ['draft', 'confirmed', 'closed', 'cancelled'],
      dispatches: ['draft', 'checked', 'stamped', 'loaded', 'shipped', 'received', 'cancelled'],
      invoices: ['issued'],
      receipts: ['confirmed', 'refused'],
      bankDrafts: ['held', 'endorsed', 'discounted', 'collected', 'dishonoured'],
      collections: ['held', 'remitted'],
      collectionPlans: ['active', 'kept', 'broken'],
      creditLines: ['approved', 'review'],
      releases: ['review', 'used', 'settled'],
      badDebts: ['proposed', 'confirmed'],
      priceLists: ['draft', 'inForce'],
      carrierContracts: ['draft', 'review', 'inForce'],
      freightSettlements: ['signed', 'paid'],
      specialPrices: ['review', 'approved'],
      contractChanges: ['review', 'inForce'],
      productionNotices: ['issued', 'produced'],
    }
    for (const [register, wanted] of Object.entries(states)) {
      const there = new Set((await rowsOf(world, register)).map(({ status }) => status))
      for (const state of wanted) expect([...there], `${register} ${state}`).toContain(state)
    }
    for (const kind of ['advanced', 'expense']) expect(await total(world, 'freights', { kind })).toBeGreaterThan(0)
    expect(await total(world, 'transitEvents')).toBeGreaterThan(0)
    expect(await total(world, 'cargoClaims')).toBeGreaterThan(0)
    expect(await total(world, 'returns', { kind: 'exchange', replacement: { empty: false } })).toBe(1)
    expect(await total(world, 'carriers', { licenceTo: { lt: '$today' } })).toBe(1)
    expect(await total(world, 'delegations', { from: { lte: '$today' }, until: { gte: '$today' } })).toBe(1)
    expect(await total(world, 'notices', { state: 'unread' })).toBeGreaterThan(5)
    expect((await blanks(world)).map(({ key }) => key).sort()).toEqual(['grossProfit.floor', 'prepayment.share'])
  })

  it('has something to sign for each of several people', async () => {
    for (const username of ['regional', 'manager', 'marketing', 'finance', 'executive', 'market']) {
      const user = await world.database.knex('users').where({ username }).first('id')
      expect((await inbox(world, await actorOf(world, user.id))).length, username).toBeGreaterThan(0)
    }
    const stand = await world.database.knex('users').where({ username: 'marketing' }).first('id')
    expect((await inbox(world, await actorOf(world, stand.id))).some(({ onBehalfOf }) => onBehalfOf !== null)).toBe(true)
  })

  describe('named situations', () => {
    it('exactly one customer is at its limit', async () => {
      const { inputs, decision } = await stands('atLimit')
      expect(inputs.limit).toBeGreaterThan(0)
      expect(inputs.exposure - inputs.advance).toBe(inputs.limit)
      expect(decision.available).toBe(0)
      const others = []
      for (const { id } of await rowsOf(world, 'customers')) {
        const { inputs: theirs } = await explain(world, { customer: id, amount: 0, day: today, contract: null })
        if (theirs.limit > 0 && theirs.exposure - theirs.advance === theirs.limit) others.push(id)
      }
      expect(others).toEqual([await party('atLimit')])
    })

    it('exactly one is over its limit with a first release waiting', async () => {
      const { inputs } = await stands('firstReleaseWaiting')
      expect(inputs.exposure - inputs.advance).toBeGreaterThan(inputs.limit)
      expect(await rowsOf(world, 'releases', { kind: 'first', status: 'review' })).toMatchObject([
        { customer: await party('firstReleaseWaiting') },
      ])
    })

    it('one is refused by the gate, beyond what any release may allow', async () => {
      const customer = await party('refused')
      const [dispatch] = await rowsOf(world, 'dispatches', { customer, status: 'draft' })
      await expect(move(world, system, 'dispatches', dispatch.id, 'check')).rejects.toMatchObject(fault('root', /CRD-06/))
      const asked = await create(world, system, 'releases', { dispatch: dispatch.id, kind: 'first', reason: '试' })
      await expect(move(world, system, 'releases', asked.id, 'submit')).rejects.toMatchObject(fault('kind', /CRD-07/))
    })

    it('exactly one invoice is 95 days late', async () => {
      const late = (await rowsOf(world, 'invoices', { status: 'issued', dueOn: addDays(today, -95) })).filter(
        ({ outstanding }) => outstanding > 0,
      )
      expect(late).toMatchObject([{ customer: await party('late95') }])
      expect((await stands('late95')).inputs.oldestOverdueDays).toBe(95)
      expect(await rowsOf(world, 'collectionPlans', { status: 'broken' })).toMatchObject([{ customer: await party('late95') }])
    })

    it('exactly one receipt into a personal account is refused', async () => {
      expect(await rowsOf(world, 'receipts', { status: 'refused' })).toMatchObject([
        { customer: await party('personalAccount'), paidInto: 'personal' },
      ])
    })

    it('exactly one last release is overdue, with its proposed liability', async () => {
      const [release, ...more] = await rowsOf(world, 'releases', { kind: 'last', status: 'used' })
      expect(more).toEqual([])
      expect(release).toMatchObject({ customer: await party('lastReleaseOverdue'), dueOn: '2026-05-31' })
      expect(await rowsOf(world, 'badDebts', { cause: 'lastRelease' })).toMatchObject([{ release: release.id, status: 'proposed' }])
      expect(await rowsOf(world, 'badDebts', { cause: 'unapproved' })).toMatchObject([{ customer: await party('unapproved') }])
      expect(await closeCreditMonth(world, '2026-05-01')).toBe(0)
    })

    it('one is stopped, one stands on a stored line, one has an advance, one pays cash under plans', async () => {
      expect(await rowsOf(world, 'customers', { creditStatus: 'stopped' })).toMatchObject([{ id: await party('stopped') }])
      expect((await stands('stopped', 100)).decision.reasons).toEqual(['stopped'])
      const line = await stands('storedLine')
      expect(line.inputs).toMatchObject({ mode: 'fixed', limit: 90_000_00 })
      expect(line.decision.available).toBeGreaterThan(0)
      expect(await total(world, 'creditLines', { customer: { ne: await party('storedLine') } })).toBe(0)
      const { inputs } = await stands('advance')
      expect(inputs).toMatchObject({ mode: 'prepaid', exposure: 0 })
      expect(inputs.advance).toBeGreaterThan(0)
      expect((await rowsOf(world, 'collectionPlans', { customer: await party('cashPlans') })).map(({ status }) => status)).toEqual([
        'kept',
        'active',
      ])
      expect(await rowsOf(world, 'releases', { kind: 'overdue', status: 'review' })).toMatchObject([
        { customer: await party('overdueWaiting') },
      ])
      expect(await rowsOf(world, 'releases', { status: 'settled' })).toMatchObject([{ customer: await party('settledRelease') }])
    })

    it('one colleague has reached the first mark of collections, one is near the second', async () => {
      const held = new Map<number, number>()
      for (const { holder, amount, markedOn } of await rowsOf(world, 'collections', { status: 'held' })) {
        held.set(holder, (held.get(holder) ?? 0) + amount)
        expect(markedOn).not.toBeNull()
      }
      expect([...held.values()].sort((a, b) => a - b)).toEqual([10_300_00, 19_400_00])
    })
  })

  it('has ledgers that add up', async () => {
    const invoices = await rowsOf(world, 'invoices', { status: 'issued' })
    const allocated = new Map<number, number>()
    for (const { invoice, amount } of await world.database
      .knex({ a: 'receipts_allocations' })
      .join({ r: 'receipts' }, 'r.id', 'a.parent')
      .where({ 'r.status': 'confirmed' })
      .select('a.invoice', 'a.amount'))
      allocated.set(invoice, (allocated.get(invoice) ?? 0) + Number(amount))
    for (const { id, number, total: amount, credited, writtenOff, outstanding, received, closedOn } of invoices) {
      expect(received, number).toBe(allocated.get(id) ?? 0)
      expect(outstanding, number).toBe(amount - received - credited - writtenOff)
      expect(outstanding, number).toBeGreaterThanOrEqual(0)
      expect(closedOn !== null, number).toBe(outstanding === 0)
    }
    const sums = (rows: { amount?: number; total?: number }[], field: string) =>
      rows.reduce((sum, row) => sum + Number(row[field as 'amount']), 0)
    const receipts = await rowsOf(world, 'receipts', { status: 'confirmed' })
    expect(sums(receipts, 'amount')).toBe(sums(receipts, 'allocated') + sums(receipts, 'unallocated') + sums(receipts, 'refunded'))
    // The accounts of all months close with what is owed, less advances, less what is still to be paid back of returns (PAY-05).
    const returns = (await rowsOf(world, 'returns')).filter(({ status }) => status === 'confirmed' || status === 'refunded')
    const { closing } = totalOf((await ledgerOf(world, periodOf('2026-06-01'))).values())
    const ofInvoices = returns.filter(({ invoice, kind }) => invoice !== null && kind === 'return')
    expect(closing).toBe(sums(invoices, 'outstanding') - sums(receipts, 'unallocated') - sums(ofInvoices, 'refundable'))
    // What was paid back has its paper.
    expect(sums(returns, 'refunded')).toBe(
      sums(
        (await rowsOf(world, 'refunds', { status: 'paid' })).filter((row) => row.return !== null),
        'amount',
      ),
    )
    // Nobody owes more than left the house, and every notice on an invoice is on that one alone.
    const sent = await rowsOf(world, 'dispatches')
    const invoiced = sums(
      sent.filter(({ invoice }) => invoice !== null),
      'total',
    )
    expect(
      sums(
        invoices.filter(({ opening }) => !opening),
        'total',
      ),
    ).toBe(invoiced)
  })

  it('agrees with the warehouse', async () => {
    const follower = await Follower.start(world.database, world.catalog, join(world.dataDir, 'warehouse.duckdb'))
    await follow(follower)
    expect(await follower.check()).toEqual([])
    // Queries that stand on the demo's dashboards have rows, and the columns that are drawn.
    const saved = await rowsOf(world, 'queries')
    const pinned = new Set((await world.database.knex('boards_charts').select('query')).map(({ query }) => query))
    expect(new Set(saved.map(({ id }) => id))).toEqual(pinned)
    for (const query of saved) {
      const { kind: _kind, x, y, series } = JSON.parse(query.chart)
      const given = Object.fromEntries((JSON.parse(query.parameters ?? '[]') as { name: string }[]).map(({ name }) => [name, 12]))
      const found = await follower.read((connection) => connection.runAndReadAll(query.sql, given))
      expect([query.name, found.currentRowCount > 0, found.columnNames()]).toEqual([
        query.name,
        true,
        expect.arrayContaining([x, ...y, ...(series ? [series] : [])]),
      ])
    }
    await follower.close()
  }, 120_000)
})

const cleaners: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const clean of cleaners) await clean()
})

test('never mixes with a company that is there', async () => {
  const { settings, clean } = await freshSettings('sqlite')
  const world = await openWorld(settings, { now })
  cleaners.push(async () => {
    await world.database.close()
    await clean()
  })
  const role: { id: number } = await world.database.knex('roles').first('id')
  await create(world, system, 'users', { name: 'Somebody', username: 'somebody', role: role.id })
  await expect(loadOnce(world)).rejects.toThrow('DATA_DIR')
  expect(await total(world, 'customers')).toBe(0)
})

test('the year has its seasons', () => {
  const month = (first: string) =>
    Array.from({ length: 28 }, (_, at) => demand(addDays(first, at), '2025-01-01')).reduce((sum, each) => sum + each, 0)
  expect(month('2026-01-12')).toBeGreaterThan(1.4 * month('2026-04-06'))
  expect(month('2026-08-27')).toBeGreaterThan(1.2 * month('2026-06-29'))
  for (const holiday of ['2026-02-17', '2026-02-20', '2026-10-01', '2026-01-01', '2026-05-02'])
    expect(demand(holiday, '2025-01-01')).toBe(0)
})
