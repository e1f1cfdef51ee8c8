/** Special prices 特价申请 (ORD-02): below the list, for one customer and a time, fixed only after department head and marketing VP both approved. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, quantity, unitPrice } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { full, keep, manage, study } from '../grants.ts'

export const specialPrices = defineRegister('specialPrices', '特价申请', 'Special prices', {
  system: 'sales',
  title: 'number',
  number: 'TJ-{yyyy}-{0000}',
  help: [
    '低于价目表的价格须经本部门负责人与营销副总共同研究批准（ORD-02）。',
    'A price below the list is studied and approved jointly by department head and marketing VP (ORD-02).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    contract: link('合同', 'Contract', 'contracts', {
      help: ['须为同一客户的合同（ORD-13）。', 'A contract of the same customer (ORD-13).'],
    }),
    from: date('生效日期', 'Valid from', { required: true, default: '$today' }),
    to: date('失效日期', 'Valid to', {
      help: ['留空则按制度的默认有效期（ORD-02）。', 'By the policy on special prices when empty (ORD-02).'],
    }),
    reason: longText('理由', 'Reason', { required: true, max: 2000 }),
    lines: lines(
      '特价',
      'Prices',
      {
        product: link('产品', 'Product', 'products', { required: true }),
        listPrice: unitPrice('价目表价', 'List price', { readOnly: true }),
        price: unitPrice('特价', 'Special price', { required: true, min: '0' }),
        minQuantity: quantity('起订量', 'Minimum quantity', { min: '0' }),
      },
      { required: true },
    ),
    attachments: file('附件', 'Attachments'),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      approved: ['已批准', 'Approved'],
      withdrawn: ['已撤销', 'Withdrawn'],
      expired: ['已过期', 'Expired'],
    }),
  },
  list: ['number', 'customer', 'contract', 'from', 'to', 'applicant', 'status'],
  filters: ['status', 'customer', 'from', 'to', 'applicant', 'department'],
  search: ['number', 'reason'],
  sort: ['id', 'DESC'],
  form: [
    section('申请', 'Application', ['customer', 'contract', 'from', 'to', 'reason', 'attachments', 'status']),
    section('特价', 'Prices', ['lines']),
    section('自动生成', 'Kept by the system', ['applicant', 'salesperson', 'department']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('approved'),
      withdraw: move('撤销', 'Withdraw', {
        from: ['draft', 'approved'],
        to: 'withdrawn',
        roles: ['administrator', 'salesManager', 'marketingVP'],
        reason: true,
      }),
      expire: move('到期', 'Expire', { from: ['approved'], to: 'expired', roles: ['administrator', 'salesManager', 'finance'] }),
    },
    frozen: { review: ['*'], approved: ['*'], withdrawn: ['*'], expired: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own', { remove: 'own' }),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: keep('department'),
    finance: { read: 'all', update: 'all', export: true, readOnly: ['customer', 'contract', 'from', 'to', 'reason', 'lines'] },
    marketHead: study('all'),
    marketingVP: keep('all', { export: true }),
    auditor: study('all'),
  },
})
