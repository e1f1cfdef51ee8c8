/** What a look for differences finds: pure data, filed by the run (PAY-14). A family is one file here; each names its kinds. */
import type { Words } from '../../definition/words.ts'
import type { World } from '../../records/index.ts'
import type { DifferenceKind } from '../../registers/reconciliation/differenceKinds.ts'
import type { Period } from '../period.ts'

/** Links of a difference to its papers, as the register names them. */
export const paperLinks = [
  'bankLine',
  'bankStatement',
  'receipt',
  'refund',
  'invoice',
  'dispatch',
  'order',
  'return',
  'freight',
  'freightSettlement',
  'financeBalance',
] as const
export type Papers = Readonly<Partial<Record<(typeof paperLinks)[number], number>>>

/** Who finds out about it: the customer's salesperson, the sales clerk, finance, or logistics, each nearest to the customer's unit. */
export type OwnerRole = 'salesperson' | 'salesClerk' | 'finance' | 'logistics'

export interface Found {
  readonly kind: DifferenceKind
  /** The papers it is about, the same whenever it is found again: `R12` or `B7 R12`. Kind and papers together are its key. */
  readonly about: string
  /** In 分; signed as it reads. */
  readonly amount: number
  /** The day it ages from: that of its paper. */
  readonly since: string
  readonly what: Words
  readonly customer: number | null
  readonly owner: OwnerRole
  readonly papers: Papers
}

/** Looks at the books as they stand at the end of the month: everything that does not agree by then, also from earlier months. Reads, never writes. */
export type Family = (world: World, period: Period) => Promise<readonly Found[]>
