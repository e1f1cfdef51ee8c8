/** Market information that a salesperson gathers in daily work and adds to the customer's file (ARC-03); also the market part of the four-part file (ARC-06). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, text } from '../../definition/fields.ts'
import { full, look, manage, study } from '../grants.ts'

export const marketNotes = defineRegister('marketNotes', '市场信息', 'Market notes', {
  system: 'customers',
  title: 'subject',
  help: [
    '日常工作中收集的市场信息，由业务人员补充（ARC-03）。',
    'Market information gathered in daily work, added by the salesperson (ARC-03).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    subject: text('主题', 'Subject', { required: true, max: 120 }),
    kind: choice('类别', 'Kind', {
      competitor: ['竞品动态', 'Competitors'],
      price: ['价格行情', 'Prices'],
      demand: ['需求变化', 'Demand'],
      channel: ['渠道变化', 'Channels'],
      policy: ['政策法规', 'Policy'],
      analysis: ['市场分析', 'Market analysis'],
    }),
    date: date('日期', 'Date', { required: true, default: '$today' }),
    content: longText('内容', 'Content', { required: true, max: 10_000 }),
    source: text('来源', 'Source', { max: 120 }),
    author: link('提供人', 'Author', 'users', { default: '$me' }),
    attachments: file('附件', 'Attachments'),
  },
  list: ['subject', 'customer', 'kind', 'date', 'author'],
  filters: ['customer', 'kind', 'author', 'date'],
  search: ['subject', 'content', 'source'],
  sort: ['date', 'DESC'],
  form: [section('市场信息', 'Market note', ['customer', 'subject', 'kind', 'date', 'author', 'source', 'content', 'attachments'])],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  permissions: {
    administrator: full,
    executive: look('all'),
    analyst: study('all'),
    sales: manage('own', { export: false }),
    salesManager: manage('department'),
    regionalManager: manage('department'),
    salesClerk: look('department'),
    archiveKeeper: look('all'),
    auditor: study('all'),
  },
})
