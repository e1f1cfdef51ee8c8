/** Stored credit lines 授信额度: the second reading of the limit (CRD-17), granted for a time through approval (CRD-16, GRD-25). */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, link, longText, money, text } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { creditApplicants, ofCustomer } from './readers.ts'

export const creditLines = defineRegister('creditLines', '授信额度', 'Credit lines', {
  system: 'credit',
  title: 'number',
  number: 'SX-{yyyy}-{0000}',
  help: [
    '结算方式为“固定授信”的客户用此额度；滚动授信按近 30 天发货额逐日计算，不在此登记（CRD-17）。',
    'Customers on fixed credit use this line; rolling credit follows the goods of the last 30 days and is not entered here (CRD-17).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    amount: money('额度', 'Amount', { required: true, min: '0.01' }),
    from: date('生效日期', 'From', { required: true, default: '$today' }),
    to: date('失效日期', 'To'),
    rating: text('信用评级', 'Rating', {
      max: 20,
      help: ['财务对重点客户的信用评定（CRD-16、GRD-25）。', "Finance's rating of key accounts (CRD-16, GRD-25)."],
    }),
    reason: longText('评定依据', 'Basis', { required: true, max: 2000 }),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      approved: ['已批准', 'Approved'],
      ended: ['已终止', 'Ended'],
    }),
  },
  list: ['number', 'customer', 'amount', 'from', 'to', 'rating', 'status'],
  filters: ['status', 'customer', 'from', 'department'],
  search: ['number', 'rating', 'reason'],
  sort: ['id', 'DESC'],
  form: [
    section('额度', 'Line', ['customer', 'amount', 'from', 'to', 'status']),
    section('评定', 'Assessment', ['rating', 'reason', 'applicant', 'department']),
  ],
  scopes: ofCustomer,
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('approved'),
      end: move('终止', 'End', { from: ['approved'], to: 'ended', roles: ['administrator', 'finance'], reason: true }),
    },
    frozen: { review: ['*'], approved: ['*'], ended: ['*'] },
  },
  permissions: creditApplicants,
})
