/** Several papers paid by one transfer, several transfers for one paper, and transfers that lost a fee on the way: always of one known customer. */
import { yuan } from '../../definition/decimal.ts'
import type { Words } from '../../definition/words.ts'
import { type Evidences, keyOf, reasonOf, within } from './evidence.ts'
import type { BankFact, Found, MatchPolicy, PaperFact } from './facts.ts'
import { findSum } from './sums.ts'

/** What is left of one customer. */
interface Account {
  readonly lines: BankFact[]
  readonly papers: PaperFact[]
}

/** What an amount made of several, or with a fee off, is worth: a little less than the same amount, unless the sum is odd down to the fen, which chance does not make. */
const worth = { sum: 28, oddSum: 33, fee: 27 }

const sumWorth = (total: number, parts: readonly { readonly amount: number }[]): number =>
  total % 10_000 !== 0 || parts.some(({ amount }) => amount % 10_000 !== 0) ? worth.oddSum : worth.sum

/** Lines and papers of customers whose payer is beyond doubt; money in only. */
function accountsOf(bank: readonly BankFact[], papers: readonly PaperFact[], evidences: Evidences): Map<number, Account> {
  const accounts = new Map<number, Account>()
  for (const paper of papers) {
    if (paper.amount <= 0) continue
    const known = accounts.get(paper.customer)
    if (known) known.papers.push(paper)
    else accounts.set(paper.customer, { lines: [], papers: [paper] })
  }
  const byPayer = new Map<string, number>()
  for (const [customer, { papers: own }] of accounts)
    for (const { payer } of own)
      if (payer !== null) byPayer.set(payer, byPayer.has(payer) && byPayer.get(payer) !== customer ? -1 : customer)
  for (const line of bank) {
    if (line.amount <= 0) continue
    const known = evidences.customersOf(line)
    const written = line.payer === null ? undefined : byPayer.get(line.payer)
    const customer = known.length === 1 ? known[0] : known.length === 0 ? written : undefined
    if (customer !== undefined) accounts.get(customer)?.lines.push(line)
  }
  return accounts
}

function foundOf(
  lines: readonly BankFact[],
  papers: readonly PaperFact[],
  evidences: Evidences,
  value: number,
  words: readonly Words[],
  sure: boolean,
  { threshold }: MatchPolicy,
): Found {
  const all = lines.flatMap((line) => papers.map((paper) => evidences.of(line, paper)))
  const least = all.reduce((a, b) => (b.strength < a.strength ? b : a))
  const score = within(value + least.strength)
  const total = (list: readonly { readonly amount: number }[]) => list.reduce((sum, { amount }) => sum + amount, 0)
  return {
    bank: lines.map(({ id, amount }) => ({ id, amount })),
    papers: papers.map(({ kind, id, amount }) => ({ kind, id, amount })),
    fee: total(papers) - total(lines),
    score: sure ? score : Math.min(score, threshold - 1),
    reason: reasonOf([...words, ...least.words]),
    certain: sure && score >= threshold,
  }
}

/** Of these, what takes no line or paper that another takes too; of those that do, the surest, as proposals. */
function disjoint(all: readonly Found[], { threshold }: MatchPolicy): Found[] {
  const uses = new Map<string, number>()
  const parts = (each: Found) => [...each.bank.map(({ id }) => `bank/${id}`), ...each.papers.map(keyOf)]
  for (const each of all) for (const part of parts(each)) uses.set(part, (uses.get(part) ?? 0) + 1)
  const taken = new Set<string>()
  const order = [...all].sort((a, b) => b.score - a.score || (parts(a)[0] ?? '').localeCompare(parts(b)[0] ?? ''))
  return order.flatMap((each) => {
    if (parts(each).some((part) => taken.has(part))) return []
    for (const part of parts(each)) taken.add(part)
    const alone = parts(each).every((part) => uses.get(part) === 1)
    return [alone ? each : { ...each, certain: false, score: Math.min(each.score, threshold - 1) }]
  })
}

