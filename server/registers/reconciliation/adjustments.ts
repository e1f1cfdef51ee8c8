/** Adjustments of an account 往来调整 (PAY-14): discounts, small differences, and corrections of a closed month, which land in the open one and name the month they correct. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, money } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { full, keep, look, study } from '../grants.ts'

export const adjustments = defineRegister('adjustments', '往来调整', 'Adjustments', {
  system: 'reconciliation',
  title: 'number',
  number: 'TZ-{yyyy}{mm}-{0000}',
  help: [
    '已锁定的月份不再改动：差错在本月以调整更正，并注明所更正的月份（PAY-14）。折让与小额差异同样办理。',
    'A locked month is never changed: a mistake is corrected in the open month by an adjustment that names the month it corrects (PAY-14). Discounts and small differences go the same way.',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      { discount: ['折让', 'Discount'], difference: ['小额差异', 'Small difference'], correction: ['更正', 'Correction'] },
      {
        required: true,
        help: [
          '小额差异不超过制度 recon.difference.most；更正须注明已关账的月份。',
          'A small difference is at most recon.difference.most; a correction names a closed month.',
        ],
      },
    ),
    corrects: date('更正月份', 'Month corrected', { help: ['已关账月份的 1 日。', 'The first day of a closed month.'] }),
    invoice: link('发票', 'Invoice', 'invoices', {
      choose: { status: 'issued', customer: '$record.customer' },
      help: ['发票与收款二选一。', 'Either an invoice or a receipt.'],
    }),
    receipt: link('收款', 'Receipt', 'receipts', {
      choose: { status: 'confirmed', unallocated: { gt: '0' }, customer: '$record.customer' },
      help: ['只用于冲减预收：金额填正数。', 'Only takes advance away: a positive amount.'],
    }),
    amount: money('金额', 'Amount', {
      required: true,
      help: [
        '正数增加应收，负数减少应收；折让与小额差异为负数。',
        'Positive adds to what is owed, negative takes off; discounts and small differences are negative.',
      ],
    }),
    reason: longText('原因', 'Reason', { required: true, max: 2000 }),
    evidence: file('依据', 'Evidence'),
    date: date('入账日', 'Date', { readOnly: true, help: ['批准之日。', 'The day of approval.'] }),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      approved: ['已批准', 'Approved'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'kind', 'corrects', 'amount', 'date', 'status'],
  filters: ['status', 'kind', 'customer', 'corrects', 'date', 'salesperson', 'department', 'invoice', 'receipt'],
  search: ['number', 'reason'],
  sort: ['id', 'DESC'],
  form: [
    section('调整', 'Adjustment', ['customer', 'kind', 'corrects', 'invoice', 'receipt', 'amount', 'reason', 'evidence', 'status']),
    section('自动生成', 'Kept by the system', ['date', 'applicant', 'salesperson', 'department']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  booked: { on: 'date', states: ['approved'], figures: ['customer', 'amount', 'kind'] },
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('approved'),
      cancel: move('取消', 'Cancel', { from: ['draft'], to: 'cancelled', reason: true }),
    },
    frozen: { review: ['*'], approved: ['*'], cancelled: ['*'] },
  },
  retained: { from: 'date', policy: 'retention.ledger' },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: study('department'),
    regionalManager: study('department'),
    salesClerk: keep('department', { export: true }),
    finance: keep('all', { remove: 'all', export: true }),
    marketHead: study('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
