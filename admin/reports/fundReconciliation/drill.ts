/** From a figure of the fund reconciliation to the papers behind it: the same month, the same customers, the same sum. */
import type { TableRow } from '../../../reports/messages.ts'
import type { Condition, Where } from '../../../server/definition/where.ts'
import type { Drill } from '../customerCredit/drill.ts'
import { type FundState, firstOf, type Group, lastOf } from './state.ts'

/** Papers by the later of two days: both have come by the end of the month, and one of them within it. */
const laterOf = (one: string, other: string, first: string, last: string): Where => ({
  [one]: { lte: last },
  [other]: { lte: last },
  $or: [{ [one]: { gte: first } }, { [other]: { gte: first } }],
})

const within = (first: string, last: string): Condition => ({ gte: first, lte: last })

type Source = (first: string, last: string) => Drill

/** Bank lines whose money nobody has claimed by a day. */
export const unclaimed = (last: string): Where => ({ state: { in: ['open', 'partly'] }, open: { gt: '0' }, date: { lte: last } })

/** A table report of a month, over some customers. */
export interface TableDrill {
  readonly table: string
  readonly month: string
  readonly where: Where
}

const list = (register: string, filter: Where, by: string): Drill => ({ register, filter, sort: [by, 'DESC'] })

/** The papers of each figure, whoever's they are. */
const sources: Readonly<Record<string, Source>> = {
  shipped: (first, last) => list('dispatches', { status: { in: ['shipped', 'received'] }, shippedOn: within(first, last) }, 'shippedOn'),
  invoiced: (first, last) => list('invoices', { status: 'issued', date: within(first, last) }, 'date'),
  discounted: (first, last) =>
    list('adjustments', { status: 'approved', kind: { in: ['discount', 'difference'] }, date: within(first, last) }, 'date'),
  writtenOff: (first, last) =>
    list(
      'badDebts',
      { status: { in: ['confirmed', 'settled'] }, 'invoice.status': 'issued', ...laterOf('confirmedOn', 'invoice.date', first, last) },
      'confirmedOn',
    ),
  adjusted: (first, last) => list('adjustments', { status: 'approved', kind: 'correction', date: within(first, last) }, 'date'),
  planned: (first, last) =>
    list('collectionPlans', { status: { in: ['active', 'kept', 'broken'] }, 'steps.dueOn': within(first, last) }, 'nextDue'),
}

const alias: Readonly<Record<string, string>> = { paidOfPlan: 'planned', missed: 'planned', recoveryRate: 'received', advanced: 'received' }

/** Figures that papers of several registers make, and the table that lists them. */
const tables: Readonly<Record<string, string>> = { received: 'money-received', returned: 'goods-returned' }

/** Differences keep their salesperson and department; they are told as they are, not by whom the customer has now. */
const differences = ({ month }: FundState, whose: Where): Drill =>
  list('differences', { month: firstOf(month), status: 'open', ...whose }, 'since')

/** Whose papers: by what customers have now. */
const paths = { salesperson: 'customer.owner', department: 'customer.department', customer: 'customer' } as const
const ofCustomers = { salesperson: 'owner', department: 'department', customer: 'id' } as const

const conditionOf = (value: unknown): Condition => (typeof value === 'number' ? value : { empty: true })

/** The filter of the page and the row, with each path written by `named`; two conditions on one path are both kept. */
function whoseOf(state: FundState, row: TableRow | undefined, named: (group: Group) => string): Where {
  const page: readonly (readonly [Group, Condition])[] = [
    ...(state.salesperson === undefined ? [] : [['salesperson', state.salesperson] as const]),
    ...(state.department === undefined ? [] : [['department', { under: state.department }] as const]),
    ...(state.customer === undefined ? [] : [['customer', state.customer] as const]),
  ]
  const all = page.map(([group, condition]): Where => ({ [named(group)]: condition }))
  const own: Where[] = row ? [{ [named(state.by)]: conditionOf(row[state.by]) }] : []
  const [first, ...more] = [...own, ...all]
  return more.length === 0 ? (first ?? {}) : { ...first, $and: more }
}

/** The customer that the row or the page is of. */
const customerOf = (row: TableRow | undefined, { by, customer }: FundState) =>
  (row && by === 'customer' ? row.customer : undefined) ?? customer

/** Are these the papers of whoever answered for them when the month was locked? Papers do not know. */
const unknownTo = (row: TableRow | undefined, state: FundState, frozen: boolean): boolean =>
  frozen &&
  typeof customerOf(row, state) !== 'number' &&
  (row !== undefined || state.salesperson !== undefined || state.department !== undefined)

/** The table behind one figure and what it is asked for; undefined where there is none. */
export function papersOf(figure: string, row: TableRow | undefined, state: FundState, frozen: boolean): TableDrill | undefined {
  const table = tables[alias[figure] ?? figure]
  if (table === undefined || unknownTo(row, state, frozen)) return undefined
  const customer = customerOf(row, state)
  return {
    table,
    month: state.month,
    where: frozen && typeof customer === 'number' ? { id: customer } : whoseOf(state, row, (group) => ofCustomers[group]),
  }
}

/**
 * The records behind one figure; undefined where there are none to list. A locked month is told by who answered for a customer then, which papers do not know: there a
 * list stands behind whole-company figures and behind those of one customer, and a group leads to its customers first (`addressOf`).
 */
export function drill(figure: string, row: TableRow | undefined, state: FundState, frozen: boolean): Drill | undefined {
  if (figure === 'differing' || figure === 'differingAmount')
    return differences(
      state,
      whoseOf(state, row, (group) => group),
    )
  if (unknownTo(row, state, frozen)) return undefined
  const customer = customerOf(row, state)
  const source = sources[alias[figure] ?? figure]?.(firstOf(state.month), lastOf(state.month))
  if (!source) return undefined
  const whose: Where = frozen && typeof customer === 'number' ? { customer } : whoseOf(state, row, (group) => paths[group])
  const { $and, ...rest } = whose as Where & { readonly $and?: readonly Where[] }
  return { ...source, filter: { ...source.filter, ...rest, ...($and ? { $and } : {}) } as Where }
}
