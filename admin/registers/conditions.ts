/** The filter of a list as the address holds it: `where`, plus `q` for the search box and `$deleted` for the recycle bin. */
import type { Condition, Where } from '../../server/definition/where.ts'

export type ListFilter = Where & { readonly q?: string; readonly $deleted?: boolean }

/** The condition on one field; undefined when there is none. */
export const conditionOn = (filter: ListFilter, name: string): Condition | undefined => filter[name] as Condition | undefined

/** The filter with the condition on one field set or taken away. */
export function withCondition(filter: ListFilter, name: string, condition: Condition | undefined): ListFilter {
  const { [name]: _, ...rest } = filter
  return condition === undefined ? (rest as ListFilter) : ({ ...rest, [name]: condition } as ListFilter)
}

const special = new Set(['q', '$deleted'])

/** Names and paths the filter speaks of, the search box and the recycle bin left out. */
export const conditioned = (filter: ListFilter): readonly string[] => Object.keys(filter).filter((name) => !special.has(name))

/** Is anything narrowing the list? */
export const isFiltered = (filter: ListFilter): boolean => conditioned(filter).length > 0 || Boolean(filter.q)

/** The address of a list with a filter, for links from figures and counts; `asOf` is the past day of the figure, which the list then says. */
export function listPath(register: string, filter: Where | ListFilter, sort?: readonly [string, 'ASC' | 'DESC'], asOf?: string): string {
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    page: '1',
    ...(sort ? { sort: sort[0], order: sort[1] } : {}),
    ...(asOf ? { asOf } : {}),
  })
  return `/${register}?${query}`
}
