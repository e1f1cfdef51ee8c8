/** What the query string of a list says: the filter and the order, as records and exports read it. */
import { malformed } from '../errors.ts'
import { type Call, jsonOf } from './route.ts'

/** The `filter` of a list; `{}` without one. Throws a 400 Refusal when it is no JSON object. */
export function filterOf(call: Call): Record<string, unknown> {
  const filter = jsonOf(call, 'filter') ?? {}
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter))
    throw malformed('filter 应为 JSON 对象。', 'filter must be a JSON object.')
  return filter as Record<string, unknown>
}

/** The `sort` of a list; undefined without one. Throws a 400 Refusal when it is not `[field, direction]`. */
export function sortOf(call: Call): [string, 'ASC' | 'DESC'] | undefined {
  const sort = jsonOf(call, 'sort')
  if (sort === undefined) return undefined
  if (!Array.isArray(sort) || typeof sort[0] !== 'string' || (sort[1] !== 'ASC' && sort[1] !== 'DESC'))
    throw malformed('sort 应为 ["字段","ASC"]。', 'sort must be ["field","ASC"] or ["field","DESC"].')
  return [sort[0], sort[1]]
}
