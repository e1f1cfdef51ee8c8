/** Slows down password guessing without locking anybody out for good; kept in the database, so a restart forgets nothing. */
import type { Database } from '../database/connect.ts'
import { Refusal } from '../errors.ts'

/** Failures that are free, and the longest wait in seconds: per user and address, and per user from anywhere. */
const limits = { here: { free: 5, longest: 900 }, anywhere: { free: 20, longest: 60 } } as const

type Place = keyof typeof limits

/** Each counter has its own word in front: a user name that holds an address must not reach somebody else's counter. */
const keys = (username: string, ip: string): Record<Place, string> => ({
  here: `here ${ip} ${username.toLowerCase()}`,
  anywhere: `anywhere ${username.toLowerCase()}`,
})

interface Counter {
  failures: number
  until: string | null
}

/**
 * Counts an attempt as failed before its password is looked at, so that attempts sent side by side cannot overtake the count; `forgive` takes it back.
 * The wait doubles with each attempt past the free ones. Refuses with 429 and the seconds to wait, counting nothing, while one is running.
 */
export async function countAttempt(database: Database, username: string, ip: string, now: Date): Promise<void> {
  await database.transaction(async ({ knex }) => {
    let wait = 0
    for (const [place, key] of Object.entries(keys(username, ip)) as [Place, string][]) {
      const [row]: Counter[] = await knex('loginAttempts')
        .insert({ key, failures: 1, at: now.toISOString() })
        .onConflict('key')
        .merge({ failures: knex.raw('"loginAttempts"."failures" + 1'), at: now.toISOString() })
        .returning(['failures', 'until'])
      if (row?.until) wait = Math.max(wait, Math.ceil((Date.parse(row.until) - now.getTime()) / 1000))
      const beyond = (row?.failures ?? 1) - limits[place].free
      const next = beyond > 0 ? Math.min(limits[place].longest, 2 ** Math.min(beyond, 12)) : 0
      await knex('loginAttempts')
        .where({ key })
        .update({ until: next > 0 ? new Date(now.getTime() + next * 1000).toISOString() : null })
    }
    // Thrown inside, so that the counts above are rolled back: whoever waits is not made to wait longer for asking.
    if (wait > 0)
      throw new Refusal(
        429,
        'patience',
        [`密码错误次数过多，请 ${wait} 秒后再试。`, `Too many wrong passwords: try again in ${wait} seconds.`],
        { extra: { retryAfter: wait } },
      )
  })
}

/** A password that was right clears the count. */
export async function forgive(database: Database, username: string, ip: string): Promise<void> {
  await database
    .knex('loginAttempts')
    .whereIn('key', Object.values(keys(username, ip)))
    .delete()
}
