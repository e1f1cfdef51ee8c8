/** Where customers stand on the map of risk: how much of the limit is used against how long they are late. */
import type { TableRow } from '../../../reports/messages.ts'
import { numberOf } from '../amounts.ts'
import { rowsOf } from './parts.ts'
import { severity } from './risk.ts'

/** More bubbles hide each other. */
const most = 60

/** Beyond this all is far too much: in percent of the limit. */
export const widest = 150

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

/** What is used of the limit; all of it and more where there is no limit left to somebody on credit; undefined for the others. */
function usedOf(row: TableRow, over: ReadonlySet<TableRow>): number | undefined {
  const share = numberOf(row.utilisation) ?? (over.has(row) ? widest : undefined)
  return share === undefined ? undefined : Math.max(0, Math.min(widest, share))
}

export interface Bubbles {
  readonly bubbles: readonly Bubble[]
  /** Everybody who owes, the worst first. */
  readonly owing: readonly TableRow[]
  /** How many owe without being on credit. */
  readonly without: number
  /** How many were left out for want of room. */
  readonly left: number
}

export function bubblesOf(rows: readonly TableRow[]): Bubbles {
  const owing = rows.filter(({ receivable }) => (numberOf(receivable) ?? 0) > 0).sort(worse)
  const over = new Set(rowsOf(owing, 'over'))
  const all = owing.flatMap((row) => {
    const used = usedOf(row, over)
    return used === undefined ? [] : [{ row, used, days: numberOf(row.oldestOverdueDays) ?? 0, receivable: numberOf(row.receivable) ?? 0 }]
  })
  return { bubbles: all.slice(0, most), owing, without: owing.length - all.length, left: Math.max(0, all.length - most) }
}

/** Names of bubbles on the right stand to their left. */
export const leftwards = ({ used }: Bubble, width: number): boolean => used > (width * 2) / 3

/** Does the name of one bubble, some eight characters beside it, lie on another bubble? */
function covers(bubble: Bubble, other: Bubble, width: number, height: number): boolean {
  const ahead = ((other.used - bubble.used) / width) * (leftwards(bubble, width) ? -1 : 1)
  return ahead > 0 && ahead < 0.36 && Math.abs(other.days - bubble.days) / height < 0.08
}

/** Bubbles that have room for a name beside them, the worst first. */
export function named(bubbles: readonly Bubble[], width: number, height: number): ReadonlySet<TableRow> {
  const placed: Bubble[] = []
  for (const bubble of bubbles) {
    const near = (other: Bubble) => Math.abs(other.used - bubble.used) / width < 0.45 && Math.abs(other.days - bubble.days) / height < 0.12
    const covering = bubbles.some((other) => covers(bubble, other, width, height))
    if (severity(bubble.row) >= 2 && !covering && !placed.some(near)) placed.push(bubble)
  }
  return new Set(placed.map(({ row }) => row))
}
