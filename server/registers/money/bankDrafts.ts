/** The register of bank acceptance drafts 承兑汇票登记 (PAY-11): drawer, number, due day, endorsement; free of discount interest only as a benefit (GRD-03). */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, money, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

const cashiers = ['administrator', 'finance']

export const bankDrafts = defineRegister('bankDrafts', '承兑汇票', 'Acceptance drafts', {
  system: 'money',
  title: 'number',
  help: ['登记出票人、票号、到期日与背书（PAY-11）。', 'Drawer, number, due day and endorsement (PAY-11).'],
  fields: {
    number: text('票号', 'Draft number', { required: true, unique: true, max: 60 }),
    customer: link('客户', 'Customer', 'customers', { required: true }),
    drawer: text('出票人', 'Drawer', { required: true, max: 120 }),
    acceptor: text('承兑人', 'Acceptor', { required: true, max: 120 }),
    amount: money('票面金额', 'Amount', { required: true, min: '0.01' }),
    issuedOn: date('出票日', 'Issued on', { required: true }),
    dueOn: date('到期日', 'Due on', { required: true }),
    receivedOn: date('收票日', 'Received on', { default: '$today' }),
    noDiscount: yesNo('免收贴息', 'No discount interest', {
      default: false,
      help: ['仅战略合作与重点客户可享（GRD-03）。', 'For strategic and key customers only (GRD-03).'],
    }),
    endorsee: text('被背书人', 'Endorsee', { max: 120 }),
    endorsedOn: date('背书日', 'Endorsed on'),
    discountInterest: money('贴现利息', 'Discount interest', { min: '0' }),
    scan: file('票面扫描', 'Scan'),
    note: text('备注', 'Note', { max: 200 }),
    status: choice('状态', 'Status', {
      held: ['持有', 'Held'],
      endorsed: ['已背书', 'Endorsed'],
      discounted: ['已贴现', 'Discounted'],
      collected: ['已托收', 'Collected'],
      dishonoured: ['拒付', 'Dishonoured'],
    }),
  },
  list: ['number', 'customer', 'drawer', 'acceptor', 'amount', 'dueOn', 'noDiscount', 'status'],
  filters: ['status', 'customer', 'dueOn', 'noDiscount', 'issuedOn'],
  search: ['number', 'drawer', 'acceptor', 'endorsee'],
  sort: ['dueOn', 'ASC'],
  form: [
    section('汇票', 'Draft', [
      'number',
      'customer',
      'drawer',
      'acceptor',
      'amount',
      'issuedOn',
      'dueOn',
      'receivedOn',
      'noDiscount',
      'status',
    ]),
    section('处置', 'What became of it', ['endorsee', 'endorsedOn', 'discountInterest', 'scan', 'note']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'held',
    moves: {
      endorse: move('背书', 'Endorse', {
        from: ['held'],
        to: 'endorsed',
        roles: cashiers,
        when: { endorsee: { empty: false }, endorsedOn: { empty: false } },
        unless: ['请先填写被背书人与背书日（PAY-11）。', 'Enter the endorsee and the day first (PAY-11).'],
      }),
      discount: move('贴现', 'Discount', {
        from: ['held'],
        to: 'discounted',
        roles: cashiers,
        when: { discountInterest: { empty: false } },
        unless: ['请先填写贴现利息，没有则填 0（PAY-11）。', 'Enter the discount interest first, 0 for none (PAY-11).'],
      }),
      collect: move('到期托收', 'Collect', { from: ['held'], to: 'collected', roles: cashiers }),
      dishonour: move('拒付', 'Dishonour', { from: ['held', 'endorsed', 'discounted'], to: 'dishonoured', roles: cashiers, reason: true }),
    },
    frozen: {
      endorsed: ['*'],
      discounted: ['*'],
      collected: ['*'],
      dishonoured: ['*'],
    },
  },
  clocks: {
    due: { label: ['汇票', 'Draft'], from: 'issuedOn', due: { field: 'dueOn' }, until: { status: { ne: 'held' } } },
  },
  permissions: {
    administrator: full,
    executive: look('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: look('department'),
    regionalManager: look('department'),
    salesClerk: look('department'),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: look('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
