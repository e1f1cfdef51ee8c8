/** What one person may see, as the scope of a snapshot: the same rows and fields as in lists; whoever may see the same shares one file. */
import { createHash } from 'node:crypto'
import { shapesOf } from '../../reports/follower/shape.ts'
import type { SnapshotQuestion } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import { grantsOf } from '../access/grants.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import type { Where } from '../definition/where.ts'
import type { Words } from '../definition/words.ts'
import type { World } from '../records/world.ts'

/** May this person ask in SQL at all? A run of a query is a record of the log, so it is the right to make one. */
export const mayAskSql = (actor: Actor): boolean => (actor.grant('queryRuns').create ?? 'none') !== 'none'

/** May he or she take results away? */
export const mayTakeAway = (actor: Actor): boolean => mayAskSql(actor) && actor.grant('queryRuns').export === true

/** Roles in force that may ask in SQL, the company's own included: those that queries and dashboards can be shared with. */
export async function rolesOfSql({ database, catalog }: World): Promise<{ code: string; name: Words }[]> {
  const roles: { id: number; code: string; name: string; englishName: string }[] = await database
    .knex('roles')
    .whereNull('deletedAt')
    .where((role) => role.whereNull('active').orWhereNot('active', 0))
    .orderBy('id')
    .select('id', 'code', 'name', 'englishName')
  const found = await Promise.all(roles.map((role) => grantsOf(database, catalog, role)))
  return roles.flatMap(({ code, name, englishName }, at) =>
    (found[at]?.('queryRuns').create ?? 'none') === 'none' ? [] : [{ code, name: [name, englishName] }],
  )
}

/** The question for the actor's snapshot. Sensitive fields, files and registers that stay out of the warehouse are in none. */
export function snapshotQuestion(world: World, actor: Actor, every: number): SnapshotQuestion {
  const tables: Record<string, readonly string[]> = {}
  const rules: Record<string, Where> = {}
  for (const register of world.catalog.registers) {
    const rule = rowRule(register, actor, 'read')
    const shapes = shapesOf(register)
    if (!rule || shapes.length === 0) continue
    rules[register.name] = rule
    for (const shape of shapes) {
      const lines = register.lines.find(({ table }) => table === shape.name)
      const open = shape.columns.filter(({ name }) => mayRead(register, actor, lines ? `${lines.name}.${name}` : name))
      if (!lines || mayRead(register, actor, lines.name)) tables[shape.name] = open.map(({ name }) => name)
    }
  }
  const today = dayOf(world.now(), world.timeZone)
  const text = JSON.stringify([rules, tables])
  // Only a rule that speaks of the asker makes the snapshot his or her own.
  const own = [
    text.includes('"$me"') ? actor.id : '',
    text.includes('"$department"') ? `${actor.department} ${actor.departmentPath}` : '',
    text.includes('"$today"') ? today : '',
  ]
  return {
    ask: 'scope',
    key: createHash('sha256')
      .update([text, ...own].join('\n'))
      .digest('hex'),
    every,
    tables,
    rules,
    asker: { id: actor.id, department: actor.department, departmentPath: actor.departmentPath, language: actor.language },
    today,
  }
}
