/** The company's designated bank accounts: customers' money goes to one of these and nowhere else (PAY-01). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

const browse = look('all')

export const bankAccounts = defineRegister('bankAccounts', '公司银行账户', 'Company bank accounts', {
  system: 'money',
  title: 'name',
  help: ['客户货款只能汇入此处登记的公司账户（PAY-01）。', "Customers' money goes only to the company accounts kept here (PAY-01)."],
  fields: {
    name: text('账户名称', 'Name', { required: true, max: 120 }),
    bank: text('开户行', 'Bank', { required: true, max: 120 }),
    number: text('账号', 'Account number', { required: true, unique: true, max: 60 }),
    currency: choice('币种', 'Currency', { CNY: ['人民币', 'CNY'] }, { required: true, default: 'CNY' }),
    active: yesNo('启用', 'Active', { default: true }),
    note: text('备注', 'Note', { max: 200 }),
  },
  offered: { active: true },
  list: ['name', 'bank', 'number', 'currency', 'active'],
  filters: ['active', 'currency'],
  search: ['name', 'bank', 'number'],
  sort: ['name', 'ASC'],
  form: [section('账户', 'Account', ['name', 'bank', 'number', 'currency', 'active', 'note'])],
  keys: ['number', 'name'],
  permissions: {
    administrator: full,
    executive: browse,
    sales: browse,
    salesManager: browse,
    regionalManager: browse,
    salesClerk: browse,
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: browse,
    marketingVP: browse,
    auditor: study('all'),
  },
})
