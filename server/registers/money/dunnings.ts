/** Receivable tracking 催收记录 (PAY-09, PAY-10): who pressed for what, what was promised for which day, and whether it was kept. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, money, text } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { owed } from '../sales/owed.ts'

export const dunnings = defineRegister('dunnings', '催收记录', 'Receivable follow-up', {
  system: 'money',
  title: 'number',
  number: 'CS-{yyyy}{mm}-{0000}',
  help: ['应收跟踪与催收，财务与销售共同使用（PAY-09）。', 'Following up receivables, shared by finance and sales (PAY-09).'],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    invoice: link('发票', 'Invoice', 'invoices', {
      choose: owed,
      help: ['须为该客户的发票；留空为全部欠款。', "One of this customer's; all that is owed when empty."],
    }),
    date: date('日期', 'Date', { required: true, default: '$today' }),
    method: choice(
      '方式',
      'How',
      {
        call: ['电话', 'Call'],
        visit: ['上门', 'Visit'],
        letter: ['函件', 'Letter'],
        message: ['短信微信', 'Message'],
        lawyer: ['律师函', "Lawyer's letter"],
      },
      { required: true, default: 'call' },
    ),
    contact: text('对方联系人', 'Spoken to', { max: 60 }),
    amount: money('催收金额', 'Amount pressed for', { min: '0' }),
    result: longText('结果', 'Result', { required: true, max: 2000 }),
    promisedOn: date('承诺付款日', 'Promised for'),
    promised: money('承诺金额', 'Amount promised', { min: '0' }),
    user: link('催收人', 'By', 'users', { default: '$me' }),
    letter: file('函件', 'Letter'),
    status: choice('状态', 'Status', { open: ['跟进中', 'Open'], kept: ['已付', 'Paid'], broken: ['失约', 'Broken'] }),
  },
  list: ['number', 'customer', 'invoice', 'date', 'method', 'promisedOn', 'promised', 'status'],
  filters: ['status', 'customer', 'invoice', 'method', 'user', 'date', 'promisedOn'],
  search: ['number', 'result', 'contact'],
  sort: ['id', 'DESC'],
  form: [
    section('催收', 'Follow-up', ['customer', 'invoice', 'date', 'method', 'contact', 'amount', 'user', 'status']),
    section('结果', 'Result', ['result', 'promisedOn', 'promised', 'letter']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  workflow: {
    field: 'status',
    start: 'open',
    moves: {
      keep: move('已付款', 'Paid', { from: ['open'], to: 'kept' }),
      break: move('失约', 'Broken', { from: ['open'], to: 'broken' }),
    },
    frozen: { kept: ['*'], broken: ['*'] },
  },
  clocks: {
    promise: {
      label: ['承诺付款', 'Promised payment'],
      from: 'promisedOn',
      until: { status: { ne: 'open' } },
      due: { field: 'promisedOn' },
      who: 'user',
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own'),
    salesManager: manage('department'),
    regionalManager: keep('department', { export: true }),
    salesClerk: keep('department'),
    finance: keep('all', { export: true }),
    marketHead: look('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
