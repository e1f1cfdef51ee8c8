/** Precision and recall of matches against the truth of a generated month. */
import type { Found } from '../../../server/reconciliation/matching/facts.ts'
import type { Truth } from './month.ts'

export interface Measure {
  /** Part of the pairs made by themselves that are right. */
  readonly precision: number
  /** Part of the true pairs that were made by themselves. */
  readonly recall: number
  /** Part of the true pairs that were made or proposed. */
  readonly seen: number
}

/** A pair is a line with a paper, or a line with the line that reverses it; which of two receipts entered twice it is does not matter, but only one can be right. */
export function measure(found: readonly Found[], truth: readonly Truth[]): Measure {
  const owner = new Map<string, number>()
  for (const [at, { lines, papers }] of truth.entries())
    for (const key of [...lines.map((id) => `bank/${id}`), ...papers]) owner.set(key, at)
  /** Lines that are rightly in a match: it holds papers of theirs, and of nobody who has no line in it. */
  const right = (each: Found) => {
    const payments = new Set(each.bank.map(({ id }) => owner.get(`bank/${id}`)))
    const papers = each.papers.map(({ kind, id }) => owner.get(`${kind}/${id}`))
    if (payments.has(undefined) || papers.some((at) => !payments.has(at))) return 0
    return each.bank.filter(({ id }) => {
      const at = owner.get(`bank/${id}`)
      return papers.length === 0 ? at !== undefined && truth[at]?.papers.length === 0 && payments.size === 1 : papers.includes(at)
    }).length
  }
  const total = truth
    .filter(({ lines, papers }) => lines.length > 0 && (papers.length > 0 || lines.length > 1))
    .reduce((sum, { lines }) => sum + lines.length, 0)
  const count = (list: readonly Found[]) => list.reduce((sum, each) => sum + each.bank.length, 0)
  const good = (list: readonly Found[]) => list.reduce((sum, each) => sum + right(each), 0)
  const certain = found.filter((each) => each.certain)
  return { precision: count(certain) === 0 ? 1 : good(certain) / count(certain), recall: good(certain) / total, seen: good(found) / total }
}
