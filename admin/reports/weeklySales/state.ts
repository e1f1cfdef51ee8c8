/** What the weekly statistics are asked: all of it is in the address, so that a page can be sent, kept and gone back to. */
import type { Dimension } from '../../../reports/messages.ts'
import type { Where } from '../../../server/definition/where.ts'
import { addDays, mondayOf } from '../../kinds/periods.ts'
import type { Words } from '../../language/say.ts'
import { among, dayOf, idOf } from '../address.ts'

export const dimensions: readonly { readonly name: Dimension; readonly label: Words }[] = [
  { name: 'week', label: ['周', 'Week'] },
  { name: 'salesperson', label: ['客户经理', 'Salesperson'] },
  { name: 'customer', label: ['客户', 'Customer'] },
  { name: 'product', label: ['产品', 'Product'] },
  { name: 'department', label: ['部门', 'Department'] },
  { name: 'region', label: ['地区', 'Region'] },
  { name: 'tier', label: ['客户层级', 'Tier'] },
]

export const rankings = ['salesperson', 'customer', 'product', 'region'] as const
export type RankedBy = (typeof rankings)[number]

/** Periods that move on with the days: a page kept as "last week" is last week whenever it is opened. */
export const periods = ['thisWeek', 'lastWeek', 'twelveWeeks', 'thisYear', 'custom'] as const
export type PeriodName = (typeof periods)[number]

export const periodLabels: Readonly<Record<PeriodName, Words>> = {
  thisWeek: ['本周', 'This week'],
  lastWeek: ['上周', 'Last week'],
  twelveWeeks: ['近 12 周', 'Last 12 weeks'],
  thisYear: ['今年', 'This year'],
  custom: ['自选日期', 'Other days'],
}

export interface WeeklyState {
  readonly period: PeriodName
  readonly from: string
  readonly to: string
  readonly by: readonly Dimension[]
  readonly rank: RankedBy
  readonly salesperson: number | undefined
  readonly department: number | undefined
  readonly region: string | undefined
  readonly tier: string | undefined
}

/** The days of a period that ends no later than `today`: the running week is compared with the same days of the week before. */
export function daysOf(period: Exclude<PeriodName, 'custom'>, today: string): { from: string; to: string } {
  const monday = mondayOf(today)
  switch (period) {
    case 'thisWeek':
      return { from: monday, to: today }
    case 'lastWeek':
      return { from: addDays(monday, -7), to: addDays(monday, -1) }
    case 'twelveWeeks':
      return { from: addDays(monday, -84), to: addDays(monday, -1) }
    case 'thisYear':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
  }
}

const names = dimensions.map(({ name }) => name)

export function readState(query: URLSearchParams, today: string): WeeklyState {
  const [from, to] = [dayOf(query.get('from')), dayOf(query.get('to'))]
  const custom = from !== undefined && to !== undefined && from <= to
  const period = custom ? 'custom' : (among(periods, query.get('period')) ?? 'lastWeek')
  const days = custom ? { from, to } : daysOf(period === 'custom' ? 'lastWeek' : period, today)
  const by = (query.get('by') ?? 'week,salesperson').split(',').flatMap((word) => among(names, word) ?? [])
  return {
    period: custom || period !== 'custom' ? period : 'lastWeek',
    ...days,
    by: [...new Set(by)],
    rank: among(rankings, query.get('rank')) ?? 'salesperson',
    salesperson: idOf(query.get('salesperson')),
    department: idOf(query.get('department')),
    region: query.get('region') ?? undefined,
    tier: query.get('tier') ?? undefined,
  }
}

/** The filter on orders and returns alike. */
export function whereOf({ salesperson, department, region, tier }: WeeklyState): Where {
  return {
    ...(salesperson === undefined ? {} : { salesperson }),
    ...(department === undefined ? {} : { department: { under: department } }),
    ...(region === undefined ? {} : { 'customer.region': { under: region } }),
    ...(tier === undefined ? {} : { 'customer.tier': tier }),
  }
}

export interface Asked {
  readonly from: string
  readonly to: string
  readonly by: readonly Dimension[]
}

/** The query string of `/api/reports/weekly-sales`. */
export const queryOf = ({ from, to, by }: Asked, where: Where): string =>
  new URLSearchParams({ from, to, by: by.join(','), ...(Object.keys(where).length > 0 ? { where: JSON.stringify(where) } : {}) }).toString()
