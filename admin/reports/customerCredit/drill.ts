/** From a figure of the credit analysis to the records behind it: the same day, the same customers, the same rows. */
import type { Ageing, TableRow } from '../../../reports/messages.ts'
import type { Where } from '../../../server/definition/where.ts'
import { addDays, addMonths, monthStart } from '../../kinds/periods.ts'
import { listPath } from '../../registers/conditions.ts'
import { daysOfAge, isAge } from './ages.ts'

export interface Asked {
  readonly on: string
  readonly today: string
  readonly ageing: Ageing
  /** Whose: the filter of the page over whatever has a customer. */
  readonly whose: Where
}

/** A list of records: where it is, what is in it, and in which order. */
export interface Drill {
  readonly register: string
  readonly filter: Where
  readonly sort: readonly [string, 'ASC' | 'DESC']
  /** The past day whose records these are; their amounts are today's. */
  readonly asOf?: string
}

/** The address of a drill. */
export const drillPath = ({ register, filter, sort, asOf }: Drill): string => listPath(register, filter, sort, asOf)

/** Money and stock were confirmed: the goods count as the customer's. */
const binding = ['checked', 'stamped', 'loaded', 'shipped', 'received']

/** Invoices that were open at the end of the day. */
const openInvoices = ({ on, today, whose }: Asked): Where => ({
  ...whose,
  status: 'issued',
  date: { lte: on },
  ...(on === today ? { outstanding: { gt: '0' } } : { $or: [{ closedOn: { empty: true } }, { closedOn: { gt: on } }] }),
})

/** Goods on their way or gone that were not invoiced by the end of the day. */
const uninvoiced = ({ on, whose }: Asked): Where => ({
  ...whose,
  status: { in: binding },
  date: { lte: on },
  $or: [{ invoice: { empty: true } }, { 'invoice.status': { ne: 'issued' } }, { 'invoice.date': { gt: on } }],
})

const inUse = (on: string): Where => ({
  kind: { in: ['first', 'last'] },
  status: { in: ['used', 'settled'] },
  usedOn: { lte: on },
  $or: [{ settledOn: { empty: true } }, { settledOn: { gt: on } }],
})

/** Last over-limit releases whose money is to be back by the end of the month, or should have been. */
export const lastReleases = ({ on, whose }: Asked): Where => ({
  ...whose,
  ...inUse(on),
  kind: 'last',
  dueOn: { lte: addDays(addMonths(monthStart(on), 1), -1) },
})

const sources: Readonly<Record<string, (asked: Asked) => Drill>> = {
  receivable: (asked) => ({ register: 'invoices', filter: openInvoices(asked), sort: ['dueOn', 'ASC'] }),
  overdue: (asked) => ({ register: 'invoices', filter: { ...openInvoices(asked), dueOn: { lt: asked.on } }, sort: ['dueOn', 'ASC'] }),
  exposure: (asked) => ({ register: 'dispatches', filter: uninvoiced(asked), sort: ['date', 'DESC'] }),
  advance: ({ on, whose }) => ({
    register: 'receipts',
    filter: { ...whose, status: 'confirmed', date: { lte: on }, unallocated: { gt: '0' } },
    sort: ['date', 'DESC'],
  }),
  releases: ({ on, whose }) => ({ register: 'releases', filter: { ...whose, ...inUse(on) }, sort: ['dueOn', 'ASC'] }),
  lastReleases: (asked) => ({ register: 'releases', filter: lastReleases(asked), sort: ['dueOn', 'ASC'] }),
  dso: ({ on, whose }) => ({
    register: 'invoices',
    filter: { ...whose, status: 'issued', date: { gte: addDays(on, -89), lte: on } },
    sort: ['date', 'DESC'],
  }),
}

const alias: Readonly<Record<string, string>> = { oldestOverdueDays: 'overdue' }

/** The records behind one figure; undefined where there are none to list. */
export function drill(figure: string, row: TableRow, asked: Asked): Drill | undefined {
  const found = recordsOf(figure, row, asked)
  return found && asked.on !== asked.today ? { ...found, asOf: asked.on } : found
}

function recordsOf(figure: string, row: TableRow, asked: Asked): Drill | undefined {
  const mine: Asked = typeof row.customer === 'number' ? { ...asked, whose: { customer: row.customer } } : asked
  if (isAge(figure)) {
    const days = daysOfAge(figure, mine.on)
    const filter = openInvoices(mine)
    return {
      register: 'invoices',
      filter: mine.ageing === 'due' ? { ...filter, dueOn: days } : { ...filter, date: { ...(filter.date as object), ...(days as object) } },
      sort: ['dueOn', 'ASC'],
    }
  }
  return sources[alias[figure] ?? figure]?.(mine)
}

/** The credit of one customer. */
export const creditTab = (customer: number): string => `/customers/${customer}/show?tab=credit`
