/** Passwords: argon2id, kept apart from the users register; a few at a time, because hashing is meant to be slow. */
import { hash, verify } from '@node-rs/argon2'
import type { Database } from '../database/connect.ts'
import type { Words } from '../definition/words.ts'
import { invalid, Refusal } from '../errors.ts'

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The most common passwords and keyboard walks of eight characters and more. */
const common = new Set(
  '12345678 123456789 1234567890 88888888 66666666 11111111 00000000 password password1 passw0rd qwertyui qwerty123 1q2w3e4r 1qaz2wsx abc12345 abcd1234 a1234567 aa123456 iloveyou woaini1314 5201314a admin123 administrator administrator1 12341234 87654321 asdfghjkl qwertyuiop zxcvbnm123 taizhang taizhang1 11223344 147258369 123123123 password123 admin888 admin1234'.split(
    ' ',
  ),
)

let running = 0
const queue: (() => void)[] = []

/** Hashes that may wait: at about twenty a second, nobody waits longer than a few seconds. */
export const mostWaiting = 50

/** Refuses (503) work that would wait too long, before anything is spent on it. */
export function demandRoom(): void {
  if (queue.length >= mostWaiting)
    throw new Refusal(
      503,
      'busy',
      ['登录请求过多，服务器正忙；请几秒后再试。', 'Too many logins at once, the server is busy: try again in a few seconds.'],
      { extra: { retryAfter: 5 } },
    )
}

/** At most two hashes at once: each keeps a core and 19 MB busy. */
export async function paced<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) demandRoom()
  if (running >= 2) await new Promise<void>((go) => queue.push(go))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    queue.shift()?.()
  }
}

/** What is wrong with a new password; undefined when nothing is. Length counts, composition does not (ASVS 6.2). */
export function weakness(password: unknown, username: string): Words | undefined {
  if (typeof password !== 'string' || [...password].length < 8)
    return ['密码至少 8 个字符，建议 15 个以上。', 'A password has at least 8 characters; 15 or more are better.']
  if (password.length > 256) return ['密码最多 256 个字符。', 'A password has at most 256 characters.']
  if (common.has(password.toLowerCase()) || password.toLowerCase() === username.toLowerCase())
    return ['这个密码太常见，请换一个。', 'That password is too common: choose another.']
  return undefined
}

/** The hash of a new password. Throws a 422 Refusal when it is too weak. */
export async function hashOf(password: unknown, username: string): Promise<string> {
  const weak = weakness(password, username)
  if (weak) throw invalid(['密码', 'Password'], { next: weak })
  return paced(() => hash(String(password), options))
}

/** Keeps a hash as a user's password. */
export async function keepHash(database: Database, user: number, hashed: string, now: Date, mustChange: boolean): Promise<void> {
  const row = { user, hash: hashed, mustChange: mustChange ? 1 : 0, changedAt: now.toISOString() }
  await database.knex('credentials').insert(row).onConflict('user').merge()
}

/** Sets a user's password. Throws a 422 Refusal when it is too weak. */
export async function setPassword(
  database: Database,
  user: { id: number; username: string },
  password: unknown,
  now: Date,
  mustChange = false,
): Promise<void> {
  await keepHash(database, user.id, await hashOf(password, user.username), now, mustChange)
}

/** A hash that no password has: verified against when there is no such user, so that the answer takes as long. */
let decoy: Promise<string> | undefined

/** Is this the user's password? Takes the same time for a user that does not exist. */
export async function checkPassword(database: Database, user: number | undefined, password: string): Promise<boolean> {
  const row: { hash: string } | undefined =
    user === undefined ? undefined : await database.knex('credentials').where({ user }).first('hash')
  decoy ??= hash(crypto.randomUUID(), options)
  const against = row?.hash ?? (await decoy)
  return (await paced(() => verify(against, password.slice(0, 256)))) && row !== undefined
}
