/** Over-limit and overdue releases 超授信审批单 (CRD-05, CRD-07, CRD-08): asked for one dispatch, calculated and frozen at submission, signed by the chain, settled when the money is back. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, json, link, longText, money, percent } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { creditApplicants, ofCustomer } from './readers.ts'

export const releases = defineRegister('releases', '超授信审批单', 'Over-limit releases', {
  system: 'credit',
  title: 'number',
  number: 'CX-{yyyy}{mm}-{0000}',
  help: [
    '首次、末次各须小于额度的三分之一（CRD-07、CRD-08）；末次货款当月底前收回（CRD-13）；逾期逐笔报销售部（CRD-05）。',
    'First and last are each below a third of the limit (CRD-07, CRD-08); the last is back by month end (CRD-13); overdue goes to the sales department case by case (CRD-05).',
  ],
  fields: {
    dispatch: link('发运通知单', 'Dispatch', 'dispatches', { required: true, choose: { status: 'draft' } }),
    kind: choice(
      '类别',
      'Kind',
      { first: ['首次超授信', 'First over-limit'], last: ['末次超授信', 'Last over-limit'], overdue: ['逾期放行', 'Overdue'] },
      { required: true },
    ),
    reason: longText('申请理由', 'Reason', { required: true, max: 2000 }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    goods: money('本批货值', 'Goods', { readOnly: true }),
    limit: money('额度', 'Limit', { readOnly: true }),
    exposure: money('占用（不含本批）', 'Exposure before', { readOnly: true }),
    amount: money('超出额度', 'Excess', { readOnly: true, default: '0' }),
    covers: money('放行后可超至', 'Lets go up to', {
      readOnly: true,
      default: '0',
      help: [
        '连同此前未收回的放行，额度以上合计可占用的金额。',
        'What may be owed above the limit in all, with earlier releases that are not back.',
      ],
    }),
    share: percent('占额度', 'Share of the limit', { readOnly: true }),
    overdue: money('逾期欠款', 'Overdue', { readOnly: true }),
    inputs: json('计算依据', 'Inputs', { readOnly: true }),
    policies: json('所用制度', 'Policies', { readOnly: true }),
    calculatedOn: date('计算日期', 'Calculated on', { readOnly: true }),
    dueOn: date('须收回日', 'Back by', { readOnly: true }),
    signer: link('签批人', 'Signed by', 'users', { readOnly: true }),
    usedOn: date('放行日期', 'Used on', { readOnly: true }),
    settledOn: date('收回日期', 'Settled on', { readOnly: true }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      approved: ['已批准', 'Approved'],
      used: ['已放行', 'Used'],
      settled: ['已收回', 'Settled'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'kind', 'amount', 'share', 'limit', 'dueOn', 'status'],
  filters: ['status', 'kind', 'customer', 'dispatch', 'salesperson', 'department', 'dueOn'],
  search: ['number', 'reason'],
  sort: ['id', 'DESC'],
  form: [
    section('申请', 'Application', ['dispatch', 'kind', 'reason', 'status']),
    section('计算', 'Calculation', [
      'customer',
      'goods',
      'limit',
      'exposure',
      'amount',
      'covers',
      'share',
      'overdue',
      'calculatedOn',
      'dueOn',
    ]),
    section('办理', 'Course', ['applicant', 'salesperson', 'department', 'signer', 'usedOn', 'settledOn']),
  ],
  scopes: ofCustomer,
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('approved'),
      use: move('放行', 'Use', { from: ['approved'], to: 'used', roles: [] }),
      free: move('恢复可用', 'Free again', { from: ['used'], to: 'approved', roles: [] }),
      settle: move('收回', 'Settle', { from: ['used'], to: 'settled', roles: [] }),
      reopen: move('重新计为未收回', 'Owed again', { from: ['settled'], to: 'used', roles: [] }),
      cancel: move('取消', 'Cancel', { from: ['draft', 'approved'], to: 'cancelled', reason: true }),
    },
    frozen: { review: ['*'], approved: ['*'], used: ['*'], settled: ['*'], cancelled: ['*'] },
  },
  clocks: {
    back: {
      label: ['货款收回', 'Money back'],
      from: 'usedOn',
      until: { status: { ne: 'used' } },
      due: { field: 'dueOn' },
      who: 'salesperson',
    },
  },
  permissions: creditApplicants,
})
