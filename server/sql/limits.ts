/** How much one person's SQL may take: the company's policies as they hold today. */
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import { insistOn, policiesAt } from '../policy/index.ts'
import type { World } from '../records/world.ts'

export interface Limits {
  /** Seconds. */
  readonly timeout: number
  /** Megabytes. */
  readonly memory: number
  readonly rows: number
  readonly exportRows: number
  readonly concurrent: number
  /** Seconds between two snapshots. */
  readonly every: number
}

const names = ['sql.timeout', 'sql.memory', 'sql.rows', 'sql.export.rows', 'sql.concurrent', 'sql.snapshot.every'] as const

export async function limitsOf(world: World, { department }: Actor): Promise<Limits> {
  const found = await policiesAt(world, names, { department }, dayOf(world.now(), world.timeZone))
  const number = (name: (typeof names)[number]) => Number(insistOn(found, name).value)
  return {
    timeout: number('sql.timeout'),
    memory: number('sql.memory'),
    rows: number('sql.rows'),
    exportRows: number('sql.export.rows'),
    concurrent: Math.max(1, number('sql.concurrent')),
    every: number('sql.snapshot.every'),
  }
}
