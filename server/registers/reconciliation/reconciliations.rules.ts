/** Rules of the months (PAY-05): numbered by their month, signed by two persons in order, issued when they are locked. */
import { checkStep, issueMonth, type MonthRow, numberOf, retireIssue, tellStep, writeStep } from '../../reconciliation/index.ts'
import type { Rules, Stored } from '../../records/rules.ts'

export const reconciliationsRules: Rules = {
  async prepare(change) {
    const { after, verb } = change
    if (verb === 'create') after.number = numberOf(String(after.month))
    await writeStep(change)
  },
  async check(change) {
    const { verb, after, fault } = change
    if (verb === 'remove' || verb === 'recover')
      fault('root', ['对账月份不能删除（PAY-05）。', 'A month of the reconciliation is never deleted (PAY-05).'])
    if (typeof after.month === 'string' && !after.month.endsWith('-01'))
      fault('month', ['月份请填当月 1 日（PAY-05），如 2026-03-01。', 'Write the first day of the month (PAY-05), such as 2026-03-01.'])
    await checkStep(change)
  },
  async after(change) {
    const { world, move, after } = change
    if (move === 'lock') await issueMonth(world, after as MonthRow & Stored)
    if (move === 'reopen') await retireIssue(world, String(after.month))
    await tellStep(change)
  },
}
