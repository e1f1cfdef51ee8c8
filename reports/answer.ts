/** Answers the questions of the server and of the command line. */
import { newest } from '../server/changes/read.ts'
import type { Database } from '../server/database/connect.ts'
import { noSpace } from '../server/errors.ts'
import type { Follower } from './follower/follower.ts'
import { rows } from './follower/warehouse.ts'
import type { Loop } from './loop.ts'
import type { Answer, AsOf, Question, UpkeepQuestion } from './messages.ts'
import { unended } from './packing.ts'
import { page } from './pages/page.ts'
import type { Recent } from './recent.ts'
import { publishEverything } from './snapshots/everything.ts'
import type { Press } from './snapshots/press.ts'
import type { Publisher } from './snapshots/publisher.ts'

export interface Desk {
  readonly database: Database
  readonly follower: Follower
  readonly loop: Loop
  readonly recent: Recent
  readonly press: Press
  readonly publisher: Publisher
}

/** What upkeep needs of it. */
export type Standing = Pick<Desk, 'database' | 'follower' | 'loop' | 'press'>

/** How the warehouse stands: where it is in the feed, where the feed is, and how much it holds. */
async function status({ database, follower }: Standing) {
  const { seq } = await newest(database)
  const tables = await follower.read((connection) =>
    rows(
      connection,
      `select table_name as name, estimated_size as "rows" from duckdb_tables()
       where database_name = current_database() and schema_name = 'main' and not temporary order by 1`,
    ),
  )
  return {
    file: follower.file,
    followed: follower.asOf,
    newest: seq,
    tables: tables.map((row) => ({ name: row.name, rows: Number(row.rows) })),
  }
}

/** The moment that a report stands for, as the end of its JSON text. */
export const ending = (asOf: AsOf): string => `,"asOf":${JSON.stringify(asOf)}}`

/** Throws the Refusal that says so where a snapshot found no room on the disk, or else `error`. */
function asToSpace(error: unknown): never {
  throw /ENOSPC|No space left/.test(String(error)) ? noSpace() : error
}

/** The answer to `question`; throws a Refusal when there is none. Aborting `signal` stops the work on it. */
export async function answer(desk: Desk, question: Question, signal?: AbortSignal): Promise<Answer> {
  const { follower, loop } = desk
  switch (question.ask) {
    case 'followed':
      await loop.followed()
      return { json: JSON.stringify(follower.asOf) }
    case 'scope':
      return { json: JSON.stringify(await desk.publisher.snapshot(question).catch(asToSpace)) }
    case 'status':
    case 'check':
    case 'rebuild':
    case 'snapshot':
      return { json: await upkeepAnswer(desk, question) }
    default: {
      // Read before the snapshot is taken: what is in it may be newer than the moment named, never older.
      const { asOf, version } = follower
      const work = async () =>
        unended(await follower.read((connection) => page(connection, follower.catalog, follower.shapes, question), signal))
      return (await desk.recent.answer(question, version, work)).end(ending(asOf))
    }
  }
}

/** The answer to a question of upkeep as JSON text. */
export async function upkeepAnswer(desk: Standing, { ask }: UpkeepQuestion): Promise<string> {
  const { follower, loop } = desk
  switch (ask) {
    case 'status':
      return JSON.stringify(await status(desk))
    case 'check':
      return JSON.stringify({ differences: await loop.between(() => follower.check()) })
    case 'rebuild':
      return JSON.stringify(await loop.between(() => follower.rebuild()))
    case 'snapshot':
      return JSON.stringify(await publishEverything(follower, desk.press))
  }
}
