/** The days a table report speaks of: read from the address, with a usual answer where it says nothing. */
import type { TableDescription } from '../../../server/reporting/tables.ts'
import { addMonths, monthStart } from '../../kinds/periods.ts'
import type { Words } from '../../language/say.ts'
import { dayOf } from '../address.ts'

type Period = TableDescription['period']

const quarterOf = (day: string): string => `${day.slice(0, 5)}${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The parameters of the question, by name. */
export function readPeriod(period: Period, query: URLSearchParams, today: string): Readonly<Record<string, string>> {
  const matching = (name: string, pattern: RegExp, usual: string) => {
    const text = query.get(name)
    return { [name]: text !== null && pattern.test(text) ? text : usual }
  }
  switch (period) {
    case 'month':
      return matching('month', /^\d{4}-(0[1-9]|1[0-2])$/, today.slice(0, 7))
    case 'quarter':
      return matching('quarter', /^\d{4}-[1-4]$/, quarterOf(today))
    case 'day': {
      const on = dayOf(query.get('on')) ?? today
      return { on: on < today ? on : today }
    }
    case 'days': {
      const [from, to] = [dayOf(query.get('from')), dayOf(query.get('to'))]
      return from !== undefined && to !== undefined && from <= to ? { from, to } : { from: monthStart(today), to: today }
    }
  }
}

/** The period in words. */
export function periodWords(period: Period, asked: Readonly<Record<string, string>>): Words {
  switch (period) {
    case 'month':
      return [`${asked.month}`, `${asked.month}`]
    case 'quarter': {
      const [year, quarter] = (asked.quarter ?? '').split('-')
      return [`${year} 年第 ${quarter} 季度`, `Q${quarter} ${year}`]
    }
    case 'day':
      return [`截至 ${asked.on} 日终`, `At the end of ${asked.on}`]
    case 'days':
      return [`${asked.from} 至 ${asked.to}`, `${asked.from} to ${asked.to}`]
  }
}

/** How far back one may choose without writing the address by hand. */
const back = { month: 24, quarter: 12 } as const

/** The months or quarters up to now, newest first, with the one asked for. */
export function choices(
  period: 'month' | 'quarter',
  today: string,
  asked: string,
): readonly { readonly name: string; readonly label: Words }[] {
  const months = period === 'month' ? 1 : 3
  const first = monthStart(today)
  const names = Array.from({ length: back[period] }, (_, index) => {
    const day = addMonths(first, -months * index)
    return period === 'month' ? day.slice(0, 7) : quarterOf(day)
  })
  return [...new Set([...names, asked])].map((name) => ({ name, label: periodWords(period, { [period]: name }) }))
}
