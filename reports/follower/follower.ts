/** Keeps one warehouse file in step with the database: opens or builds it, takes batch after batch of the feed, and lets reports read it meanwhile. */
import { existsSync, renameSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import { newest } from '../../server/changes/read.ts'
import type { Database } from '../../server/database/connect.ts'
import { differences, drop, fill, make, prepare } from './adopt.ts'
import { check, type Difference } from './check.ts'
import { merge, type Position, position, setPosition } from './merge.ts'
import { applyModels } from './models.ts'
import { type Shape, shapes } from './shape.ts'
import { hasMore, heldBack, horizon, markNow, nextBatch } from './source.ts'
import { Closed, Held, hold, Warehouse } from './warehouse.ts'

/** Entries of the feed in one batch: as many as make MERGE worth while, few enough to keep the delay of a backlog short. */
const batchEntries = 5000

export interface Rebuilt {
  readonly rows: number
  readonly seconds: number
}

export class Follower {
  private readonly database: Database
  private readonly path: string
  private readonly release: () => void
  private catalogNow: Catalog
  private shapesNow: readonly Shape[]
  private positionNow: Position = { cursor: '', seq: 0, at: null }
  private open: Promise<Warehouse>
  /** Times that tables were changed or made anew. */
  private changedTimes = 0
  /** When the feed was last seen to hold nothing more. */
  private seenAt: string | null = null

  private constructor(database: Database, catalog: Catalog, path: string, warehouse: Warehouse, release: () => void) {
    this.database = database
    this.path = path
    this.release = release
    this.catalogNow = catalog
    this.shapesNow = shapes(catalog.registers)
    this.open = Promise.resolve(warehouse)
  }

  /** Opens the warehouse at `path`, building or mending what is missing. Throws `Held` when another process has the file. */
  static async start(database: Database, catalog: Catalog, path: string): Promise<Follower> {
    const release = await hold(path)
    const fresh = !existsSync(path)
    const warehouse = await Warehouse.open(path)
      .catch((error: unknown) => {
        if (error instanceof Held) throw error
        // The file cannot be read. Nothing is in it that the database does not have: it is made again.
        Warehouse.remove(path)
        return Warehouse.open(path)
      })
      .catch((error: unknown) => {
        release()
        throw error
      })
    const follower = new Follower(database, catalog, path, warehouse, release)
    try {
      await warehouse.write(prepare)
      const at = await warehouse.write(position)
      if (fresh || !at || !(await follower.belongs(at))) await follower.rebuild()
      else {
        follower.positionNow = at
        await follower.adopt(catalog)
      }
    } catch (error) {
      await follower.close()
      throw error
    }
    return follower
  }

  get catalog(): Catalog {
    return this.catalogNow
  }

  get shapes(): readonly Shape[] {
    return this.shapesNow
  }

  get at(): Position {
    return this.positionNow
  }

  /** Another number whenever something in the tables may be otherwise. What the feed says of registers that stay out of the warehouse does not count. */
  get version(): number {
    return this.changedTimes
  }

  get file(): string {
    return this.path
  }

  /** The moment that answers given now stand for: when the feed was last seen to its end. */
  get asOf(): { seq: number; at: string | null } {
    return { seq: this.positionNow.seq, at: this.seenAt ?? this.positionNow.at }
  }

  /** Is the position one of this database? Not after the database was put back from a backup or exchanged. */
  private async belongs(at: Position): Promise<boolean> {
    if (at.seq === 0) return true
    const row: { at: string } | undefined = await this.database.knex('changes').select('at').where('id', at.seq).first()
    return row !== undefined && row.at === at.at && at.seq <= (await newest(this.database)).seq
  }

  /** Takes over the registers in force: tables that look otherwise are made anew from the database, those of no register go. */
  async adopt(catalog: Catalog): Promise<void> {
    this.catalogNow = catalog
    this.shapesNow = shapes(catalog.registers)
    const warehouse = await this.open
    await warehouse.write(async (connection) => {
      const { changed, surplus } = await differences(connection, this.shapesNow)
      for (const table of surplus) await drop(connection, table)
      // A row that changes while its table is read comes again in the feed, after the position where it stands now.
      for (const shape of changed) {
        await make(connection, shape)
        await fill(connection, this.database, shape)
      }
      await applyModels(connection, changed.length > 0)
    })
    this.changedTimes++
  }

  /** Takes the next batch of the feed; answers whether there may be more at once. */
  async step(): Promise<boolean> {
    const asked = new Date().toISOString()
    const { cursor } = this.positionNow
    const batch = (await hasMore(this.database, cursor)) ? await nextBatch(this.database, this.shapesNow, cursor, batchEntries) : undefined
    if (!batch) {
      this.seenAt = asked
      return false
    }
    const warehouse = await this.open
    await warehouse.write((connection) => merge(connection, this.shapesNow, batch))
    if (this.shapesNow.some(({ register }) => batch.keys.has(register))) this.changedTimes++
    this.positionNow = { cursor: batch.cursor, seq: Math.max(batch.seq, this.positionNow.seq), at: batch.at }
    this.seenAt = batch.full ? batch.at : asked
    return batch.full
  }

  /** Resolves when the feed shows everything that was committed before the call; what it shows is still to be taken. */
  async released(): Promise<void> {
    const mark = await markNow(this.database)
    while (await heldBack(this.database, mark)) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  /** Makes the warehouse anew beside the old one, which answers questions until the new one takes its place. */
  async rebuild(): Promise<Rebuilt> {
    const begun = performance.now()
    const beside = `${this.path}.new`
    Warehouse.remove(beside)
    const fresh = await Warehouse.open(beside)
    let count = 0
    let start: Position
    try {
      await fresh.write(prepare)
      start = await horizon(this.database)
      for (const shape of this.shapesNow)
        count += await fresh.write(async (connection) => {
          await make(connection, shape)
          return fill(connection, this.database, shape)
        })
      await fresh.write(async (connection) => {
        await applyModels(connection, true)
        await setPosition(connection, start)
      })
    } catch (error) {
      await fresh.close()
      Warehouse.remove(beside)
      throw error
    }
    await fresh.close()
    await this.exchange(beside)
    this.positionNow = start
    this.seenAt = null
    this.changedTimes++
    return { rows: count, seconds: (performance.now() - begun) / 1000 }
  }

  private async exchange(beside: string): Promise<void> {
    const old = await this.open
    const swap = async () => {
      await old.close()
      Warehouse.remove(this.path)
      renameSync(beside, this.path)
      return Warehouse.open(this.path)
    }
    this.open = swap()
    await this.open
  }

  /** Compares every register with the database as of one moment; empty when all is equal. */
  async check(): Promise<Difference[]> {
    return check(this.database, this.shapesNow, await this.open, async () => {
      while (await this.step());
    })
  }

  /** Runs `work` in a snapshot of the warehouse. */
  read<T>(work: (connection: DuckDBConnection) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.withOpen((warehouse) => warehouse.read(work, signal))
  }

  /** Copies the warehouse, as it is between two batches, to a file that nobody has open. */
  copy(path: string): Promise<void> {
    return this.withOpen((warehouse) => warehouse.copy(path))
  }

  private async withOpen<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
    for (;;) {
      const warehouse = await this.open
      try {
        return await work(warehouse)
      } catch (error) {
        // A rebuild put another file in place just now: ask that one.
        if (!(error instanceof Closed) || warehouse === (await this.open)) throw error
      }
    }
  }

  async close(): Promise<void> {
    await (await this.open).close()
    this.release()
  }
}
