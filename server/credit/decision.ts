/**
 * May goods of this value go to this customer today? Pure: the answer follows from the inputs alone, which are kept beside it.
 * Amounts are in 分. CRD-01…09, CRD-17, CF-07, GRD-21.
 */
import type { PaymentMode } from '../registers/paymentModes.ts'

/** What is missing for credit (CRD-01). */
export type Missing = 'card' | 'idCopy' | 'contract' | 'settlementAgreement' | 'lastYearBalance'

export type CreditStatus = 'good' | 'watch' | 'restricted' | 'stopped'

/** An over-limit or overdue release approved for this very dispatch. */
export interface Granted {
  readonly kind: 'first' | 'last' | 'overdue'
  /** How far above the limit it lets the customer go; for `overdue` it is not a question of an amount. */
  readonly amount: number
}

export interface Inputs {
  readonly day: string
  readonly mode: PaymentMode
  /** Value of the goods asked for. */
  readonly amount: number
  /** Trailing dispatches of the window (rolling), the stored line (fixed), else 0. */
  readonly limit: number
  /** Unpaid invoices and goods on their way that are not invoiced, without the goods asked for. */
  readonly exposure: number
  /** Money received and not yet allocated. */
  readonly advance: number
  /** Goods on their way that such money was already counted for. */
  readonly pledged: number
  /** Goods on their way or delivered that no invoice names yet; part of the exposure. */
  readonly uninvoiced: number
  /** Unpaid invoices past their due day, and goods left uninvoiced for longer than the term. */
  readonly overdue: number
  readonly oldestOverdueDays: number
  /** What lacks for credit; empty for an eligible customer. */
  readonly missing: readonly Missing[]
  readonly status: CreditStatus
  /** Part of the goods' value that a restricted customer pays ahead, in hundredths of a percent. */
  readonly prepayment: number
  /** Still to be paid under active collection plans, by cause. */
  readonly plans: { readonly cash: number; readonly overLimit: number }
  readonly granted: readonly Granted[]
}

/** What goods went on; `unapproved` is never the gate's answer, only written down afterwards. */
export type Basis = 'prepaid' | 'cash' | 'inLimit' | 'overdue' | 'firstRelease' | 'lastRelease' | 'unapproved'

/** Why not, one word each; sentences are made from them and the figures. */
export type Reason = 'stopped' | 'prepayment' | 'unpaid' | 'noPlan' | 'ineligible' | 'overdue' | 'overLimit'

export interface Decision {
  readonly allowed: boolean
  readonly basis?: Basis
  readonly reasons: readonly Reason[]
  /** Exposure after the money received, with the goods asked for. */
  readonly after: number
  /** What the customer could still take on credit today; never below zero. */
  readonly available: number
  /** By how much the goods go beyond the limit; 0 inside it. */
  readonly excess: number
}

const covered = ({ advance, pledged, amount }: Inputs): boolean => advance - pledged >= amount

/** Everything that is owed, the goods asked for included, is paid already. */
const paid = ({ exposure, advance, amount }: Inputs): boolean => exposure + amount <= advance

/** Money is there for these goods: the whole account is settled, or this batch is paid ahead under an over-limit plan (CRD-09). */
const prepaid = (inputs: Inputs): boolean => paid(inputs) || (covered(inputs) && inputs.plans.overLimit > 0)

/** Exact share that must be there ahead, of these goods and of all that no invoice names yet: one payment does not carry several batches. */
const prepayment = ({ amount, uninvoiced, prepayment: hundredths }: Inputs): number =>
  Number((BigInt(amount + uninvoiced) * BigInt(hundredths) + 9_999n) / 10_000n)

/** The decision for one dispatch or invoice. */
export function decide(inputs: Inputs): Decision {
  const { mode, amount, limit, exposure, advance, overdue, missing, status, plans, granted } = inputs
  const credit = mode === 'rolling' || mode === 'fixed'
  const owed = exposure - advance
  const after = owed + amount
  const room = credit && missing.length === 0 ? Math.max(0, limit - owed) : 0
  const excess = Math.max(0, after - limit)
  const figures = { after, available: room, excess }
  const yes = (basis: Basis): Decision => ({ allowed: true, basis, reasons: [], ...figures })
  const no = (...reasons: Reason[]): Decision => ({ allowed: false, reasons, ...figures })

  if (prepaid(inputs)) return yes('prepaid')
  if (status === 'stopped') return no('stopped')
  if (status === 'restricted' && advance < prepayment(inputs)) return no('prepayment')
  if (mode === 'prepaid') return no('unpaid')
  const late = overdue > 0 && !granted.some(({ kind }) => kind === 'overdue')
  if (mode === 'cash') return plans.cash < after ? no('unpaid', 'noPlan') : late ? no('overdue') : yes('cash')
  if (missing.length > 0) return no('ineligible')
  const release = granted.find(({ kind, amount: most }) => kind !== 'overdue' && most >= excess)
  if (excess === 0) return late ? no('overdue') : yes(overdue > 0 ? 'overdue' : 'inLimit')
  if (!release || late) return no(...(late ? (['overdue'] as const) : []), ...(release ? [] : (['overLimit'] as const)))
  return yes(release.kind === 'first' ? 'firstRelease' : 'lastRelease')
}
