/** Gross profit of an order at standard cost (ORD-19). */

import { oncePerBatch } from '../../records/batch.ts'
import type { Change, Stored } from '../../records/rules.ts'
import { goodsValue } from './goodsLines.ts'

/** Amount less standard cost in 分; null as long as the cost of a product is not known. */
export async function grossProfitOf(change: Change, lines: readonly Stored[]): Promise<number | null> {
  const known = await oncePerBatch(change, 'standard costs', async () => new Map<unknown, number | null>())
  const unknown = [...new Set(lines.map(({ product }) => product))].filter((product) => typeof product === 'number' && !known.has(product))
  if (unknown.length > 0) {
    const rows: { id: number; standardCost: number | null }[] = await change.world.database
      .knex('products')
      .whereIn('id', unknown as number[])
      .select('id', 'standardCost')
    for (const { id, standardCost } of rows) known.set(id, standardCost)
  }
  if (lines.some(({ product }) => typeof known.get(product) !== 'number')) return null
  try {
    return goodsValue(lines) - goodsValue(lines, ({ product }) => known.get(product) ?? 0)
  } catch (error) {
    // Amounts that large are refused with their own sentence when the total is derived.
    if (error instanceof RangeError) return null
    throw error
  }
}
