/** Who looked at what (SEC-24): views of personal records, unmasking, exports and prints. Rows are only ever added. */
import type { Actor } from '../access/actor.ts'
import type { TableSpec } from '../database/spec.ts'
import type { World } from './world.ts'

export const readsTable: TableSpec = {
  name: 'reads',
  columns: {
    at: 'text',
    actor: 'integer',
    register: 'text',
    record: 'integer',
    verb: 'text',
    fields: 'text',
    rows: 'bigint',
    filter: 'text',
  },
  index: [['register', 'record'], ['actor']],
}

export interface Reading {
  readonly register: string
  readonly record?: number
  readonly verb: 'view' | 'reveal' | 'export' | 'print'
  readonly fields?: readonly string[]
  readonly rows?: number
  readonly filter?: unknown
}

const rowOf = (world: World, actor: Actor, { register, record, verb, fields, rows, filter }: Reading) => ({
  at: world.now().toISOString(),
  actor: actor.id,
  register,
  record: record ?? null,
  verb,
  fields: fields ? fields.join(',') : null,
  rows: rows ?? null,
  filter: filter === undefined ? null : JSON.stringify(filter),
})

type ReadRow = ReturnType<typeof rowOf>

const waiting = new Map<World['database'], ReadRow[]>()

/** Writes the views that are still waiting; those that cannot be written wait on. */
export async function flushReadings(database: World['database']): Promise<void> {
  const rows = waiting.get(database) ?? []
  while (rows.length > 0) {
    const some = rows.slice(0, 500)
    await database.knex('reads').insert(some)
    rows.splice(0, some.length)
  }
  waiting.delete(database)
}

/** Flushes in a second, and again as long as that fails. */
const flushSoon = (database: World['database']): void => {
  setTimeout(() => void flushReadings(database).catch(() => flushSoon(database)), 1_000).unref()
}

/**
 * Notes a reading. Unmasking, exports and prints are written before the answer leaves (await the promise).
 * Ordinary views, where personal data stays masked, are gathered and written together within a second, so that looking costs no disk flush each.
 */
export async function noteReading(world: World, actor: Actor, reading: Reading): Promise<void> {
  const row = rowOf(world, actor, reading)
  if (reading.verb !== 'view') {
    await world.database.knex('reads').insert(row)
    return
  }
  const { database } = world
  const list = waiting.get(database)
  if (list) {
    list.push(row)
    return
  }
  waiting.set(database, [row])
  flushSoon(database)
}
