/** The figures of a customer's account over a month, as fields: of a month, of its issue, and of each line of the issue. */
import { money } from '../../definition/fields.ts'

/** opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing; shipped is told beside it. */
export const figureFields = () => ({
  opening: money('期初应收', 'Opening', { readOnly: true }),
  shipped: money('本月发货', 'Shipped', { readOnly: true, help: ['只列示，不计入余额。', 'Told beside the account, not part of it.'] }),
  invoiced: money('本月开票', 'Invoiced', { readOnly: true }),
  received: money('本月回款', 'Received', { readOnly: true, help: ['含预收，已扣退还的预收。', 'Advances too, less those given back.'] }),
  returned: money('退货冲减', 'Returned', { readOnly: true }),
  discounted: money('折让', 'Discounted', { readOnly: true }),
  writtenOff: money('坏账核销', 'Written off', { readOnly: true }),
  adjusted: money('更正', 'Adjusted', { readOnly: true, help: ['正数增加应收。', 'A positive amount adds to what is owed.'] }),
  closing: money('期末应收', 'Closing', { readOnly: true }),
})
