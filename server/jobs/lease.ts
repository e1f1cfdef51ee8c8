/** Work that must happen once a period, whatever the number of servers: a row in the database says who is at it, and that it was done. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../database/connect.ts'
import type { TableSpec } from '../database/spec.ts'

export const leasesTable: TableSpec = {
  name: 'leases',
  columns: { job: 'text', period: 'text', owner: 'text', until: 'text', doneAt: 'text' },
  unique: [{ columns: ['job', 'period'] }],
}

/** A lease lasts this long, in milliseconds, and is renewed while the work goes on: longer than any pause of a living process. */
const length = 60_000

const from = (now: Date, plus: number) => new Date(now.getTime() + plus).toISOString()

/** Takes the lease: as the first, or from an owner that let it run out. */
async function take({ knex }: Database, job: string, period: string, owner: string, now: Date): Promise<boolean> {
  const until = from(now, length)
  const fresh = await knex('leases').insert({ job, period, owner, until }).onConflict(['job', 'period']).ignore().returning('id')
  if (fresh.length > 0) return true
  const taken = await knex('leases')
    .where({ job, period })
    .whereNull('doneAt')
    .where('until', '<', now.toISOString())
    .update({ owner, until })
  return taken > 0
}

/**
 * Runs `work` unless it was done for this `period`, or somebody is at it. Answers whether it was done here and now.
 * When it throws, the lease is given back, so that the next attempt can follow at once.
 */
export async function oncePer(
  database: Database,
  job: string,
  period: string,
  work: () => Promise<void>,
  now = () => new Date(),
): Promise<boolean> {
  const owner = randomUUID()
  const { knex } = database
  if (!(await take(database, job, period, owner, now()))) return false
  const mine = () => knex('leases').where({ job, period, owner })
  const renewal = setInterval(
    () =>
      void mine()
        .update({ until: from(now(), length) })
        .catch(() => undefined),
    length / 3,
  )
  try {
    await work()
    await mine().update({ doneAt: now().toISOString() })
    return true
  } catch (error) {
    await mine().update({ until: from(now(), -1) })
    throw error
  } finally {
    clearInterval(renewal)
  }
}

/** The latest period that was done; undefined when none ever was. */
export async function latestDone({ knex }: Database, job: string): Promise<string | undefined> {
  const row: { period?: string | null } | undefined = await knex('leases')
    .where({ job })
    .whereNotNull('doneAt')
    .max({ period: 'period' })
    .first()
  return row?.period ?? undefined
}
