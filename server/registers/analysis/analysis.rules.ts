/** Rules of saved queries and dashboards: their owner alone changes them, and only while he or she may ask in SQL. */
import type { Rules } from '../../records/rules.ts'
import { shelfRules } from '../organisation/organisation.rules.ts'

export const analysisRules: Rules = {
  async check(change) {
    const { actor, verb, fault } = change
    await shelfRules.check?.(change)
    if (verb !== 'remove' && !actor.unbound && (actor.grant('queryRuns').create ?? 'none') === 'none')
      fault('name', [
        '您的角色不能用 SQL 查询，因此不能保存查询或看板；请联系管理员。',
        'Your role may not ask in SQL, so it keeps no queries or dashboards; ask an administrator.',
      ])
  },
}
