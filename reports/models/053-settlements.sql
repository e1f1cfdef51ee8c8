-- 一行 = 一张已开具发票在一天由一张单据清偿的金额（元）：已确认收款的分配、冲减发票的退货、已确认的坏账、已批准的往来调整（增加应收的为负数）。
-- 由跟随程序按客户维护。清偿日取该单据日期，早于开票日的取开票日：预收款在有发票之前仍是预收。
-- One row = what one paper took off one issued invoice on one day, in yuan: the allocation of a confirmed receipt, a credited return, a confirmed bad debt,
-- an approved adjustment (negative where it adds to what is owed).
-- Kept by the follower, customer by customer. The day is the paper's, or the invoice's where that is later: money received ahead is an advance until there is an invoice.
create or replace macro settlements_of(who) as table
with papers as (
  select line.invoice, paper.customer, paper.date as day, 'receipts' as kind, paper.id as paper, line.amount
  from receipts_allocations as line
  join receipts as paper on paper.id = line.parent
  where paper.status = 'confirmed'
  union all
  select invoice, customer, date, 'returns', id, credited from returns where status in ('confirmed', 'refunded') and credited <> 0
  union all
  select invoice, customer, "confirmedOn", 'badDebts', id, amount from "badDebts" where status in ('confirmed', 'settled')
  union all
  select invoice, customer, date, 'adjustments', id, -amount from adjustments where status = 'approved'
)
select invoice.customer, invoice.id as invoice, greatest(papers.day, invoice.date) as day, papers.kind, papers.paper,
  sum(papers.amount)::decimal(18, 2) as amount
from papers
join invoices as invoice on invoice.id = papers.invoice and invoice.customer = papers.customer
where invoice.status = 'issued' and invoice.customer in (select customer from query_table(who))
group by all
order by all;
