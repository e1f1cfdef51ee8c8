/** Where customers stand on the map of risk: how much of the limit is used against how long they are late. */
import type { TableRow } from '../../../reports/messages.ts'
import { numberOf } from '../amounts.ts'
import { severity } from './risk.ts'

/** More bubbles hide each other. */
const most = 60

/** Beyond this all is far too much: in percent of the limit. */
const widest = 200

export interface Bubble {
  readonly row: TableRow
  /** Utilisation in percent, at most `widest`. */
  readonly used: number
  readonly days: number
  readonly receivable: number
}

/** The worst first, then the largest. */
const worse = (a: TableRow, b: TableRow): number =>
  severity(b) - severity(a) || (numberOf(b.receivable) ?? 0) - (numberOf(a.receivable) ?? 0)

/** Customers who owe something and have a limit; how many owe without one, or were left out for want of room. */
export function bubblesOf(rows: readonly TableRow[]): {
  bubbles: readonly Bubble[]
  owing: readonly TableRow[]
  unlimited: number
  left: number
} {
  const owing = rows.filter(({ receivable }) => (numberOf(receivable) ?? 0) > 0).sort(worse)
  const limited = owing.filter(({ utilisation }) => numberOf(utilisation) !== undefined)
  const bubbles = limited.slice(0, most).map((row) => ({
    row,
    used: Math.max(0, Math.min(widest, numberOf(row.utilisation) ?? 0)),
    days: numberOf(row.oldestOverdueDays) ?? 0,
    receivable: numberOf(row.receivable) ?? 0,
  }))
  return { bubbles, owing, unlimited: owing.length - limited.length, left: limited.length - bubbles.length }
}
