/** Service standards (ORD-18, ORD-24): what is to be done for which kind of customer — introduction, contract handling, after-sales — as a checklist. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, choices, date, lines, longText, number, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const stages = {
  introduction: ['业务介绍', 'Introduction'],
  contract: ['合同办理', 'Contract handling'],
  delivery: ['交付', 'Delivery'],
  afterSales: ['售后', 'After-sales'],
} as const

export const serviceStandards = defineRegister('serviceStandards', '服务标准', 'Service standards', {
  system: 'sales',
  title: 'name',
  help: [
    '服务流程、内容与标准，按客户类别列出（ORD-18、ORD-24）。',
    'Service process, content and standard by kind of customer (ORD-18, ORD-24).',
  ],
  fields: {
    name: text('名称', 'Name', { required: true, unique: true, max: 80 }),
    tiers: choices(
      '适用层级',
      'Tiers',
      { strategic: ['战略合作', 'Strategic'], key: ['重点', 'Key'], general: ['一般', 'General'], reserve: ['储备', 'Reserve'] },
      { required: true },
    ),
    from: date('生效日期', 'In force from', { required: true, default: '$today' }),
    active: yesNo('启用', 'Active', { default: true }),
    items: lines(
      '服务项目',
      'Items',
      {
        stage: choice('环节', 'Stage', stages, { required: true }),
        item: text('内容', 'What is done', { required: true, max: 200 }),
        standard: text('标准', 'Standard', {
          max: 300,
          help: ['态度、速度、质量的要求。', 'What is asked of attitude, speed and quality.'],
        }),
        withinDays: number('时限（天）', 'Within days', { min: 0, max: 365 }),
      },
      { required: true },
    ),
    note: longText('说明', 'Note', { max: 2000 }),
  },
  list: ['name', 'tiers', 'from', 'active'],
  filters: ['active', 'from'],
  search: ['name'],
  sort: ['name', 'ASC'],
  form: [section('标准', 'Standard', ['name', 'tiers', 'from', 'active', 'note']), section('服务项目', 'Items', ['items'])],
  keys: ['name'],
  permissions: {
    administrator: full,
    executive: look('all'),
    analyst: study('all'),
    sales: look('all'),
    salesManager: keep('all'),
    regionalManager: look('all'),
    salesClerk: look('all'),
    marketHead: keep('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
