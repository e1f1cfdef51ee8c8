/** Days as `YYYY-MM-DD` text, and how much a food maker sells on them: growth, the weekly rhythm, Spring Festival and Mid-Autumn. */

const day = 86_400_000
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })

export const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / day)
/** 1 for Monday to 7 for Sunday. */
export const weekday = (date: string): number => ((new Date(date).getUTCDay() + 6) % 7) + 1
export const monday = (date: string): string => addDays(date, 1 - weekday(date))
export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`
/** The instant at which it is `hour` o'clock in Shanghai on that day. */
export const at = (date: string, hour: number, minute = 0): Date => new Date(Date.parse(date) + (hour - 8) * 3_600_000 + minute * 60_000)

export function* days(from: string, to: string): Generator<string> {
  for (let each = from; each <= to; each = addDays(each, 1)) yield each
}

const lunarDates = new Map<string, string>()

/** Month and day in the lunar calendar, such as `8/15`; working it out takes long. */
function lunarDate(date: string): string {
  const known = lunarDates.get(date) ?? lunar.format(new Date(date))
  lunarDates.set(date, known)
  return known
}

/** Days until the next day of that lunar date, looking no further than `most`; undefined when there is none. */
function until(date: string, feast: string, most: number): number | undefined {
  for (let ahead = 0; ahead <= most; ahead++) if (lunarDate(addDays(date, ahead)) === feast) return ahead
  return undefined
}

/** No trade: the days around Spring Festival, the National Day week, New Year, May Day and ordinary week-ends. */
function closed(date: string): boolean {
  if (weekday(date) > 5) return true
  const monthDay = date.slice(5)
  if (monthDay === '01-01' || (monthDay >= '05-01' && monthDay <= '05-03') || (monthDay >= '10-01' && monthDay <= '10-07')) return true
  return until(addDays(date, -6), '1/1', 7) !== undefined
}

const rhythm = [0, 1.25, 1.1, 1, 0.95, 0.75]

/** How much is ordered on a day compared with an ordinary one at `start`; 0 when nobody works. */
export function demand(date: string, start: string): number {
  if (closed(date)) return 0
  const growth = 1.16 ** (daysBetween(start, date) / 365)
  const spring = until(date, '1/1', 45)
  const autumn = until(date, '8/15', 30)
  const festive = spring !== undefined && spring > 9 ? 1.9 : spring !== undefined ? 0.8 : autumn !== undefined && autumn > 4 ? 1.6 : 1
  const summer = ['07', '08'].includes(date.slice(5, 7)) && autumn === undefined ? 0.85 : 1
  return growth * festive * summer * (rhythm[weekday(date)] ?? 0)
}
