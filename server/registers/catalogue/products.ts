/** What the company sells: one row a product code, goods and non-products (postage, charges) alike. */
import { defineRegister, section } from '../../definition/define.ts'
import { file, link, longText, number, text, unitPrice, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

const browse = look('all', { hidden: ['standardCost'] })

const stock = look('all', { hidden: ['listPrice', 'standardCost'] })

export const products = defineRegister('products', '产品', 'Products', {
  system: 'catalogue',
  title: 'name',
  fields: {
    code: text('产品编码', 'Code', { required: true, unique: true, max: 60 }),
    name: text('产品名称', 'Name', { required: true, max: 200 }),
    specification: text('规格', 'Specification', { max: 120 }),
    unit: text('单位', 'Unit', { max: 20 }),
    category: link('类别', 'Category', 'productCategories'),
    listPrice: unitPrice('目录价', 'List price', {
      help: ['价格由财务与定价小组制定（ORD-22）。', 'Set by finance and the pricing committee (ORD-22).'],
    }),
    standardCost: unitPrice('标准成本', 'Standard cost', {
      min: '0',
      help: ['用于计算订单毛利（ORD-19）。', "The base of an order's gross profit (ORD-19)."],
    }),
    barcode: text('条码', 'Barcode', { max: 60 }),
    shelfLifeDays: number('保质期（天）', 'Shelf life, days', { min: 0, max: 36_500 }),
    active: yesNo('在售', 'On sale', { default: true }),
    description: longText('说明', 'Description', { max: 5000 }),
    attachments: file('附件', 'Attachments', { help: ['检验报告、包装图样等。', 'Inspection reports, artwork and the like.'] }),
  },
  offered: { active: true },
  list: ['name', 'code', 'specification', 'unit', 'category', 'listPrice', 'active'],
  filters: ['category', 'active', 'unit', 'listPrice'],
  search: ['name', 'code', 'specification', 'barcode'],
  sort: ['code', 'ASC'],
  form: [
    section('产品', 'Product', ['code', 'name', 'specification', 'unit', 'category', 'active']),
    section('其他', 'More', ['listPrice', 'standardCost', 'barcode', 'shelfLifeDays', 'description', 'attachments']),
  ],
  keys: ['code', 'barcode', 'name'],
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: browse,
    salesManager: look('all'),
    regionalManager: browse,
    salesClerk: keep('all', { export: true, import: true, readOnly: ['listPrice'], hidden: ['standardCost'] }),
    finance: {
      read: 'all',
      update: 'all',
      export: true,
      readOnly: ['code', 'name', 'specification', 'unit', 'category', 'barcode', 'shelfLifeDays'],
    },
    logistics: stock,
    warehouse: stock,
    production: stock,
    marketHead: look('all'),
    marketingVP: look('all'),
    archiveKeeper: browse,
    auditor: study('all'),
  },
})
