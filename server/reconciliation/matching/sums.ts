/** Which of some amounts add up to a given one: a bounded search that also tells when several choices would do. */

/** Amounts looked at, and amounts in one choice, at most. */
export const sumLimits = { items: 18, chosen: 8, steps: 40_000 }

/**
 * Places of the amounts (all above nothing) whose sum lies in [low, high]; two amounts at least. Undefined when there is no such choice.
 * `only` is false when another choice would do as well, or when the search had to stop. The choice does not depend on the order of equal amounts' neighbours: the earliest places win.
 */
export function findSum(
  amounts: readonly number[],
  low: number,
  high: number,
): { readonly places: readonly number[]; readonly only: boolean } | undefined {
  const order = amounts
    .map((amount, place) => ({ amount, place }))
    .filter(({ amount }) => amount > 0 && amount < high)
    .slice(0, sumLimits.items)
    .sort((a, b) => b.amount - a.amount || a.place - b.place)
  const rest: number[] = new Array(order.length + 1).fill(0)
  for (let at = order.length - 1; at >= 0; at -= 1) rest[at] = (rest[at + 1] ?? 0) + (order[at]?.amount ?? 0)
  let steps = 0
  const found: number[][] = []
  const chosen: number[] = []
  const look = (at: number, sum: number): void => {
    steps += 1
    if (steps > sumLimits.steps || found.length > 1) return
    if (chosen.length >= 2 && sum >= low && sum <= high) {
      found.push([...chosen])
      return
    }
    const next = order[at]
    if (!next || chosen.length >= sumLimits.chosen || sum + (rest[at] ?? 0) < low) return
    if (sum + next.amount <= high) {
      chosen.push(next.place)
      look(at + 1, sum + next.amount)
      chosen.pop()
    }
    // Equal amounts stand for one another: leaving one out and taking its twin is the same choice.
    let skip = at + 1
    while (order[skip]?.amount === next.amount) skip += 1
    look(skip, sum)
  }
  look(0, 0)
  const [first] = found
  if (!first) return undefined
  const twins = first.some((place) => {
    const amount = amounts[place]
    const of = (list: readonly number[]) => list.filter((each) => amounts[each] === amount).length
    return of(first) < of(order.map((each) => each.place))
  })
  return { places: [...first].sort((a, b) => a - b), only: found.length === 1 && steps <= sumLimits.steps && !twins }
}
