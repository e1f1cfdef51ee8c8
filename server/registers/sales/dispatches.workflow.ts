/** The way of a dispatch notice: checked by logistics, stamped by finance, loaded and shipped by the warehouse, received by the customer (ORD-08…11, ORD-20). */
import { move } from '../../definition/define.ts'
import type { Workflow } from '../../definition/types.ts'

const notice = [
  'order',
  'contract',
  'date',
  'shipBy',
  'sequence',
  'consignee',
  'deliverTo',
  'attachments',
  'noAttachments',
  'mode',
  'modeReason',
  'freightTerm',
  'special',
  'stockConfirmedBy',
]
const loading = ['lines', 'carrier', 'crew', 'overtime', 'vehicle', 'keeper', 'carrierSigner']

export const dispatchWorkflow: Workflow = {
  field: 'status',
  start: 'draft',
  moves: {
    check: move('核款核货', 'Check', {
      from: ['draft'],
      to: 'checked',
      roles: ['administrator', 'logistics'],
      when: { stockConfirmedBy: { empty: false } },
      unless: [
        '货款与库存都确认后才能开出（ORD-08）；请先填写库存确认人。',
        'A notice is issued once money and stock are confirmed (ORD-08); enter first who confirmed the stock.',
      ],
    }),
    stamp: move('财务盖章', 'Stamp', { from: ['checked'], to: 'stamped', roles: ['finance'], stamp: 'finance' }),
    load: move('装车', 'Load', {
      from: ['stamped'],
      to: 'loaded',
      roles: ['administrator', 'warehouse'],
      when: { keeper: { empty: false }, carrierSigner: { empty: false } },
      unless: [
        '装车清点须库管与承运人双方签字（ORD-11）；请补齐签字。',
        'Keeper and carrier both sign the loading (ORD-11); complete the signatures.',
      ],
    }),
    ship: move('发运', 'Ship', { from: ['loaded'], to: 'shipped', roles: ['administrator', 'warehouse'] }),
    receive: move('客户收货', 'Received', {
      from: ['shipped'],
      to: 'received',
      roles: ['administrator', 'logistics'],
      when: { receivedOn: { empty: false }, receivedBy: { empty: false }, receiptProof: { empty: false } },
      unless: [
        '请先填写收货日期、签收人并附收货确认单（ORD-20）。',
        'Enter the day and the person of the receipt and attach its proof first (ORD-20).',
      ],
    }),
    recordUnapproved: move('补录未批发货', 'Record goods sent without leave', {
      from: ['draft'],
      to: 'shipped',
      roles: ['finance'],
      reason: true,
    }),
    reopen: move('退回草稿', 'Back to draft', {
      from: ['checked', 'stamped'],
      to: 'draft',
      roles: ['administrator', 'logistics', 'finance'],
      reason: true,
    }),
    cancel: move('取消', 'Cancel', {
      from: ['draft', 'checked', 'stamped', 'loaded'],
      to: 'cancelled',
      roles: ['administrator', 'logistics'],
      reason: true,
    }),
  },
  frozen: {
    checked: ['order', 'contract', 'date'],
    stamped: notice,
    loaded: [...notice, ...loading],
    shipped: [...notice, ...loading, 'shippedOn'],
    received: ['*'],
    cancelled: ['*'],
  },
}
