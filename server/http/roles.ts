/** /api/roles/:id/grants: what a role may really do, shipped rights and written ones taken together. */
import { effectiveGrants } from '../access/grants.ts'
import { mayRead } from '../access/rows.ts'
import { forbidden } from '../errors.ts'
import { get } from '../records/index.ts'
import { type Call, idOf, type Route } from './route.ts'

/** The effective rights of a role by register, for those who may read the role and its permissions. */
async function grants(call: Call) {
  const { world, actor } = call
  const role = await get(world, actor, 'roles', idOf(call))
  if (!mayRead(world.catalog.get('roles'), actor, 'permissions'))
    throw forbidden('您的角色不能查看权限；请联系系统管理员。', 'Your role may not see permissions; ask an administrator.')
  const kept: { id: number; code: string } = await world.database.knex('roles').where({ id: role.id }).first('id', 'code')
  return effectiveGrants(world.database, world.catalog, kept)
}

export const roleRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/roles/:id/grants',
    who: 'signed',
    summary: ['角色的有效权限', 'Effective rights of a role'],
    handle: grants,
  },
]
