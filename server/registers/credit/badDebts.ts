/** Bad debts and who answers for them 坏账及责任登记 (CRD-10…15, STF-07): shares from policy, deductions listed for payroll, never applied by the system. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, json, lines, link, longText, money, percent, text } from '../../definition/fields.ts'
import { owed } from '../sales/owed.ts'
import { creditReaders, ofCustomer } from './readers.ts'

export const badDebts = defineRegister('badDebts', '坏账及责任登记', 'Bad debts and liability', {
  system: 'credit',
  title: 'number',
  number: 'HZ-{yyyy}-{0000}',
  help: [
    '责任按制度分摊并列出扣款，由人事财务执行，系统不自动扣（STF-07）。',
    'Liability is shared by policy and listed as deductions for payroll; nothing is deducted by itself (STF-07).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    cause: choice(
      '情形',
      'Cause',
      {
        inLimit: ['额度内坏账', 'Inside the limit'],
        firstRelease: ['首次超授信坏账', 'First release'],
        lastRelease: ['末次超授信未收回', 'Last release not back'],
        unapproved: ['未批超授信发货', 'Unapproved over-limit goods'],
      },
      {
        required: true,
        help: [
          '首次放行的坏账按额度内分摊（CRD-07、CRD-10）。',
          'Bad debt of a first release is shared as inside the limit (CRD-07, CRD-10).',
        ],
      },
    ),
    month: date('所属月份', 'Month', { required: true, month: true }),
    amount: money('金额', 'Amount', { required: true, min: '0.01' }),
    invoice: link('核销发票', 'Invoice written off', 'invoices', {
      choose: owed,
      help: ['确认后冲减该发票未清额。', 'Confirming writes it off the invoice.'],
    }),
    dispatch: link('发运通知单', 'Dispatch', 'dispatches', { choose: { customer: '$record.customer' } }),
    release: link('超授信审批单', 'Release', 'releases', { choose: { customer: '$record.customer' } }),
    shares: lines('责任分摊', 'Shares', {
      capacity: text('身份', 'Capacity', { required: true, max: 60 }),
      person: link('责任人', 'Person', 'users', { help: ['公司承担部分留空。', "Empty for the company's part."] }),
      share: percent('比例', 'Share', { required: true }),
      amount: money('金额', 'Amount', { readOnly: true }),
    }),
    policies: json('所用制度', 'Policy applied', { readOnly: true }),
    explanation: longText('说明', 'Explanation', { max: 2000 }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    evidence: file('依据', 'Evidence'),
    confirmedOn: date('确认日期', 'Confirmed on', { readOnly: true }),
    status: choice('状态', 'Status', {
      proposed: ['待确认', 'Proposed'],
      confirmed: ['已确认', 'Confirmed'],
      settled: ['已了结', 'Settled'],
      cancelled: ['已撤销', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'cause', 'month', 'amount', 'status'],
  filters: ['status', 'cause', 'customer', 'month', 'department'],
  search: ['number', 'explanation'],
  sort: ['id', 'DESC'],
  form: [
    section('坏账', 'Bad debt', ['customer', 'cause', 'month', 'amount', 'invoice', 'dispatch', 'release', 'status']),
    section('责任', 'Liability', ['shares', 'explanation', 'evidence', 'department', 'confirmedOn']),
  ],
  scopes: ofCustomer,
  keys: ['number'],
  unique: [['release', 'cause']],
  booked: { on: 'confirmedOn', states: ['confirmed', 'settled'], figures: ['customer', 'amount', 'invoice'] },
  workflow: {
    field: 'status',
    start: 'proposed',
    moves: {
      confirm: move('确认', 'Confirm', { from: ['proposed'], to: 'confirmed', roles: ['administrator', 'finance'] }),
      settle: move('了结', 'Settle', { from: ['confirmed'], to: 'settled', roles: ['administrator', 'finance'], reason: true }),
      cancel: move('撤销', 'Cancel', { from: ['proposed'], to: 'cancelled', roles: ['administrator', 'finance'], reason: true }),
    },
    frozen: { confirmed: ['*'], settled: ['*'], cancelled: ['*'] },
  },
  permissions: { ...creditReaders, finance: { read: 'all', create: 'all', update: 'all', export: true } },
})
