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
  /** Every step is signed by a different person; nobody is skipped. */
  readonly distinctSigners: number | null
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
    .select('id', 'version', 'name', 'act', 'on', 'condition', 'source', 'distinctSigners')
  const found: Chain[] = []
  for (const row of rows) {
    const condition = row.condition ? (JSON.parse(row.condition) as Where) : {}
    if (!(await holds(world, system, register, record, condition))) continue
    const steps: Step[] = await knex('approvalChains_steps').where({ parent: row.id }).orderBy('position')
    found.push({ ...row, steps })
  }
  return found
}

/** Registers whose documents need approval and that have no chain in force: whoever submits one is stopped, so an administrator is told beforehand (CF-22). */
export async function withoutChain(world: World): Promise<CompleteRegister[]> {
  const today = dayOf(world.now(), world.timeZone)
  const rows: { document: string }[] = await world.database
    .knex('approvalChains')
    .where({ act: 'approve', active: 1 })
    .whereNull('deletedAt')
    .where('from', '<=', today)
    .where((query) => query.whereNull('to').orWhere('to', '>=', today))
    .distinct('document')
  const known = new Set(rows.map(({ document }) => document))
  return world.catalog.registers.filter(({ name, workflow }) => workflow?.approval && !known.has(name))
}

/** Shipped chains that wait for a signer to be named. */
export async function incompleteChains({ database: { knex } }: World): Promise<{ id: number; name: string; source: string | null }[]> {
  return knex({ c: 'approvalChains' })
    .join({ s: 'approvalChains_steps' }, 's.parent', 'c.id')
    .where({ 's.by': 'role' })
    .whereNull('s.role')
    .whereNull('c.deletedAt')
    .distinct('c.id', 'c.name', 'c.source')
}
