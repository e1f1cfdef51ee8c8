/** The named kinds of difference between the books (PAY-14), and how one is settled. */
import type { Words } from '../../definition/words.ts'

export const differenceKinds = {
  receiptNotInBank: ['收款未到银行', 'Receipt not in the bank'],
  bankWithoutReceipt: ['银行到账无收款', 'Bank line without receipt'],
  amountDiffers: ['金额不符', 'Amount differs'],
  wrongAccount: ['账户不符', 'Wrong account'],
  personalAccount: ['个人账户收款', 'Personal account'],
  wrongPeriod: ['期间不符', 'Wrong period'],
  duplicate: ['重复登记', 'Duplicate'],
  shippedNotInvoiced: ['已发货未开票', 'Shipped, not invoiced'],
  invoicedNotShipped: ['已开票未发货', 'Invoiced, not shipped'],
  quantityDiffers: ['数量金额不符', 'Quantity or value differs'],
  balanceDiffers: ['与财务余额不符', "Differs from finance's balance"],
  freightMissing: ['缺运费', 'Freight missing'],
  freightDiffers: ['运费不符', 'Freight differs'],
  statementGap: ['对账单不连续', 'Gap in the statements'],
} as const satisfies Record<string, Words>

export type DifferenceKind = keyof typeof differenceKinds

export const outcomes = {
  text: ['说明', 'Explained'],
  correction: ['已更正', 'Corrected'],
  carried: ['结转下月', 'Carried forward'],
} as const satisfies Record<string, Words>
