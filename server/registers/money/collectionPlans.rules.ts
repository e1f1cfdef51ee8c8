/** Rules of collection plans (PAY-12): steps in due order from the plan's beginning; what is paid and kept is never typed. */
import { plusMonths } from '../../calendar/duration.ts'
import { plusDays } from '../../calendar/weeks.ts'
import { durationIn, policyAt } from '../../policy/index.ts'
import type { Rules, Stored } from '../../records/rules.ts'
import { followOwner } from '../sales/seller.ts'
import { keepPlans } from './keptPlans.ts'

export const collectionPlansRules: Rules = {
  async prepare(change) {
    const { before, after } = change
    await followOwner(change)
    const steps = (after.steps as Stored[] | null) ?? []
    if (before === undefined || before.status === 'draft') {
      for (const step of steps) Object.assign(step, { paid: 0, kept: null })
      after.nextDue = steps.map(({ dueOn }) => String(dueOn)).sort()[0] ?? null
    }
  },
  async check({ world, verb, before, after, fault }) {
    if (verb === 'remove') {
      if (before?.status !== 'draft')
        fault('root', ['执行过的计划不能删除（PAY-12），请取消。', 'A plan that ran is not deleted (PAY-12); cancel it.'])
      return
    }
    const { unit, amount } = durationIn(
      await policyAt(world, 'collection.plan.longest', { customer: Number(after.customer) }, String(after.from)),
    )
    const last = unit === 'month' ? plusMonths(String(after.from), amount) : plusDays(String(after.from), amount)
    for (const [index, { dueOn }] of ((after.steps as Stored[] | null) ?? []).entries())
      if (typeof dueOn === 'string' && dueOn < String(after.from))
        fault(`steps.${index}.dueOn`, [
          `第 ${index + 1} 期早于起算日 ${String(after.from)}（PAY-12），请改正。`,
          `Step ${index + 1} is due before the plan runs from ${String(after.from)} (PAY-12); please correct it.`,
        ])
      else if (typeof dueOn === 'string' && dueOn > last)
        fault(`steps.${index}.dueOn`, [
          `第 ${index + 1} 期晚于计划最长期限 ${last}（PAY-12）；请提前，或由管理员调整制度。`,
          `Step ${index + 1} is later than a plan may run, ${last} (PAY-12); make it earlier, or have the policy changed.`,
        ])
  },
  async after({ world, before, after }) {
    if (after.status === 'active' && before?.status !== 'active') await keepPlans(world, Number(after.customer))
  },
}
