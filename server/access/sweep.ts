/** Clears away what access leaves behind: sessions that are over, and counts of failed logins that no longer matter. */
import type { Database } from '../database/connect.ts'
import { idleLimit } from './session.ts'

const hour = 3_600_000
/** A failed login counts for a day. */
const memory = 24 * hour

/** Deletes expired sessions and old counts. */
export async function sweepAccess({ knex }: Database, now: Date): Promise<void> {
  const ago = (time: number) => new Date(now.getTime() - time).toISOString()
  await knex('sessions').where('expiresAt', '<', now.toISOString()).orWhere('lastSeenAt', '<', ago(idleLimit)).delete()
  await knex('loginAttempts').where('at', '<', ago(memory)).orWhereNull('at').delete()
}
