/** Cash in the hands of direct sellers and technicians (PAY-03, PAY-04, CF-08): to be remitted from the first mark on, never above the second. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, money, text } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const collections = defineRegister('collections', '代收货款', 'Collections in hand', {
  system: 'money',
  title: 'number',
  number: 'DS-{yyyy}{mm}-{0000}',
  help: [
    '直销人员与技术员手中的现金（CF-08）：达到上缴额须上缴，任何时候不得超过最高暂存额（PAY-03）。',
    'Cash held by direct sellers and technicians (CF-08): remitted from the first mark on, never above the second (PAY-03).',
  ],
  fields: {
    holder: link('经手人', 'Holder', 'users', { required: true, default: '$me' }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    customer: link('客户', 'Customer', 'customers', { required: true }),
    amount: money('金额', 'Amount', { required: true, min: '0.01' }),
    collectedOn: date('收款日期', 'Collected on', { required: true, default: '$today' }),
    slip: text('收据号', 'Slip number', { max: 60 }),
    markedOn: date('须上缴起算日', 'To be remitted since', {
      readOnly: true,
      help: ['手中合计达到上缴额之日（PAY-03），自动填写。', 'The day the sum in hand reached the first mark (PAY-03), by itself.'],
    }),
    remittedOn: date('上缴日期', 'Remitted on'),
    receipt: link('上缴收款单', 'Receipt', 'receipts', {
      help: ['财务确认的收款（PAY-01）。', 'The receipt confirmed by finance (PAY-01).'],
    }),
    proof: file('凭证', 'Proof'),
    note: text('备注', 'Note', { max: 200 }),
    status: choice('状态', 'Status', { held: ['在手', 'Held'], remitted: ['已上缴', 'Remitted'], void: ['作废', 'Void'] }),
  },
  list: ['number', 'holder', 'customer', 'amount', 'collectedOn', 'markedOn', 'remittedOn', 'status'],
  filters: ['status', 'holder', 'customer', 'department', 'collectedOn', 'markedOn', 'remittedOn'],
  search: ['number', 'slip', 'note'],
  sort: ['collectedOn', 'DESC'],
  form: [
    section('代收', 'Collection', ['holder', 'customer', 'amount', 'collectedOn', 'slip', 'proof', 'note', 'status']),
    section('上缴', 'Remittance', ['markedOn', 'remittedOn', 'receipt', 'department']),
  ],
  scopes: { own: { holder: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'held',
    moves: {
      remit: move('上缴', 'Remit', {
        from: ['held'],
        to: 'remitted',
        roles: ['finance'],
        when: { receipt: { empty: false }, 'receipt.status': 'confirmed' },
        unless: [
          '上缴以财务已确认的收款单为准（PAY-01、CF-08）；请先选择该收款单。',
          'It is remitted once finance has confirmed the receipt (PAY-01, CF-08); choose that receipt first.',
        ],
      }),
      void: move('作废', 'Void', { from: ['held'], to: 'void', roles: ['administrator', 'finance'], reason: true }),
    },
    frozen: { remitted: ['*'], void: ['*'] },
  },
  clocks: {
    remit: {
      label: ['货款上缴', 'Remit collections'],
      from: 'markedOn',
      due: { policy: 'collection.remit.within' },
      until: { status: { ne: 'held' } },
      who: 'holder',
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own', { readOnly: ['holder', 'receipt', 'remittedOn'] }),
    salesManager: study('department'),
    regionalManager: look('department'),
    salesClerk: keep('department', { readOnly: ['receipt', 'remittedOn'] }),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
