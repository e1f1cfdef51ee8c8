/** Rules of credit lines (CRD-16, CRD-17): one begins on a day, and what was approved is shortened by its end alone. */
import { dayOf } from '../../calendar/today.ts'
import type { Change, Rules } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'

/** The last day an ended line holds: today, or its own end or beginning where that comes first or later. */
function lastDay({ world, after }: Change): string {
  const today = dayOf(world.now(), world.timeZone)
  const last = typeof after.to === 'string' && after.to < today ? after.to : today
  return last < String(after.from) ? String(after.from) : last
}

export const creditLinesRules: Rules = {
  async prepare(change) {
    const { after, look, move } = change
    if (after.customer) after.department = (await look('customers', after.customer))?.department ?? null
    if (move === 'end') after.to = lastDay(change)
  },
  async check(change) {
    const { world, after, fault, move } = change
    checkValidity(change)
    if (move !== 'submit') return
    const other: { number: string } | undefined = await world.database
      .knex('creditLines')
      .where({ customer: after.customer, status: 'approved', from: after.from })
      .whereNull('deletedAt')
      .first('number')
    if (other)
      fault('from', [
        `额度 ${other.number} 也从这一天起生效；请改日期或先终止它。`,
        `The line ${other.number} begins on the same day; choose another day or end that one.`,
      ])
  },
}
