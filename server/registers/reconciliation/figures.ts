/** The figures of a month as fields: of a customer's account (of a month, of its issue, of each line of the issue), and of the bank's side (of a month and of its issue). */
import { date, money, number, percent } from '../../definition/fields.ts'

/** opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing; shipped is told beside it. */
export const figureFields = () => ({
  opening: money('期初应收', 'Opening', { readOnly: true }),
  shipped: money('本月发货', 'Shipped', { readOnly: true, help: ['只列示，不计入余额。', 'Told beside the account, not part of it.'] }),
  invoiced: money('本月开票', 'Invoiced', { readOnly: true }),
  received: money('本月回款', 'Received', { readOnly: true, help: ['含预收，已扣付出的退款。', 'Advances too, less what was paid back.'] }),
  returned: money('退货', 'Returned', {
    readOnly: true,
    help: ['全部退货款，冲减发票的与应退还的都在内。', 'The whole value of returns: what was credited and what is to be paid back.'],
  }),
  discounted: money('折让', 'Discounted', { readOnly: true }),
  writtenOff: money('坏账核销', 'Written off', { readOnly: true }),
  adjusted: money('更正', 'Adjusted', { readOnly: true, help: ['正数增加应收。', 'A positive amount adds to what is owed.'] }),
  closing: money('期末应收', 'Closing', {
    readOnly: true,
    help: ['应收减预收，再减退货中尚未退还的款。', 'Receivables less advances, less what is still to be paid back of returns.'],
  }),
})

/** How much of what was due came in, and what came in beyond it. */
export const recoveryFields = () => ({
  recoveryRate: percent('回款率', 'Recovery rate', {
    readOnly: true,
    help: [
      '应收（期初＋开票−退货−折让−核销＋更正，逐户不小于零）中期末不再欠的部分；没有应收的为空。',
      'What of the amount due (opening + invoiced − returned − discounted − written off + adjusted, of each customer at least nothing) is no longer owed at the end; empty where nothing was due.',
    ],
  }),
  advanced: money('超收预付', 'Paid ahead', {
    readOnly: true,
    help: ['超出应收的回款。', 'What came in beyond the amount due.'],
  }),
})

/** How much of the month's bank lines is matched, as the run found it; and what nobody had claimed by the end of the month when the clerk signed. */
export const bankFields = () => ({
  bankCount: number('银行流水笔数', 'Bank lines', { readOnly: true }),
  matchedCount: number('已勾对笔数', 'Lines matched', { readOnly: true }),
  bankAmount: money('银行流水金额', 'Bank amount', { readOnly: true }),
  matchedAmount: money('已勾对金额', 'Amount matched', { readOnly: true }),
  unclaimedCount: number('待认领笔数', 'Unclaimed lines', { readOnly: true }),
  unclaimedAmount: money('待认领金额', 'Unclaimed money', { readOnly: true }),
  unclaimedSince: date('待认领最早日期', 'Unclaimed since', { readOnly: true }),
})
