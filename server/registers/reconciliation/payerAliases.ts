/** Payer aliases 付款人对应 (PAY-14): under which names and from which accounts a customer pays, remembered from matches that people confirmed. */
import { defineRegister, section } from '../../definition/define.ts'
import { link, text, yesNo } from '../../definition/fields.ts'
import { full, look, manage, study } from '../grants.ts'

export const payerAliases = defineRegister('payerAliases', '付款人对应', 'Payer aliases', {
  system: 'reconciliation',
  title: 'name',
  help: [
    '客户以何户名、何账号付款（PAY-14）；人工确认勾对时自动记住，也可手工添加。同一户名属于两个客户时，只作参考，不自动勾对。',
    'Under which names and from which accounts a customer pays (PAY-14); remembered when a person confirms a match, or added by hand. A name of two customers is a hint, never a match by itself.',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    name: text('付款户名', 'Payer name', { required: true, max: 160 }),
    normalised: text('比对用名', 'Compared as', {
      readOnly: true,
      max: 160,
      help: ['去掉全半角、括号、空格与公司类别后的名称。', 'The name without widths, brackets, spaces and kind of company.'],
    }),
    account: text('付款账号', "Payer's account", { max: 60 }),
    active: yesNo('启用', 'Active', { default: true }),
    source: link('来自勾对', 'From match', 'matches', { readOnly: true }),
  },
  list: ['customer', 'name', 'account', 'active', 'source'],
  filters: ['customer', 'active'],
  search: ['name', 'normalised', 'account'],
  sort: ['id', 'DESC'],
  form: [section('付款人', 'Payer', ['customer', 'name', 'account', 'active', 'normalised', 'source'])],
  permissions: {
    administrator: full,
    executive: study('all'),
    salesClerk: look('all'),
    finance: manage('all', { import: true }),
    marketHead: look('all'),
    auditor: study('all'),
  },
})
