/** The papers behind what came in and what was returned in a month (RPT-04, PAY-05): they add up to the figures of the fund reconciliation. */
import type { SqlTable, TableColumn } from './definition.ts'

/** Kinds of movements of accounts, by the customers that the asker may see; who may see an account may see its papers, as on its statement. */
const papers = (kinds: string, paper: string): string =>
  `select l.day, l.customer, ${paper}, case when l.kind = 'refunded' then -l.amount else l.amount end as amount, l.paper, l.register
    from ledger_movements as l join may_customers as m on m.id = l.customer
    where l.kind in (${kinds}) and l.day between (select first from asked) and (select last from asked)`

const common = {
  source: 'RPT-04',
  period: 'month',
  reads: { customers: ['name'], invoices: ['total', 'outstanding'], receipts: ['amount'] },
  filter: 'customers',
  order: 'day, register, paper, amount',
} as const

const day: TableColumn = { name: 'day', label: ['日期', 'Day'], format: 'date' }
const customer: TableColumn = { name: 'customer', label: ['客户', 'Customer'], format: 'name', names: 'customers' }

export const moneyReceived: SqlTable = {
  ...common,
  name: 'money-received',
  label: ['回款明细', 'Money received'],
  columns: [
    day,
    customer,
    { name: 'receipt', label: ['收款', 'Receipt'], format: 'text', names: 'receipts' },
    { name: 'refund', label: ['退款', 'Refund'], format: 'text', names: 'refunds' },
    { name: 'amount', label: ['金额', 'Amount'], format: 'money', sum: true },
  ],
  sql: papers(
    `'received', 'refunded'`,
    `case when l.register = 'receipts' then l.paper end as receipt, case when l.register = 'refunds' then l.paper end as refund`,
  ),
}

export const goodsReturned: SqlTable = {
  ...common,
  name: 'goods-returned',
  label: ['退货明细', 'Goods returned'],
  columns: [
    day,
    customer,
    { name: 'return', label: ['退货', 'Return'], format: 'text', names: 'returns' },
    { name: 'amount', label: ['金额', 'Amount'], format: 'money', sum: true },
  ],
  sql: papers(`'returned'`, 'l.paper as "return"'),
}
