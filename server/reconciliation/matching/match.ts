/** The matching of a month (PAY-14): reversals, equal amounts, then sums and fees. Pure: the same facts give the same matches, in whatever order they come. */
import { Evidences, keyOf } from './evidence.ts'
import { matchExact } from './exact.ts'
import type { BankFact, Facts, Found, PaperFact } from './facts.ts'
import { matchJoined } from './joined.ts'
import { Payers } from './payers.ts'
import { matchReversals } from './reversals.ts'

/** A proposal below this is no help. */
const least = 40

/** What belongs together; no line or paper twice. Certain matches come first. */
export function match({ bank, papers, customers, aliases, policy }: Facts): Found[] {
  const payers = new Payers(customers, aliases)
  payers.observe(bank)
  let lines: BankFact[] = bank
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id))
  let left: PaperFact[] = papers
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id || (a.kind < b.kind ? -1 : 1)))
  const evidences = new Evidences(payers, lines, left)
  const made: Found[] = []
  const take = (found: readonly Found[]) => {
    const used = new Set(found.flatMap((each) => [...each.bank.map(({ id }) => `bank/${id}`), ...each.papers.map(keyOf)]))
    lines = lines.filter(({ id }) => !used.has(`bank/${id}`))
    left = left.filter((paper) => !used.has(keyOf(paper)))
    made.push(...found)
  }
  take(matchReversals(lines, policy))
  const exact = matchExact(lines, left, evidences, policy)
  take(exact.filter(({ certain }) => certain))
  // A sum that leaves no doubt is better than an equal amount that does; what is in doubt waits until the last.
  take(matchJoined(lines, left, evidences, policy).filter(({ certain }) => certain))
  take(matchExact(lines, left, evidences, policy).filter(({ certain }) => certain))
  take(matchExact(lines, left, evidences, policy).filter(({ score }) => score >= least))
  take(matchJoined(lines, left, evidences, policy).filter(({ score }) => score >= least))
  return made.sort((a, b) => Number(b.certain) - Number(a.certain) || b.score - a.score || (a.bank[0]?.id ?? 0) - (b.bank[0]?.id ?? 0))
}
