/** The ages of receivables: their words and colours, the same on every page, and the days each speaks of. */
import type { Theme } from '@mui/material/styles'
import type { Ageing } from '../../../reports/messages.ts'
import type { Condition } from '../../../server/definition/where.ts'
import { addDays } from '../../kinds/periods.ts'
import type { Words } from '../../language/say.ts'

export const ages = ['notDue', 'overdue1to30', 'overdue31to60', 'overdue61to90', 'overdueOver90'] as const
export type Age = (typeof ages)[number]

export const isAge = (name: string): name is Age => (ages as readonly string[]).includes(name)

/** Days past the day that counts; open where nothing is said. */
const spans: Readonly<Record<Age, { readonly from?: number; readonly to?: number }>> = {
  notDue: { to: 0 },
  overdue1to30: { from: 1, to: 30 },
  overdue31to60: { from: 31, to: 60 },
  overdue61to90: { from: 61, to: 90 },
  overdueOver90: { from: 91 },
}

/** The days on which an invoice of this age was due, or made out, seen from the day `on`. */
export function daysOfAge(age: Age, on: string): Condition {
  const { from, to } = spans[age]
  return { ...(to === undefined ? {} : { gte: addDays(on, -to) }), ...(from === undefined ? {} : { lte: addDays(on, -from) }) }
}

const labels: Readonly<Record<Ageing, Readonly<Record<Age, Words>>>> = {
  due: {
    notDue: ['未到期', 'Not due'],
    overdue1to30: ['逾期 1–30 天', '1–30 days late'],
    overdue31to60: ['逾期 31–60 天', '31–60 days late'],
    overdue61to90: ['逾期 61–90 天', '61–90 days late'],
    overdueOver90: ['逾期 90 天以上', 'Over 90 days late'],
  },
  invoice: {
    notDue: ['当日', 'Same day'],
    overdue1to30: ['账龄 1–30 天', '1–30 days old'],
    overdue31to60: ['账龄 31–60 天', '31–60 days old'],
    overdue61to90: ['账龄 61–90 天', '61–90 days old'],
    overdueOver90: ['账龄 90 天以上', 'Over 90 days old'],
  },
}

export const ageLabel = (age: Age, ageing: Ageing): Words => labels[ageing][age]

const days: Readonly<Record<Exclude<Age, 'notDue'>, Words>> = {
  overdue1to30: ['1–30', '1–30'],
  overdue31to60: ['31–60', '31–60'],
  overdue61to90: ['61–90', '61–90'],
  overdueOver90: ['>90 天', '>90 days'],
}

/** Where the ages stand together and the heading says what is counted. */
export const shortAge = (age: Age, ageing: Ageing): Words => (age === 'notDue' ? labels[ageing].notDue : days[age])

const colours: Readonly<Record<'light' | 'dark', Readonly<Record<Age, string>>>> = {
  light: {
    notDue: '#5b93bb',
    overdue1to30: '#e8bd5f',
    overdue31to60: '#d98a2b',
    overdue61to90: '#c45a28',
    overdueOver90: '#8f1f18',
  },
  dark: { notDue: '#5a9bc8', overdue1to30: '#efd08a', overdue31to60: '#e5a14a', overdue61to90: '#e07b4c', overdueOver90: '#f2655b' },
}

export const ageColour = (age: Age, { palette }: Theme): string => colours[palette.mode][age]
