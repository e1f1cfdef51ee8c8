/** What the server and the reports process say to each other. Plain data only, never SQL. */

import type { Where } from '../server/definition/where.ts'
import type { Language, Words } from '../server/definition/words.ts'

/** What the weekly statistics can be broken down by. */
export const dimensions = ['week', 'salesperson', 'customer', 'product', 'department', 'region', 'tier'] as const
export type Dimension = (typeof dimensions)[number]

/** Who asks, as far as row rules speak of him or her. */
export interface Asker {
  readonly id: number | null
  readonly department: number | null
  readonly departmentPath: string
  readonly language: Language
}

/** A question to the weekly sales statistics (RPT-01, RPT-36). Days are inclusive; the rules are those of the asker, resolved by the server. */
export interface WeeklyQuestion {
  readonly ask: 'weekly-sales'
  readonly from: string
  readonly to: string
  readonly by: readonly Dimension[]
  /** The asker's own filter over customer, salesperson, department and `lines.product`, already checked against his or her rights. */
  readonly where: Where
  /** Which rows of each register the asker may read; null for none. */
  readonly rules: { readonly orders: Where; readonly returns: Where | null; readonly salesTargets: Where | null }
  /** Which rows of linked registers the asker may read, for filters that go through a link; a register that is not named has none. Absent: all. */
  readonly reach?: Readonly<Record<string, Where>>
  /** May the asker see amounts? */
  readonly amounts: boolean
  readonly asker: Asker
  /** Today in the company's time zone, for `$today`. */
  readonly today: string
}

/** Waits until everything written before the question is in the warehouse; answers `asOf`. */
export interface FollowedQuestion {
  readonly ask: 'followed'
}

/** What the command line asks: how things stand, whether the warehouse equals the database, to make it anew. */
export interface UpkeepQuestion {
  readonly ask: Upkeep
}
export const upkeep = ['status', 'check', 'rebuild'] as const
export type Upkeep = (typeof upkeep)[number]

export type Question = WeeklyQuestion | FollowedQuestion | UpkeepQuestion

export interface AsOf {
  readonly seq: number
  readonly at: string | null
}

export type Format = 'week' | 'name' | 'count' | 'quantity' | 'money' | 'percent'

export interface ReportColumn {
  readonly name: string
  readonly label: Words
  readonly format: Format
}

export type Cell = string | number | null

/** A row of a report: its columns by name, with the names of what its ids stand for. */
export type ReportRow = Readonly<Record<string, Cell>> & { readonly _labels?: Readonly<Record<string, string>> }

export interface Report {
  readonly columns: readonly ReportColumn[]
  /** With the columns by name; the weekly statistics add what was compared with: `netBefore`, `netYear`. */
  readonly rows: readonly ReportRow[]
  readonly totals: ReportRow
  /** The totals of what the period is compared with: the whole weeks before, and the same ISO weeks a year before. */
  readonly compared: { readonly before: ReportRow; readonly year: ReportRow }
  readonly asOf: AsOf
}

export interface RefusalMessage {
  readonly status: number
  readonly code: string
  readonly words: Words
}

/** To reports: a question, the wish to drop one, or the hint that something was written. */
export type ToReports = { readonly id: number; readonly question: Question } | { readonly drop: number } | { readonly nudge: true }

/** JSON text as it is, or packed with gzip when it is long: the server passes it on without taking it apart. */
export type Answer = { readonly json: string } | { readonly gzip: Uint8Array }

/** From reports: an answer, a refusal, or the news that it can answer. */
export type FromReports =
  | ({ readonly id: number } & Answer)
  | { readonly id: number; readonly refusal: RefusalMessage }
  | { readonly ready: true }
