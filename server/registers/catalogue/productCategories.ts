/** Product categories as a tree; they are the company's own words, so they are rows and not choices. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, link, text, yesNo } from '../../definition/fields.ts'
import { full, look, study } from '../grants.ts'

const map = look('all')

export const productCategories = defineRegister('productCategories', '产品类别', 'Product categories', {
  system: 'catalogue',
  title: 'name',
  tree: 'group',
  fields: {
    name: text('类别名称', 'Name', { required: true, max: 60 }),
    code: text('类别代码', 'Code', { required: true, unique: true, max: 40 }),
    group: link('上级类别', 'Parent', 'productCategories'),
    kind: choice(
      '性质',
      'Nature',
      { goods: ['货品', 'Goods'], service: ['服务及非货品', 'Services and non-products'] },
      { required: true, default: 'goods', help: ['邮费、手续费、调整等不是货品。', 'Postage, charges and adjustments are no goods.'] },
    ),
    active: yesNo('启用', 'Active', { default: true }),
  },
  list: ['name', 'code', 'group', 'kind', 'active'],
  filters: ['kind', 'group', 'active'],
  search: ['name', 'code'],
  sort: ['code', 'ASC'],
  form: [section('类别', 'Category', ['name', 'code', 'group', 'kind', 'active'])],
  keys: ['code', 'name'],
  permissions: {
    administrator: full,
    executive: map,
    analyst: map,
    sales: map,
    salesManager: map,
    regionalManager: map,
    salesClerk: map,
    finance: map,
    logistics: map,
    warehouse: map,
    production: map,
    marketHead: map,
    marketingVP: map,
    archiveKeeper: map,
    auditor: study('all'),
  },
})
