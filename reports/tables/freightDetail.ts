/** Freight of a month, paper by paper (RPT-05, CAR-08). */
import type { SqlTable } from './definition.ts'

export const freightDetail: SqlTable = {
  name: 'freight-detail',
  label: ['运费明细', 'Freight in detail'],
  source: 'RPT-05',
  period: 'month',
  reads: { freights: ['dispatch', 'amount', 'carrier', 'kind', 'term'] },
  filter: 'freights',
  columns: [
    { name: 'date', label: ['日期', 'Date'], format: 'date' },
    { name: 'number', label: ['编号', 'Number'], format: 'text' },
    { name: 'dispatch', label: ['发运通知单', 'Dispatch'], format: 'name', names: 'dispatches' },
    { name: 'customer', label: ['客户', 'Customer'], format: 'name', names: 'customers' },
    { name: 'carrier', label: ['承运商', 'Carrier'], format: 'name', names: 'carriers' },
    { name: 'kind', label: ['性质', 'Kind'], format: 'choice', words: 'freights.kind' },
    { name: 'term', label: ['结算', 'Term'], format: 'choice', words: 'freights.term' },
    { name: 'amount', label: ['运费', 'Freight'], format: 'money', sum: true },
    { name: 'paidOn', label: ['付款日期', 'Paid on'], format: 'date' },
  ],
  sql: `select f.id, f.date, f.number, f.dispatch, f.customer, f.carrier, f.kind, f.term, f.amount, f."paidOn"
    from freights as f join may_freights as m on m.id = f.id
    where f.date between (select first from asked) and (select last from asked)`,
  order: 'date, id',
}
