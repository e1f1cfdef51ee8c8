/** How goods are paid: the one set of words that customers, contracts, orders and the credit gate share (CF-07). */
import type { Words } from '../definition/words.ts'

export const paymentModes = {
  prepaid: ['先款后货', 'Prepaid'],
  rolling: ['滚动授信', 'Rolling credit'],
  fixed: ['固定授信', 'Fixed credit'],
  cash: ['货到付现', 'Cash on delivery'],
} as const satisfies Record<string, Words>

export type PaymentMode = keyof typeof paymentModes
