/** Slows down password guessing without locking anybody out for good; kept in the database, so a restart forgets nothing. */
import type { Database } from '../database/connect.ts'
import { Refusal } from '../errors.ts'

/** Failures that are free, and the longest wait in seconds: per user and address, and per user from anywhere. */
const limits = { here: { free: 5, longest: 900 }, anywhere: { free: 20, longest: 60 } } as const

type Place = keyof typeof limits

const keys = (username: string, ip: string): Record<Place, string> => ({
  here: `${username.toLowerCase()} ${ip}`,
  anywhere: username.toLowerCase(),
})

/** Refuses with 429 and the seconds to wait while a back-off is running. */
export async function demandPatience(database: Database, username: string, ip: string, now: Date): Promise<void> {
  const rows: { until: string | null }[] = await database
    .knex('loginAttempts')
    .whereIn('key', Object.values(keys(username, ip)))
    .select('until')
  const wait = Math.max(0, ...rows.map(({ until }) => (until ? Math.ceil((Date.parse(until) - now.getTime()) / 1000) : 0)))
  if (wait > 0)
    throw new Refusal(
      429,
      'patience',
      [`登录失败次数过多，请 ${wait} 秒后再试。`, `Too many failed logins: try again in ${wait} seconds.`],
      { extra: { retryAfter: wait } },
    )
}

/** Counts a failure; the wait doubles with each one past the free ones. */
export async function noteFailure(database: Database, username: string, ip: string, now: Date): Promise<void> {
  await database.transaction(async ({ knex }) => {
    for (const [place, key] of Object.entries(keys(username, ip)) as [Place, string][]) {
      const [row]: { failures: number }[] = await knex('loginAttempts')
        .insert({ key, failures: 1 })
        .onConflict('key')
        .merge({ failures: knex.raw('"loginAttempts"."failures" + 1') })
        .returning('failures')
      const beyond = (row?.failures ?? 1) - limits[place].free
      const wait = beyond > 0 ? Math.min(limits[place].longest, 2 ** Math.min(beyond, 12)) : 0
      await knex('loginAttempts')
        .where({ key })
        .update({ until: wait > 0 ? new Date(now.getTime() + wait * 1000).toISOString() : null })
    }
  })
}

/** A login that worked clears the count. */
export async function forgive(database: Database, username: string, ip: string): Promise<void> {
  await database
    .knex('loginAttempts')
    .whereIn('key', Object.values(keys(username, ip)))
    .delete()
}
