/** When a clock of a record is due: from the policy it started under, or from the day the record names. A year without calendar data is answered as a gap. */
import { type Duration, dueAt, endOf } from '../calendar/duration.ts'
import { dayOf, instantAt } from '../calendar/today.ts'
import { addWorkingDays, type Calendar, CalendarGap, workingDaysBetween } from '../calendar/workingDays.ts'
import { durationIn, type Policy } from '../policy/index.ts'

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
const dueAfter = (calendar: Calendar, start: string, duration: Duration, timeZone: string): Due =>
  orGap(() => dueAt(calendar, instantOf(start, timeZone), duration, timeZone))

/** Due when `day` is over. */
const dueOn = (day: string, timeZone: string): Due => ({ dueAt: endOf(day, timeZone).toISOString(), gap: null })

/** A time that did not count. */
export interface Pause {
  readonly from: string
  readonly to: string
}

/** A due instant moved on by the time that did not count: working days where the clock counts those, elapsed time otherwise. */
function postponed(calendar: Calendar, due: string, paused: Pause, unit: string | undefined, timeZone: string): Due {
  const [from, to] = [new Date(paused.from), new Date(paused.to)]
  if (unit !== 'workingDay') return { dueAt: new Date(Date.parse(due) + to.getTime() - from.getTime()).toISOString(), gap: null }
  return orGap(() => {
    const days = workingDaysBetween(calendar, dayOf(from, timeZone), dayOf(to, timeZone))
    const lastDay = dayOf(new Date(Date.parse(due) - 1), timeZone)
    return endOf(addWorkingDays(calendar, lastDay, days), timeZone)
  })
}

/** When a clock from `start` is due: under its policy, or on the day that its record names; what was paused since it began is added. Without a calendar only such a day, never paused, has an answer. */
export function dueOf(
  calendar: Calendar | undefined,
  start: string,
  rule: Policy | { readonly day: string | null },
  pauses: readonly Pause[],
  timeZone: string,
): Due {
  let due: Due = { dueAt: null, gap: null }
  if ('day' in rule) due = rule.day ? dueOn(rule.day, timeZone) : due
  else if (calendar) due = dueAfter(calendar, start, durationIn(rule), timeZone)
  const begun = instantOf(start, timeZone).toISOString()
  for (const { from, to } of pauses) {
    const counted = { from: from > begun ? from : begun, to }
    if (calendar && due.dueAt && counted.from < to)
      due = postponed(calendar, due.dueAt, counted, 'unit' in rule ? rule.unit : undefined, timeZone)
  }
  return due
}
