/** Working days with make-up days, half days and holes: the laws, and the calendar of 2026 day by day. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAt, monthEnd, plusMonths } from '../../server/calendar/duration.ts'
import { dayOf, instantAt, timeOf } from '../../server/calendar/today.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import {
  addWorkingDays,
  type Calendar,
  CalendarGap,
  type DayKind,
  halves,
  workingDayFrom,
  workingDaysBetween,
} from '../../server/calendar/workingDays.ts'
import { addHours } from '../../server/calendar/workingHours.ts'

const years = new Set([2025, 2026])
/** National Day 2026: 1–7 October rest, 20 September and 10 October are worked on. */
const autumn: [string, DayKind][] = [
  ...['01', '02', '03', '04', '05', '06', '07'].map((day): [string, DayKind] => [`2026-10-${day}`, 'holiday']),
  ['2026-09-20', 'workday'],
  ['2026-10-10', 'workday'],
  ['2026-11-20', 'half'],
]
const company: Calendar = { code: 'company', always: false, years, exceptions: new Map(autumn) }
const hotline: Calendar = { code: 'hotline', always: true, years: new Set(), exceptions: new Map() }

const someDay = fc.integer({ min: 0, max: 500 }).map((offset) => plusDays('2025-03-01', offset))
const someCalendar = fc
  .array(fc.tuple(someDay, fc.constantFrom<DayKind>('holiday', 'workday', 'half')), { maxLength: 60 })
  .map((exceptions): Calendar => ({ code: 'any', always: false, years, exceptions: new Map(exceptions) }))

describe('working days', () => {
  it('skip the holidays and count the make-up days (调休)', () => {
    expect(addWorkingDays(company, '2026-09-30', 1)).toBe('2026-10-08')
    expect(addWorkingDays(company, '2026-09-30', 3)).toBe('2026-10-10')
    expect(addWorkingDays(company, '2026-09-18', 1)).toBe('2026-09-20')
    expect(workingDaysBetween(company, '2026-09-30', '2026-10-10')).toBe(3)
    expect(workingDayFrom(company, '2026-10-03')).toBe('2026-10-08')
    expect(workingDayFrom(company, '2026-10-03', -1)).toBe('2026-09-30')
  })

  it('count half days as half', () => {
    expect(workingDaysBetween(company, '2026-11-19', '2026-11-20')).toBe(0.5)
    expect(addWorkingDays(company, '2026-11-19', 1)).toBe('2026-11-23')
  })

  it('never guess a year without data (catalogue §23.1)', () => {
    expect(() => addWorkingDays(company, '2026-12-31', 1)).toThrow(CalendarGap)
    expect(() => workingDaysBetween(company, '2026-12-30', '2027-01-04')).toThrow('company has no days of 2027')
    expect(addWorkingDays(hotline, '2026-12-31', 1)).toBe('2027-01-01')
  })

  it('adding n days lets n days pass, and no day earlier does', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: 1, max: 25 }), (calendar, from, days) => {
        const due = addWorkingDays(calendar, from, days)
        const passed = workingDaysBetween(calendar, from, due)
        expect(passed).toBeGreaterThanOrEqual(days)
        expect(passed).toBeLessThan(days + 1)
        expect(halves(calendar, due)).toBeGreaterThan(0)
        expect(workingDaysBetween(calendar, from, plusDays(due, -1))).toBeLessThan(days)
      }),
    )
  })

  it('add up, whichever day one stops at on the way', () => {
    fc.assert(
      fc.property(someCalendar, someDay, someDay, someDay, (calendar, a, b, c) => {
        const sum = workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)
        expect(sum).toBe(workingDaysBetween(calendar, a, c))
        expect(workingDaysBetween(calendar, a, b)).toBe(0 - workingDaysBetween(calendar, b, a))
      }),
    )
  })

  it('looking back finds a day from which the days forward pass', () => {
    fc.assert(
      fc.property(someCalendar, someDay, fc.integer({ min: 1, max: 20 }), (calendar, from, days) => {
        const start = plusDays(from, 60)
        const back = addWorkingDays(calendar, start, -days)
        expect(back < start).toBe(true)
        expect(workingDaysBetween(calendar, plusDays(back, -1), plusDays(start, -1))).toBeGreaterThanOrEqual(days)
      }),
    )
  })
})

describe('hours and months', () => {
  const office: Calendar = { ...company, hours: { opens: '08:30', closes: '17:30' } }
  const zone = 'Asia/Shanghai'

  it('a hotline counts clock hours, an office its open hours (CF-25)', () => {
    const evening = instantAt('2026-09-30', '16:30', zone)
    expect(addHours(hotline, evening, 72, zone)).toEqual(instantAt('2026-10-03', '16:30', zone))
    expect(addHours(office, evening, 2, zone)).toEqual(instantAt('2026-10-08', '09:30', zone))
    expect(addHours(office, instantAt('2026-11-20', '11:00', zone), 2, zone)).toEqual(instantAt('2026-11-23', '09:30', zone))
  })

  it('days are due when they are over, month ends follow the month', () => {
    const start = instantAt('2026-01-31', '10:00', zone)
    expect(dueAt(company, start, { amount: 30, unit: 'day' }, zone)).toEqual(instantAt('2026-03-03', '00:00', zone))
    expect(dueAt(company, start, { amount: 1, unit: 'month' }, zone)).toEqual(instantAt('2026-03-01', '00:00', zone))
    expect(dueAt(company, start, { amount: 0, unit: 'monthEnd' }, zone)).toEqual(instantAt('2026-02-01', '00:00', zone))
    expect([plusMonths('2026-01-31', 1), plusMonths('2024-01-31', 1), plusMonths('2026-12-15', 2), plusMonths('2026-03-31', -1)]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2027-02-15',
      '2026-02-28',
    ])
    expect([monthEnd('2026-02-10'), monthEnd('2026-12-31', 1)]).toEqual(['2026-02-28', '2027-01-31'])
  })

  it('instants and local days are two sides of one thing, over changes of the clock too', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
        someDay,
        fc.integer({ min: 4, max: 23 }),
        (timeZone, day, at) => {
          const time = `${String(at).padStart(2, '0')}:15`
          const instant = instantAt(day, time, timeZone)
          expect([dayOf(instant, timeZone), timeOf(instant, timeZone)]).toEqual([day, time])
        },
      ),
    )
  })
})
