/** Rules of staff and roles: nobody locks the company out of its own system, and what people still use is not taken away. */
import { called } from '../../catalog/catalog.ts'
import type { Words } from '../../definition/words.ts'
import { invalid } from '../../errors.ts'
import type { Change, Rules } from '../../records/rules.ts'
import { checkPermissionLines } from './permissionLines.rules.ts'

/** Is there an active administrator, besides the user with this id? */
async function anyAdministrator({ world }: Change, besides: unknown): Promise<boolean> {
  const found = await world.database
    .knex('users')
    .join('roles', 'roles.id', 'users.role')
    .where({ 'roles.code': 'administrator', 'users.active': 1 })
    .whereNull('users.deletedAt')
    .whereNot('users.id', Number(besides ?? 0))
    .first('users.id')
  return found !== undefined
}

const isGone = ({ verb, after }: Change): boolean => verb === 'remove' || !after.active

/** Does this change take away an active administrator? */
async function losesAdministrator(change: Change): Promise<boolean> {
  const { before, after, look } = change
  if (!before?.active || (await look('roles', before.role))?.code !== 'administrator') return false
  return isGone(change) || (await look('roles', after.role))?.code !== 'administrator'
}

const lastAdministrator = (change: Change): [field: string, sentence: Words] => [
  isGone(change) ? 'active' : 'role',
  [
    `${String(change.before?.name)} 是最后一位启用的系统管理员；请先任命另一位。`,
    `${String(change.before?.name)} is the last active administrator; appoint another one first.`,
  ],
]

export const usersRules: Rules = {
  prepare({ after }) {
    if (typeof after.username === 'string') after.username = after.username.trim().toLowerCase()
  },
  async check(change) {
    const { actor, before, after, fault } = change
    if (typeof after.username === 'string' && !/^[a-z0-9][a-z0-9._@-]{1,59}$/.test(after.username))
      fault('username', ['登录名为 2–60 位小写字母、数字或 . _ @ -。', 'A user name is 2–60 lower-case letters, digits or . _ @ -.'])
    if (!before) return
    if (isGone(change) && actor.id === before.id)
      fault('active', [
        '不能停用或删除自己的账号；请由另一位管理员操作。',
        'You cannot disable or delete your own account; ask another administrator.',
      ])
    if ((await losesAdministrator(change)) && !(await anyAdministrator(change, before.id))) fault(...lastAdministrator(change))
  },
  // Looked at once more when everything is written: others may be disabling the rest of them at this moment, or this very batch does.
  async after(change) {
    if (!(await losesAdministrator(change))) return
    const { database } = change.world
    await database.dialect.lock(database.knex, 'users')
    if (await anyAdministrator(change, undefined)) return
    const [field, sentence] = lastAdministrator(change)
    throw invalid(called(change.register, change.before?.name), { [field]: sentence })
  },
}

export const rolesRules: Rules = {
  async check(change) {
    const { world, verb, before, after, fault } = change
    if (before?.code === 'administrator' && (verb === 'remove' || !after.active))
      fault('active', ['系统管理员角色不能删除或停用。', 'The administrator role cannot be deleted or disabled.'])
    if (before && verb === 'remove') {
      const holder: { name: string } | undefined = await world.database
        .knex('users')
        .where({ role: before.id })
        .whereNull('deletedAt')
        .first('name')
      if (holder)
        fault('name', [
          `角色“${String(before.name)}”仍由 ${holder.name} 等人担任；请先为其换角色。`,
          `Role “${String(before.name)}” is still held by ${holder.name}; give them another role first.`,
        ])
    }
    checkPermissionLines(change)
  },
}

/** Saved views and import profiles: shared ones may be used by everybody, changed by their owner and an administrator only. */
export const shelfRules: Rules = {
  check({ actor, before, fault }) {
    if (before && !actor.unbound && before.owner !== actor.id && actor.role !== 'administrator')
      fault('name', [
        `“${String(before.name)}”是同事共享的，只有其所有者能改；请另存一份。`,
        `“${String(before.name)}” is shared by a colleague and only its owner may change it; save your own copy.`,
      ])
  },
}
