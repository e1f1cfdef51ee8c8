/** Reads `changes`: the history of one record, and the feed that the warehouse follows. */
import type { Database } from '../database/connect.ts'
import type { Diff } from './log.ts'

export interface PastChange {
  readonly seq: number
  readonly at: string
  readonly actor: number | null
  readonly verb: string
  readonly version: number
  readonly diff: Diff | null
  readonly note: string | null
}

/** Everything that happened to one record, newest first. */
export async function historyOf(database: Database, register: string, record: number): Promise<PastChange[]> {
  const rows: (Omit<PastChange, 'diff' | 'seq'> & { id: number; diff: string | null })[] = await database
    .knex('changes')
    .select('id', 'at', 'actor', 'verb', 'version', 'diff', 'note')
    .where({ register, record })
    .orderBy('id', 'desc')
  return rows.map(({ id, diff, ...row }) => ({ ...row, seq: id, diff: diff ? (JSON.parse(diff) as Diff) : null }))
}

export interface FeedEntry {
  readonly seq: number
  readonly register: string
  readonly record: number
  readonly version: number
  readonly at: string
}

/** Where a reader of the feed stands: the transaction and the row (`812:90417` on PostgreSQL, `:90417` on SQLite); empty at the beginning. */
export type Cursor = string

const parts = (cursor: Cursor): [xid: string, seq: number] => {
  const [xid, seq] = cursor.split(':')
  return [xid || '0', Number(seq ?? 0)]
}

/**
 * The next entries after `cursor`, at most `limit`, and where the reader stands then.
 * On PostgreSQL only transactions below the oldest running one are read, in their own order: a row that commits late can never fall behind the cursor.
 */
export async function feed(database: Database, cursor: Cursor, limit: number): Promise<{ entries: FeedEntry[]; cursor: Cursor }> {
  const [xid, seq] = parts(cursor)
  const { knex, dialect } = database
  const query = dialect.feedAfter(knex('changes').select('id as seq', 'register', 'record', 'version', 'at').limit(limit), xid, seq)
  const rows: (FeedEntry & { xid?: string })[] = await query
  const last = rows.at(-1)
  return { entries: rows.map(({ xid: _xid, ...entry }) => entry), cursor: last ? `${last.xid ?? ''}:${last.seq}` : cursor }
}

/** The newest row of the feed: its number and time; 0 when nothing was ever written. */
export async function newest(database: Database): Promise<{ seq: number; at: string | null }> {
  const row: { seq: number; at: string } | undefined = await database
    .knex('changes')
    .select('id as seq', 'at')
    .orderBy('id', 'desc')
    .first()
  return row ?? { seq: 0, at: null }
}
