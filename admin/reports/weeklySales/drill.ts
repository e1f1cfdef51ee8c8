/** From a figure to the records behind it: the same days, the same filters, the same rows. */
import type { Dimension, ReportRow } from '../../../reports/messages.ts'
import type { Condition, Where } from '../../../server/definition/where.ts'
import { addDays, monthStart } from '../../kinds/periods.ts'
import { listPath } from '../../registers/conditions.ts'
import type { Asked } from './state.ts'

/** What counts as a sale and as a return: drafts and cancelled ones do not. */
const counted = { orders: ['confirmed', 'closed'], returns: ['confirmed', 'refunded'] } as const

const paths: Readonly<Record<Exclude<Dimension, 'week'>, string>> = {
  salesperson: 'salesperson',
  customer: 'customer',
  product: 'lines.product',
  department: 'department',
  region: 'customer.region',
  tier: 'customer.tier',
}

const conditionOf = (dimension: Dimension, value: string | number): Condition => (dimension === 'region' ? { under: value } : value)

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

/** The days of a row: those of its week that were asked for, or all. */
function daysOf(row: ReportRow, { from, to }: Asked): { from: string; to: string } {
  const { week } = row
  return typeof week === 'string' ? { from: later(from, week), to: earlier(to, addDays(week, 6)) } : { from, to }
}

/** The filter that a list of `register` needs to show what stands behind `row`. Two conditions on one path are both kept. */
export function filterOf(register: 'orders' | 'returns', row: ReportRow, asked: Asked, where: Where): Where {
  const days = daysOf(row, asked)
  const filter: Record<string, Condition | readonly Where[]> = {
    date: { gte: days.from, lte: days.to },
    status: { in: [...counted[register]] },
  }
  const extra: Where[] = []
  const add = (path: string, condition: Condition) => {
    if (Object.hasOwn(filter, path)) extra.push({ [path]: condition })
    else filter[path] = condition
  }
  for (const dimension of asked.by) {
    if (dimension === 'week' || !Object.hasOwn(row, dimension)) continue
    const value = row[dimension] ?? null
    add(paths[dimension], value === null ? { empty: true } : conditionOf(dimension, value))
  }
  for (const [path, condition] of Object.entries(where)) add(path, condition as Condition)
  return extra.length > 0 ? { ...filter, $and: extra } : filter
}

/** The address of the list behind one figure of a row. */
export function drill(figure: string, row: ReportRow, asked: Asked, where: Where): string {
  if (figure === 'target' || figure === 'completion') {
    const days = daysOf(row, asked)
    const person = typeof row.salesperson === 'number' ? row.salesperson : where.salesperson
    return listPath('salesTargets', {
      month: { gte: monthStart(days.from), lte: days.to },
      ...(typeof person === 'number' ? { user: person } : {}),
    })
  }
  const register = figure === 'returned' ? 'returns' : 'orders'
  return listPath(register, filterOf(register, row, asked, where), ['date', 'DESC'])
}
