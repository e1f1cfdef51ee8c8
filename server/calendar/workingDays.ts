/** Working days on a Chinese calendar: weekends rest unless made up for (调休), statutory holidays rest, half days count half. Pure. */
import { plusDays } from './weeks.ts'

/** What a day deviates to: rest, half a working day, a whole one. */
export type DayKind = 'holiday' | 'half' | 'workday'

/** A calendar with the exceptions of the years it knows. */
export interface Calendar {
  readonly code: string
  /** Every day counts, as for a hotline (CF-25). */
  readonly always: boolean
  /** When a working day opens and closes, `HH:MM`; a half day closes at noon. */
  readonly hours?: { readonly opens: string; readonly closes: string }
  /** Years whose official notice is known. */
  readonly years: ReadonlySet<number>
  /** Days that differ from their weekday. */
  readonly exceptions: ReadonlyMap<string, DayKind>
}

/** Asked about a year whose holidays nobody has entered yet: answered by nobody, guessed by nobody. */
export class CalendarGap extends Error {
  readonly calendar: string
  readonly year: number

  constructor(calendar: string, year: number) {
    super(`calendar ${calendar} has no days of ${year}`)
    this.calendar = calendar
    this.year = year
  }
}

const wholeDay = 2
const halvesOf: Readonly<Record<DayKind, number>> = { holiday: 0, half: 1, workday: wholeDay }

/** How many half working days there are in `day`: 0, 1 or 2. Throws CalendarGap for a year without data. */
export function halves(calendar: Calendar, day: string): number {
  if (calendar.always) return wholeDay
  const year = Number(day.slice(0, 4))
  if (!calendar.years.has(year)) throw new CalendarGap(calendar.code, year)
  const exception = calendar.exceptions.get(day)
  if (exception) return halvesOf[exception]
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? 0 : wholeDay
}

/**
 * The day by whose end `days` working days have passed since `from`; the day of `from` itself does not count. Negative days look back.
 * Half days count half, so the answer may be a day later than whole days alone would give. Throws CalendarGap.
 */
export function addWorkingDays(calendar: Calendar, from: string, days: number): string {
  const step = days < 0 ? -1 : 1
  let open = Math.abs(Math.round(days * wholeDay))
  let day = from
  while (open > 0) {
    day = plusDays(day, step)
    open -= halves(calendar, day)
  }
  return day
}

/** Working days after `from` up to and including `to`; halves as .5, negative when `to` lies before `from`. Throws CalendarGap. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  let sum = 0
  for (let day = from; day < to; ) {
    day = plusDays(day, 1)
    sum += halves(calendar, day)
  }
  return sum / wholeDay
}

/** `day` itself when it is worked on, else the next working day (or the one before, with `step` −1). Throws CalendarGap. */
export function workingDayFrom(calendar: Calendar, day: string, step: 1 | -1 = 1): string {
  let found = day
  while (halves(calendar, found) === 0) found = plusDays(found, step)
  return found
}
