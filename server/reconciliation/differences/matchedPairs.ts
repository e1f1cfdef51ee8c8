/** What is matched and yet not in order (PAY-14): a paper on another company account than the bank's, or counted in another month than the bank's. */
import { yuan } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { paperField } from '../matched.ts'
import type { PaperKind } from '../matching/facts.ts'
import type { Family, Found } from './found.ts'

interface Pair {
  readonly line: number
  readonly day: string
  readonly lineAccount: number
  readonly kind: PaperKind
  readonly paper: number
  readonly number: string
  readonly date: string
  readonly amount: number
  readonly account: number | null
  readonly customer: number
  readonly lineName: string | null
  readonly paperName: string | null
}

/** Differences of one matched pair: pure. */
export function pairDifferences(pair: Pair): Found[] {
  const { line, day, lineAccount, kind, paper, number, date, amount, account, customer } = pair
  const shared = {
    about: `B${line} ${kind === 'receipts' ? 'R' : 'T'}${paper}`,
    amount: Number(amount),
    since: date < day ? date : day,
    customer,
    owner: 'finance' as const,
    papers: { bankLine: line, [paperField[kind]]: paper },
  }
  const [zh, en] = kind === 'receipts' ? ['银行实际进入', 'the money came into'] : ['银行实际付自', 'the money left']
  const found: Found[] = []
  if (account !== null && account !== lineAccount)
    found.push({
      ...shared,
      kind: 'wrongAccount',
      what: [
        `${number}（${yuan(amount)} 元）登记在账户“${pair.paperName ?? account}”，${zh}“${pair.lineName ?? lineAccount}”（PAY-01）。`,
        `${number} (${yuan(amount)} yuan) names account “${pair.paperName ?? account}”; ${en} “${pair.lineName ?? lineAccount}” (PAY-01).`,
      ],
    })
  if (day.slice(0, 7) !== date.slice(0, 7))
    found.push({
      ...shared,
      kind: 'wrongPeriod',
      what: [
        `${number}（${yuan(amount)} 元）记在 ${date}，银行日期为 ${day}；两本账计入不同月份。`,
        `${number} (${yuan(amount)} yuan) is dated ${date}, the bank has it on ${day}: the two books count it in different months.`,
      ],
    })
  return found
}

/** Pairs of lines and papers of one kind, up to the end of the month, whose accounts or months differ. */
const pairsOf = ({ database: { knex } }: World, kind: PaperKind, on: string, to: string): PromiseLike<Pair[]> =>
  knex({ m: 'matches' })
    .join({ b: 'matches_bank' }, 'b.parent', 'm.id')
    .join({ p: 'matches_papers' }, 'p.parent', 'm.id')
    .join({ l: 'bankLines' }, 'l.id', 'b.line')
    .join({ r: kind }, 'r.id', `p.${paperField[kind]}`)
    .leftJoin({ a: 'bankAccounts' }, 'a.id', 'l.account')
    .leftJoin({ o: 'bankAccounts' }, 'o.id', 'r.account')
    .whereNull('m.deletedAt')
    .where({ 'm.status': 'confirmed' })
    .where((query) => query.where('l.date', '<=', to).orWhere(`r.${on}`, '<=', to))
    .whereRaw('(?? <> ?? or substr(??, 1, 7) <> substr(??, 1, 7))', ['l.account', 'r.account', 'l.date', `r.${on}`])
    .orderBy(['l.id', 'r.id'])
    .select(knex.raw('? as ??', [kind, 'kind']), {
      line: 'l.id',
      day: 'l.date',
      lineAccount: 'l.account',
      lineName: 'a.name',
      paper: 'r.id',
      number: 'r.number',
      date: `r.${on}`,
      amount: 'r.amount',
      account: 'r.account',
      paperName: 'o.name',
      customer: 'r.customer',
    })

export const matchedPairs: Family = async (world, { to }) => {
  const pairs = [...(await pairsOf(world, 'receipts', 'date', to)), ...(await pairsOf(world, 'refunds', 'paidOn', to))]
  const found = new Map<string, Found>()
  for (const each of pairs.flatMap(pairDifferences)) found.set(`${each.kind} ${each.about}`, each)
  return [...found.values()]
}
