/** Were the steps of collection plans kept (PAY-12)? Receipts fill the steps in order of their due days. Pure; amounts in 分, days as texts. */

export interface Step {
  readonly plan: number
  /** The day the plan runs from: money that came before does not count for it. */
  readonly from: string
  readonly dueOn: string
  readonly amount: number
}

export interface Money {
  readonly date: string
  readonly amount: number
}

export interface StepResult {
  readonly paid: number
  /** True once paid in full by its due day, false once that day is over without it; null as long as it is open. */
  readonly kept: boolean | null
}

/** What came in for each step by `today`, in the order of `steps`. Money goes to the earliest due step that is not full, of any plan that ran by then. */
export function assess(steps: readonly Step[], money: readonly Money[], today: string): StepResult[] {
  const results = steps.map(() => ({ paid: 0, kept: null as boolean | null }))
  const order = [...steps.entries()].sort(([i, a], [j, b]) => (a.dueOn === b.dueOn ? i - j : a.dueOn < b.dueOn ? -1 : 1))
  for (const { date, amount } of [...money].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    let left = amount
    for (const [index, step] of order) {
      const result = results[index]
      if (!result || step.from > date) continue
      const part = Math.min(left, step.amount - result.paid)
      result.paid += part
      left -= part
      if (part > 0 && result.paid === step.amount) result.kept = date <= step.dueOn
    }
  }
  for (const [index, step] of steps.entries()) {
    const result = results[index]
    if (result && result.kept === null && step.dueOn < today) result.kept = false
  }
  return results
}
