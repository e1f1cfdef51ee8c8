/** Production notices 产品制造通知单 (ORD-05): to production after signing, with quality indicators and packing; made to order only (ORD-06). */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, quantity, text } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'

const makers = ['administrator', 'production']
const issuers = ['administrator', 'salesManager', 'regionalManager', 'salesClerk', 'marketHead']

export const productionNotices = defineRegister('productionNotices', '制造通知单', 'Production notices', {
  system: 'sales',
  title: 'number',
  number: 'SC-{yyyy}{mm}-{0000}',
  help: [
    '合同签订后由市场部发给生产部，载明质量指标与包装（ORD-05）；以销定产（ORD-06）。',
    'From the market department to production after signing, with quality indicators and packing (ORD-05); made to order (ORD-06).',
  ],
  fields: {
    order: link('订单', 'Order', 'orders', { choose: { status: 'confirmed' }, required: true }),
    contract: link('合同', 'Contract', 'contracts', { readOnly: true }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    date: date('开单日期', 'Date', { required: true, default: '$today' }),
    neededOn: date('需用日期', 'Needed on', { required: true }),
    lines: lines(
      '明细',
      'Lines',
      {
        product: link('产品', 'Product', 'products', { required: true }),
        quantity: quantity('数量', 'Quantity', { required: true, min: '0.001' }),
        quality: text('质量指标', 'Quality indicators', { required: true, max: 200 }),
        packing: text('包装形式', 'Packing type', { required: true, max: 120 }),
      },
      { required: true },
    ),
    attachments: file('附件', 'Attachments'),
    note: longText('备注', 'Note', { max: 2000 }),
    issuedOn: date('下达日期', 'Issued on', { readOnly: true }),
    producedOn: date('完工日期', 'Produced on'),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      issued: ['已下达', 'Issued'],
      produced: ['已完工', 'Produced'],
      closed: ['已关闭', 'Closed'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'order', 'customer', 'date', 'neededOn', 'producedOn', 'status'],
  filters: ['status', 'order', 'customer', 'department', 'neededOn', 'date'],
  search: ['number', 'note'],
  sort: ['neededOn', 'DESC'],
  form: [
    section('通知单', 'Notice', ['order', 'date', 'neededOn', 'status', 'attachments', 'note']),
    section('明细', 'Lines', ['lines']),
    section('完工', 'Production', ['producedOn', 'issuedOn', 'contract', 'customer', 'department']),
  ],
  scopes: { own: { 'order.salesperson': '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      issue: move('下达', 'Issue', { from: ['draft'], to: 'issued', roles: issuers }),
      produce: move('完工', 'Produced', {
        from: ['issued'],
        to: 'produced',
        roles: makers,
        when: { producedOn: { empty: false } },
        unless: ['请先填写完工日期（ORD-05）。', 'Enter the day of completion first (ORD-05).'],
      }),
      close: move('关闭', 'Close', { from: ['produced'], to: 'closed', roles: issuers }),
      cancel: move('取消', 'Cancel', { from: ['draft', 'issued'], to: 'cancelled', roles: issuers, reason: true }),
    },
    frozen: {
      issued: ['order', 'date', 'neededOn', 'lines', 'attachments'],
      produced: ['order', 'date', 'neededOn', 'lines', 'attachments', 'producedOn'],
      closed: ['*'],
      cancelled: ['*'],
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: keep('department', { export: true }),
    logistics: look('all'),
    warehouse: look('all'),
    production: { read: 'all', update: 'all', export: true, readOnly: ['order', 'date', 'neededOn', 'lines', 'attachments'] },
    marketHead: keep('all', { export: true }),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
