/** Addresses behind the figures of the fund reconciliation, as far as the reader may go there. */
import type { FundRow, TableRow } from '../../../reports/messages.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { asked } from '../address.ts'
import { drill, papersOf } from './drill.ts'
import { addressOf, type FundState, firstOf, lastOf, monthBefore } from './state.ts'

export type To = (figure: string, row?: TableRow) => string | undefined

export function useDrill(state: FundState, frozen: boolean, today: string): To {
  const catalog = useCatalog()
  const { month, by } = state
  /** How the customers stand at the end of a day. */
  const standing = (on: string) => {
    const { salesperson: owner, department } = state
    return `/dashboards/customer-credit?${asked({ on: on < today ? on : undefined, owner, department })}`
  }
  return (figure, row) => {
    const id = row?.[by]
    const customer = by === 'customer' && typeof id === 'number' ? id : state.customer
    const group =
      row !== undefined && by !== 'customer' && typeof id === 'number' ? { ...state, [by]: id, by: 'customer' as const } : undefined
    if (figure === by) return group ? addressOf(group) : customer === undefined ? undefined : `/customers/${customer}/show`
    if (figure === 'opening' || figure === 'closing' || figure === 'owing') {
      if (customer !== undefined) return `/reports/statement?${asked({ customer, from: firstOf(month), to: lastOf(month) })}`
      if (group) return addressOf(group)
      return figure === 'opening' ? addressOf({ ...state, month: monthBefore(month) }) : standing(lastOf(month))
    }
    if (figure === 'handedOver') {
      const ids = (row as FundRow | undefined)?._handed?.map(({ id: of }) => of) ?? []
      return ids.length > 0 ? listPath('customers', { id: { in: ids } }) : undefined
    }
    const papers = papersOf(figure, row, state, frozen)
    if (papers) {
      const { table, where } = papers
      return `/reports/tables/${table}?${asked({ month, where: Object.keys(where).length > 0 ? JSON.stringify(where) : undefined })}`
    }
    const found = drill(figure, row, state, frozen)
    if (found) return readable(catalog, found.register) ? listPath(found.register, found.filter, found.sort) : undefined
    return group && addressOf(group)
  }
}
