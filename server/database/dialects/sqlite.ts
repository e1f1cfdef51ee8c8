/** SQLite through better-sqlite3: one writer connection, WAL, full sync, strict tables. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { callbackify } from 'node:util'
import knex, { type Knex } from 'knex'
import type { Dialect } from './dialect.ts'

interface Statement {
  run(...values: readonly unknown[]): { readonly lastInsertRowid: number; readonly changes: number }
}

interface Raw {
  pragma(text: string): unknown
  prepare(sql: string): Statement
}

/** Knex prepares each statement anew; keeping the last few hundred saves a third of a short request. */
function keepStatements(connection: Raw): void {
  const kept = new Map<string, Statement>()
  const prepareAnew = connection.prepare.bind(connection)
  connection.prepare = (sql) => {
    const statement = kept.get(sql) ?? prepareAnew(sql)
    kept.delete(sql)
    if (sql.length < 30_000) kept.set(sql, statement)
    if (kept.size > 300) kept.delete(kept.keys().next().value ?? '')
    return statement
  }
}

/** Turns the write-ahead log on. That needs the whole file for a moment, and processes that all want it at once are told "locked" without any wait: so each tries again, for five seconds. */
async function logAhead(connection: Raw): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      connection.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || tries >= 250) throw error
      await setTimeout(20)
    }
  }
}

async function prepare(connection: Raw): Promise<void> {
  connection.pragma('busy_timeout = 5000')
  await logAhead(connection)
  for (const setting of [
    'synchronous = FULL',
    'foreign_keys = ON',
    'temp_store = MEMORY',
    'wal_autocheckpoint = 8000',
    'journal_size_limit = 67108864',
    'cache_size = -65536',
  ])
    connection.pragma(setting)
  keepStatements(connection)
}

export const sqlite: Dialect = {
  name: 'sqlite',
  like: 'like',
  open(settings) {
    mkdirSync(settings.dataDir, { recursive: true })
    return knex({
      client: 'better-sqlite3',
      connection: { filename: join(settings.dataDir, 'taizhang.sqlite') },
      useNullAsDefault: true,
      // One connection: a second writer in the same process would wait for the first on the event loop that the first needs.
      pool: { min: 1, max: 1, afterCreate: callbackify(prepare) },
      acquireConnectionTimeout: 30_000,
    })
  },
  async begin(db: Knex) {
    await db.raw('delete from "changes" where 0')
  },
  types: { text: 'text', integer: 'integer', bigint: 'integer' },
  idColumn: '"id" integer primary key autoincrement',
  tableEnd: ' strict',
  changeColumns: '',
  feedIndex: [],
  async columns(db: Knex) {
    const rows: { name: string; column: string }[] = await db.raw(
      `select m.name as name, c.name as "column" from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'`,
    )
    const found = new Map<string, Set<string>>()
    for (const { name, column } of rows) found.set(name, (found.get(name) ?? new Set()).add(column))
    return found
  },
  async lockTables(db: Knex) {
    // A write transaction is the lock, and it must be one from its first statement on; in an empty file there is no table to write to yet.
    await db.raw('pragma user_version = 0')
  },
  async lock() {
    // Only one transaction writes at a time.
  },
  async share() {
    // Only one transaction writes at a time.
  },
  hold: (query) => query,
  // Row by row through one prepared statement: with no server between, many rows in a statement only make it longer to compile.
  async insert(db: Knex, table, rows) {
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length === 0) return []
    const quoted = [table, ...columns].map((name) => `"${name}"`)
    const connection: Raw = await db.client.acquireConnection()
    const statement = connection.prepare(
      `insert into ${quoted[0]} (${quoted.slice(1).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    )
    return rows.map((row) => statement.run(columns.map((name) => row[name])).lastInsertRowid)
  },
  async update(db: Knex, table, rows) {
    const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id')
    if (names.length === 0) return new Set()
    const versioned = names.includes('version')
    const connection: Raw = await db.client.acquireConnection()
    const statement = connection.prepare(
      `update "${table}" set ${names.map((name) => `"${name}" = ?`).join(', ')} where "id" = ?${versioned ? ' and "version" = ? - 1' : ''}`,
    )
    const written = rows.filter((row) => {
      const values = [...names.map((name) => row[name]), row.id]
      return statement.run(versioned ? [...values, row.version] : values).changes === 1
    })
    return new Set(written.map(({ id }) => id))
  },
  isCollision: () => false,
  brokenUnique(error) {
    const message = error instanceof Error ? error.message : ''
    const match = /UNIQUE constraint failed: (.+)$/.exec(message)
    return match?.[1]?.replace(/index '(.+)'/, '$1')
  },
  feedAfter: (query, _transaction, row) => query.where('id', '>', row).orderBy('id'),
}
