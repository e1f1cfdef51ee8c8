/** Rules of bank statements (PAY-14): a span of days that is one; what a person changes is checked again at once. */
import { checkStatements } from '../../reconciliation/bankBook.ts'
import { oncePerBatch } from '../../records/batch.ts'
import type { Change, Rules } from '../../records/rules.ts'

/** Works the account's statements out anew after a person's change, once for all that is changed with it; imports do so themselves. */
export async function checkAgain(change: Change): Promise<void> {
  const { world, actor, before, after } = change
  if (actor.unbound) return
  for (const account of new Set([before?.account, after.account]))
    if (typeof account === 'number') await oncePerBatch(change, `statements ${account}`, () => checkStatements(world, account))
}

export const bankStatementsRules: Rules = {
  check({ verb, after, fault }) {
    if (verb !== 'remove' && typeof after.from === 'string' && typeof after.to === 'string' && after.to < after.from)
      fault('to', ['截止日不能早于起始日（PAY-14）。', 'It cannot end before it begins (PAY-14).'])
  },
  after: checkAgain,
}
