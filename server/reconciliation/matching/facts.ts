/** What matching knows and what it answers: plain data, so that it can be tested and timed without a database. Amounts are 分; money out is negative. */
import type { Words } from '../../definition/words.ts'

export interface BankFact {
  readonly id: number
  readonly account: number
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** What no match has taken yet. */
  readonly amount: number
  readonly payer: string | null
  readonly payerAccount: string | null
  /** Everything the bank wrote beside: serial, reference, summary. */
  readonly text: string
}

export type PaperKind = 'receipts' | 'refunds'

export interface PaperFact {
  readonly kind: PaperKind
  readonly id: number
  /** The company's account on the paper; null where it names none. */
  readonly account: number | null
  readonly date: string
  /** What no match has taken yet; refunds are negative. */
  readonly amount: number
  readonly customer: number
  /** Who paid, or was paid, as the paper says. */
  readonly payer: string | null
  readonly payerAccount: string | null
  /** Numbers that a payer could write: of the paper, of its draft, of the invoices it pays. */
  readonly numbers: readonly string[]
}

export interface CustomerFact {
  readonly id: number
  readonly names: readonly string[]
}

/** Under which name or from which account a customer is known to pay. */
export interface AliasFact {
  readonly customer: number
  readonly normalised: string
  readonly account: string | null
}

export interface MatchPolicy {
  /** Days that bank and paper may lie apart. */
  readonly window: number
  /** From this score, 0–100, a match is made by itself. */
  readonly threshold: number
  /** A bank fee in 分 at most: what arrives less. */
  readonly fee: number
  /** A small difference in 分 at most, either way. */
  readonly difference: number
}

export interface Facts {
  readonly bank: readonly BankFact[]
  readonly papers: readonly PaperFact[]
  readonly customers: readonly CustomerFact[]
  readonly aliases: readonly AliasFact[]
  readonly policy: MatchPolicy
}

export interface Found {
  readonly bank: readonly { readonly id: number; readonly amount: number }[]
  readonly papers: readonly { readonly kind: PaperKind; readonly id: number; readonly amount: number }[]
  /** Papers less bank, in 分. */
  readonly fee: number
  /** 0–100. */
  readonly score: number
  readonly reason: Words
  /** Sure enough by policy, and nothing else could be meant. */
  readonly certain: boolean
}

/** Days since 1970. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
