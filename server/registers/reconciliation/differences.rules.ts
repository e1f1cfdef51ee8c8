/** Rules of differences (PAY-14): who settled them how is kept; those of a signed month stay as they are; the month counts along. */
import { heldMonth, isClosed, recount } from '../../reconciliation/index.ts'
import { oncePerBatch } from '../../records/batch.ts'
import type { Rules } from '../../records/rules.ts'
import { today } from '../saying.ts'

const outcomeOf: Readonly<Record<string, string>> = { explain: 'text', correct: 'correction', carry: 'carried' }
const unsettled = { outcome: null, explanation: null, explainedBy: null, explainedOn: null }

export const differencesRules: Rules = {
  prepare(change) {
    const { actor, before, after, move, note } = change
    const outcome = move === undefined ? undefined : outcomeOf[move]
    if (outcome) Object.assign(after, { outcome, explanation: note ?? null, explainedBy: actor.id, explainedOn: today(change) })
    if (before && before.status !== 'open' && after.status === 'open') Object.assign(after, unsettled)
  },
  async check(change) {
    const { world, verb, after, fault } = change
    if (verb === 'remove' || verb === 'recover')
      return fault('root', [
        '差异不能删除（PAY-14），只能说明、更正或结转。',
        'A difference is never deleted (PAY-14): explain, correct or carry it.',
      ])
    // The month is held first, then its differences: in this order everywhere.
    const id = Number(after.reconciliation)
    const month = verb === 'create' ? undefined : await oncePerBatch(change, `month ${id}`, () => heldMonth(world, id))
    if (month && isClosed(month.status))
      fault('root', [
        `${month.number} 已签字，其差异不再改动（PAY-05）；请先由财务退回。`,
        `${month.number} is signed and its differences stay as they are (PAY-05); have finance send it back first.`,
      ])
  },
  async after(change) {
    const { world, after, before } = change
    const id = Number(after.reconciliation)
    if (before && before.status !== after.status) await oncePerBatch(change, `recount ${id}`, () => recount(world, id))
  },
}
