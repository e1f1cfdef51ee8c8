/** Puts the rows of a file together into records: one row each, or all rows with the same key where a register has child rows. */
import { type Entry, rowsAtOnce, type Unit } from './importer.ts'
import { detached, type Row, type Source } from './rows.ts'

export interface Grouping {
  /** The key of a row; an empty text continues the record above. Undefined when every row is a record. */
  readonly keyOf: ((row: Row) => string) | undefined
  /** Keys known to come back, when the file was looked through before. */
  readonly scattered?: ReadonlySet<string> | undefined
  /** Rows in a unit; less than usual where a row may name the one before it. */
  readonly atOnce?: number
}

/** Finds the keys that come back later in a file after others: their rows must be gathered before they are written. */
export class Scatter {
  readonly #seen = new Set<string>()
  readonly #keyOf: (row: Row) => string
  #last = ''
  readonly keys = new Set<string>()

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf
  }

  /** Takes the next row of the file. */
  take(row: Row): void {
    const key = this.#keyOf(row) || this.#last
    if (key === this.#last) return
    if (this.#seen.has(key)) this.keys.add(key)
    this.#seen.add(detached(key))
    this.#last = key
  }
}

async function scatteredKeys(source: Source, keyOf: (row: Row) => string): Promise<ReadonlySet<string>> {
  const scatter = new Scatter(keyOf)
  for await (const rows of source.pages()) for (const row of rows) scatter.take(row)
  return scatter.keys
}

/** Units of whole records. Rows up to `from` are passed over, except those of scattered records, which are written at the end in any case. */
export async function* unitsOf(
  source: Source,
  { keyOf, scattered: known, atOnce = rowsAtOnce }: Grouping,
  from: number,
): AsyncGenerator<Unit> {
  const scattered = known ?? (keyOf ? await scatteredKeys(source, keyOf) : new Set<string>())
  const later = new Map<string, Row[]>()
  let entries: Entry[] = []
  let waiting = 0
  let rows: Row[] = []
  let last: string | undefined
  let count = 0
  // Rows dealt with before the first one of `rows`.
  let begun = from
  const close = () => {
    if (rows.length > 0) entries.push({ rows })
    waiting += rows.length
    rows = []
  }
  const hand = (upTo: number): Unit => {
    const unit = { upTo, entries }
    entries = []
    waiting = 0
    return unit
  }
  for await (const page of source.pages())
    for (const row of page) {
      const key = keyOf ? keyOf(row) || (last ?? '') : undefined
      if (key === undefined || key !== last) {
        if (waiting > 0 && waiting + rows.length > atOnce) yield hand(begun)
        close()
        if (waiting >= atOnce) yield hand(count)
        begun = count
      }
      last = key
      count += 1
      if (key !== undefined && scattered.has(key)) {
        const gathered = later.get(key)
        if (gathered) gathered.push(row)
        else later.set(key, [row])
      } else if (count > from) rows.push(row)
    }
  close()
  if (entries.length > 0) yield hand(count)
  for (const gathered of later.values()) yield { upTo: count, entries: [{ rows: gathered }] }
}
