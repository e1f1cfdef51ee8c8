/** What the reconciliation routes answer: amounts as decimal text in yuan, days as text. Types alone, shared with the panel. */

/** The account of customers over a month: opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing; shipped is told beside it. */
export interface Figures {
  readonly opening: string
  readonly shipped: string
  readonly invoiced: string
  readonly received: string
  readonly returned: string
  readonly discounted: string
  readonly writtenOff: string
  readonly adjusted: string
  readonly closing: string
}

export type MonthStatus = 'open' | 'matching' | 'explained' | 'clerkSigned' | 'signed' | 'locked' | 'reopening'

export interface MonthLine {
  /** The month as `YYYY-MM`. */
  readonly month: string
  /** Of the register of reconciliations; null while nobody has begun the month. */
  readonly id: number | null
  readonly status: MonthStatus
  readonly differences: number
  readonly open: number
  readonly closing: string | null
}

export interface MonthView {
  readonly month: string
  readonly from: string
  readonly to: string
  /** The record with its moves as the records API shows it; null while nobody has begun the month. */
  readonly record: Readonly<Record<string, unknown>> | null
  readonly status: MonthStatus
  readonly figures: Figures
  readonly bank: { readonly count: number; readonly amount: string; readonly matchedCount: number; readonly matchedAmount: string }
  readonly differences: readonly { readonly kind: string; readonly count: number; readonly open: number; readonly amount: string }[]
  readonly unclaimed: { readonly count: number; readonly amount: string; readonly oldest: string | null }
  /** Proposed matches that wait for somebody. */
  readonly proposed: number
  /** The run under way: how far it is in percent; null when none is. */
  readonly running: number | null
  /** Names of files being imported that the month waits for before it is signed. */
  readonly importing: readonly string[]
  /** Whether this person may start the run. */
  readonly mayRun: boolean
}

/** A line of the bank on the board. */
export interface BoardLine {
  readonly id: number
  readonly version: number
  readonly date: string
  readonly account: string
  readonly amount: string
  /** What no confirmed match has taken. */
  readonly open: string
  readonly payer: string | null
  readonly payerAccount: string | null
  readonly reference: string | null
  readonly serial: string | null
  readonly state: string
  readonly customer: { readonly id: number; readonly name: string } | null
}

/** A receipt or refund that no bank line covers wholly; money going out is negative. */
export interface BoardPaper {
  readonly kind: 'receipts' | 'refunds'
  readonly id: number
  readonly number: string
  readonly date: string
  readonly amount: string
  readonly open: string
  readonly customer: { readonly id: number; readonly name: string } | null
  readonly payer: string | null
  readonly method: string | null
  readonly account: string | null
}

/** A match, proposed or made: what the bank says on one side, the papers on the other. */
export interface BoardMatch {
  readonly id: number
  readonly version: number
  readonly status: string
  readonly made: string
  readonly score: string
  /** In the asker's language. */
  readonly reason: string
  readonly fee: string
  readonly lines: readonly (BoardLine & { readonly taken: string })[]
  readonly papers: readonly (BoardPaper & { readonly taken: string })[]
  readonly mayUndo: boolean
}

export interface Page<T> {
  readonly total: number
  readonly rows: readonly T[]
}

/** What might belong to one line or paper, the best first. */
export interface Suggestion {
  readonly score: number
  readonly reason: string
  readonly lines: readonly BoardLine[]
  readonly papers: readonly BoardPaper[]
}

export interface Signature {
  readonly name: string
  readonly at: string
}

export interface Recovered {
  /** Of what was due, what is no longer owed, in percent; null where nothing was due. */
  readonly recoveryRate: string | null
  /** What came in beyond what was due. */
  readonly advanced: string
}

/** The sales-funds recovery table 销售资金回收表 as the paper shows it. */
export interface RecoveryForm {
  readonly number: string | null
  readonly month: string
  /** Frozen with its issue, or as the registers stand now. */
  readonly issued: boolean
  readonly rows: readonly (Figures & {
    readonly customer: number
    readonly name: string
    readonly salesperson: string | null
    readonly department: string | null
    readonly planned: string
    readonly paidOfPlan: string
  } & Recovered)[]
  readonly totals: Figures & Recovered & { readonly planned: string; readonly paidOfPlan: string }
  /** Totals in Chinese capitals. */
  readonly capitals: Readonly<Record<'opening' | 'invoiced' | 'received' | 'closing', string>>
  readonly differences: readonly { readonly kind: string; readonly count: number; readonly amount: string; readonly carried: number }[]
  readonly clerk: Signature | null
  readonly finance: Signature | null
  /** What the figures were made from, in the asker's language. */
  readonly basis: string
}
