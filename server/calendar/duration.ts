/** When something is due: a length in working days, days, hours, months, or the end of a month, counted from a day or an instant. Pure. */
import { dayOf, instantAt } from './today.ts'
import { plusDays } from './weeks.ts'
import { addWorkingDays, type Calendar } from './workingDays.ts'
import { addHours } from './workingHours.ts'

/** Units of time a policy may count in. `monthEnd` counts months ahead: 0 is the end of the month it starts in. */
export const timeUnits = ['workingDay', 'day', 'hour', 'month', 'monthEnd'] as const
export type TimeUnit = (typeof timeUnits)[number]

export interface Duration {
  readonly amount: number
  readonly unit: TimeUnit
}

/** The same day `months` later, or that month's last day where it has none (31 January + 1 month = end of February). */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  return last.getUTCDate() <= date ? last.toISOString().slice(0, 10) : `${last.toISOString().slice(0, 8)}${String(date).padStart(2, '0')}`
}

/** The last day of the month `months` after that of `day`. */
export const monthEnd = (day: string, months = 0): string => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10)
}

/** The day by whose end something of this duration is due when it starts on `day`; hours have no day of their own. Throws CalendarGap. */
export function dueDay(calendar: Calendar, day: string, { amount, unit }: Duration & { readonly unit: Exclude<TimeUnit, 'hour'> }): string {
  if (unit === 'workingDay') return addWorkingDays(calendar, day, amount)
  if (unit === 'day') return plusDays(day, amount)
  return unit === 'month' ? plusMonths(day, amount) : monthEnd(day, amount)
}

/** The instant from which something is late: the end of its due day, or the hour itself. Throws CalendarGap. */
export function dueAt(calendar: Calendar, start: Date, duration: Duration, timeZone: string): Date {
  const { amount, unit } = duration
  if (unit === 'hour') return addHours(calendar, start, amount, timeZone)
  return endOf(dueDay(calendar, dayOf(start, timeZone), { amount, unit }), timeZone)
}

/** The instant at which `day` is over. */
export const endOf = (day: string, timeZone: string): Date => instantAt(plusDays(day, 1), '00:00', timeZone)
