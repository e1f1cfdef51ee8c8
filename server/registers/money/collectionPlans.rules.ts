/** Rules of collection plans (PAY-12): steps in due order from the plan's beginning; what is paid and kept is never typed. */
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
  check({ verb, before, after, fault }) {
    if (verb === 'remove') {
      if (before?.status !== 'draft')
        fault('root', ['执行过的计划不能删除（PAY-12），请取消。', 'A plan that ran is not deleted (PAY-12); cancel it.'])
      return
    }
    for (const [index, { dueOn }] of ((after.steps as Stored[] | null) ?? []).entries())
      if (typeof dueOn === 'string' && dueOn < String(after.from))
        fault(`steps.${index}.dueOn`, [
          `第 ${index + 1} 期早于起算日 ${String(after.from)}（PAY-12），请改正。`,
          `Step ${index + 1} is due before the plan runs from ${String(after.from)} (PAY-12); please correct it.`,
        ])
  },
  async after({ world, before, after }) {
    if (after.status === 'active' && before?.status !== 'active') await keepPlans(world, Number(after.customer))
  },
}
