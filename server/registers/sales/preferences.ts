/** Preferential policies 优惠政策 (GRD-03): for strategic and key customers only, after an overall appraisal, approved by the general-manager office meeting (ORG-09). */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, choices, date, file, link, longText } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { full, keep, look, study } from '../grants.ts'

export const preferences = defineRegister('preferences', '优惠政策', 'Preferential policies', {
  system: 'sales',
  title: 'number',
  number: 'YH-{yyyy}-{0000}',
  help: [
    '仅限战略合作与重点客户，经综合评价并由总经理办公会批准（GRD-03）。',
    'For strategic and key customers only, after an appraisal, approved by the general-manager office meeting (GRD-03).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    benefits: choices(
      '优惠内容',
      'Benefits',
      {
        supply: ['保障供货', 'Supply guarantee'],
        price: ['价格优惠', 'Price concession'],
        noDiscount: ['承兑汇票免贴息', 'Bank drafts without discount interest'],
        other: ['其他', 'Other'],
      },
      { required: true },
    ),
    details: longText('具体内容', 'Details', { required: true, max: 5000 }),
    appraisal: longText('综合评价', 'Overall appraisal', { required: true, max: 5000 }),
    from: date('生效日期', 'From', { required: true, default: '$today' }),
    to: date('失效日期', 'To', { required: true }),
    minutes: file('办公会纪要', 'Minutes of the meeting'),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      inForce: ['执行中', 'In force'],
      ended: ['已终止', 'Ended'],
    }),
  },
  list: ['number', 'customer', 'benefits', 'from', 'to', 'status'],
  filters: ['status', 'customer', 'department', 'from', 'to'],
  search: ['number', 'details'],
  sort: ['id', 'DESC'],
  form: [
    section('优惠', 'Benefit', ['customer', 'benefits', 'details', 'from', 'to', 'status']),
    section('评价与决定', 'Appraisal and decision', ['appraisal', 'minutes', 'applicant', 'department']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { department: { under: '$department' } } },
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('inForce'),
      end: move('终止', 'End', { from: ['inForce'], to: 'ended', roles: ['administrator', 'executive', 'salesManager'], reason: true }),
    },
    frozen: { review: ['*'], inForce: ['*'], ended: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: { ...study('all'), update: 'all' },
    analyst: study('all'),
    sales: keep('own'),
    salesManager: keep('department', { export: true }),
    regionalManager: keep('department'),
    salesClerk: keep('department'),
    finance: study('all'),
    logistics: look('all'),
    marketHead: study('all'),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
