/** Sessions and tokens are rows: found by the hash of a random secret, gone at once when their user is disabled. */
import { createHash, randomBytes } from 'node:crypto'
import type { Catalog } from '../catalog/catalog.ts'
import type { Database } from '../database/connect.ts'
import type { Language, Words } from '../definition/words.ts'
import { Refusal, unauthenticated } from '../errors.ts'
import type { Actor } from './actor.ts'
import { countAttempt, forgive } from './backoff.ts'
import { grantCache } from './grants.ts'
import { checkPassword, demandRoom, hashOf, keepHash, setPassword } from './passwords.ts'

const hour = 3_600_000
/** A session ends after 12 hours without a request, and after 7 days in any case. */
export const idleLimit = 12 * hour
const absolute = 7 * 24 * hour

export interface Signed {
  readonly actor: Actor
  readonly roleName: Words
  readonly mustChangePassword: boolean
  /** The session's row; undefined for a token. */
  readonly session?: number
}

export interface Visitor {
  readonly ip: string
  readonly agent: string
}

interface Row {
  key: number
  createdAt: string
  lastSeenAt: string | null
  expiresAt: string | null
  id: number
  name: string
  username: string
  language: string | null
  active: number | null
  department: number | null
  path: string | null
  role: number
  code: string
  roleName: string
  englishName: string
  roleActive: number | null
  roleVersion: number
  mustChange: number | null
}

/** Asked with every request, so written out: building it anew each time would cost more than running it. */
const lookup = (table: 'sessions' | 'tokens' | 'users', seen: string) => `
  select s."id" as "key", s."createdAt", ${seen}, u."id", u."name", u."username", u."language", u."active", u."department", d."path",
    u."role", r."code", r."name" as "roleName", r."englishName", r."active" as "roleActive", r."version" as "roleVersion", c."mustChange"
  from "${table}" s
  join "users" u on u."id" = s."${table === 'users' ? 'id' : 'user'}" and u."deletedAt" is null
  join "roles" r on r."id" = u."role" and r."deletedAt" is null
  left join "departments" d on d."id" = u."department"
  left join "credentials" c on c."user" = u."id"
  where s."${table === 'users' ? 'id' : 'tokenHash'}" = ?`

