/** A month as the reconciliation speaks of it. */
import { monthEnd, plusMonths } from '../calendar/duration.ts'

export interface Period {
  /** Its first day: what registers keep as the month. */
  readonly from: string
  readonly to: string
}

/** The month that begins on `from` (`YYYY-MM-01`). */
export const periodOf = (from: string): Period => ({ from, to: monthEnd(from) })

/** The month that `day` is in, or one so many months later. */
export const monthOf = (day: string, months = 0): string => plusMonths(`${day.slice(0, 7)}-01`, months)

/** `2026-10-01` as people write it. */
export const named = (from: string): string => from.slice(0, 7)
