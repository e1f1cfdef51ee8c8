/** The DuckDB file: opened once, written by one transaction at a time, read by several, each in a snapshot of its own. */
import { constants, existsSync, rmSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

/** Another process holds the file. */
export class Held extends Error {}

/** The file was closed, because another one takes its place. */
export class Closed extends Error {}

/** Says of an error that another process has the file, where it does. */
function asHeld(error: unknown): never {
  throw error instanceof Error && /lock/i.test(error.message) ? new Held(error.message) : error
}

/**
 * Holds the name `path` for this process until what is answered is called, or the process ends: the file itself is closed and replaced when it is made anew, and another
 * server of the same directory must not take the name meanwhile. Throws `Held` when another process has it.
 */
export async function hold(path: string): Promise<() => void> {
  const instance = await DuckDBInstance.create(`${path}.held`, { threads: '1', memory_limit: '64MB' }).catch(asHeld)
  return () => instance.closeSync()
}

/** A double-quoted identifier. */
export const name = (word: string): string => `"${word.replaceAll('"', '""')}"`

/** A single-quoted text for DDL, which takes no bound values. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** One for each question that the server lets run at a time, and one for upkeep. */
const readers = 4

export class Warehouse {
  readonly path: string
  private readonly instance: DuckDBInstance
  private readonly writer: DuckDBConnection
  private readonly idle: DuckDBConnection[]
  private readonly waiting: ((connection: DuckDBConnection) => void)[] = []
  private last: Promise<unknown> = Promise.resolve()
  private closing = false

  private constructor(path: string, instance: DuckDBInstance, writer: DuckDBConnection, idle: DuckDBConnection[]) {
    this.path = path
    this.instance = instance
    this.writer = writer
    this.idle = idle
  }

  /** Opens or makes the file. Throws `Held` when another process has it. */
  static async open(path: string, memory = process.env.WAREHOUSE_MEMORY ?? '2GB'): Promise<Warehouse> {
    const instance = await DuckDBInstance.create(path, { memory_limit: memory, temp_directory: `${path}.tmp` }).catch(asHeld)
    const writer = await instance.connect()
    // Given as an option when opening, this limit is shown but not kept.
    await writer.run(`set max_temp_directory_size = '20GB'`)
    await writer.run(`set TimeZone = 'UTC'`)
    return new Warehouse(path, instance, writer, await Promise.all(Array.from({ length: readers }, () => instance.connect())))
  }

  /** Removes the file and what belongs to it. */
  static remove(path: string): void {
    for (const each of [path, `${path}.wal`, `${path}.tmp`]) if (existsSync(each)) rmSync(each, { recursive: true, force: true })
  }

  /** Runs `work` in a transaction on the writing connection; one at a time, in the order asked. */
  write<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.inTurn(() => inTransaction(this.writer, work))
  }

  /** Copies the file, as it is between two writes, to `path`. What was written last may still stand in the log beside it, which goes along. */
  copy(path: string): Promise<void> {
    return this.inTurn(async () => {
      for (const end of ['', '.wal'])
        if (existsSync(`${this.path}${end}`)) await copyFile(`${this.path}${end}`, `${path}${end}`, constants.COPYFILE_FICLONE)
    })
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.closing) return Promise.reject(new Closed())
    const turn = this.last.then(work)
    this.last = turn.catch(() => undefined)
    return turn
  }

  /** Runs `work` in a snapshot: all it reads is as of one moment, whatever is written meanwhile. Aborting `signal` stops the statement under way. */
  async read<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.closing) throw new Closed()
    const connection = await this.take()
    const stop = () => connection.interrupt()
    signal?.addEventListener('abort', stop)
    try {
      signal?.throwIfAborted()
      return await inTransaction(connection, work)
    } finally {
      signal?.removeEventListener('abort', stop)
      this.giveBack(connection)
    }
  }

  /** Runs `work` on a connection of its own, which is closed afterwards, whatever state it was left in. */
  async aside<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.instance.connect()
    try {
      return await work(connection)
    } finally {
      connection.closeSync()
    }
  }

  private giveBack(connection: DuckDBConnection): void {
    const next = this.waiting.shift()
    if (next) next(connection)
    else this.idle.push(connection)
  }

  private async take(): Promise<DuckDBConnection> {
    const connection = this.idle.pop()
    return connection ?? new Promise((resolve) => this.waiting.push(resolve))
  }

  /** Closes the file after the reads and writes under way. */
  async close(): Promise<void> {
    this.closing = true
    await this.last
    for (let count = 0; count < readers; count++) (await this.take()).closeSync()
    this.writer.closeSync()
    this.instance.closeSync()
  }
}

async function inTransaction<T>(connection: DuckDBConnection, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  await connection.run('begin transaction')
  try {
    const answer = await work(connection)
    await connection.run('commit')
    return answer
  } catch (error) {
    await connection.run('rollback').catch(() => undefined)
    throw error
  }
}

/** All rows of a statement as plain objects: numbers beyond 2^53 and decimals as text, days as `YYYY-MM-DD`. */
export async function rows(
  connection: DuckDBConnection,
  sql: string,
  values: Record<string, unknown> | unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(sql, values as never)
  return reader.getRowObjectsJson() as Record<string, unknown>[]
}
