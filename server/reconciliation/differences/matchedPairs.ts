/** What is matched and yet not in order (PAY-14): a receipt on another company account than the bank's, or counted in another month than the bank's. */
import { formatDecimal } from '../../definition/decimal.ts'
import type { Family, Found } from './found.ts'

interface Pair {
  readonly line: number
  readonly day: string
  readonly lineAccount: number
  readonly receipt: number
  readonly number: string
  readonly date: string
  readonly amount: number
  readonly account: number | null
  readonly customer: number
  readonly lineName: string | null
  readonly paperName: string | null
}

const yuan = (amount: number) => formatDecimal(amount, 2)

/** Differences of one matched pair: pure. */
export function pairDifferences(pair: Pair): Found[] {
  const { line, day, lineAccount, receipt, number, date, amount, account, customer } = pair
  const shared = {
    amount: Number(amount),
    since: date < day ? date : day,
    customer,
    owner: 'finance' as const,
    papers: { bankLine: line, receipt },
  }
  const found: Found[] = []
  if (account !== null && account !== lineAccount)
    found.push({
      ...shared,
      kind: 'wrongAccount',
      about: `B${line} R${receipt}`,
      what: [
        `${number}（${yuan(amount)} 元）登记在账户“${pair.paperName ?? account}”，银行实际进入“${pair.lineName ?? lineAccount}”（PAY-01）。`,
        `${number} (${yuan(amount)} yuan) names account “${pair.paperName ?? account}”; the money came into “${pair.lineName ?? lineAccount}” (PAY-01).`,
      ],
    })
  if (day.slice(0, 7) !== date.slice(0, 7))
    found.push({
      ...shared,
      kind: 'wrongPeriod',
      about: `B${line} R${receipt}`,
      what: [
        `${number}（${yuan(amount)} 元）记在 ${date}，银行到账日为 ${day}；两本账计入不同月份。`,
        `${number} (${yuan(amount)} yuan) is dated ${date}, the bank has it on ${day}: the two books count it in different months.`,
      ],
    })
  return found
}

export const matchedPairs: Family = async ({ database: { knex } }, { to }) => {
  const rows: Pair[] = await knex({ m: 'matches' })
    .join({ b: 'matches_bank' }, 'b.parent', 'm.id')
    .join({ p: 'matches_papers' }, 'p.parent', 'm.id')
    .join({ l: 'bankLines' }, 'l.id', 'b.line')
    .join({ r: 'receipts' }, 'r.id', 'p.receipt')
    .leftJoin({ a: 'bankAccounts' }, 'a.id', 'l.account')
    .leftJoin({ o: 'bankAccounts' }, 'o.id', 'r.account')
    .whereNull('m.deletedAt')
    .where({ 'm.status': 'confirmed' })
    .where((query) => query.where('l.date', '<=', to).orWhere('r.date', '<=', to))
    .whereRaw('(?? <> ?? or substr(??, 1, 7) <> substr(??, 1, 7))', ['l.account', 'r.account', 'l.date', 'r.date'])
    .orderBy(['l.id', 'r.id'])
    .select({
      line: 'l.id',
      day: 'l.date',
      lineAccount: 'l.account',
      lineName: 'a.name',
      receipt: 'r.id',
      number: 'r.number',
      date: 'r.date',
      amount: 'r.amount',
      account: 'r.account',
      paperName: 'o.name',
      customer: 'r.customer',
    })
  const found = new Map<string, Found>()
  for (const each of rows.flatMap(pairDifferences)) found.set(`${each.kind} ${each.about}`, each)
  return [...found.values()]
}
