/**
 * Customer statement 对账单 (PAY-06, RPT-18): every paper of one customer over a period with the balance after it. Opening and movements make the closing balance, which is
 * what the analysis of that day shows as receivables less advances, less what is still to be paid back of returns: an invoice adds, a receipt takes off in full, a return and a
 * bad debt take off, a refund adds, an approved adjustment does what its sign says. A return of goods that were never invoiced is told with each refund of it.
 */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { Words } from '../../../server/definition/words.ts'
import { say } from '../../../server/definition/words.ts'
import type { ReportColumn, StatementQuestion } from '../../messages.ts'

const columns: readonly ReportColumn[] = [
  { name: 'day', label: ['日期', 'Day'], format: 'date' },
  { name: 'paper', label: ['单据', 'Paper'], format: 'choice' },
  { name: 'number', label: ['编号', 'Number'], format: 'text' },
  { name: 'charge', label: ['应收增加', 'Charged'], format: 'money' },
  { name: 'credit', label: ['应收减少', 'Credited'], format: 'money' },
  { name: 'balance', label: ['余额', 'Balance'], format: 'money' },
]

const papers = {
  invoices: ['发票', 'Invoice'],
  receipts: ['收款', 'Receipt'],
  returns: ['退货', 'Return'],
  badDebts: ['坏账核销', 'Bad debt'],
  refunds: ['退款', 'Refund'],
  adjustments: ['往来调整', 'Adjustment'],
} as const satisfies Record<string, Words>

const sql = `
with movements as (
  select day, register as paper, paper as record, number, charge as amount from ledger_movements where kind <> 'shipped' and customer = $1
), opened as (
  select coalesce(sum(amount), 0)::decimal(18, 2) as opening from movements where day < $2::date
), listed as (
  select m.*, (opening + sum(amount) over (order by day, amount < 0, paper, record))::decimal(18, 2) as balance
  from movements as m cross join opened
  where day between $2::date and $3::date
)
select
  (select opening::varchar from opened) as opening,
  (select (opening + coalesce((select sum(amount) from listed), 0))::decimal(18, 2)::varchar from opened) as closing,
  (select coalesce(sum(amount) filter (amount > 0), 0)::decimal(18, 2)::varchar from listed) as charge,
  (select (-coalesce(sum(amount) filter (amount < 0), 0))::decimal(18, 2)::varchar from listed) as credit,
  (select name from customers where id = $1) as name,
  (select coalesce(string_agg(to_json({
    "day": day, "paper": paper, "record": record, "number": number,
    "charge": case when amount >= 0 then amount::decimal(18, 2)::varchar end,
    "credit": case when amount < 0 then (-amount)::decimal(18, 2)::varchar end,
    "balance": balance::varchar,
    "_labels": {"paper": map([${Object.keys(papers)
      .map((name) => `'${name}'`)
      .join(', ')}], [${Object.keys(papers)
      .map((_, index) => `$${index + 4}::varchar`)
      .join(', ')}])[paper]}
  })::varchar, ',' order by day, amount < 0, paper, record), '') from listed) as list`

/** The statement as the bytes of JSON without `asOf` and the brace after it. */
export async function statement(connection: DuckDBConnection, { customer, from, to, asker }: StatementQuestion): Promise<Buffer> {
  const words = Object.values(papers).map((each) => say(each, asker.language))
  const [row] = (await connection.runAndReadAll(sql, [customer, from, to, ...words] as DuckDBValue[])).getRowObjects()
  const { opening, closing, charge, credit, name, list } = row ?? {}
  const head = JSON.stringify({
    columns,
    customer: { id: customer, name: name ?? null },
    from,
    to,
    opening,
    closing,
    totals: { charge, credit, balance: closing },
  })
  return Buffer.from(`${head.slice(0, -1)},"rows":[${String(list)}]`)
}
