/** Actors for tests: real users with shipped roles, signed in the way the server does it. */
import { type Actor, system } from '../../server/access/actor.ts'
import { grantsOf } from '../../server/access/grants.ts'
import { create } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'

/** The actor of a user that exists. */
export async function actorOf(world: World, id: number): Promise<Actor> {
  const { knex } = world.database
  const user = await knex({ u: 'users' })
    .join({ r: 'roles' }, 'r.id', 'u.role')
    .leftJoin({ d: 'departments' }, 'd.id', 'u.department')
    .where('u.id', id)
    .first('u.id', 'u.name', 'u.username', 'u.department', 'd.path', 'u.role as roleId', 'r.code')
  return {
    id,
    name: user.name,
    username: user.username,
    role: user.code,
    department: user.department,
    departmentPath: user.path ?? '',
    language: 'zh',
    grant: await grantsOf(world.database, world.catalog, { id: user.roleId, code: user.code }),
  }
}

/** Adds a user with a shipped role and answers him or her as an actor. */
export async function person(world: World, role: RoleCode, name: string, department?: number): Promise<Actor> {
  const found: { id: number } | undefined = await world.database.knex('roles').where({ code: role }).first('id')
  const user = await create(world, system, 'users', {
    name,
    username: name.toLowerCase(),
    role: found?.id,
    active: true,
    ...(department ? { department } : {}),
  })
  return actorOf(world, user.id)
}
