/** /api/session and /api/tokens: logging in and out, who am I, password, language, sessions and personal tokens. */
import { randomInt } from 'node:crypto'
import type { CookieOptions, Request, Response } from 'express'
import { system } from '../access/actor.ts'
import type { Signed } from '../access/session.ts'
import { Refusal } from '../errors.ts'
import { update, type World } from '../records/index.ts'
import { type Call, idOf, type Route, textOf } from './route.ts'

/** The `__Host-` prefix binds the cookie to this host over TLS; plain HTTP on one's own machine cannot have it. */
export const cookieName = (request: Request) => (request.secure ? '__Host-taizhang' : 'taizhang')

const cookie = (request: Request): CookieOptions => ({ httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' })

/** The session secret that a request carries. */
export function sessionSecret(request: Request): string | undefined {
  const name = `${cookieName(request)}=`
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((each) => each.startsWith(name))
  return found?.slice(name.length)
}

const whoAmI = ({ timeZone }: World, { actor, roleName, mustChangePassword }: Signed) => ({
  user: {
    id: actor.id,
    name: actor.name,
    username: actor.username,
    role: actor.role,
    roleName,
    language: actor.language,
    department: actor.department,
  },
  mustChangePassword,
  /** The company's: days and hours are shown in it, wherever the browser is. */
  timeZone,
})

const visitorOf = (request: Request) => ({ ip: request.ip ?? '', agent: request.get('user-agent') ?? '' })

async function login(call: Call) {
  const { world, access, request, response } = call
  const { secret, expiresAt } = await access.login(
    world.database,
    textOf(call, 'username', 60).trim().toLowerCase(),
    textOf(call, 'password', 1000),
    visitorOf(request),
  )
  const signed = await access.bySession(world.database, secret)
  if (!signed) throw new Refusal(401, 'login', ['此账号的角色已停用。', 'The role of this account is disabled.'])
  response.cookie(cookieName(request), secret, { ...cookie(request), expires: expiresAt })
  return whoAmI(world, signed)
}

const forget = (request: Request, response: Response) => response.clearCookie(cookieName(request), cookie(request))

async function logout({ world, signed, request, response }: Call) {
  await world.database
    .knex('sessions')
    .where({ id: signed.session ?? 0 })
    .delete()
  forget(request, response)
  return {}
}

async function sessions({ world, signed }: Call) {
  const rows: { id: number }[] = await world.database
    .knex('sessions')
    .where({ user: signed.actor.id })
    .orderBy('lastSeenAt', 'desc')
    .select('id', 'createdAt', 'lastSeenAt', 'agent', 'ip')
  return rows.map((row) => ({ ...row, current: row.id === signed.session }))
}

async function changeLanguage(call: Call) {
  const { world, actor, body } = call
  await update(world, system, 'users', actor.id ?? 0, { language: body.language })
  return { language: body.language }
}

async function endSession(call: Call) {
  await call.world.database
    .knex('sessions')
    .where({ id: idOf(call), user: call.actor.id })
    .delete()
  return {}
}

const tokens = ({ world, actor }: Call) =>
  world.database.knex('tokens').where({ user: actor.id }).orderBy('id').select('id', 'name', 'createdAt', 'lastUsedAt')

async function makeToken(call: Call) {
  const name = textOf(call, 'name', 60).trim() || 'API'
  return { name, ...(await call.access.makeToken(call.world.database, call.actor.id ?? 0, name)) }
}

async function endToken(call: Call) {
  await call.world.database
    .knex('tokens')
    .where({ id: idOf(call), user: call.actor.id })
    .delete()
  return {}
}

/** Gives a user a one-time password, shown this once; ends the user's sessions and leaves a trace of who did it. For those who may change users. */
async function resetPassword(call: Call) {
  const { world, access, actor, request } = call
  const id = idOf(call)
  const user: { id: number; username: string; code: string } | undefined = await world.database
    .knex({ u: 'users' })
    .join({ r: 'roles' }, 'r.id', 'u.role')
    .where('u.id', id)
    .whereNull('u.deletedAt')
    .first('u.id', 'u.username', 'r.code')
  // A role of the company's own that manages staff must not become administrator this way.
  const above = user?.code === 'administrator' && actor.role !== 'administrator'
  if (!user || above || actor.grant('users').update !== 'all')
    throw new Refusal(403, 'forbidden', ['只有可管理全部人员的角色才能重置密码。', 'Only roles that manage all staff may reset passwords.'])
  const password = oneTimePassword()
  await access.resetPassword(world.database, user, password, { actor: actor.id ?? 0, ...visitorOf(request) })
  return { password }
}

/** Sixteen characters that cannot be mistaken for one another. */
export const oneTimePassword = (): string => {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

export const sessionRoutes: readonly Route[] = [
  { method: 'post', path: '/api/session', who: 'anyone', summary: ['登录', 'Log in'], handle: login },
  {
    method: 'get',
    path: '/api/session',
    who: 'fresh',
    summary: ['当前用户', 'Who am I'],
    handle: ({ world, signed }) => whoAmI(world, signed),
  },
  { method: 'delete', path: '/api/session', who: 'fresh', summary: ['退出', 'Log out'], handle: logout },
  {
    method: 'post',
    path: '/api/session/password',
    who: 'fresh',
    summary: ['修改密码', 'Change password'],
    async handle(call) {
      await call.access.changePassword(
        call.world.database,
        call.signed,
        textOf(call, 'current', 1000),
        call.body.next,
        visitorOf(call.request).ip,
      )
      return {}
    },
  },
  { method: 'put', path: '/api/session/language', who: 'session', summary: ['切换语言', 'Change language'], handle: changeLanguage },
  { method: 'get', path: '/api/session/all', who: 'session', summary: ['我的会话', 'My sessions'], handle: sessions },
  { method: 'delete', path: '/api/session/all/:id', who: 'session', summary: ['结束会话', 'End a session'], handle: endSession },
  { method: 'get', path: '/api/tokens', who: 'session', summary: ['我的令牌', 'My tokens'], handle: tokens },
  { method: 'post', path: '/api/tokens', who: 'session', summary: ['新建令牌', 'Make a token'], handle: makeToken },
  { method: 'delete', path: '/api/tokens/:id', who: 'session', summary: ['撤销令牌', 'Revoke a token'], handle: endToken },
  { method: 'post', path: '/api/users/:id/password', who: 'session', summary: ['重置密码', 'Reset a password'], handle: resetPassword },
]
