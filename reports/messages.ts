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

/** What every question about rows carries: who asks, and which rows of registers he or she may read, resolved by the server. */
export interface Asked {
  /** Which rows of linked registers the asker may read, for filters that go through a link; a register that is not named has none. Absent: all. */
  readonly reach?: Readonly<Record<string, Where>>
  readonly asker: Asker
  /** Today in the company's time zone, for `$today`. */
  readonly today: string
}

/** A question to the weekly sales statistics (RPT-01, RPT-36). Days are inclusive; the rules are those of the asker, resolved by the server. */
export interface WeeklyQuestion extends Asked {
  readonly ask: 'weekly-sales'
  readonly from: string
  readonly to: string
  readonly by: readonly Dimension[]
  /** The asker's own filter over customer, salesperson, department and `lines.product`, already checked against his or her rights. */
  readonly where: Where
  /** Which rows of each register the asker may read; null for none. */
  readonly rules: { readonly orders: Where; readonly returns: Where | null; readonly salesTargets: Where | null }
  /** May the asker see amounts? */
  readonly amounts: boolean
}

/** Days past the due day, or days since the invoice: what the age columns go by. */
export const ageings = ['due', 'invoice'] as const
export type Ageing = (typeof ageings)[number]

/** A question to the customer-credit analysis: how every customer stands at the end of the day `on` (RPT-14, RPT-16, RPT-18). */
export interface CreditQuestion extends Asked {
  readonly ask: 'customer-credit'
  readonly on: string
  readonly ageing: Ageing
  /** Month ends in the trend, the last one being `on`. */
  readonly trend: number
  /** The asker's own filter over `customer`, already checked against his or her rights. */
  readonly where: Where
  /** A filter that belongs to the report itself. */
  readonly cut: Where
  readonly rules: { readonly customers: Where }
  /** The columns of the rows and totals, in order. */
  readonly columns: readonly string[]
  /** Only customers on credit. */
  readonly onCredit: boolean
}

/** How one customer stood on every day of a period, and what happened. */
export interface CreditSeriesQuestion extends Asked {
  readonly ask: 'credit-series'
  readonly customer: number
  readonly from: string
  readonly to: string
  /** Rules for the registers that events are taken from; null for none. */
  readonly rules: { readonly releases: Where | null; readonly creditDecisions: Where | null }
}

/** The account of one customer over a period (PAY-06). */
export interface StatementQuestion extends Asked {
  readonly ask: 'statement'
  readonly customer: number
  readonly from: string
  readonly to: string
}

/** What the fund reconciliation can be broken down by. */
export const fundGroups = ['company', 'department', 'salesperson', 'customer'] as const
export type FundGroup = (typeof fundGroups)[number]

/** A question to the monthly fund reconciliation (RPT-04, PAY-05, PAY-14). */
export interface FundQuestion extends Asked {
  readonly ask: 'fund-reconciliation'
  /** The first day of the month. */
  readonly month: string
  readonly by: FundGroup
  /** The asker's own filter over `customer`, `salesperson` and `department`, already checked against his or her rights. */
  readonly where: Where
  /** Which rows of each register the asker may read; null for none. */
  readonly rules: { readonly customers: Where; readonly differences: Where | null; readonly bankLines: Where | null }
  /** May the asker see the bank as a whole, or only what is in `rules`? */
  readonly bank: boolean
}

/** A question to one of the table reports. */
export interface TableQuestion extends Asked {
  readonly ask: 'table'
  readonly table: string
  readonly first: string
  readonly last: string
  readonly where: Where
  /** The rule of each register whose rows the table shows. */
  readonly rules: Readonly<Record<string, Where>>
}

/** Questions that are answered from a snapshot of the warehouse, and the same as long as it stays as it is. */
export type PageQuestion = WeeklyQuestion | CreditQuestion | CreditSeriesQuestion | StatementQuestion | FundQuestion | TableQuestion

/** Asks for the snapshot of a scope: what people with the same rights may see, as a file of its own. */
export interface SnapshotQuestion extends Asked {
  readonly ask: 'scope'
  /** The same for everybody whose snapshot holds the same. */
  readonly key: string
  /** Seconds before a snapshot is made anew when something changed. */
  readonly every: number
  /** Open columns by table. */
  readonly tables: Readonly<Record<string, readonly string[]>>
  /** Which rows of each register are open. */
  readonly rules: Readonly<Record<string, Where>>
}

export interface SnapshotColumn {
  readonly name: string
  /** DuckDB's. */
  readonly type: string
  readonly label: Words | null
  /** The register whose record a value stands for. */
  readonly link: string | null
}

export interface SnapshotTable {
  readonly name: string
  readonly kind: 'register' | 'lines' | 'mart' | 'view'
  readonly label: Words
  /** What one row means. */
  readonly row: Words
  /** Null for a view, which has to be counted. */
  readonly rows: number | null
  readonly register: string | null
  readonly columns: readonly SnapshotColumn[]
}

export interface Snapshot {
  readonly file: string
  readonly tables: readonly SnapshotTable[]
  readonly asOf: AsOf
}

/** Waits until everything written before the question is in the warehouse; answers `asOf`. */
export interface FollowedQuestion {
  readonly ask: 'followed'
}

/** What the command line asks: how things stand, whether the warehouse equals the database, to make it anew, a snapshot of everything. */
export interface UpkeepQuestion {
  readonly ask: Upkeep
}
export const upkeep = ['status', 'check', 'rebuild', 'snapshot'] as const
export type Upkeep = (typeof upkeep)[number]

