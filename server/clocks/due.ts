/** When a clock of a record is due: from the policy it started under, or from the day the record names. A year without calendar data is answered as a gap. */
import { type Duration, dueAt, endOf } from '../calendar/duration.ts'
import { dayOf, instantAt } from '../calendar/today.ts'
import { addWorkingDays, type Calendar, CalendarGap, workingDaysBetween } from '../calendar/workingDays.ts'

export interface Due {
  readonly dueAt: string | null
  readonly gap: number | null
}

/** What the calendar answers, or the year it lacks. */
function orGap(work: () => Date): Due {
  try {
    return { dueAt: work().toISOString(), gap: null }
  } catch (error) {
    if (!(error instanceof CalendarGap)) throw error
    return { dueAt: null, gap: error.year }
  }
}

/** The instant that a date (`YYYY-MM-DD`, from its beginning) or an instant of a record stands for. */
export const instantOf = (value: string, timeZone: string): Date =>
  value.length === 10 ? instantAt(value, '00:00', timeZone) : new Date(value)

/** Due after `duration`. */
export const dueAfter = (calendar: Calendar, start: string, duration: Duration, timeZone: string): Due =>
  orGap(() => dueAt(calendar, instantOf(start, timeZone), duration, timeZone))

/** Due when `day` is over. */
export const dueOn = (day: string, timeZone: string): Due => ({ dueAt: endOf(day, timeZone).toISOString(), gap: null })

/** A due instant moved on by the time that did not count: working days where the clock counts those, elapsed time otherwise. */
export function postponed(
  calendar: Calendar,
  due: string,
  paused: { readonly from: string; readonly to: Date },
  unit: string | undefined,
  timeZone: string,
): Due {
  const from = new Date(paused.from)
  if (unit !== 'workingDay') return { dueAt: new Date(Date.parse(due) + paused.to.getTime() - from.getTime()).toISOString(), gap: null }
  return orGap(() => {
    const days = workingDaysBetween(calendar, dayOf(from, timeZone), dayOf(paused.to, timeZone))
    const lastDay = dayOf(new Date(Date.parse(due) - 1), timeZone)
    return endOf(addWorkingDays(calendar, lastDay, days), timeZone)
  })
}
