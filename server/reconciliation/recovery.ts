/** The recovery of a month (回款率, RPT-04): of what customers owed in it, how much they no longer owe at its end. Amounts in 分. */
import type { Figures } from './ledger.ts'

export interface Recovery {
  /** What was owed before money came in; nothing by a customer who had paid ahead. */
  readonly due: number
  /** What of it is no longer owed. */
  readonly recovered: number
  /** What came in beyond it. */
  readonly advanced: number
}

/** The recovery of one customer's month; of several it is the sum, so that one's advance makes up for nobody else's debt. */
export function recoveryOf({ closing, received }: Pick<Figures, 'closing' | 'received'>): Recovery {
  const due = Math.max(0, closing + received)
  const recovered = due - Math.min(due, Math.max(0, closing))
  return { due, recovered, advanced: Math.max(0, received - recovered) }
}

export function recoveryOfAll(accounts: Iterable<Pick<Figures, 'closing' | 'received'>>): Recovery {
  let [due, recovered, advanced] = [0, 0, 0]
  for (const each of accounts) {
    const own = recoveryOf(each)
    due += own.due
    recovered += own.recovered
    advanced += own.advanced
  }
  return { due, recovered, advanced }
}

/** Recovered in hundredths of a percent of what was due; null where nothing was due. */
export function rateOf({ due, recovered }: Recovery): number | null {
  if (due === 0) return null
  const [whole, part] = [BigInt(due), BigInt(recovered)]
  return Number((part * 20_000n + whole) / (whole * 2n))
}
