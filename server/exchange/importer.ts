/** What an import is made of: units of at most some 500 rows, each written in one transaction, and what became of them. */
import type { Words } from '../definition/words.ts'
import type { World } from '../records/index.ts'
import type { Row, Source } from './rows.ts'

/** Rows in one transaction, so that other people's requests never wait long; only a single record with more rows than that goes over. */
export const rowsAtOnce = 500

/** The rows of a file that make up one record. */
export interface Entry {
  readonly rows: readonly Row[]
}

export interface EntryFault {
  readonly row: Row
  /** The target (`name`, `lines.quantity`) that is wrong; null when it is the record as a whole. */
  readonly path: string | null
  readonly sentence: Words
}

/** A record that was not taken, and why; the whole of it stays out. */
export interface Refused {
  readonly entry: Entry
  readonly faults: readonly EntryFault[]
  /** Left out on purpose: no mistake of the file. */
  readonly ignored?: boolean
}

export interface Outcome {
  /** Records. */
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly refused: readonly Refused[]
  /** What is to be known of the whole, once its last unit is written. */
  readonly notes?: readonly Words[]
}

export const nothing: Outcome = { created: 0, updated: 0, skipped: 0, refused: [] }

export const add = (a: Outcome, b: Outcome): Outcome => ({
  created: a.created + b.created,
  updated: a.updated + b.updated,
  skipped: a.skipped + b.skipped,
  refused: b.refused.length > 0 ? [...a.refused, ...b.refused] : a.refused,
  ...(b.notes ? { notes: [...(a.notes ?? []), ...b.notes] } : a.notes ? { notes: a.notes } : {}),
})

export interface Unit {
  /** How many rows of the file are dealt with once this unit is written. */
  readonly upTo: number
  readonly entries: readonly Entry[]
}

export interface Importer {
  /** Names of targets, for sentences. */
  labelOf(path: string): Words | undefined
  /** What rows of one record have in common, where a record may have several rows. */
  readonly keyOf?: (row: Row) => string
  /** The work, in the order of the file; rows up to `from` were dealt with in an earlier run, keys in `scattered` are known to come back. */
  units(source: Source, from: number, scattered?: ReadonlySet<string>): AsyncGenerator<Unit>
  /** Writes a unit inside the transaction of `world`. */
  write(world: World, unit: Unit): Promise<Outcome>
  /** What writing would do; nothing is written. */
  examine(world: World, unit: Unit): Promise<Outcome>
  /** The cells of a row by target, for the preview. */
  valuesOf(row: Row): Record<string, string>
}
