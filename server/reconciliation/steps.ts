/** What a run does, in order: the bank is matched, then the books are looked through family by family. */
import type { World } from '../records/index.ts'
import type { Family } from './differences/found.ts'
import { freights } from './differences/freights.ts'
import { goods } from './differences/goods.ts'
import { ledgerBalances } from './differences/ledgerBalances.ts'
import { matchedPairs } from './differences/matchedPairs.ts'
import { periods } from './differences/periods.ts'
import { personalAccounts } from './differences/personalAccounts.ts'
import { statementGaps } from './differences/statementGaps.ts'
import { unmatched } from './differences/unmatched.ts'
import { matchMonth } from './matchMonth.ts'
import type { Period } from './period.ts'

/** Matches bank lines and papers of the month; `done` is told the part finished, 0 to 1. Done again it goes on where it was. */
export type Matcher = (world: World, period: Period, done: (part: number) => Promise<void>) => Promise<void>

export interface Steps {
  readonly match: Matcher
  readonly families: readonly Family[]
}

export const shippedSteps: Steps = {
  match: matchMonth,
  families: [unmatched, matchedPairs, statementGaps, goods, ledgerBalances, freights, personalAccounts, periods],
}
