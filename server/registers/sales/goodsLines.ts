/** The lines that orders and returns share: product, quantity (scale 3), unit price (scale 4) and the amount in 分, rounded half away from zero per line. */
import { link, money, quantity, text, unitPrice } from '../../definition/fields.ts'
import type { Fields } from '../../definition/types.ts'

/** `lowest` is the least quantity of one line: returns are written in positive quantities, orders may carry a correcting negative line. */
export const goodsLines = (lowest?: string): Fields => ({
  product: link('产品', 'Product', 'products', { required: true }),
  description: text('说明', 'Description', { max: 200 }),
  quantity: quantity('数量', 'Quantity', { required: true, ...(lowest === undefined ? {} : { min: lowest }) }),
  unitPrice: unitPrice('单价', 'Unit price', { required: true }),
  amount: money('金额', 'Amount', { derive: { product: ['quantity', 'unitPrice'] } }),
})
