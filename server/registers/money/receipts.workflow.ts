/** The way of a receipt: confirmed by finance alone, allocated oldest due first on request; one into a personal account stays refused for ever (PAY-02). */
import { move } from '../../definition/define.ts'
import type { Workflow } from '../../definition/types.ts'

export const receiptWorkflow: Workflow = {
  field: 'status',
  start: 'draft',
  moves: {
    confirm: move('确认到账', 'Confirm', {
      from: ['draft'],
      to: 'confirmed',
      roles: ['finance'],
      when: { $or: [{ method: { ne: 'transfer' } }, { account: { empty: false } }] },
      unless: [
        '转账须写明收进哪个公司账户（PAY-01）；请选择公司账户后再确认。',
        'A transfer names the company account it went into (PAY-01); choose it, then confirm.',
      ],
    }),
    allocate: move('按到期先后分配', 'Allocate, oldest due first', { from: ['confirmed'], to: 'confirmed', roles: ['finance'] }),
    void: move('作废', 'Void', {
      from: ['draft', 'confirmed'],
      to: 'void',
      roles: ['finance'],
      reason: true,
      when: { refunded: 0, $or: [{ adjusted: 0 }, { adjusted: { empty: true } }] },
      unless: [
        '已从此笔收款退款或冲减预收（PAY-07、PAY-14），不能作废。',
        'Money of this receipt was refunded or taken away by an adjustment (PAY-07, PAY-14), so it cannot be voided.',
      ],
    }),
    refuse: move('拒收', 'Refuse', {
      from: ['draft'],
      to: 'refused',
      roles: ['finance'],
      when: { paidInto: 'personal' },
      unless: ['只有汇入个人账户的款项才拒收（PAY-02）。', 'Only money paid into a personal account is refused (PAY-02).'],
    }),
  },
  frozen: {
    confirmed: ['customer', 'date', 'amount', 'method', 'paidInto', 'account', 'payer', 'payerAccount', 'draft'],
    void: ['*'],
    refused: ['*'],
  },
}
