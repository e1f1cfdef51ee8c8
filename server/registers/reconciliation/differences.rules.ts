/** Rules of differences (PAY-14): who settled them how is kept; those of a signed month stay as they are; the month counts along. */
import { heldMonth, isClosed, recount } from '../../reconciliation/index.ts'
import type { Rules } from '../../records/rules.ts'
import { today } from '../saying.ts'

const outcomeOf: Readonly<Record<string, string>> = { explain: 'text', correct: 'correction', carry: 'carried' }
const unsettled = { outcome: null, explanation: null, explainedBy: null, explainedOn: null }

export const differencesRules: Rules = {
  prepare(change) {
    const { actor, after, move, note } = change
    if (move === undefined) return
    const outcome = outcomeOf[move]
    if (outcome) Object.assign(after, { outcome, explanation: note ?? null, explainedBy: actor.id, explainedOn: today(change) })
    if (move === 'reopen' || move === 'return') Object.assign(after, unsettled)
  },
  async check({ world, verb, after, fault }) {
    if (verb === 'remove' || verb === 'recover')
      return fault('root', [
        '差异不能删除（PAY-14），只能说明、更正或结转。',
        'A difference is never deleted (PAY-14): explain, correct or carry it.',
      ])
    // The month is held first, then its differences: in this order everywhere.
    const month = verb === 'create' ? undefined : await heldMonth(world, Number(after.reconciliation))
    if (month && isClosed(month.status))
      fault('root', [
        `${month.number} 已签字，其差异不再改动（PAY-05）；请先由财务退回。`,
        `${month.number} is signed and its differences stay as they are (PAY-05); have finance send it back first.`,
      ])
  },
  async after({ world, after, before }) {
    if (before && before.status !== after.status) await recount(world, Number(after.reconciliation))
  },
}
