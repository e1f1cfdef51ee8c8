/** Price lists with a version and a validity (ORD-22): set by finance, explained to customers by sales. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, choices, date, file, lines, link, longText, quantity, text, unitPrice } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const priceLists = defineRegister('priceLists', '价目表', 'Price lists', {
  system: 'catalogue',
  title: 'name',
  number: 'JM-{yyyy}-{000}',
  help: ['价格政策由财务制定，带版本与有效期（ORD-22）。', 'Price policy is set by finance, with version and validity (ORD-22).'],
  fields: {
    name: text('名称', 'Name', { required: true, max: 120 }),
    from: date('生效日期', 'Valid from', { required: true, default: '$today' }),
    to: date('失效日期', 'Valid to'),
    channels: choices('适用渠道', 'Channels', {
      distributor: ['经销商', 'Distributor'],
      direct: ['直销', 'Direct'],
      keyAccount: ['重点直营', 'Key account'],
      online: ['线上', 'Online'],
      export: ['出口', 'Export'],
    }),
    tiers: choices('适用层级', 'Tiers', {
      strategic: ['战略合作', 'Strategic'],
      key: ['重点', 'Key'],
      general: ['一般', 'General'],
      reserve: ['储备', 'Reserve'],
    }),
    customer: link('专用客户', 'For one customer', 'customers', {
      help: [
        '特价须经部门负责人与营销副总共同研究（ORD-02）。',
        'A special price is studied jointly by department head and marketing VP (ORD-02).',
      ],
    }),
    lines: lines(
      '价格',
      'Prices',
      {
        product: link('产品', 'Product', 'products', { required: true }),
        price: unitPrice('单价', 'Unit price', { required: true, min: '0' }),
        minQuantity: quantity('起订量', 'Minimum quantity', { min: '0' }),
      },
      { required: true },
    ),
    supersedes: link('取代', 'Supersedes', 'priceLists', {
      help: [
        '发布后，被取代的价目表止于生效前一日（ORD-22）。',
        'Once issued, the list it supersedes ends the day before it starts (ORD-22).',
      ],
    }),
    decidedOn: date('定价会日期', 'Decided on'),
    minutes: file('定价会纪要', 'Minutes', { help: ['定价小组的决定（ORD-02）。', 'What the pricing committee decided (ORD-02).'] }),
    note: longText('说明', 'Note', { max: 2000 }),
    attachments: file('附件', 'Attachments'),
    status: choice('状态', 'Status', { draft: ['草稿', 'Draft'], inForce: ['执行中', 'In force'], withdrawn: ['已停用', 'Withdrawn'] }),
  },
  list: ['name', 'number', 'from', 'to', 'channels', 'customer', 'status'],
  filters: ['status', 'from', 'to', 'channels', 'tiers', 'customer'],
  search: ['name', 'number'],
  sort: ['from', 'DESC'],
  form: [
    section('价目表', 'Price list', ['name', 'from', 'to', 'channels', 'tiers', 'customer', 'status', 'note', 'attachments']),
    section('价格', 'Prices', ['lines']),
    section('决定与版本', 'Decision and version', ['decidedOn', 'minutes', 'supersedes']),
  ],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      issue: move('发布执行', 'Put in force', {
        from: ['draft'],
        to: 'inForce',
        roles: ['finance', 'executive', 'administrator'],
        when: { decidedOn: { empty: false }, minutes: { empty: false } },
        unless: [
          '价格由定价小组决定（ORD-02）；请先填写定价会日期并附纪要，再发布。',
          'Prices are decided by the pricing committee (ORD-02); enter the day and attach the minutes, then issue.',
        ],
      }),
      withdraw: move('停用', 'Withdraw', {
        from: ['inForce'],
        to: 'withdrawn',
        roles: ['finance', 'executive', 'administrator'],
        reason: true,
      }),
    },
    frozen: { inForce: ['from', 'channels', 'tiers', 'customer', 'lines', 'supersedes', 'decidedOn', 'minutes'], withdrawn: ['*'] },
  },
  keys: ['number', 'name'],
  permissions: {
    administrator: full,
    executive: study('all', { update: 'all', readOnly: ['lines'] }),
    analyst: study('all'),
    sales: look('all'),
    salesManager: look('all'),
    regionalManager: look('all'),
    salesClerk: look('all'),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: look('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
