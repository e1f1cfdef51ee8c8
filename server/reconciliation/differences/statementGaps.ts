/** Statements that do not add up or do not follow on one another, and days of the month that no statement of an account covers (PAY-14). */
import { dayOf } from '../../calendar/today.ts'
import { plusDays } from '../../calendar/weeks.ts'
import { halves } from '../statement/check.ts'
import type { Family, Found } from './found.ts'

export interface Span {
  readonly from: string
  readonly to: string
}

/** The stretches of [from, to] that none of the spans covers: pure. */
export function uncovered(from: string, to: string, spans: readonly Span[]): Span[] {
  const found: Span[] = []
  let at = from
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (span.to < at) continue
    if (span.from > to) break
    if (span.from > at) found.push({ from: at, to: plusDays(span.from, -1) })
    at = plusDays(span.to, 1)
  }
  return at <= to ? [...found, { from: at, to }] : found
}

export const statementGaps: Family = async (world, { from, to }) => {
  const { knex } = world.database
  const statements: {
    id: number
    number: string
    account: number
    from: string
    to: string
    opening: number | null
    closing: number | null
    expected: number | null
    fault: string | null
    complete: number
  }[] = await knex('bankStatements')
    .whereNull('deletedAt')
    .where('from', '<=', to)
    .orderBy('id')
    .select('id', 'number', 'account', 'from', 'to', 'opening', 'closing', 'expected', 'fault', 'complete')
  const accounts: { id: number; name: string }[] = await knex('bankAccounts')
    .where({ active: 1 })
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'name')
  const faulty = statements.flatMap(({ id, number, complete, fault, expected, closing, to: last }): Found[] => {
    if (complete === 1) return []
    const [zh, en] = halves(fault ?? '')
    return [
      {
        kind: 'statementGap',
        about: `S${id}`,
        amount: expected === null || closing === null ? 0 : closing - expected,
        since: last < to ? last : to,
        what: [`对账单 ${number}：${zh || '未核平'}`, `Statement ${number}: ${en || 'does not add up'}`],
        customer: null,
        owner: 'finance',
        papers: { bankStatement: id },
      },
    ]
  })
  const today = dayOf(world.now(), world.timeZone)
  const end = to < today ? to : today
  const missing = accounts.flatMap(({ id, name }): Found[] => {
    const own = statements.filter(({ account }) => account === id)
    // An account that never had a statement is not reconciled here.
    if (own.length === 0 || end < from) return []
    const first = own.map((each) => each.from).sort()[0] ?? from
    return uncovered(first > from ? first : from, end, own).map((span) => ({
      kind: 'statementGap',
      about: `A${id} ${span.from}`,
      amount: 0,
      since: span.from,
      what: [
        `账户“${name}”缺 ${span.from} 至 ${span.to} 的对账单；请导入。`,
        `Account “${name}” has no statement from ${span.from} to ${span.to}; import it.`,
      ],
      customer: null,
      owner: 'finance',
      papers: {},
    }))
  })
  return [...faulty, ...missing]
}
