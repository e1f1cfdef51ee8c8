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

/** `work` in a savepoint. All carry one name (the engines mean the innermost): a name of its own each, as Knex gives, would be a statement of its own to compile. */
async function savepoint<T>(knex: Knex, work: () => Promise<T>): Promise<T> {
  await knex.raw('savepoint step')
  try {
    const done = await work()
    await knex.raw('release savepoint step')
    return done
  } catch (error) {
    await knex.raw('rollback to savepoint step')
    await knex.raw('release savepoint step')
    throw error
  }
}

function over(knex: Knex, dialect: Dialect): Database {
  // Savepoints nest and never overlap: one that is asked for meanwhile waits for the one before.
  let last: Promise<unknown> = Promise.resolve()
  return {
    dialect,
    knex,
    transaction(work) {
      if (!knex.isTransaction)
        return knex.transaction(async (inner) => {
          await dialect.begin(inner)
          return work(over(inner, dialect))
        })
      const done = last.then(() => savepoint(knex, () => work(over(knex, dialect))))
      last = done.catch(() => undefined)
      return done
    },
    close: () => knex.destroy(),
  }
}

/** PostgreSQL when `databaseUrl` is set, else SQLite in the data directory. */
export function connect(settings: Settings): Database {
  const dialect = settings.databaseUrl ? postgres : sqlite
  return over(dialect.open(settings), dialect)
}
