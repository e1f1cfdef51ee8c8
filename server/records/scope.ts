/** Queries that an actor may make: over a register's live records, cut to the rows that a right reaches. */
import type { Knex } from 'knex'
import type { Actor } from '../access/actor.ts'
import { mayAskBy, type Right, rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { portions } from '../database/portions.ts'
import { forbidden } from '../errors.ts'
import { fromRow } from './rows.ts'
import type { StoredRecord } from './rules.ts'
import { applyWhere, databaseEngine, type Translation } from './where.ts'
import type { World } from './world.ts'

/** How this world's database is spoken to on behalf of `actor`; `asked` paths are held against his or her rights, the system's own are not. */
export const translation = (world: World, actor: Actor, asked: boolean): Translation => ({
  catalog: world.catalog,
  actor,
  engine: databaseEngine(world.database.dialect.like),
  today: dayOf(world.now(), world.timeZone),
  ...(asked
    ? {
        visible: (register: string, path: string) => mayAskBy(world.catalog.get(register), actor, path),
        reach: (register: CompleteRegister) => rowRule(register, actor, 'read'),
      }
    : {}),
})

const verbs: Record<Right, readonly [string, string]> = {
  read: ['查看', 'see'],
  create: ['新建', 'add'],
  update: ['修改', 'change'],
  remove: ['删除', 'delete'],
}

/** Refuses with 403 when the actor's role has no such right on the register at all. */
export function demand(register: CompleteRegister, actor: Actor, right: Right): void {
  if (rowRule(register, actor, right) === undefined)
    throw forbidden(
      `您的角色不能${verbs[right][0]}“${register.label[0]}”，如确有需要请联系管理员。`,
      `Your role may not ${verbs[right][1]} ${register.label[1]}; ask an administrator if you need to.`,
    )
}

/** Live (or deleted) records within a right of the actor. */
export function within(world: World, actor: Actor, register: CompleteRegister, right: Right, deleted = false): Knex.QueryBuilder {
  demand(register, actor, right)
  const query = world.database.knex(register.table)
  if (deleted) query.whereNotNull(`${register.table}.deletedAt`)
  else query.whereNull(`${register.table}.deletedAt`)
  return applyWhere(query, register, rowRule(register, actor, right) ?? {}, translation(world, actor, false))
}

/** Records with these ids within a right of the actor, as stored, without lines; ids out of reach are left out. */
export async function storedWithin(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  right: Right,
  ids: readonly number[],
  deleted = false,
): Promise<Map<number, StoredRecord>> {
  demand(register, actor, right)
  const found = new Map<number, StoredRecord>()
  for (const some of portions(ids)) {
    const rows: { id: number }[] = await within(world, actor, register, right, deleted)
      .whereIn(`${register.table}.id`, some)
      .select(`${register.table}.*`)
    for (const row of rows) found.set(row.id, fromRow(register, row) as StoredRecord)
  }
  return found
}
