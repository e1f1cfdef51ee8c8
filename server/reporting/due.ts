/** Which weeks are over, in the company's time zone, and due to be issued. */

import { dayOf } from '../calendar/today.ts'
import { mondayOf, plusDays } from '../calendar/weeks.ts'

/** A week is issued on the Monday after it at this hour of company time. */
export const issueHour = 8

/** The Monday of the newest week that is due at `now`. */
export function newestDue(now: Date, timeZone: string): string {
  // Eight hours earlier it is still the day before until the hour has come.
  const day = dayOf(new Date(now.getTime() - issueHour * 3_600_000), timeZone)
  return plusDays(mondayOf(day), -7)
}

/** Mondays of the weeks to issue: those after the latest one done, or just the newest when none ever was; at most a year back. */
export function dueWeeks(now: Date, timeZone: string, latest: string | undefined): string[] {
  const newest = newestDue(now, timeZone)
  const first = latest === undefined ? newest : plusDays(latest, 7)
  const weeks: string[] = []
  for (let week = first; week <= newest; week = plusDays(week, 7)) weeks.push(week)
  return weeks.slice(-53)
}
