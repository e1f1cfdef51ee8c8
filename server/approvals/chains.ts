/** Which chain a document takes: in force on the day, its condition met, the smallest priority first. */
import { system } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Where } from '../definition/where.ts'
import { holds, type StoredRecord, type World } from '../records/index.ts'

export type Act = 'approve' | 'file' | 'inform'

export interface Step {
  readonly name: string
  readonly by: 'role' | 'person' | 'superior' | 'departmentHead'
  readonly role: number | null
  readonly person: number | null
  readonly level: number | null
  readonly mode: 'any' | 'all' | null
}

export interface Chain {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly act: Act
  readonly on: string | null
  readonly condition: string | null
  readonly source: string | null
  readonly steps: readonly Step[]
}

/** Chains of one act for this record, those whose condition holds, in order of priority. */
export async function chainsFor(world: World, register: CompleteRegister, record: StoredRecord, acts: readonly Act[]): Promise<Chain[]> {
  const { knex } = world.database
  const today = dayOf(world.now(), world.timeZone)
  const rows: Omit<Chain, 'steps'>[] = await knex('approvalChains')
    .where({ document: register.name, active: 1 })
    .whereIn('act', acts as Act[])
    .whereNull('deletedAt')
    .where('from', '<=', today)
    .where((query) => query.whereNull('to').orWhere('to', '>=', today))
    .orderBy(['priority', 'id'])
    .select('id', 'version', 'name', 'act', 'on', 'condition', 'source')
  const found: Chain[] = []
  for (const row of rows) {
    const condition = row.condition ? (JSON.parse(row.condition) as Where) : {}
    if (!(await holds(world, system, register, record, condition))) continue
    const steps: Step[] = await knex('approvalChains_steps').where({ parent: row.id }).orderBy('position')
    found.push({ ...row, steps })
  }
  return found
}
