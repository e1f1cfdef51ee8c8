/** What might belong to one line or one paper when a person asks: sums and single candidates, far beyond what would be made by itself. */
import { Evidences, reasonOf, sameAmount, within } from './evidence.ts'
import type { BankFact, Facts, Found, PaperFact } from './facts.ts'
import { matchJoined } from './joined.ts'
import { Payers } from './payers.ts'

/** Days looked at on either side, and answers given. */
const near = 31
const answers = 8

/** How much the amounts speak for a pair: nothing when they have nothing to do with one another. */
function amountWorth(line: number, paper: number, fee: number): number {
  if (line === paper) return 30
  const less = Math.abs(paper) - Math.abs(line)
  if (less > 0 && less <= fee) return 27
  return 10 - Math.min(10, Math.round((10 * Math.abs(paper - line)) / Math.max(Math.abs(paper), Math.abs(line))))
}

/** Candidates for the line or the paper, the best first. */
export function suggest(
  { bank, papers, customers, aliases, policy }: Facts,
  { line, paper }: { readonly line?: BankFact | undefined; readonly paper?: PaperFact | undefined },
): Found[] {
  const payers = new Payers(customers, aliases)
  payers.observe(bank)
  const evidences = new Evidences(payers, bank, papers)
  const lines = line ? [line] : bank.filter((each) => Math.sign(each.amount) === Math.sign(paper?.amount ?? 0))
  const others = paper ? [paper] : papers.filter((each) => Math.sign(each.amount) === Math.sign(line?.amount ?? 0))
  const singles = lines.flatMap((one) =>
    others.flatMap((other): Found[] => {
      if (evidences.apart(one, other) > near) return []
      const evidence = evidences.of(one, other)
      const worth = amountWorth(one.amount, other.amount, policy.fee)
      const equal = one.amount === other.amount
      if (!equal && !evidence.telling) return []
      return [
        {
          bank: [{ id: one.id, amount: one.amount }],
          papers: [{ kind: other.kind, id: other.id, amount: other.amount }],
          fee: other.amount - one.amount,
          score: within(worth + evidence.strength),
          reason: reasonOf([equal ? sameAmount(one.amount) : ['金额不同', 'amounts differ'], ...evidence.words]),
          certain: false,
        },
      ]
    }),
  )
  const sums = matchJoined(bank, papers, evidences, policy).filter((each) =>
    line ? each.bank.some(({ id }) => id === line.id) : each.papers.some(({ kind, id }) => kind === paper?.kind && id === paper.id),
  )
  return [...sums.filter((each) => each.bank.length + each.papers.length > 2), ...singles]
    .sort((a, b) => b.score - a.score || (a.papers[0]?.id ?? 0) - (b.papers[0]?.id ?? 0) || (a.bank[0]?.id ?? 0) - (b.bank[0]?.id ?? 0))
    .slice(0, answers)
}
