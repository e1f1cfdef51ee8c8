/** What a table report is: a file of data. One statement over the warehouse, its columns, its period, and what the asker must be allowed to read. */
import type { Where } from '../../server/definition/where.ts'
import type { Words } from '../../server/definition/words.ts'
import type { ReportColumn } from '../messages.ts'
import type { CreditColumn } from '../pages/credit/columns.ts'

/** Which days a table speaks of: a month (`month=2026-03`), a quarter (`quarter=2026-1`), any days (`from`, `to`), or the end of one day (`on`). */
export const periods = { month: ['month'], quarter: ['quarter'], days: ['from', 'to'], day: ['on'] } as const
export type Period = keyof typeof periods

interface Named {
  readonly name: string
  readonly label: Words
  /** Row of the catalogue. */
  readonly source: string
  readonly period: Period
}

export interface TableColumn extends ReportColumn {
  /** Added up over all rows. */
  readonly sum?: true
  /** The field whose words stand for a code: `freights.kind`. */
  readonly words?: string
}

/** A table with a statement of its own. */
export interface SqlTable extends Named {
  /** Registers and the fields of theirs that it shows. Without the right to one of them the table is refused; the row rule of each is in `may_<register>`. */
  readonly reads: Readonly<Record<string, readonly string[]>>
  /** The register whose rows can be filtered by `where`; its rule and the filter are both in `may_<register>`. */
  readonly filter: string
  readonly columns: readonly TableColumn[]
  /**
   * Over the warehouse, `asked` (one row: first and last day) and `may_<register>` (the ids that the asker may read, for each of `reads`); no value is ever written
   * into it. Gives at least the columns by name.
   */
  readonly sql: string
  readonly order: string
}

/** The customer-credit analysis with other columns and a condition of its own. */
export interface CreditTable extends Named {
  readonly period: 'day'
  readonly columns: readonly CreditColumn[]
  readonly where: Where
  readonly onCredit: boolean
}

export type TableDefinition = SqlTable | CreditTable

export const ofCredit = (table: TableDefinition): table is CreditTable => !('sql' in table)
