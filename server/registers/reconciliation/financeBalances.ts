/** Finance's own balance of each customer at the end of a month 财务应收余额 (PAY-14): imported, and held against the ledger of sales. */
import { defineRegister, section } from '../../definition/define.ts'
import { date, link, longText, money } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const financeBalances = defineRegister('financeBalances', '财务应收余额', "Finance's balances", {
  system: 'reconciliation',
  title: 'number',
  number: 'CW-{yyyy}{mm}-{00000}',
  help: [
    '财务账上各客户的月末应收余额（PAY-14），可导入；预收填负数。',
    "What each customer owes in finance's books at the end of a month (PAY-14); may be imported, advances are negative.",
  ],
  fields: {
    month: date('月份', 'Month', { required: true, month: true }),
    customer: link('客户', 'Customer', 'customers', { required: true }),
    amount: money('月末应收余额', 'Balance', { required: true, help: ['负数为预收。', 'Negative: an advance.'] }),
    note: longText('备注', 'Note', { max: 2000 }),
  },
  list: ['number', 'month', 'customer', 'amount', 'note'],
  filters: ['month', 'customer'],
  search: ['number', 'note'],
  sort: ['month', 'DESC'],
  form: [section('余额', 'Balance', ['month', 'customer', 'amount', 'note'])],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  booked: { on: 'month', figures: ['customer', 'amount'] },
  retained: { from: 'month', policy: 'retention.bank' },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    salesClerk: look('all'),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    auditor: study('all'),
  },
})
