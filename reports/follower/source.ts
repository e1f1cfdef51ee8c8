/** What the follower reads of the database: the feed, current rows by key, and whole tables in pages. */
import type { Knex } from 'knex'
import { type Cursor, feed, newest } from '../../server/changes/read.ts'
import type { Database } from '../../server/database/connect.ts'
import type { Shape } from './shape.ts'
import type { Row } from './stage.ts'

/** Ids bound in one statement. */
const someIds = 1000

/** Rows in a page of a scan: enough to be quick, few enough to keep memory flat. */
const pageRows = 20_480

/** The keys that a batch of the feed names, by register. */
export type Keys = ReadonlyMap<string, readonly number[]>

/** Current rows by table; a key without a row is a record that is deleted or gone. */
export type Rows = ReadonlyMap<string, readonly Row[]>

export interface Batch {
  readonly keys: Keys
  readonly rows: Rows
  readonly cursor: Cursor
  readonly seq: number
  readonly at: string
  readonly full: boolean
}

/**
 * Where the feed stands now: every write below it can be seen by reads that begin after this answer, every other one will still come in the feed.
 * On PostgreSQL that is the oldest transaction still running, not the newest row.
 */
export async function horizon(database: Database): Promise<{ cursor: Cursor; seq: number; at: string | null }> {
  const { knex, dialect } = database
  const { seq, at } = await newest(database)
  if (dialect.name === 'sqlite') return { cursor: `:${seq}`, seq, at }
  const { rows }: { rows: { xmin: string }[] } = await knex.raw('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin')
  return { cursor: `${rows[0]?.xmin ?? 0}:0`, seq, at }
}

/** A mark of this moment: what was committed before it can be told from what comes later. */
export async function markNow({ knex, dialect }: Database): Promise<string> {
  if (dialect.name === 'sqlite') return ''
  const { rows }: { rows: { xmax: string }[] } = await knex.raw('select pg_snapshot_xmax(pg_current_snapshot())::text as xmax')
  return rows[0]?.xmax ?? ''
}

/** Is anything that was committed before `mark` still held back from the feed? On PostgreSQL it is, as long as an older transaction runs. */
export async function heldBack({ knex, dialect }: Database, mark: string): Promise<boolean> {
  if (dialect.name === 'sqlite') return false
  const { rows }: { rows: unknown[] } = await knex.raw(
    'select 1 from changes where xid >= pg_snapshot_xmin(pg_current_snapshot()) and xid < ?::xid8 limit 1',
    [mark],
  )
  return rows.length > 0
}

/** Has the feed anything after `cursor`? Cheap: it is asked several times a second. */
export const hasMore = async (database: Database, cursor: Cursor): Promise<boolean> => (await feed(database, cursor, 1)).entries.length > 0

/** Runs `work` on a snapshot that sees the database as of one moment and holds no lock that a writer would wait for. */
export const snapshot = <T>(database: Database, work: (inner: Database) => Promise<T>): Promise<T> =>
  database.knex.transaction(
    (knex: Knex.Transaction) => work({ ...database, knex }),
    database.dialect.name === 'sqlite' ? {} : { isolationLevel: 'repeatable read', readOnly: true },
  )

const inParts = async (ids: readonly number[], read: (some: readonly number[]) => Promise<Row[]>): Promise<Row[]> => {
  const found: Row[] = []
  for (let start = 0; start < ids.length; start += someIds) for (const row of await read(ids.slice(start, start + someIds))) found.push(row)
  return found
}

/** The next batch of the feed with the current rows of its keys, all as of one moment; undefined when there is nothing new. */
export async function nextBatch(database: Database, shapes: readonly Shape[], cursor: Cursor, limit: number): Promise<Batch | undefined> {
  return snapshot(database, async (inner) => {
    const { entries, cursor: next } = await feed(inner, cursor, limit)
    const last = entries.at(-1)
    if (!last) return undefined
    const sets = new Map<string, Set<number>>()
    for (const { register, record } of entries) sets.set(register, (sets.get(register) ?? new Set()).add(record))
    const keys = new Map([...sets].map(([register, ids]) => [register, [...ids]]))
    const rows = new Map<string, readonly Row[]>()
    for (const shape of shapes) {
      const ids = keys.get(shape.register)
      if (ids) rows.set(shape.name, await currentRows(inner, shape, ids))
    }
    return { keys, rows, cursor: next, seq: last.seq, at: last.at, full: entries.length === limit }
  })
}

/** The live rows of a table that belong to the records `ids`. */
const currentRows = (database: Database, shape: Shape, ids: readonly number[]) =>
  inParts(ids, async (some) => {
    const query = database.knex(`${shape.name} as t`).select(shape.columns.map(({ name }) => `t.${name}`))
    return shape.lines
      ? query.join(`${shape.register} as p`, 'p.id', 't.parent').whereNull('p.deletedAt').whereIn('t.parent', some)
      : query.whereNull('t.deletedAt').whereIn('t.id', some)
  })

/** Every row of a table in pages by id, without one long transaction; lines of deleted records are among them. */
export async function* pages(database: Database, shape: Shape): AsyncGenerator<Row[]> {
  const names = shape.columns.map(({ name }) => name)
  for (let last = 0; ; ) {
    const query = database.knex(shape.name).select(names).where('id', '>', last).orderBy('id').limit(pageRows)
    const page: Row[] = await (shape.lines ? query : query.whereNull('deletedAt'))
    if (page.length > 0) yield page
    if (page.length < pageRows) return
    last = Number(page.at(-1)?.id)
  }
}
