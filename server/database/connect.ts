/** Opens the database of the settings and gives out transactions. */
import type { Knex } from 'knex'
import type { Settings } from '../settings.ts'
import type { Dialect } from './dialects/dialect.ts'
import { postgres } from './dialects/postgres.ts'
import { sqlite } from './dialects/sqlite.ts'

export interface Database {
  readonly dialect: Dialect
  /** The pool, or the transaction inside one. */
  readonly knex: Knex
  /** Runs `work` in a transaction; inside a transaction, in a savepoint. Rolled back when it throws. */
  transaction<T>(work: (inner: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const over = (knex: Knex, dialect: Dialect): Database => ({
  dialect,
  knex,
  transaction: (work) =>
    knex.transaction(async (inner) => {
      if (!knex.isTransaction) await dialect.begin(inner)
      return work(over(inner, dialect))
    }),
  close: () => knex.destroy(),
})

/** PostgreSQL when `databaseUrl` is set, else SQLite in the data directory. */
export function connect(settings: Settings): Database {
  const dialect = settings.databaseUrl ? postgres : sqlite
  return over(dialect.open(settings), dialect)
}

/** Splits rows so that no statement binds more values than the engine takes. */
export function* chunks<T extends object>(rows: readonly T[], dialect: Dialect): Generator<T[]> {
  const width = Math.max(1, Object.keys(rows[0] ?? {}).length)
  const size = Math.max(1, Math.min(100, Math.floor(dialect.mostBindings / width)))
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
