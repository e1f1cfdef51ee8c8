/** What the steps of an account and the ages of differences are called. */
import type { Words } from '../../language/say.ts'

/** In short, for the axis, and in full. */
export const stepWords: Readonly<Record<string, readonly [short: Words, long: Words]>> = {
  opening: [
    ['期初', 'Opening'],
    ['期初应收', 'Opening balance'],
  ],
  invoiced: [
    ['开票', 'Invoiced'],
    ['本月开票', 'Invoiced'],
  ],
  received: [
    ['回款', 'Received'],
    ['本月回款', 'Received'],
  ],
  returned: [
    ['退货', 'Returned'],
    ['本月退货', 'Returned'],
  ],
  discounted: [
    ['折让', 'Discount'],
    ['折让与小额差异', 'Discounts and small differences'],
  ],
  writtenOff: [
    ['核销', 'Bad debt'],
    ['坏账核销', 'Written off'],
  ],
  adjusted: [
    ['更正', 'Adjusted'],
    ['更正', 'Corrections'],
  ],
  closing: [
    ['期末', 'Closing'],
    ['期末应收', 'Closing balance'],
  ],
}

export const ageWords: Readonly<Record<string, Words>> = {
  days7: ['7 天内', 'Up to 7 days'],
  days30: ['8–30 天', '8–30 days'],
  days90: ['31–90 天', '31–90 days'],
  older: ['90 天以上', 'Over 90 days'],
}
