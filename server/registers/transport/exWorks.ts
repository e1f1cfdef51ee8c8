/** Ex-works price of what was sold (CAR-07): the price at the company's gate, after the freight that the sale caused. Pure and exact. */

export interface SoldLine {
  readonly id: number
  /** Scale 3. */
  readonly quantity: number
  /** 分. */
  readonly amount: number
}

export interface ExWorks {
  readonly id: number
  /** The line's part of the freight, 分. */
  readonly freight: number
  /** Amount less freight, 分. */
  readonly value: number
  /** Unit price ex works, scale 4, rounded half away from zero; null for a line without quantity. */
  readonly unitPrice: number | null
}

/** `a ÷ b` rounded half away from zero. */
function divide(a: bigint, b: bigint): number {
  const [up, down] = b < 0n ? [-a, -b] : [a, b]
  const half = down / 2n
  return Number(up < 0n ? -((-up + half) / down) : (up + half) / down)
}

/** Shares the freights (分) of an order's dispatches among its lines by amount; the last line takes what rounding leaves, so that the parts add up exactly. */
export function exWorks(lines: readonly SoldLine[], freights: readonly number[]): ExWorks[] {
  const freight = freights.reduce((sum, each) => sum + each, 0)
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  let shared = 0
  return lines.map(({ id, quantity, amount }, index) => {
    const last = index === lines.length - 1
    const part = last ? freight - shared : total === 0 ? 0 : divide(BigInt(freight) * BigInt(amount), BigInt(total))
    shared += part
    const value = amount - part
    // 分 to scale 4 is × 100, quantity is at scale 3: value × 100 × 1000 ÷ quantity.
    return { id, freight: part, value, unitPrice: quantity === 0 ? null : divide(BigInt(value) * 100_000n, BigInt(quantity)) }
  })
}