export type Question = PageQuestion | SnapshotQuestion | FollowedQuestion | UpkeepQuestion

export interface AsOf {
  readonly seq: number
  readonly at: string | null
}

/** `date` is a day, `days` a number of days with at most one decimal, `choice` a code whose words are in `_labels`, `list` several of something, `price` a unit price. */
export type Format =
  | 'week'
  | 'date'
  | 'name'
  | 'text'
  | 'choice'
  | 'list'
  | 'flag'
  | 'count'
  | 'days'
  | 'quantity'
  | 'price'
  | 'money'
  | 'percent'

export interface ReportColumn {
  readonly name: string
  readonly label: Words
  readonly format: Format
  /** The heading that neighbouring columns share. */
  readonly group?: Words
  /** The register whose record an id stands for: its title is shown, and opens it. */
  readonly names?: string
}

export type Cell = string | number | null

/** A row of a report: its columns by name, with the names of what its ids stand for. */
export type ReportRow = Readonly<Record<string, Cell>> & { readonly _labels?: Readonly<Record<string, string>> }

/** A row of a report that shows yes, no and lists, too; labels of a list come in its order. */
export type TableRow = Readonly<Record<string, Cell | boolean | readonly string[]>> & {
  readonly _labels?: Readonly<Record<string, string | readonly string[]>>
}

/** What every report answers. */
export interface Table {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly TableRow[]
  readonly totals: TableRow
  readonly asOf: AsOf
}

/** The weekly statistics; rows add what was compared with: `netBefore`, `netYear`. */
export interface Report extends Table {
  readonly rows: readonly ReportRow[]
  readonly totals: ReportRow
  /** The totals of what the period is compared with: the whole weeks before, and the same ISO weeks a year before. */
  readonly compared: { readonly before: ReportRow; readonly year: ReportRow }
}

/** The customer-credit analysis. */
export interface CreditReport extends Table {
  /** Oldest first: `day`, `receivable`, `overdue` and the five ages as the rows have them. */
  readonly trend: readonly TableRow[]
  /** Share of the receivables, in percent, that the largest 1, 5 and 10 customers hold, and how many hold 80 %. */
  readonly concentration: { readonly top1: string; readonly top5: string; readonly top10: string; readonly holders80: number }
}

/** What happened to a customer's credit on a day: a decision of the gate, or a release put to use or settled. */
export interface CreditEvent {
  readonly day: string
  readonly kind: 'decision' | 'releaseUsed' | 'releaseSettled'
  readonly register: string
  readonly record: number
  readonly number: string | null
  /** `basis` of a decision, `kind` of a release. */
  readonly what: string | null
  readonly amount: string | null
}

/** One customer day by day. */
export interface CreditSeries extends Omit<Table, 'totals'> {
  readonly customer: { readonly id: number; readonly name: string | null }
  readonly events: readonly CreditEvent[]
}

/** A customer statement: `opening` + what the rows add = `closing`. */
export interface Statement extends Table {
  readonly customer: { readonly id: number; readonly name: string | null }
  readonly from: string
  readonly to: string
  readonly opening: string
  readonly closing: string
}

/** How far the reconciliation of a month is. */
export interface FundPeriod {
  /** `2026-10`. */
  readonly month: string
  readonly status: string
  /** In the asker's language. */
  readonly statusLabel: string
  /** The figures are those of the signed issue. */
  readonly frozen: boolean
  readonly reconciliation: number | null
  readonly issue: number | null
  readonly number: string | null
  readonly edition: number | null
  readonly clerk: string | null
  readonly clerkSignedAt: string | null
  readonly finance: string | null
  readonly financeSignedAt: string | null
}

/** A step of the way from opening to closing: what it adds, and the balance before and after it. */
export interface WaterfallStep {
  readonly name: string
  readonly amount: string
  readonly from: string
  readonly to: string
}

/** Differences of one kind, age and status. */
export interface FundDifference {
  readonly kind: string
  readonly age: 'days7' | 'days30' | 'days90' | 'older'
  readonly status: string
  readonly count: number
  readonly amount: string
}

/** A customer who changed hands between two months, with what it owed then: positive where it came, negative where it left. */
export interface Handed {
  readonly id: number
  readonly customer: string
  readonly amount: string
}

/** A row of the fund reconciliation, with the customers that `handedOver` is of, the most money first. */
export type FundRow = TableRow & { readonly _handed?: readonly Handed[] }

/** The monthly fund reconciliation. Rows: the group, `opening` … `closing`, what was recovered and planned, and what differs. */
export interface FundReport extends Table {
  readonly rows: readonly FundRow[]
  readonly period: FundPeriod
  readonly waterfall: readonly WaterfallStep[]
  /** Twelve months up to the one asked for, oldest first: `month`, the figures, `recoveryRate`, `frozen`. */
  readonly trend: readonly TableRow[]
  /** Steps of collection plans due in the month. */
  readonly plan: {
    readonly steps: number
    readonly kept: number
    readonly missed: number
    readonly planned: string
    readonly paidOfPlan: string
  }
  /** How much of what the bank tells is matched, by count and by money; null for those who may not see the bank. */
  readonly bank: {
    readonly count: number
    readonly matchedCount: number
    readonly amount: string
    readonly matchedAmount: string
    readonly countShare: string | null
    readonly amountShare: string | null
  } | null
  readonly unclaimed: { readonly count: number; readonly amount: string; readonly oldest: string | null } | null
  readonly differences: readonly FundDifference[] | null
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
