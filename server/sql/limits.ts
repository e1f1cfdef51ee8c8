/** How much one person's SQL may take: the company's policies as they hold today. */
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import { insistOn, policiesAt } from '../policy/index.ts'
import type { World } from '../records/world.ts'
import { slots } from './pool.ts'

export interface Limits {
  /** Seconds. */
  readonly timeout: number
  /** Megabytes. */
  readonly memory: number
  /** Megabytes on disk for what one query cannot hold in memory: its part of what all together may take. */
  readonly disk: number
  readonly rows: number
  readonly exportRows: number
  /** Megabytes that one person's finished exports may take together. */
  readonly exportSpace: number
  readonly concurrent: number
  /** Seconds between two snapshots. */
  readonly every: number
}

const ofPerson = [
  'sql.timeout',
  'sql.memory',
  'sql.rows',
  'sql.export.rows',
  'sql.export.space.person',
  'sql.concurrent',
  'sql.snapshot.every',
] as const

const ofCompany = ['sql.spill', 'sql.export.space', 'sql.log.days'] as const

type Name = (typeof ofPerson)[number] | (typeof ofCompany)[number]

async function numbers<N extends Name>(world: World, names: readonly N[], department: number | null): Promise<(name: N) => number> {
  const found = await policiesAt(world, names, { department }, dayOf(world.now(), world.timeZone))
  return (name) => Number(insistOn(found, name).value)
}

/** The limits of a person, those of his or her department where it has its own. */
export async function limitsOf(world: World, { department }: Actor): Promise<Limits> {
  const [number, { spill }] = await Promise.all([numbers(world, ofPerson, department), companyLimits(world)])
  return {
    timeout: number('sql.timeout'),
    memory: number('sql.memory'),
    disk: Math.floor(spill / slots),
    rows: number('sql.rows'),
    exportRows: number('sql.export.rows'),
    exportSpace: number('sql.export.space.person'),
    concurrent: Math.max(1, number('sql.concurrent')),
    every: number('sql.snapshot.every'),
  }
}

/** What holds for all together: megabytes of temporary files and of finished exports, days that the log is kept. */
export async function companyLimits(world: World): Promise<{ spill: number; exportSpace: number; logDays: number }> {
  const number = await numbers(world, ofCompany, null)
  return { spill: number('sql.spill'), exportSpace: number('sql.export.space'), logDays: number('sql.log.days') }
}
