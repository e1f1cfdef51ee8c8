/** The lines that orders and returns share: product, quantity (scale 3), unit price (scale 4) and the amount in 分, rounded half away from zero per line. */
import { multiplyDecimal } from '../../definition/decimal.ts'
import { link, money, quantity, text, unitPrice } from '../../definition/fields.ts'
import type { Fields } from '../../definition/types.ts'
import type { Stored } from '../../records/rules.ts'

/** `lowest` is the least quantity of one line; orders do not say it here, as imported history has lines that take away (see their rules). */
export const goodsLines = (lowest?: string): Fields => ({
  product: link('产品', 'Product', 'products', { required: true }),
  description: text('说明', 'Description', { max: 200 }),
  quantity: quantity('数量', 'Quantity', { required: true, ...(lowest === undefined ? {} : { min: lowest }) }),
  unitPrice: unitPrice('单价', 'Unit price', { required: true }),
  amount: money('金额', 'Amount', { derive: { product: ['quantity', 'unitPrice'] } }),
})

/** What lines come to in 分 at the price (scale 4) that `priceOf` answers for each, every line rounded as it is on paper. */
export const goodsValue = (lines: readonly Stored[], priceOf: (line: Stored) => number = (line) => Number(line.unitPrice ?? 0)): number =>
  lines.reduce((sum, line) => sum + multiplyDecimal(Number(line.quantity ?? 0), 3, priceOf(line), 4, 2), 0)
