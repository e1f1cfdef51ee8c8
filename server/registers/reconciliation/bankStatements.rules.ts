/** Rules of bank statements (PAY-14): a span of days that is one; what a person changes is checked again at once. */
import { checkStatements } from '../../reconciliation/bankBook.ts'
import type { Change, Rules } from '../../records/rules.ts'

/** Works the account's statements out anew after a person's change; imports do so themselves, once for all their lines. */
export async function checkAgain({ world, actor, before, after }: Change): Promise<void> {
  if (actor.unbound) return
  for (const account of new Set([before?.account, after.account])) if (typeof account === 'number') await checkStatements(world, account)
}

export const bankStatementsRules: Rules = {
  check({ verb, after, fault }) {
    if (verb !== 'remove' && typeof after.from === 'string' && typeof after.to === 'string' && after.to < after.from)
      fault('to', ['截止日不能早于起始日（PAY-14）。', 'It cannot end before it begins (PAY-14).'])
  },
  after: checkAgain,
}
