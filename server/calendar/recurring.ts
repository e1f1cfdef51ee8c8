/** The day of every month on which something recurs: the last one where a month is too short, moved off days of rest as told (CF-19). Pure. */
import { monthEnd } from './duration.ts'
import { type Calendar, workingDayFrom } from './workingDays.ts'

/** Where a day goes that is not worked on; `none` leaves it. */
export const shifts = ['next', 'previous', 'none'] as const
export type Shift = (typeof shifts)[number]

const steps = { next: 1, previous: -1 } as const

/**
 * The day on which what recurs on `day` (1–31) of each month falls in this month (1–12), as `YYYY-MM-DD`: day 30 is the last day of February, day 31 that of April.
 * A day of rest moves to the working day next to it, over as many as there are in a row, into another month too. Throws CalendarGap where a day of an unknown year would
 * have to be looked at; RangeError for a day that no month has (CF-19).
 */
export function recurringDay(year: number, month: number, day: number, shift: Shift, calendar: Calendar): string {
  if (!Number.isInteger(day) || day < 1 || day > 31) throw new RangeError(`no month has a day ${day}`)
  const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
  const last = monthEnd(`${first}-01`)
  const named = `${first}-${String(day).padStart(2, '0')}`
  const fits = named < last ? named : last
  return shift === 'none' ? fits : workingDayFrom(calendar, fits, steps[shift])
}
