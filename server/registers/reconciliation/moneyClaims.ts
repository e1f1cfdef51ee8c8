/** Claims of money 到账认领 (PAY-14): a salesperson says whose unclaimed money it is, finance confirms, and receipt and match follow. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, file, link, longText, money } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

const claims = keep('own', { moves: ['withdraw'] })

export const moneyClaims = defineRegister('moneyClaims', '到账认领', 'Claims of money', {
  system: 'reconciliation',
  title: 'number',
  number: 'RL-{yyyy}{mm}-{0000}',
  help: [
    '待认领款项由客户经理认领，财务确认后自动登记收款并勾对（PAY-14）；同一笔款有两人认领时，确认一人即驳回其他。',
    'A salesperson claims unclaimed money for a customer; when finance confirms, receipt and match are made (PAY-14). Confirming one of several claims rejects the others.',
  ],
  fields: {
    bankLine: link('银行流水', 'Bank line', 'bankLines', { required: true, fixed: true }),
    customer: link('客户', 'Customer', 'customers', { required: true }),
    amount: money('认领金额', 'Amount', {
      required: true,
      min: '0.01',
      help: ['不超过流水的未勾对金额。', 'At most what is open on the line.'],
    }),
    note: longText('说明', 'Note', {
      max: 1000,
      help: ['例如为何由他人代付、付哪张发票。', 'Why somebody else paid, for example, or which invoice it pays.'],
    }),
    evidence: file('凭证', 'Evidence'),
    salesperson: link('认领人', 'Claimed by', 'users', { readOnly: true, default: '$me' }),
    receipt: link('生成的收款', 'Receipt made', 'receipts', { readOnly: true }),
    refusal: longText('驳回原因', 'Why rejected', { readOnly: true, max: 1000 }),
    status: choice('状态', 'Status', {
      open: ['待财务确认', 'Waiting for finance'],
      confirmed: ['已确认', 'Confirmed'],
      rejected: ['已驳回', 'Rejected'],
      withdrawn: ['已撤回', 'Withdrawn'],
    }),
  },
  list: ['number', 'bankLine', 'customer', 'amount', 'salesperson', 'status'],
  filters: ['status', 'customer', 'salesperson', 'bankLine'],
  search: ['number', 'note'],
  sort: ['id', 'DESC'],
  form: [
    section('认领', 'Claim', ['bankLine', 'customer', 'amount', 'note', 'evidence']),
    section('处理', 'Outcome', ['status', 'salesperson', 'receipt', 'refusal']),
  ],
  keys: ['number'],
  scopes: { own: { salesperson: '$me' }, department: { 'salesperson.department': { under: '$department' } } },
  workflow: {
    field: 'status',
    start: 'open',
    moves: {
      confirm: move('确认到账', 'Confirm', { from: ['open'], to: 'confirmed', roles: ['finance'] }),
      reject: move('驳回', 'Reject', { from: ['open'], to: 'rejected', roles: ['finance'], reason: true }),
      withdraw: move('撤回', 'Withdraw', { from: ['open'], to: 'withdrawn' }),
    },
    frozen: { confirmed: ['*'], rejected: ['*'], withdrawn: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: claims,
    salesManager: keep('department', { moves: ['withdraw'] }),
    regionalManager: keep('department', { moves: ['withdraw'] }),
    salesClerk: look('all'),
    finance: keep('all', { moves: ['confirm', 'reject'], export: true }),
    marketHead: study('all'),
    auditor: study('all'),
  },
})
