/** A paper that the bank bears out is not taken away as long as it does (PAY-14). */
import { yuan } from '../../definition/decimal.ts'
import { matchedPapers } from '../../reconciliation/matched.ts'
import type { PaperKind } from '../../reconciliation/matching/facts.ts'
import type { Change } from '../../records/rules.ts'

/** Faults the voiding of a paper that is matched with bank lines; the paper is held from here on, so that nobody matches it meanwhile. */
export async function demandUnmatched({ world, before, fault }: Change, kind: PaperKind): Promise<void> {
  if (!before) return
  const { knex, dialect } = world.database
  await dialect.hold(knex(kind).where({ id: before.id }).select('id'), 'changed')
  const matched = (await matchedPapers(world, kind, [before.id])).get(before.id)
  if (matched)
    fault('root', [
      `已与银行流水勾对 ${yuan(matched)} 元（PAY-14），不能作废；请先撤销勾对。`,
      `${yuan(matched)} yuan of it is matched with bank lines (PAY-14), so it cannot be voided; undo the match first.`,
    ])
}
