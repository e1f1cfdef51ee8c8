/**
 * The one filter language: lists, row rights, workflow conditions, saved views and report rows all speak it.
 * It is plain JSON: `{ status: 'open', total: { gte: '100.00' }, 'customer.owner': { eq: '$me' }, $or: [{…}, {…}] }`.
 * A bare value means `eq`, a bare list means `in`; a path goes through a link or into lines; `$me`, `$department`, `$role` (its code), `$today` stand for the asker.
 */
export const operators = ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'under', 'has', 'empty'] as const

export type Operator = (typeof operators)[number]
export type Literal = string | number | boolean | null
export type Condition = Literal | readonly Literal[] | { readonly [O in Operator]?: Literal | readonly Literal[] }

export interface Where {
  readonly $and?: readonly Where[]
  readonly $or?: readonly Where[]
  readonly $not?: Where
  readonly [path: string]: Condition | readonly Where[] | Where | undefined
}

/** One comparison of a `where`, with shorthands spelled out. */
export interface Comparison {
  readonly path: string
  readonly operator: Operator
  readonly value: Literal | readonly Literal[]
}

const isOperator = (word: string): word is Operator => (operators as readonly string[]).includes(word)

/** Spells out the condition on one path; answers the first unknown operator as text instead when there is one. */
export function comparisons(path: string, condition: unknown): Comparison[] | string {
  if (Array.isArray(condition)) return [{ path, operator: 'in', value: condition as Literal[] }]
  if (condition === null) return [{ path, operator: 'empty', value: true }]
  if (typeof condition !== 'object') return [{ path, operator: 'eq', value: condition as Literal }]
  const found: Comparison[] = []
  for (const [operator, value] of Object.entries(condition)) {
    if (!isOperator(operator)) return operator
    found.push({ path, operator, value: value as Literal })
  }
  return found
}
