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
  /** What is to be known besides, of the whole with its last unit; each is told once, however many units say it. */
  readonly notes?: readonly Words[]
}

export const nothing: Outcome = { created: 0, updated: 0, skipped: 0, refused: [] }

/** The notes of both, each once. */
export const merged = (a: readonly Words[] = [], b: readonly Words[] = []): Words[] => [
  ...new Map([...a, ...b].map((words) => [words[0], words])).values(),
]

/** Notes that are told in full. */
const most = 5

/** The first notes, and how many there are besides. */
export const shortened = (notes: readonly Words[]): readonly Words[] =>
  notes.length <= most
    ? notes
    : [...notes.slice(0, most), [`另有 ${notes.length - most} 条类似提示。`, `${notes.length - most} more of the kind.`]]

export const add = (a: Outcome, b: Outcome): Outcome => ({
  created: a.created + b.created,
  updated: a.updated + b.updated,
  skipped: a.skipped + b.skipped,
  refused: b.refused.length > 0 ? [...a.refused, ...b.refused] : a.refused,
  notes: merged(a.notes, b.notes),
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
