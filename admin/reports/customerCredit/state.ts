/** What the customer-credit analysis is asked: all of it is in the address. */
import type { Ageing, TableRow } from '../../../reports/messages.ts'
import type { Where } from '../../../server/definition/where.ts'
import type { Words } from '../../language/say.ts'
import { among, asked, dayOf, idOf } from '../address.ts'
import { type Part, parts } from './parts.ts'

export interface CreditState {
  /** The end of this day; today and all days to come where the address names none. */
  readonly on: string
  readonly ageing: Ageing
  readonly department: number | undefined
  readonly owner: number | undefined
  readonly tier: string | undefined
  /** Only customers with this trouble. */
  readonly only: Part | undefined
}

/** What the age columns go by. */
export const ageings: readonly { readonly name: Ageing; readonly label: Words }[] = [
  { name: 'due', label: ['按到期日', 'By due day'] },
  { name: 'invoice', label: ['按开票日', 'By invoice day'] },
]

export const ageingOf = (query: URLSearchParams): Ageing => (query.get('ageing') === 'invoice' ? 'invoice' : 'due')

export const ageingWords = (ageing: Ageing): Words => ageings.find(({ name }) => name === ageing)?.label ?? ['', '']

export function readState(query: URLSearchParams, today: string): CreditState {
  const on = dayOf(query.get('on'))
  return {
    on: on !== undefined && on < today ? on : today,
    ageing: ageingOf(query),
    department: idOf(query.get('department')),
    owner: idOf(query.get('owner')),
    tier: query.get('tier') ?? undefined,
    only: among(parts, query.get('only')),
  }
}

/** The filter on whatever has a customer. */
export const whereOf = ({ department, owner, tier }: CreditState): Where => ({
  ...(department === undefined ? {} : { 'customer.department': { under: department } }),
  ...(owner === undefined ? {} : { 'customer.owner': owner }),
  ...(tier === undefined ? {} : { 'customer.tier': tier }),
})

/** An address that names more customers is too long for a browser. */
const mostNamed = 1000

/** The customers shown, as a filter on whatever has one: those of the page, or by name when only some of them are; undefined when those are too many. */
export function whoseOf(state: CreditState, rows: readonly TableRow[]): Where | undefined {
  if (!state.only) return whereOf(state)
  return rows.length > mostNamed ? undefined : { customer: { in: rows.map(({ customer }) => Number(customer)) } }
}

/** Where the analysis is found in that state. */
export const addressOf = ({ on, ageing, ...rest }: CreditState, today: string): string =>
  `/dashboards/customer-credit?${asked({ ...rest, on: on === today ? undefined : on, ageing: ageing === 'due' ? undefined : ageing })}`

/** Month ends in the trend. */
export const trendMonths = 12

/** The query string of `/api/reports/customer-credit`. */
export const queryOf = (on: string, ageing: Ageing, where: Where, trend: number): string =>
  asked({ on, ageing, trend, where: Object.keys(where).length > 0 ? JSON.stringify(where) : undefined })

/** A question about nobody: it tells at no cost whether there is anything new. */
export const pulse = (on: string): string => queryOf(on, 'due', { customer: { empty: true } }, 1)
