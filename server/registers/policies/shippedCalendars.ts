/** The calendars a company starts with, their days taken from a maintained package for the years it knows; later years come from the yearly notice. */
import chineseDays from 'chinese-days'
import { plusDays } from '../../calendar/weeks.ts'

export const shippedCalendars = [
  { code: 'company', name: '公司工作日', kind: 'workdays', note: '法定节假日与调休；制度中的“工作日”按此计算。' },
  { code: 'hotline', name: '全天候', kind: 'always', note: '服务热线等不分节假日的时限（CF-25）。' },
] as const

export interface ShippedDay {
  readonly date: string
  readonly kind: 'holiday' | 'workday'
  readonly name: string
  readonly source: string
}

const first = 2020
const source = 'chinese-days 1.5.7'

/** The days of one year that differ from their weekday; none for a year that the package does not know. */
function daysOf(year: number): ShippedDay[] {
  const found: ShippedDay[] = []
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = plusDays(date, 1)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    const { work, name } = chineseDays.getDayDetail(date)
    if (work === (weekday === 0 || weekday === 6))
      found.push({ date, kind: work ? 'workday' : 'holiday', name: name.split(',')[1] ?? name, source })
  }
  return found
}

let read: readonly ShippedDay[] | undefined

/** Every day that ships; read once. */
export function shippedDays(): readonly ShippedDay[] {
  if (read) return read
  const found: ShippedDay[] = []
  for (let year = first; ; year += 1) {
    const days = daysOf(year)
    if (days.length === 0) break
    found.push(...days)
  }
  read = found
  return found
}
