/** Writes the log of SQL: one record for each run, made by the system when it is over, before anybody has the answer; old ones go after the days that the policy says. */
import { type Actor, system } from '../access/actor.ts'
import { create } from '../records/index.ts'
import type { World } from '../records/world.ts'
import type { Outcome } from './faults.ts'
import { companyLimits } from './limits.ts'

export type RunKind = 'query' | 'explain' | 'profile' | 'export' | 'download'

export interface Run {
  readonly kind: RunKind
  readonly sql: string
  /** The saved query that was run. */
  readonly query?: number
  /** The dashboard that asked. */
  readonly board?: number
  readonly outcome: Outcome
  /** The process had to be ended. */
  readonly killed?: boolean
  /** Milliseconds. */
  readonly elapsed: number
  readonly rows?: number
  /** The format in which the result left the house. */
  readonly exported?: string
  readonly message?: string
}

/** Characters of a text that are kept; more than that was never run. */
export const longestSql = 100_000

export async function noteRun(world: World, actor: Actor, { sql, message, elapsed, ...run }: Run): Promise<void> {
  await create(world, system, 'queryRuns', {
    ...run,
    user: actor.id,
    at: world.now().toISOString(),
    sql: sql.slice(0, longestSql).toWellFormed().replaceAll('\0', ''),
    elapsed: Math.round(elapsed),
    ...(message === undefined ? {} : { message: message.slice(0, 4000) }),
  })
}

const day = 86_400_000

/** Deletes runs that are older than the company keeps them. They are in no other record, so nothing points at them. */
export async function sweepRuns(world: World): Promise<void> {
  const { logDays } = await companyLimits(world)
  const limit = new Date(world.now().getTime() - logDays * day).toISOString()
  await world.database.knex('queryRuns').where('at', '<', limit).delete()
}
