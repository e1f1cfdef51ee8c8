/** Round numbers for an axis of amounts. The baseline is zero; what is below it gets no more room than it needs. */

/** The next round step at or above `rough`: 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((each) => each * power >= rough) ?? 10
  return step * power
}

export interface Axis {
  readonly domain: [low: number, high: number]
  readonly ticks: number[]
}

export function axisOf(values: readonly number[], steps = 4): Axis {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  if (high === low) return { domain: [0, 1], ticks: [0] }
  const step = roundStep(Math.max(high, -low) / steps)
  const first = Math.ceil(low / step)
  const last = Math.ceil(high / step)
  return { domain: [low, last * step], ticks: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step) }
}
