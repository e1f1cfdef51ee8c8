/** Sorts the rows of a bank's file out: which account and statement each belongs to, in which order, and which are written together. */
import type { Words } from '../definition/words.ts'
import { invalid } from '../errors.ts'
import { accountOf, type OwnAccount, type StatementSpan } from '../reconciliation/bankBook.ts'
import { completeHead, inOrder } from '../reconciliation/statement/check.ts'
import { lineReader } from '../reconciliation/statement/lines.ts'
import type { StatementLine, StatementTable } from '../reconciliation/statement/statement.ts'
import { type Entry, rowsAtOnce } from './importer.ts'
import type { Mapping } from './plan.ts'

/** A line of the file and where it belongs. */
export interface Placed {
  readonly entry: Entry
  readonly line: StatementLine
  readonly account: number
  /** Place of its statement among those of the plan. */
  readonly statement: number
}

export interface BankPlan {
  /** Rows that are no lines, with what is wrong. */
  readonly left: readonly {
    readonly entry: Entry
    readonly faults: readonly { target: string | null; sentence: Words }[]
    readonly ignored: boolean
  }[]
  /** By account and day, in the order in which they happened. */
  readonly lines: readonly Placed[]
  readonly spans: readonly StatementSpan[]
}

const unknownAccount = (number: string): Words => [
  `账号 ${number} 不是已登记的公司账户（PAY-01）；请先在“公司银行账户”登记，或核对文件。`,
  `Account ${number} is none of the company accounts kept here (PAY-01): add it to the company bank accounts first, or check the file.`,
]

/** Sorts the rows of a table out: which account, which statement, which order. Throws a 422 Refusal when an account must be chosen. */
export function planOf(table: StatementTable, mapping: Mapping, chosen: number | null, accounts: readonly OwnAccount[]): BankPlan {
  const read = lineReader(table, mapping)
  const left: BankPlan['left'][number][] = []
  const byStatement = new Map<string, { account: number; head: number; lines: { entry: Entry; line: StatementLine }[] }>()
  const found = new Map<string, OwnAccount | undefined>()
  const find = (number: string) => {
    if (!found.has(number)) found.set(number, accountOf(accounts, number))
    return found.get(number)
  }
  const place = (account: number, head: number) => {
    const key = `${account}/${head}`
    const known = byStatement.get(key) ?? { account, head, lines: [] }
    byStatement.set(key, known)
    return known
  }
  for (const [at, row] of table.rows.entries()) {
    const entry: Entry = { rows: [row] }
    const head = table.headOf[at] ?? 0
    const answer = read(row)
    if ('faults' in answer) left.push({ entry, ignored: false, faults: answer.faults })
    else if ('nothing' in answer) left.push({ entry, ignored: true, faults: [{ target: 'amount', sentence: answer.nothing }] })
    else {
      const number = answer.account ?? table.heads[head]?.account ?? null
      const known = number === null ? undefined : find(number)
      if (known) place(known.id, head).lines.push({ entry, line: answer.line })
      else if (number !== null && !number.includes('*'))
        left.push({ entry, ignored: false, faults: [{ target: 'account', sentence: unknownAccount(number) }] })
      else if (chosen !== null) place(chosen, head).lines.push({ entry, line: answer.line })
      else
        throw invalid(['对账单', 'Bank statement'], {
          account: [
            '文件没有写明账号，请选择这是哪个公司账户的对账单（PAY-01）。',
            'The file does not tell its account: choose which company account this statement is of (PAY-01).',
          ],
        })
    }
  }
  for (const [head, { account }] of table.heads.entries()) {
    const known = account === null ? undefined : find(account)
    if (known) place(known.id, head)
  }
  const shared = new Map<number, number>()
  for (const { head } of byStatement.values()) shared.set(head, (shared.get(head) ?? 0) + 1)
  const lines: Placed[] = []
  const spans: StatementSpan[] = []
  for (const { account, head, lines: own } of byStatement.values()) {
    const ordered = inOrder(own)
    const told = table.heads[head] ?? { account: null, from: null, to: null, opening: null, closing: null }
    // Balances told once above a table of several accounts are those of none of them.
    const { from, to, opening, closing } = completeHead(
      (shared.get(head) ?? 1) > 1 ? { ...told, opening: null, closing: null } : told,
      ordered.map(({ line }) => line),
    )
    if (from === null || to === null) continue
    for (const each of ordered) lines.push({ ...each, account, statement: spans.length })
    spans.push({ account, from, to, opening, closing })
  }
  lines.sort((a, b) => a.account - b.account || (a.line.date < b.line.date ? -1 : a.line.date > b.line.date ? 1 : 0))
  return { left, lines, spans }
}

/** Lines that are written together. */
export interface Part {
  /** How many rows of the file are dealt with once this is written. */
  readonly upTo: number
  readonly left: BankPlan['left']
  readonly lines: readonly Placed[]
  /** Whether the file is dealt with once this is written. */
  readonly last: boolean
}

/** Parts of whole days of one account each, so that equal lines of a day are always told apart together. */
export function* partsOf({ left, lines }: BankPlan): Generator<Part> {
  let upTo = 0
  for (let start = 0; start < left.length; start += rowsAtOnce) {
    const part = left.slice(start, start + rowsAtOnce)
    upTo += part.length
    yield { upTo, left: part, lines: [], last: false }
  }
  for (let start = 0; start < lines.length; ) {
    const account = lines[start]?.account
    let end = start
    const sameDay = (at: number) => lines[at]?.line.date === lines[at - 1]?.line.date
    while (end < lines.length && lines[end]?.account === account && (end - start < rowsAtOnce || sameDay(end))) end += 1
    upTo += end - start
    yield { upTo, left: [], lines: lines.slice(start, end), last: end === lines.length }
    start = end
  }
  // A statement of days without any movement is kept all the same.
  if (lines.length === 0) yield { upTo, left: [], lines: [], last: true }
}
