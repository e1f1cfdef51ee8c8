/** The day of every month (CF-19): February, leap years, months without the day, rest days moved over, years nobody knows. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthEnd } from '../../server/calendar/duration.ts'
import { recurringDay, shifts } from '../../server/calendar/recurring.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { type Calendar, CalendarGap, type DayKind, halves } from '../../server/calendar/workingDays.ts'

const holidays = (from: string, days: number): [string, DayKind][] =>
  Array.from({ length: days }, (_, at) => [plusDays(from, at), 'holiday'])
const everyYear = new Set(Array.from({ length: 101 }, (_, at) => 2000 + at))
const company: Calendar = {
  code: 'company',
  always: false,
  years: everyYear,
  exceptions: new Map<string, DayKind>([
    ...holidays('2026-02-15', 9),
    ...holidays('2026-10-01', 7),
    ['2026-10-10', 'workday'],
    ['2026-05-30', 'workday'],
  ]),
}

describe('CF-19 the 30th of each month', () => {
  test.each([
    [2026, 2, 30, 'none', '2026-02-28'],
    [2028, 2, 30, 'none', '2028-02-29'],
    [2100, 2, 30, 'none', '2100-02-28'],
    [2026, 4, 31, 'none', '2026-04-30'],
    [2026, 1, 31, 'none', '2026-01-31'],
    [2026, 1, 30, 'next', '2026-01-30'],
    // The last day of February 2026 is a Saturday.
    [2026, 2, 30, 'next', '2026-03-02'],
    [2026, 2, 30, 'previous', '2026-02-27'],
    // A Saturday that is made up for is worked on.
    [2026, 5, 30, 'next', '2026-05-30'],
    // A week of holidays at the turn of the month, and the Spring Festival.
    [2026, 10, 1, 'next', '2026-10-08'],
    [2026, 10, 7, 'previous', '2026-09-30'],
    [2026, 2, 16, 'next', '2026-02-24'],
    [2026, 2, 16, 'previous', '2026-02-13'],
    [2026, 12, 31, 'next', '2026-12-31'],
  ] as const)('%d-%d day %d, %s, is %s', (year, month, day, shift, expected) => {
    expect(recurringDay(year, month, day, shift, company)).toBe(expected)
  })

  test('a year that nobody knows is never guessed', () => {
    const known: Calendar = { ...company, years: new Set([2026]) }
    expect(() => recurringDay(2027, 1, 30, 'next', known)).toThrow(CalendarGap)
    // The last Saturday of the year would move into the next one.
    expect(() => recurringDay(2022, 12, 31, 'next', { ...company, years: new Set([2022]) })).toThrow(CalendarGap)
    expect(recurringDay(2022, 12, 31, 'previous', { ...company, years: new Set([2022]) })).toBe('2022-12-30')
    expect(recurringDay(2027, 1, 30, 'none', known)).toBe('2027-01-30')
  })

  test('no month has a day 0 or 32', () => {
    for (const day of [0, 32, 1.5]) expect(() => recurringDay(2026, 1, day, 'none', company)).toThrow(RangeError)
  })

  test('whatever the month: unshifted it lies in the month, shifted it is worked on and nothing nearer that way is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2001, max: 2098 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom(...shifts),
        (year, month, day, shift) => {
          const first = `${year}-${String(month).padStart(2, '0')}-01`
          const plain = recurringDay(year, month, day, 'none', company)
          expect(plain.slice(0, 7)).toBe(first.slice(0, 7))
          expect(Number(plain.slice(8))).toBe(Math.min(day, Number(monthEnd(first).slice(8))))
          const found = recurringDay(year, month, day, shift, company)
          if (shift === 'none') {
            expect(found).toBe(plain)
            return
          }
          expect(halves(company, found)).toBeGreaterThan(0)
          const step = shift === 'next' ? 1 : -1
          for (let between = plain; between !== found; between = plusDays(between, step)) expect(halves(company, between)).toBe(0)
        },
      ),
    )
  })
})
