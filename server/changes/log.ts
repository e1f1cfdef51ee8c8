/** Every write leaves a row in `changes`, in its own transaction: history, undo and the feed of the warehouse. Nothing ever changes these rows. */
import type { Actor } from '../access/actor.ts'
import type { Database } from '../database/connect.ts'
import type { TableSpec } from '../database/spec.ts'

export const changesTable: TableSpec = {
  name: 'changes',
  columns: {
    at: 'text',
    actor: 'integer',
    register: 'text',
    record: 'integer',
    version: 'integer',
    verb: 'text',
    diff: 'text',
    note: 'text',
  },
  index: [['register', 'record']],
}

/** Before and after of each field that changed, as stored. */
export type Diff = Record<string, readonly [before: unknown, after: unknown]>

export interface Entry {
  readonly record: number
  readonly version: number
  readonly verb: string
  readonly diff?: Diff | undefined
  readonly note?: string | undefined
}

/** Notes what happened to records of one register. Call inside the transaction that did it. */
export async function log(database: Database, actor: Actor, register: string, at: string, entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ record, version, verb, diff, note }) => ({
    at,
    actor: actor.id,
    register,
    record,
    version,
    verb,
    diff: diff ? JSON.stringify(diff) : null,
    note: note ?? null,
  }))
  await database.dialect.insert(database.knex, changesTable.name, rows)
}
