/** What the credit pages make of an answer: the days of each age, the lists behind figures, totals of a part, the map of risk, periods of tables. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changed } from '../../admin/reports/address.ts'
import { ages, daysOfAge } from '../../admin/reports/customerCredit/ages.ts'
import { type Bubble, bubblesOf, named, widest } from '../../admin/reports/customerCredit/bubbles.ts'
import { type Asked, drill, drillPath } from '../../admin/reports/customerCredit/drill.ts'
import { rowsOf, totalsOf } from '../../admin/reports/customerCredit/parts.ts'
import { readState, whoseOf } from '../../admin/reports/customerCredit/state.ts'
import { sorted } from '../../admin/reports/order.ts'
import { choices, periodWords, readPeriod } from '../../admin/reports/tables/period.ts'
import type { ReportColumn, TableRow } from '../../reports/messages.ts'
import { plusDays } from '../../server/calendar/weeks.ts'

const today = '2026-03-31'
const asked = (more: Partial<Asked> = {}): Asked => ({ on: today, today, ageing: 'due', whose: {}, ...more })
const row = (more: Record<string, unknown>): TableRow =>
  ({ mode: 'fixed', limit: '0', exposure: '0', advance: '0', overdue: '0', ...more }) as TableRow

describe('ages', () => {
  it('take in every day once', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (late) => {
        const due = plusDays(today, -late)
        const holding = ages.filter((age) => {
          const { gte, lte } = daysOfAge(age, today) as { gte?: string; lte?: string }
          return (gte === undefined || due >= gte) && (lte === undefined || due <= lte)
        })
        const place = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4
        expect(holding).toEqual([ages[place]])
      }),
    )
  })
})

describe('the list behind a figure', () => {
  it('holds open invoices of today, or those that were open on a past day', () => {
    expect(drill('receivable', row({ customer: 7 }), asked())?.filter).toEqual({
      customer: 7,
      status: 'issued',
      date: { lte: today },
      outstanding: { gt: '0' },
    })
    expect(drill('receivable', {}, asked({ on: '2026-01-31', whose: { 'customer.tier': 'key' } }))?.filter).toEqual({
      'customer.tier': 'key',
      status: 'issued',
      date: { lte: '2026-01-31' },
      $or: [{ closedOn: { empty: true } }, { closedOn: { gt: '2026-01-31' } }],
    })
  })

  it('goes by the due day or by the day of the invoice', () => {
    expect(drill('overdue31to60', {}, asked())?.filter.dueOn).toEqual({ gte: '2026-01-30', lte: '2026-02-28' })
    expect(drill('overdueOver90', {}, asked({ ageing: 'invoice' }))?.filter.date).toEqual({ lte: '2025-12-30' })
    expect(drill('notDue', {}, asked({ ageing: 'invoice' }))?.filter.date).toEqual({ gte: today, lte: today })
  })

  it('is none for what has no records', () => expect(drill('risk', row({ customer: 7 }), asked())).toBeUndefined())
})

describe('a part of the customers', () => {
  const over = row({ customer: 1, limit: '100.00', exposure: '150.10', advance: '50.00', overdue: '0.00', eligible: true, risk: 'high' })
  const cash = row({ customer: 2, mode: 'cash', exposure: '9.90', overdue: '9.90', eligible: false, risk: 'medium' })
  it('is told by the figures; eligibility matters on credit only', () => {
    expect(rowsOf([over, cash], 'over')).toEqual([over])
    expect(rowsOf([over, cash], 'overdue')).toEqual([cash])
    expect(rowsOf([over, cash], 'ineligible')).toEqual([])
    expect(rowsOf([over, cash], 'highRisk')).toEqual([over])
  })
  it('has exact totals, and is named customer by customer', () => {
    const columns: ReportColumn[] = [{ name: 'exposure', label: ['占用', 'Exposure'], format: 'money' }]
    expect(totalsOf([over, cash], columns).exposure).toBe('160.00')
    const state = readState(new URLSearchParams('only=over&department=3'), today)
    expect(whoseOf(state, [over])).toEqual({ customer: { in: [1] } })
    expect(whoseOf({ ...state, only: undefined }, [over])).toEqual({ 'customer.department': { under: 3 } })
  })
})

describe('the map of risk', () => {
  it('puts those on credit without a limit at its edge, and leaves out who is not on credit', () => {
    const none = row({ customer: 1, exposure: '5.00', receivable: '5.00', utilisation: null, risk: 'high' })
    const cash = row({ customer: 2, mode: 'cash', exposure: '5.00', receivable: '5.00', utilisation: null, risk: 'low' })
    const half = row({ customer: 3, limit: '10.00', exposure: '5.00', receivable: '5.00', utilisation: '50.00', risk: 'critical' })
    const { bubbles, without } = bubblesOf([none, cash, half])
    expect(bubbles.map(({ row: { customer }, used }) => [customer, used])).toEqual([
      [3, 50],
      [1, widest],
    ])
    expect(without).toBe(1)
  })
})

describe('the order of a table', () => {
  it('has the unknown last, up and down', () => {
    const columns: ReportColumn[] = [{ name: 'dso', label: ['DSO', 'DSO'], format: 'days' }]
    const rows: TableRow[] = [{ dso: null }, { dso: '9.5' }, { dso: '10' }]
    const places = (down: boolean) => sorted(rows, columns, { column: 'dso', down }, () => '').map(({ place }) => place)
    expect(places(true)).toEqual([2, 1, 0])
    expect(places(false)).toEqual([1, 2, 0])
  })
})

describe('what an address says', () => {
  it('is read without trust', () => {
    const state = readState(new URLSearchParams('on=2027-01-01&ageing=x&owner=-1&only=all'), today)
    expect(state).toEqual({ on: today, ageing: 'due', department: undefined, owner: undefined, tier: undefined, only: undefined })
    expect(changed(new URLSearchParams('a=1&b=2'), { a: undefined, c: 3 }).toString()).toBe('b=2&c=3')
  })
  it('is a month, a quarter, a day or days, with a usual answer', () => {
    const read = (period: Parameters<typeof readPeriod>[0], text: string) => readPeriod(period, new URLSearchParams(text), today)
    expect(read('month', 'month=2026-13')).toEqual({ month: '2026-03' })
    expect(read('quarter', 'quarter=2025-4')).toEqual({ quarter: '2025-4' })
    expect(read('quarter', '')).toEqual({ quarter: '2026-1' })
    expect(read('day', 'on=2026-02-30')).toEqual({ on: today })
    expect(read('days', 'from=2026-03-09&to=2026-03-01')).toEqual({ from: '2026-03-01', to: today })
    expect(choices('quarter', today, '2019-2').at(-1)).toEqual({ name: '2019-2', label: ['2019 年第 2 季度', 'Q2 2019'] })
    expect(periodWords('month', { month: '2026-03' })).toEqual(['2026-03', '2026-03'])
  })
})

describe('names on the map of risk', () => {
  const at = (used: number, days: number): Bubble => ({ row: { risk: 'high', customer: used * 1000 + days }, used, days, receivable: 1 })

  it('a name lies on no other bubble, at the right border least of all', () => {
    const [edge, between, below] = [at(150, 0), at(106, 2), at(150, 170)]
    expect([...named([edge, between, below], 150, 200)]).toEqual([between.row, below.row])
    expect([...named([edge, below], 150, 200)]).toEqual([edge.row, below.row])
  })
})

describe('a drill into a past day', () => {
  const figures = (on: string) => drill('receivable', {}, { on, today: '2026-06-15', ageing: 'due', whose: {} })
  it('carries the day, for the list to say that its amounts are of today', () => {
    const past = figures('2026-05-31')
    expect(past?.asOf).toBe('2026-05-31')
    expect(past && drillPath(past)).toContain('&asOf=2026-05-31')
    expect(figures('2026-06-15')).not.toHaveProperty('asOf')
  })
})