/** One line for several papers of the days around it. */
function joinPapers({ lines, papers }: Account, evidences: Evidences, policy: MatchPolicy): Found[] {
  return lines.flatMap((line) => {
    const near = papers.filter((paper) => evidences.apart(line, paper) <= policy.window)
    const sum = findSum(
      near.map(({ amount }) => amount),
      line.amount,
      line.amount,
    )
    const chosen = sum?.places.flatMap((place) => near[place] ?? []) ?? []
    if (!sum || chosen.length < 2) return []
    const words: Words = [
      `一笔 ${yuan(line.amount)} 等于 ${chosen.length} 笔单据合计`,
      `one transfer of ${yuan(line.amount)} pays ${chosen.length} papers`,
    ]
    return [foundOf([line], chosen, evidences, sumWorth(line.amount, chosen), [words], sum.only, policy)]
  })
}

/** Several lines for one paper. */
function joinLines({ lines, papers }: Account, evidences: Evidences, policy: MatchPolicy): Found[] {
  return papers.flatMap((paper) => {
    const near = lines.filter((line) => evidences.apart(line, paper) <= policy.window)
    const sum = findSum(
      near.map(({ amount }) => amount),
      paper.amount,
      paper.amount,
    )
    const chosen = sum?.places.flatMap((place) => near[place] ?? []) ?? []
    if (!sum || chosen.length < 2) return []
    const words: Words = [`${chosen.length} 笔流水合计等于 ${yuan(paper.amount)}`, `${chosen.length} transfers make ${yuan(paper.amount)}`]
    return [foundOf(chosen, [paper], evidences, sumWorth(paper.amount, chosen), [words], sum.only, policy)]
  })
}

/** One line for one paper, less a fee or with a small difference. */
function withFee({ lines, papers }: Account, evidences: Evidences, policy: MatchPolicy): Found[] {
  const fits = (line: BankFact, paper: PaperFact) => {
    const fee = paper.amount - line.amount
    return (
      fee !== 0 &&
      fee >= -policy.difference &&
      fee <= Math.max(policy.fee, policy.difference) &&
      evidences.apart(line, paper) <= policy.window &&
      fee * 10 < paper.amount
    )
  }
  return lines.flatMap((line) => {
    const near = papers.filter((paper) => fits(line, paper))
    const [paper] = near
    if (!paper) return []
    const sure = near.length === 1 && lines.filter((other) => fits(other, paper)).length === 1
    const fee = paper.amount - line.amount
    const words: Words =
      fee > 0
        ? [`到账 ${yuan(line.amount)}，少 ${yuan(fee)} 为手续费`, `${yuan(line.amount)} arrived, ${yuan(fee)} less: a fee`]
        : [`到账多 ${yuan(-fee)} 尾差`, `${yuan(-fee)} more arrived: a small difference`]
    return [foundOf([line], [paper], evidences, worth.fee, [words], sure, policy)]
  })
}

/** All that is left of a customer on both sides, when it comes to the same: several transfers for several papers. */
function allTogether({ lines, papers }: Account, evidences: Evidences, policy: MatchPolicy): Found[] {
  const total = (list: readonly { readonly amount: number }[]) => list.reduce((sum, { amount }) => sum + amount, 0)
  if (lines.length < 2 || papers.length < 2 || lines.length > 6 || papers.length > 6 || total(lines) !== total(papers)) return []
  const words: Words = [
    `${lines.length} 笔流水与 ${papers.length} 笔单据合计都是 ${yuan(total(lines))}`,
    `${lines.length} transfers and ${papers.length} papers both make ${yuan(total(lines))}`,
  ]
  return [foundOf(lines, papers, evidences, worth.sum, [words], false, policy)]
}

/** Matches that need more than one line, more than one paper, or a fee, step by step from the surest. */
export function matchJoined(bank: readonly BankFact[], papers: readonly PaperFact[], evidences: Evidences, policy: MatchPolicy): Found[] {
  const found: Found[] = []
  for (const account of accountsOf(bank, papers, evidences).values())
    for (const step of [joinPapers, joinLines, withFee, allTogether]) {
      if (account.lines.length === 0 || account.papers.length === 0) break
      const made = disjoint(step(account, evidences, policy), policy)
      found.push(...made)
      const used = new Set(made.flatMap((each) => [...each.bank.map(({ id }) => `bank/${id}`), ...each.papers.map(keyOf)]))
      account.lines.splice(0, Infinity, ...account.lines.filter(({ id }) => !used.has(`bank/${id}`)))
      account.papers.splice(0, Infinity, ...account.papers.filter((paper) => !used.has(keyOf(paper))))
    }
  return found
}
