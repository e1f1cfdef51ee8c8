/** Days and the stretches of days people filter by: this week (Monday first), last month, the next thirty days … Dates are `YYYY-MM-DD`. */
import type { Words } from '../language/say.ts'

const iso = (date: Date): string => date.toISOString().slice(0, 10)
const at = (day: string): Date => new Date(`${day}T00:00:00Z`)

export const addDays = (day: string, days: number): string => {
  const date = at(day)
  date.setUTCDate(date.getUTCDate() + days)
  return iso(date)
}

/** The Monday of the ISO week of `day`. */
export const mondayOf = (day: string): string => addDays(day, -((at(day).getUTCDay() + 6) % 7))

export const monthStart = (day: string): string => `${day.slice(0, 7)}-01`

export const addMonths = (monthFirst: string, months: number): string => {
  const date = at(monthFirst)
  date.setUTCMonth(date.getUTCMonth() + months)
  return iso(date)
}

export interface Period {
  readonly label: Words
  readonly from: string
  readonly to: string
}

/** The offered periods around `today`. */
export function periodsAround(today: string): Period[] {
  const monday = mondayOf(today)
  const month = monthStart(today)
  const quarter = `${today.slice(0, 5)}${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  const year = `${today.slice(0, 4)}-01-01`
  return [
    { label: ['今天', 'Today'], from: today, to: today },
    { label: ['本周', 'This week'], from: monday, to: addDays(monday, 6) },
    { label: ['上周', 'Last week'], from: addDays(monday, -7), to: addDays(monday, -1) },
    { label: ['本月', 'This month'], from: month, to: addDays(addMonths(month, 1), -1) },
    { label: ['上月', 'Last month'], from: addMonths(month, -1), to: addDays(month, -1) },
    { label: ['本季度', 'This quarter'], from: quarter, to: addDays(addMonths(quarter, 3), -1) },
    { label: ['今年', 'This year'], from: year, to: `${today.slice(0, 4)}-12-31` },
    { label: ['未来 30 天', 'Next 30 days'], from: today, to: addDays(today, 30) },
  ]
}
