/** Allocation of a receipt: oldest due first (PAY-07). Pure; amounts in 分. */

export interface OpenInvoice {
  readonly id: number
  readonly dueOn: string | null
  readonly date: string
  readonly outstanding: number
}

export interface Allocation {
  readonly invoice: number
  readonly amount: number
}

/** What `amount` pays of these invoices, the oldest due first, each in full before the next; the rest stays unallocated. */
export function oldestFirst(amount: number, open: readonly OpenInvoice[]): Allocation[] {
  const order = [...open].sort((a, b) => {
    const [first, second] = [a.dueOn ?? a.date, b.dueOn ?? b.date]
    return first === second ? a.id - b.id : first < second ? -1 : 1
  })
  let left = amount
  const allocations: Allocation[] = []
  for (const { id, outstanding } of order) {
    const paid = Math.min(left, outstanding)
    if (paid <= 0) continue
    allocations.push({ invoice: id, amount: paid })
    left -= paid
  }
  return allocations
}
