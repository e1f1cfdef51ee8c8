/** Refunds 退款 (PAY-07, ORD-17): of a return or of an advance, approved before finance pays, never more than there is to give back. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, money, text } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { full, keep, look, study } from '../grants.ts'

export const refunds = defineRegister('refunds', '退款', 'Refunds', {
  system: 'money',
  title: 'number',
  number: 'TK-{yyyy}{mm}-{0000}',
  help: [
    '退货款或预收款的退还（PAY-07）；先审批，后付款。',
    'Money of a return or of an advance given back (PAY-07); approved first, paid then.',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    return: link('退货', 'Return', 'returns', {
      choose: { status: 'confirmed' },
      help: ['与收款二选一。', 'Either a return or a receipt.'],
    }),
    receipt: link('收款', 'Receipt', 'receipts', {
      choose: { status: 'confirmed', unallocated: { gt: '0' } },
      help: ['退还预收款时选择。', 'Chosen to give back an advance.'],
    }),
    amount: money('金额', 'Amount', { required: true, min: '0.01' }),
    reason: longText('原因', 'Reason', { required: true, max: 2000 }),
    account: link('付款账户', 'Paid from', 'bankAccounts'),
    payee: text('收款人', 'Payee', { max: 120 }),
    payeeAccount: text('收款账号', "Payee's account", { max: 60 }),
    paidOn: date('付款日期', 'Paid on'),
    proof: file('凭证', 'Proof'),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      approved: ['已批准', 'Approved'],
      paid: ['已付款', 'Paid'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'amount', 'return', 'receipt', 'paidOn', 'status'],
  filters: ['status', 'customer', 'return', 'receipt', 'paidOn', 'department'],
  search: ['number', 'payee', 'reason'],
  sort: ['id', 'DESC'],
  form: [
    section('退款', 'Refund', ['customer', 'return', 'receipt', 'amount', 'reason', 'status']),
    section('付款', 'Payment', ['account', 'payee', 'payeeAccount', 'paidOn', 'proof']),
    section('自动生成', 'Kept by the system', ['applicant', 'salesperson', 'department']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  booked: { on: 'paidOn', states: ['paid'], figures: ['customer', 'amount', 'receipt', 'return'] },
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('approved'),
      pay: move('付款', 'Pay', {
        from: ['approved'],
        to: 'paid',
        roles: ['finance'],
        when: { account: { empty: false } },
        unless: ['请先选择付款的公司账户（PAY-01）。', 'Choose the company account it is paid from first (PAY-01).'],
      }),
      cancel: move('取消', 'Cancel', { from: ['draft', 'approved'], to: 'cancelled', roles: ['administrator', 'finance'], reason: true }),
    },
    frozen: {
      review: ['*'],
      approved: ['customer', 'return', 'receipt', 'amount', 'reason', 'payee', 'payeeAccount'],
      paid: ['*'],
      cancelled: ['*'],
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: look('department'),
    regionalManager: look('department'),
    salesClerk: keep('department'),
    finance: keep('all', { remove: 'all', export: true }),
    marketHead: look('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
