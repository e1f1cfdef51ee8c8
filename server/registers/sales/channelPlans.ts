/** Marketing strategy and channel notes (ORD-21), and the promotion of new products with technical guidance (ORD-23): owned by the market department. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, text } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

const readers = {
  administrator: full,
  executive: study('all'),
  analyst: study('all'),
  sales: look('all'),
  salesManager: keep('all'),
  regionalManager: look('all'),
  salesClerk: look('all'),
  production: look('all'),
  marketHead: { ...keep('all'), remove: 'all', export: true },
  marketingVP: study('all'),
  auditor: study('all'),
} as const

export const channelPlans = defineRegister('channelPlans', '渠道策略', 'Channel strategy', {
  system: 'sales',
  title: 'name',
  help: ['营销策略与渠道管理由市场部负责（ORD-21）。', 'Marketing strategy and channels are the market department’s (ORD-21).'],
  fields: {
    name: text('名称', 'Name', { required: true, max: 120 }),
    channel: choice(
      '渠道',
      'Channel',
      {
        distributor: ['经销商', 'Distributor'],
        direct: ['直销', 'Direct'],
        keyAccount: ['重点直营', 'Key account'],
        online: ['线上', 'Online'],
        export: ['出口', 'Export'],
      },
      { required: true },
    ),
    from: date('自', 'From', { required: true, default: '$today' }),
    to: date('至', 'To'),
    strategy: longText('策略', 'Strategy', { required: true, max: 10_000 }),
    measures: longText('措施', 'Measures', { max: 10_000 }),
    owner: link('负责人', 'Owner', 'users', { default: '$me' }),
    attachments: file('附件', 'Attachments'),
  },
  list: ['name', 'channel', 'from', 'to', 'owner'],
  filters: ['channel', 'owner', 'from'],
  search: ['name', 'strategy'],
  sort: ['from', 'DESC'],
  form: [section('策略', 'Strategy', ['name', 'channel', 'from', 'to', 'owner', 'strategy', 'measures', 'attachments'])],
  permissions: readers,
})

export const productPromotions = defineRegister('productPromotions', '新品推广', 'New-product promotion', {
  system: 'sales',
  title: 'name',
  help: ['新产品推广时由技术部门给予客户指导（ORD-23）。', 'New products are introduced with technical guidance to customers (ORD-23).'],
  fields: {
    name: text('名称', 'Name', { required: true, max: 120 }),
    product: link('产品', 'Product', 'products', { required: true }),
    from: date('自', 'From', { required: true, default: '$today' }),
    to: date('至', 'To'),
    adviser: link('技术指导人', 'Technical adviser', 'users', { required: true }),
    guidance: longText('指导要点', 'Guidance', { required: true, max: 10_000 }),
    visits: lines('客户', 'Customers', {
      customer: link('客户', 'Customer', 'customers', { required: true }),
      guidedOn: date('指导日期', 'Guided on'),
      by: link('指导人', 'By', 'users'),
      feedback: text('反馈', 'Feedback', { max: 300 }),
    }),
    attachments: file('资料', 'Papers'),
  },
  list: ['name', 'product', 'adviser', 'from', 'to'],
  filters: ['product', 'adviser', 'from'],
  search: ['name', 'guidance'],
  sort: ['from', 'DESC'],
  form: [
    section('推广', 'Promotion', ['name', 'product', 'from', 'to', 'adviser', 'guidance', 'attachments']),
    section('客户', 'Customers', ['visits']),
  ],
  permissions: { ...readers, production: { read: 'all', update: 'all' } },
})
