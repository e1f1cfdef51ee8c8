/** What stands alone on either side of the bank (PAY-14): money without a receipt, receipts without money, the same receipt entered twice, amounts that are near but not the same. */
import { yuan } from '../../definition/decimal.ts'
import { moneyIn, policyAt } from '../../policy/index.ts'
import { dayNumber } from '../matching/facts.ts'
import type { Family, Found } from './found.ts'
import { type LonePaper, papersUntil } from './lonePapers.ts'

export interface LoneLine {
  readonly id: number
  readonly date: string
  readonly amount: number
  readonly open: number
  readonly payer: string | null
  readonly account: number
  readonly customer: number | null
  readonly changed: string | null
}

const linked = ({ kind, id }: LonePaper) => (kind === 'receipts' ? { receipt: id } : { refund: id })
const letter = ({ kind, id }: LonePaper) => `${kind === 'receipts' ? 'R' : 'T'}${id}`

/** Lines of the very amount of a paper, near it and nobody else's, each for one paper: the bank has these, and they wait to be matched. */
function waitingLines(papers: readonly LonePaper[], lines: readonly LoneLine[], window: number): Map<LonePaper, LoneLine> {
  const byAmount = new Map<number, LoneLine[]>()
  for (const line of lines) {
    const list = byAmount.get(line.open)
    if (list) list.push(line)
    else byAmount.set(line.open, [line])
  }
  const found = new Map<LonePaper, LoneLine>()
  for (const paper of papers) {
    const free = byAmount.get(paper.open) ?? []
    const at = free.findIndex(
      (line) =>
        (line.customer === null || line.customer === paper.customer) &&
        (paper.account === null || paper.account === line.account) &&
        Math.abs(dayNumber(line.date) - dayNumber(paper.date)) <= window,
    )
    const [line] = at < 0 ? [] : free.splice(at, 1)
    if (line) found.set(paper, line)
  }
  return found
}

/** Papers entered twice: the same customer and amount within a few days of one that came first, and none at the bank that could be the second. */
function duplicates(papers: readonly LonePaper[], all: readonly LonePaper[], window: number): Map<LonePaper, LonePaper> {
  const groups = new Map<string, LonePaper[]>()
  for (const paper of all) {
    const key = `${paper.customer}/${paper.amount}/${paper.kind}`
    groups.set(key, [...(groups.get(key) ?? []), paper])
  }
  const found = new Map<LonePaper, LonePaper>()
  for (const paper of papers) {
    const twin = (groups.get(`${paper.customer}/${paper.amount}/${paper.kind}`) ?? []).find(
      (other) =>
        other.id !== paper.id &&
        Math.abs(dayNumber(other.date) - dayNumber(paper.date)) <= window &&
        (other.open === 0 || other.id < paper.id),
    )
    if (twin) found.set(paper, twin)
  }
  return found
}

const differing = (line: LoneLine, paper: LonePaper): Found => ({
  kind: 'amountDiffers',
  about: `B${line.id} ${letter(paper)}`,
  amount: line.open - paper.open,
  since: paper.date < line.date ? paper.date : line.date,
  what: [
    `${paper.number} 记 ${yuan(paper.open)} 元，银行 ${line.date} 到账 ${yuan(line.open)} 元，相差 ${yuan(line.open - paper.open)}。`,
    `${paper.number} says ${yuan(paper.open)} yuan, the bank ${yuan(line.open)} on ${line.date}: ${yuan(line.open - paper.open)} apart.`,
  ],
  customer: paper.customer,
  owner: 'finance',
  papers: { bankLine: line.id, ...linked(paper) },
})

