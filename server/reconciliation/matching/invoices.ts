/** Which open invoices an amount would pay when there is no receipt yet: the one of this amount, those that add up to it, else oldest due first (PAY-07). */
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

const dueFirst = (a: OpenInvoice, b: OpenInvoice): number => {
  const [one, two] = [a.dueOn ?? a.date, b.dueOn ?? b.date]
  return one < two ? -1 : one > two ? 1 : a.id - b.id
}

/** What `amount` 分 pays of `invoices` of one customer; `exact` when it pays some of them to the 分. */
export function payable(
  amount: number,
  invoices: readonly OpenInvoice[],
): { readonly payments: readonly Payment[]; readonly exact: boolean } {
  const open = invoices.filter(({ outstanding }) => outstanding > 0).sort(dueFirst)
  const same = open.find(({ outstanding }) => outstanding === amount)
  if (same) return { payments: [{ invoice: same.id, amount }], exact: true }
  const sum = findSum(
    open.map(({ outstanding }) => outstanding),
    amount,
    amount,
  )
  if (sum)
    return {
      payments: sum.places.flatMap((place) => (open[place] ? [{ invoice: open[place].id, amount: open[place].outstanding }] : [])),
      exact: sum.only,
    }
  const payments: Payment[] = []
  let rest = amount
  for (const { id, outstanding } of open) {
    if (rest <= 0) break
    payments.push({ invoice: id, amount: Math.min(rest, outstanding) })
    rest -= outstanding
  }
  return { payments, exact: false }
}
