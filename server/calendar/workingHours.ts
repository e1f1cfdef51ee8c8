/** Hours on a calendar: around the clock, or only while the working day is open. Pure. */
import { dayOf, instantAt } from './today.ts'
import { plusDays } from './weeks.ts'
import { type Calendar, halves } from './workingDays.ts'

const hour = 3_600_000
const noon = '12:00'

/** When work opens and closes on `day`; undefined on a day of rest. */
function opening({ hours }: Calendar, worth: number, day: string, timeZone: string): readonly [number, number] | undefined {
  if (!hours || worth === 0) return undefined
  const closes = worth === 1 && noon < hours.closes ? noon : hours.closes
  return [instantAt(day, hours.opens, timeZone).getTime(), instantAt(day, closes, timeZone).getTime()]
}

/** The instant when `hours` open hours have passed since `from`; on a calendar without opening hours, clock hours. Throws CalendarGap. */
export function addHours(calendar: Calendar, from: Date, hours: number, timeZone: string): Date {
  if (calendar.always || !calendar.hours) return new Date(from.getTime() + hours * hour)
  let left = hours * hour
  for (let day = dayOf(from, timeZone); ; day = plusDays(day, 1)) {
    const open = opening(calendar, halves(calendar, day), day, timeZone)
    const start = open ? Math.max(from.getTime(), open[0]) : 0
    if (!open || start >= open[1]) continue
    if (left <= open[1] - start) return new Date(start + left)
    left -= open[1] - start
  }
}
