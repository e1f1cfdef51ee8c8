/** What the steps of an account are called, in short and in full. */
import type { Words } from '../../language/say.ts'

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
    ['退货冲减', 'Returned'],
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

export const statusWords: Readonly<Record<string, Words>> = {
  open: ['未对账', 'Not reconciled'],
  matching: ['对账中', 'Being matched'],
  explained: ['差异已说明', 'Differences explained'],
  clerkSigned: ['内勤已签', 'Signed by the clerk'],
  signed: ['双方已签', 'Signed by both'],
  locked: ['已锁定', 'Locked'],
  reopening: ['申请重开', 'Re-opening asked'],
}

export const ageWords: Readonly<Record<string, Words>> = {
  days7: ['7 天内', 'Up to 7 days'],
  days30: ['8–30 天', '8–30 days'],
  days90: ['31–90 天', '31–90 days'],
  older: ['90 天以上', 'Over 90 days'],
}
