/** Cooperation disputes 合作纠纷 (ORD-16): handled by law and contract, with what protects both sides. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, money, text } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'

export const disputes = defineRegister('disputes', '合作纠纷', 'Disputes', {
  system: 'sales',
  title: 'subject',
  number: 'JF-{yyyy}-{0000}',
  help: ['依法依约处理，维护双方权益（ORD-16）。', 'Handled by law and contract, protecting both sides (ORD-16).'],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    contract: link('合同', 'Contract', 'contracts', {
      required: true,
      help: ['纠纷依据的合同（ORD-16）。', 'The contract it rests on (ORD-16).'],
    }),
    subject: text('事由', 'Subject', { required: true, max: 120 }),
    raisedOn: date('发生日期', 'Raised on', { required: true, default: '$today' }),
    raisedBy: choice('提出方', 'Raised by', { us: ['我方', 'Us'], them: ['对方', 'Them'] }, { required: true, default: 'them' }),
    amount: money('涉及金额', 'Amount at issue', { min: '0' }),
    clause: text('合同条款', 'Clause', { max: 200, help: ['适用的违约、索赔条款。', 'The clause on breach or claims that applies.'] }),
    facts: longText('经过', 'Facts', { required: true, max: 10_000 }),
    ourView: longText('我方意见', 'Our position', { max: 5000 }),
    owner: link('经办人', 'Handled by', 'users', { default: '$me' }),
    evidence: file('证据', 'Evidence'),
    outcome: longText('结果', 'Outcome', { max: 5000 }),
    status: choice('状态', 'Status', {
      open: ['协商中', 'Negotiating'],
      mediation: ['调解', 'Mediation'],
      arbitration: ['仲裁', 'Arbitration'],
      court: ['诉讼', 'Court'],
      settled: ['已了结', 'Settled'],
    }),
  },
  list: ['subject', 'number', 'customer', 'contract', 'raisedOn', 'amount', 'status'],
  filters: ['status', 'customer', 'contract', 'owner', 'raisedOn'],
  search: ['subject', 'number', 'facts'],
  sort: ['id', 'DESC'],
  form: [
    section('纠纷', 'Dispute', ['customer', 'contract', 'subject', 'raisedOn', 'raisedBy', 'amount', 'clause', 'status']),
    section('经过与处理', 'Course', ['facts', 'ourView', 'owner', 'evidence', 'outcome']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  workflow: {
    field: 'status',
    start: 'open',
    moves: {
      mediate: move('转调解', 'Mediate', { from: ['open'], to: 'mediation', reason: true }),
      arbitrate: move('转仲裁', 'Arbitrate', { from: ['open', 'mediation'], to: 'arbitration', reason: true }),
      sue: move('转诉讼', 'Go to court', { from: ['open', 'mediation'], to: 'court', reason: true }),
      settle: move('了结', 'Settle', {
        from: ['open', 'mediation', 'arbitration', 'court'],
        to: 'settled',
        when: { outcome: { empty: false } },
        unless: ['请先写明处理结果（ORD-16）。', 'Write down the outcome first (ORD-16).'],
      }),
    },
    frozen: { settled: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own'),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: look('department'),
    finance: look('all'),
    marketHead: study('all'),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
