/** Shares an amount (分) by parts, to the 分: each is rounded down, the rest goes to the largest remainders in order, so that the sum is exact. Pure. */
export function shareOut(amount: number, parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0)
  if (whole === 0) return parts.map(() => 0)
  const exact = parts.map((part) => ({
    floor: Number((BigInt(amount) * BigInt(part)) / BigInt(whole)),
    rest: Number((BigInt(amount) * BigInt(part)) % BigInt(whole)),
  }))
  let left = amount - exact.reduce((sum, { floor }) => sum + floor, 0)
  const order = exact.map((_, index) => index).sort((a, b) => (exact[b]?.rest ?? 0) - (exact[a]?.rest ?? 0) || a - b)
  const given = exact.map(({ floor }) => floor)
  for (const index of order) {
    if (left <= 0) break
    given[index] = (given[index] ?? 0) + 1
    left -= 1
  }
  return given
}
