/** Freight of a month by carrier, kind and term (RPT-05, CAR-08). */
import type { SqlTable } from './definition.ts'

export const freightSummary: SqlTable = {
  name: 'freight-summary',
  label: ['运费汇总', 'Freight summed up'],
  source: 'RPT-05',
  period: 'month',
  reads: { freights: ['amount', 'carrier', 'kind', 'term'] },
  filter: 'freights',
  columns: [
    { name: 'carrier', label: ['承运商', 'Carrier'], format: 'name', names: 'carriers' },
    { name: 'kind', label: ['性质', 'Kind'], format: 'choice', words: 'freights.kind' },
    { name: 'term', label: ['结算', 'Term'], format: 'choice', words: 'freights.term' },
    { name: 'freights', label: ['笔数', 'Freights'], format: 'count', sum: true },
    { name: 'amount', label: ['运费', 'Freight'], format: 'money', sum: true },
    { name: 'unpaid', label: ['其中未付', 'Of it unpaid'], format: 'money', sum: true },
  ],
  sql: `select f.carrier, f.kind, f.term, count(*) as freights, sum(f.amount) as amount, coalesce(sum(f.amount) filter (f."paidOn" is null), 0) as unpaid
    from freights as f join may_freights as m on m.id = f.id
    where f.date between (select first from asked) and (select last from asked)
    group by all`,
  order: 'amount desc, carrier, kind, term',
}
