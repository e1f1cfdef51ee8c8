/** What the fund reconciliation is asked: all of it is in the address. */
import type { FundGroup } from '../../../reports/messages.ts'
import type { Where } from '../../../server/definition/where.ts'
import { addDays, addMonths } from '../../kinds/periods.ts'
import type { Words } from '../../language/say.ts'
import { among, asked, idOf } from '../address.ts'

export const path = '/dashboards/fund-reconciliation'

/** Groups that the ranking and the table can be told by. */
export const groups = ['salesperson', 'department', 'customer'] as const satisfies readonly FundGroup[]
export type Group = (typeof groups)[number]

export const groupLabels: Readonly<Record<Group, Words>> = {
  salesperson: ['客户经理', 'Salespeople'],
  department: ['部门', 'Departments'],
  customer: ['客户', 'Customers'],
}

export interface FundState {
  /** `2026-10`; the present month and all months to come where the address names none. */
  readonly month: string
  readonly by: Group
  readonly salesperson: number | undefined
  readonly department: number | undefined
  readonly customer: number | undefined
}

export function readState(query: URLSearchParams, today: string): FundState {
  const present = today.slice(0, 7)
  const month = query.get('month') ?? ''
  return {
    month: /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && month <= present ? month : present,
    by: among(groups, query.get('by')) ?? 'salesperson',
    salesperson: idOf(query.get('salesperson')),
    department: idOf(query.get('department')),
    customer: idOf(query.get('customer')),
  }
}

/** The filter on accounts. */
export const whereOf = ({ salesperson, department, customer }: FundState): Where => ({
  ...(salesperson === undefined ? {} : { salesperson }),
  ...(department === undefined ? {} : { department: { under: department } }),
  ...(customer === undefined ? {} : { customer }),
})

/** Where the page is found in that state. */
export const addressOf = (state: FundState): string => `${path}?${asked({ ...state })}`

/** The query string of `/api/reports/fund-reconciliation`. */
export const queryOf = (state: FundState): string => {
  const where = whereOf(state)
  return asked({ month: state.month, by: state.by, where: Object.keys(where).length > 0 ? JSON.stringify(where) : undefined })
}

/** A question about nobody: it tells at no cost whether there is anything new. */
export const pulse = (month: string): string => asked({ month, by: 'company', where: JSON.stringify({ customer: { empty: true } }) })

export const firstOf = (month: string): string => `${month}-01`
export const lastOf = (month: string): string => addDays(addMonths(firstOf(month), 1), -1)
export const monthBefore = (month: string): string => addMonths(firstOf(month), -1).slice(0, 7)