const elsewhere = (line: LoneLine, paper: LonePaper): Found => ({
  kind: 'wrongAccount',
  about: `B${line.id} ${letter(paper)}`,
  amount: line.open,
  since: paper.date < line.date ? paper.date : line.date,
  what: [
    `${paper.number} ${yuan(paper.open)} 元登记的公司账户与银行 ${line.date} 实际到账的账户不同（PAY-01）；请核对后勾对。`,
    `${paper.number}, ${yuan(paper.open)} yuan, names another company account than the one the money came into on ${line.date} (PAY-01); check and match them.`,
  ],
  customer: paper.customer,
  owner: 'finance',
  papers: { bankLine: line.id, ...linked(paper) },
})

function ofLine(line: LoneLine): Found {
  const part = line.open !== line.amount
  const who = line.payer ?? '—'
  return {
    kind: part ? 'amountDiffers' : 'bankWithoutReceipt',
    about: `B${line.id}`,
    amount: line.open,
    since: line.date,
    what: part
      ? [
          `银行 ${line.date} ${who} ${yuan(line.amount)} 元只勾对了一部分，尚余 ${yuan(line.open)} 元。`,
          `Only part of ${yuan(line.amount)} yuan from ${who} on ${line.date} is matched; ${yuan(line.open)} is left.`,
        ]
      : [
          `银行 ${line.date} ${who} ${yuan(line.open)} 元没有收款或退款与之对应；请认领、登记，或列为非客户款。`,
          `${yuan(line.open)} yuan, ${who}, ${line.date} at the bank has no receipt or refund: claim it, enter it, or set it aside.`,
        ],
    customer: line.customer,
    owner: line.customer === null ? 'finance' : 'salesperson',
    papers: { bankLine: line.id },
  }
}

function ofPaper(paper: LonePaper, waiting: LoneLine | undefined): Found {
  const part = paper.open !== paper.amount
  return {
    kind: part ? 'amountDiffers' : 'receiptNotInBank',
    about: letter(paper),
    amount: paper.open,
    since: paper.date,
    what: part
      ? [
          `${paper.number} ${yuan(paper.amount)} 元只勾对了一部分，尚有 ${yuan(paper.open)} 元银行未见。`,
          `Only part of ${yuan(paper.amount)} yuan of ${paper.number} is matched; the bank does not show ${yuan(paper.open)}.`,
        ]
      : waiting
        ? [
            `${paper.number}（${paper.date}，${yuan(paper.amount)} 元）尚未勾对；银行 ${waiting.date} 有同额流水，请在“勾对”中确认。`,
            `${paper.number} (${paper.date}, ${yuan(paper.amount)} yuan) is not matched yet; the bank has a line of this amount on ${waiting.date}: confirm it under Matching.`,
          ]
        : [
            `${paper.number}（${paper.date}，${yuan(paper.amount)} 元）在银行对账单中没有对应流水。`,
            `${paper.number} (${paper.date}, ${yuan(paper.amount)} yuan) has no line in the bank statements.`,
          ],
    customer: paper.customer,
    owner: 'finance',
    papers: linked(paper),
  }
}

const byCustomer = <T extends { readonly customer: number | null }>(items: readonly T[]): Map<number, T[]> => {
  const found = new Map<number, T[]>()
  for (const item of items) if (item.customer !== null) found.set(item.customer, [...(found.get(item.customer) ?? []), item])
  return found
}

