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
