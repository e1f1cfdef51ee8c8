/** Rules of saved queries and dashboards: their owner alone changes them, and only while he or she may ask in SQL; they are shared with roles that there are. */
import type { Change, Rules } from '../../records/rules.ts'
import { shelfRules } from '../organisation/organisation.rules.ts'

/** The first role that is newly named and is none; those named before stay, whatever became of them. */
async function unknownRole({ world, before, after }: Change): Promise<string | undefined> {
  const named: unknown = after.roles ?? []
  if (!Array.isArray(named)) return String(named)
  const known = new Set((before?.roles as string[] | null | undefined) ?? [])
  const added = named.filter((code) => !known.has(code))
  const found: { code: string }[] = await world.database
    .knex('roles')
    .whereIn('code', added.map(String))
    .whereNull('deletedAt')
    .select('code')
  return added.find((code) => !found.some((role) => role.code === code))
}

export const analysisRules: Rules = {
  async check(change) {
    const { actor, verb, fault } = change
    await shelfRules.check?.(change)
    if (verb === 'remove') return
    if (!actor.unbound && (actor.grant('queryRuns').create ?? 'none') === 'none')
      fault('name', [
        '您的角色不能用 SQL 查询，因此不能保存查询或看板；请联系管理员。',
        'Your role may not ask in SQL, so it keeps no queries or dashboards; ask an administrator.',
      ])
    const unknown = await unknownRole(change)
    if (unknown !== undefined)
      fault('roles', [
        `没有代码为“${unknown}”的角色；请从列表中选择。`,
        `There is no role with the code “${unknown}”: choose from the list.`,
      ])
  },
}