/** Differences of what is open: pure. `papers` are all of the time looked at, also those wholly matched. */
export function loneDifferences(lines: readonly LoneLine[], papers: readonly LonePaper[], window: number): Found[] {
  const open = papers.filter((paper) => paper.open !== 0 && paper.covered)
  const waiting = waitingLines(open, lines, window)
  const twice = duplicates(
    open.filter((paper) => !waiting.has(paper)),
    papers,
    window,
  )
  const found: Found[] = [...twice].map(([paper, twin]) => ({
    kind: 'duplicate',
    about: `${letter(paper)} ${letter(twin)}`,
    amount: paper.open,
    since: paper.date,
    what: [
      `${paper.number} 与 ${twin.number} 同客户、同金额 ${yuan(paper.amount)} 元、日期相近，而银行没有第二笔；疑为重复登记。`,
      `${paper.number} and ${twin.number} are of one customer, ${yuan(paper.amount)} yuan, and days apart, with one payment at the bank: probably entered twice.`,
    ],
    customer: paper.customer,
    owner: 'finance',
    papers: linked(paper),
  }))
  const single = open.filter((paper) => !twice.has(paper))
  const lonePapers = byCustomer(single)
  const used = new Set<LoneLine | LonePaper>()
  const near = (line: LoneLine, paper: LonePaper) => Math.abs(dayNumber(line.date) - dayNumber(paper.date)) <= window
  const pair = (difference: Found, line: LoneLine, paper: LonePaper) => {
    found.push(difference)
    used.add(line).add(paper)
  }
  for (const [customer, own] of byCustomer(lines)) {
    const others = lonePapers.get(customer) ?? []
    for (const line of own) {
      const paper = others.find(
        (each) => !used.has(each) && each.open === line.open && near(line, each) && each.account !== null && each.account !== line.account,
      )
      if (paper) pair(elsewhere(line, paper), line, paper)
    }
    const [lines, papers] = [own.filter((each) => !used.has(each)), others.filter((each) => !used.has(each))]
    const [line, paper] = [lines[0], papers[0]]
    if (!line || !paper || lines.length > 1 || papers.length > 1 || line.open === paper.open || !near(line, paper)) continue
    // The one is likely meant by the other: a difference of amount, not two of existence.
    if (Math.abs(line.open - paper.open) * 4 <= Math.abs(paper.open)) pair(differing(line, paper), line, paper)
  }
  for (const line of lines) if (!used.has(line)) found.push(ofLine(line))
  for (const paper of single) if (!used.has(paper)) found.push(ofPaper(paper, waiting.get(paper)))
  return found
}

/** Lines that the bank changed after they were matched: what it says now is not what was matched. */
const edited = (lines: readonly LoneLine[]): Found[] =>
  lines.flatMap((line): Found[] =>
    line.changed === null
      ? []
      : [
          {
            kind: 'amountDiffers',
            about: `B${line.id} changed`,
            amount: line.amount,
            since: line.date,
            what: [
              `银行后来改动了 ${line.date} 的流水：${line.changed.replaceAll('\n', '；')}。`,
              `The bank changed its line of ${line.date} later: ${line.changed.replaceAll('\n', '; ')}.`,
            ],
            customer: line.customer,
            owner: 'finance',
            papers: { bankLine: line.id },
          },
        ],
  )

export const unmatched: Family = async (world, { to }) => {
  const { knex } = world.database
  const first: { from?: string | null } | undefined = await knex('bankStatements').whereNull('deletedAt').min({ from: 'from' }).first()
  const columns = ['id', 'date', 'amount', 'open', 'payer', 'customer', 'changed', 'account']
  const open: LoneLine[] = await knex('bankLines')
    .whereNull('deletedAt')
    .whereNot({ state: 'aside' })
    .whereNot({ open: 0 })
    .where('date', '<=', to)
    // What the company pays its own suppliers is no matter between it and its customers.
    .where((query) => query.where('amount', '>', 0).orWhereNotNull('customer'))
    .orderBy('id')
    .select(columns)
  const changed: LoneLine[] = await knex('bankLines')
    .whereNull('deletedAt')
    .whereNotNull('changed')
    .where('date', '<=', to)
    .whereNot({ matched: 0 })
    .orderBy('id')
    .select(columns)
  const window = Number((await policyAt(world, 'recon.match.window', {}, to)).value)
  const papers = first?.from ? await papersUntil(world, first.from, to) : []
  const small = moneyIn(await policyAt(world, 'recon.difference.most', {}, to))
  // What is left of a paper within the small difference is no question for anybody.
  const counted = papers.map((paper) => (paper.open !== paper.amount && Math.abs(paper.open) <= small ? { ...paper, open: 0 } : paper))
  return [...loneDifferences(open, counted, window), ...edited(changed)]
}
