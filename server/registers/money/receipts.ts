/** Receipts 收款 (PAY-01, PAY-02, PAY-07): confirmed by finance, allocated to invoices, the rest an advance; money in a personal account is refused and the refusal kept. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, money, number, text } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'
import { owed } from '../sales/owed.ts'
import { receiptWorkflow } from './receipts.workflow.ts'

export const receipts = defineRegister('receipts', '收款', 'Receipts', {
  system: 'money',
  title: 'number',
  number: 'SK-{yyyy}{mm}-{00000}',
  help: [
    '只收进公司指定账户（PAY-01）；未分配的部分即预收款。',
    "Only into the company's designated accounts (PAY-01); what is not allocated is an advance.",
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    date: date('到账日期', 'Date', {
      required: true,
      default: '$today',
      help: ['不能晚于今天；可补录。', 'Not after today; may be entered later.'],
    }),
    amount: money('金额', 'Amount', { required: true, min: '0.01' }),
    method: choice(
      '方式',
      'Method',
      {
        transfer: ['转账', 'Transfer'],
        draft: ['承兑汇票', 'Acceptance draft'],
        cash: ['现金', 'Cash'],
        collection: ['直销代收上缴', 'Collection remitted'],
      },
      { required: true, default: 'transfer' },
    ),
    paidInto: choice(
      '收入账户',
      'Paid into',
      { company: ['公司账户', 'Company account'], personal: ['个人账户', 'Personal account'] },
      {
        required: true,
        default: 'company',
        help: ['客户货款严禁进入个人账户（PAY-02）。', 'Customer money in a personal account is strictly forbidden (PAY-02).'],
      },
    ),
    account: link('公司账户', 'Company account', 'bankAccounts'),
    payer: text('付款人', 'Payer', { max: 120 }),
    payerAccount: text('付款账号', "Payer's account", { max: 60 }),
    draft: link('汇票', 'Draft', 'bankDrafts', { choose: { status: { ne: 'dishonoured' } } }),
    allocations: lines('分配', 'Allocations', {
      invoice: link('发票', 'Invoice', 'invoices', { required: true, choose: { ...owed, customer: '$record.customer' } }),
      amount: money('金额', 'Amount', { required: true, min: '0.01' }),
    }),
    allocated: money('已分配', 'Allocated', { derive: { sum: 'allocations.amount' } }),
    refunded: money('已退款', 'Refunded', { readOnly: true, default: '0' }),
    adjusted: money('冲减预收', 'Advance taken away', {
      readOnly: true,
      default: '0',
      help: ['由已批准的往来调整得出（PAY-14）。', 'Out of approved adjustments (PAY-14).'],
    }),
    kept: money('实收净额', 'Net of refunds', { derive: { difference: ['amount', 'refunded'] } }),
    available: money('可分配', 'Available', { derive: { difference: ['kept', 'adjusted'] } }),
    unallocated: money('预收余额', 'Unallocated', { derive: { difference: ['available', 'allocated'] } }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    daysLate: number('补录天数', 'Entered late, days', {
      readOnly: true,
      help: ['登记日比到账日晚的天数。', 'Days from the receipt to its entry.'],
    }),
    refusal: longText('拒收说明', 'Refusal', { readOnly: true, max: 500 }),
    proof: file('凭证', 'Proof'),
    note: longText('备注', 'Note', { max: 2000 }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      confirmed: ['已确认', 'Confirmed'],
      void: ['作废', 'Void'],
      refused: ['拒收', 'Refused'],
    }),
  },
  list: ['number', 'customer', 'date', 'amount', 'method', 'allocated', 'unallocated', 'status'],
  filters: ['status', 'customer', 'date', 'method', 'paidInto', 'account', 'salesperson', 'department', 'unallocated', 'daysLate'],
  search: ['number', 'payer', 'payerAccount', 'note'],
  sort: ['date', 'DESC'],
  form: [
    section('收款', 'Receipt', ['customer', 'date', 'amount', 'method', 'paidInto', 'account', 'payer', 'payerAccount', 'draft', 'status']),
    section('分配', 'Allocation', ['allocations', 'allocated', 'refunded', 'kept', 'adjusted', 'available', 'unallocated']),
    section('其他', 'More', ['proof', 'note', 'refusal', 'daysLate', 'salesperson', 'department']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  booked: { on: 'date', states: ['confirmed'], figures: ['customer', 'amount'] },
  workflow: receiptWorkflow,
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: study('department'),
    regionalManager: study('department'),
    salesClerk: keep('department', { export: true, readOnly: ['allocations'] }),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
