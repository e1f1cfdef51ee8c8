/** Which open invoices an amount pays to the 分 when there is no receipt yet. */
import { findSum } from './sums.ts'

export interface OpenInvoice {
  readonly id: number
  readonly date: string
  readonly dueOn: string | null
  /** 分. */
  readonly outstanding: number
}

export interface Payment {
  readonly invoice: number
  readonly amount: number
}

/** The invoice of exactly this amount, the oldest due of several, or the only ones that add up to it; undefined when nothing fits. All of one customer. */
export function paidExactly(amount: number, invoices: readonly OpenInvoice[]): Payment[] | undefined {
  const due = ({ dueOn, date }: OpenInvoice) => dueOn ?? date
  const open = invoices
    .filter(({ outstanding }) => outstanding > 0)
    .sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : a.id - b.id))
  const same = open.find(({ outstanding }) => outstanding === amount)
  if (same) return [{ invoice: same.id, amount }]
  const sum = findSum(
    open.map(({ outstanding }) => outstanding),
    amount,
    amount,
  )
  if (!sum?.only) return undefined
  return sum.places.flatMap((place) => (open[place] ? [{ invoice: open[place].id, amount: open[place].outstanding }] : []))
}
