/** A bank's file once it is read: a table of lines, and what it says about each account beside them. */

/** What a file says of one account over one span of days; what it does not say is null. */
export interface StatementHead {
  /** Number of the account as the file writes it. */
  readonly account: string | null
  readonly from: string | null
  readonly to: string | null
  /** 分. */
  readonly opening: number | null
  readonly closing: number | null
}

export interface StatementRow {
  /** Place in the file as a person counts, the first line being 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export type StatementFormat = 'csv' | 'xlsx' | 'mt940' | 'camt053'

export interface StatementTable {
  readonly format: StatementFormat
  readonly columns: readonly string[]
  readonly rows: readonly StatementRow[]
  readonly heads: readonly StatementHead[]
  /** Place in `heads` of each row, in the order of the rows. */
  readonly headOf: readonly number[]
}

/** One movement on an account. */
export interface StatementLine {
  readonly date: string
  readonly at: string | null
  /** 分; money in is positive. */
  readonly amount: number
  readonly balance: number | null
  readonly payer: string | null
  readonly payerAccount: string | null
  readonly payerBank: string | null
  readonly serial: string | null
  readonly reference: string | null
  readonly summary: string | null
}

/** Lines of one file at most. */
export const mostLines = 200_000