const lookups = {
  sessions: lookup('sessions', 's."lastSeenAt", s."expiresAt"'),
  tokens: lookup('tokens', 's."lastUsedAt" as "lastSeenAt", null as "expiresAt"'),
  users: lookup('users', 'null as "lastSeenAt", null as "expiresAt"'),
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('hex')
const secret = () => randomBytes(32).toString('base64url')

interface Noted extends Visitor {
  readonly username: string
  readonly user: number | null
  readonly outcome: 'accepted' | 'refused' | 'reset'
  /** Who reset the password. */
  readonly actor?: number
}

/** Leaves a trace of a login or a reset password. */
async function noteLogin(database: Database, now: Date, noted: Noted): Promise<void> {
  await database
    .knex('logins')
    .insert({ ...noted, at: now.toISOString(), username: noted.username.slice(0, 60), agent: noted.agent.slice(0, 200) })
}

export type Access = ReturnType<typeof makeAccess>

/** Logging in and recognising who asks, over a database that is passed in each time. */
export function makeAccess(catalog: Catalog, clock: () => Date) {
  const grants = grantCache(catalog)

  const signed = async (database: Database, row: Row, session: number | undefined): Promise<Signed> => ({
    actor: {
      id: row.id,
      name: row.name,
      username: row.username,
      role: row.code,
      department: row.department,
      departmentPath: row.path ?? '',
      language: (row.language as Language | null) ?? 'zh',
      grant: await grants(database, { id: row.role, code: row.code, version: row.roleVersion }),
    },
    roleName: [row.roleName, row.englishName],
    mustChangePassword: row.mustChange === 1,
    ...(session === undefined ? {} : { session }),
  })

  /** The row of a session or token with its user, role and department; undefined unless all of them are in force. */
  async function find(database: Database, table: keyof typeof lookups, key: string | number): Promise<Row | undefined> {
    const found: Row[] | { rows: Row[] } = await database.knex.raw(lookups[table], [key])
    const [row] = Array.isArray(found) ? found : found.rows
    return row && row.active === 1 && row.roleActive !== 0 ? row : undefined
  }

  return {
    /** Who holds this session secret; undefined when it is unknown, over, or its user disabled. Notes the time at most once a minute. */
    async bySession(database: Database, given: string): Promise<Signed | undefined> {
      const row = await find(database, 'sessions', digest(given))
      const now = clock()
      const seen = Date.parse(row?.lastSeenAt ?? '')
      if (!row || now.getTime() - seen > idleLimit || (row.expiresAt ?? '') < now.toISOString()) return undefined
      if (now.getTime() - seen > 60_000) await database.knex('sessions').where({ id: row.key }).update({ lastSeenAt: now.toISOString() })
      return signed(database, row, row.key)
    },

    /** Who holds this personal token; it has its owner's rights. */
    async byToken(database: Database, given: string): Promise<Signed | undefined> {
      const row = await find(database, 'tokens', digest(given))
      const now = clock()
      if (!row || row.mustChange === 1) return undefined
      if (now.getTime() - Date.parse(row.lastSeenAt ?? '1970-01-01') > 60_000)
        await database.knex('tokens').where({ id: row.key }).update({ lastUsedAt: now.toISOString() })
      return signed(database, row, undefined)
    },

    /** A user as an actor, for work that goes on without him or her: jobs have their owner's rights as they are now. Undefined for one who may not come in any more. */
    async byUser(database: Database, user: number): Promise<Actor | undefined> {
      const row = await find(database, 'users', user)
      return row && (await signed(database, row, undefined)).actor
    },

    /** As `byUser`, for one who still has a session or a token; undefined for one who has logged out everywhere. */
    async present(database: Database, user: number): Promise<Actor | undefined> {
      const now = clock()
      const session = database
        .knex('sessions')
        .where({ user })
        .where('expiresAt', '>=', now.toISOString())
        .where('lastSeenAt', '>=', new Date(now.getTime() - idleLimit).toISOString())
      const held = (await session.first('id')) ?? (await database.knex('tokens').where({ user }).first('id'))
      return held && this.byUser(database, user)
    },

    /** Checks a password and opens a session. Throws 401 without saying what was wrong, 429 while a back-off runs, 503 when too many are waiting. */
    async login(database: Database, username: string, password: string, visitor: Visitor): Promise<{ secret: string; expiresAt: Date }> {
      const now = clock()
      demandRoom()
      await countAttempt(database, username, visitor.ip, now)
      const user: { id: number; active: number | null } | undefined = await database
        .knex('users')
        .where({ username })
        .whereNull('deletedAt')
        .first('id', 'active')
      const right = await checkPassword(database, user?.active === 1 ? user.id : undefined, password)
      const note = (outcome: 'accepted' | 'refused') => noteLogin(database, now, { username, user: user?.id ?? null, outcome, ...visitor })
      if (!right || !user) {
        await note('refused')
        throw new Refusal(401, 'login', [
          '用户名或密码不正确，或账号已停用。',
          'User name or password is wrong, or the account is disabled.',
        ])
      }
      await forgive(database, username, visitor.ip)
      await note('accepted')
      const given = secret()
      const expiresAt = new Date(now.getTime() + absolute)
      const at = now.toISOString()
      await database.knex('sessions').insert({
        tokenHash: digest(given),
        user: user.id,
        createdAt: at,
        lastSeenAt: at,
        expiresAt: expiresAt.toISOString(),
        ip: visitor.ip,
        agent: visitor.agent.slice(0, 200),
      })
      return { secret: given, expiresAt }
    },

    /** Sets a new password after checking the old one, which is a login as far as guessing goes; ends all other sessions and every token of the user. */
    async changePassword(database: Database, { actor, session }: Signed, current: string, next: unknown, ip: string): Promise<void> {
      if (actor.id === null) throw unauthenticated()
      demandRoom()
      await countAttempt(database, actor.username, ip, clock())
      if (!(await checkPassword(database, actor.id, current)))
        throw new Refusal(422, 'invalid', ['当前密码不正确。', 'The current password is wrong.'], {
          errors: { current: ['当前密码不正确。', 'The current password is wrong.'] },
        })
      await forgive(database, actor.username, ip)
      if (current === next)
        throw new Refusal(422, 'invalid', ['新密码不能与当前密码相同。', 'The new password must differ.'], {
          errors: { next: ['不能与当前密码相同。', 'It must differ from the current one.'] },
        })
      await setPassword(database, { id: actor.id, username: actor.username }, next, clock())
      await database
        .knex('sessions')
        .where({ user: actor.id })
        .whereNot({ id: session ?? 0 })
        .delete()
      await database.knex('tokens').where({ user: actor.id }).delete()
    },

    /** Gives a user a password that must be changed at the next login, ends all sessions and tokens, and notes who did it. */
    async resetPassword(
      database: Database,
      user: { id: number; username: string },
      password: string,
      { actor, ...visitor }: Visitor & { actor: number },
    ): Promise<void> {
      const hashed = await hashOf(password, user.username)
      const now = clock()
      await database.transaction(async (inner) => {
        await keepHash(inner, user.id, hashed, now, true)
        await inner.knex('sessions').where({ user: user.id }).delete()
        await inner.knex('tokens').where({ user: user.id }).delete()
        await noteLogin(inner, now, { username: user.username, user: user.id, outcome: 'reset', actor, ...visitor })
      })
    },

    /** Makes a personal token; its secret is shown this once. */
    async makeToken(database: Database, user: number, name: string): Promise<{ id: number; token: string }> {
      const token = `tz_${secret()}`
      const [row]: { id: number }[] = await database
        .knex('tokens')
        .insert({ tokenHash: digest(token), user, name, createdAt: clock().toISOString() })
        .returning('id')
      return { id: row?.id ?? 0, token }
    },
  }
}
