-- 一行 = 一张单据在一段日子里（含 since，不含 until）的余额（元），余额为零的日子没有行。kind：
--   invoices  已开具发票未清的部分，从开票日起；
--   dispatches 在途或已发而未开票的货值，从通知单日期到开票日，issued 为发运日期；
--   receipts  已确认收款中未分配、未退还、未经调整冲减的部分（预收），从到账日起。
-- closes 表示此段之后余额为零：until 即结清日。由跟随程序按客户维护。
-- One row = the balance of one paper over some days (from since up to, not including, until), in yuan; days with none have no row. kind:
--   invoices  what is unpaid of an issued invoice, from its date;
--   dispatches the value of goods bound to go or gone and not invoiced, from the notice's date to that of the invoice; issued is the day they left;
--   receipts  what is neither allocated nor given back nor adjusted away of a confirmed receipt (an advance), from its date.
-- closes says that nothing is left afterwards: until is the day of settlement. Kept by the follower, customer by customer.
create or replace macro balances_of(who) as table
with flows as (
  select 'invoices' as kind, id as paper, customer, date as day, total as amount from invoices where status = 'issued'
  union all
  select 'invoices', invoice, customer, day, -amount from settlements
  union all
  select 'dispatches', id, customer, date, total from dispatches where status in ('checked', 'stamped', 'loaded', 'shipped', 'received')
  union all
  select 'dispatches', sent.id, sent.customer, greatest(sent.date, billed.date), -sent.total
  from dispatches as sent
  join invoices as billed on billed.id = sent.invoice and billed.customer = sent.customer and billed.status = 'issued'
  where sent.status in ('checked', 'stamped', 'loaded', 'shipped', 'received')
  union all
  select 'receipts', id, customer, date, amount from receipts where status = 'confirmed'
  union all
  select 'receipts', paper, customer, day, -amount from settlements where kind = 'receipts'
  union all
  select 'receipts', paid.id, paid.customer, greatest(paid.date, back."paidOn"), -back.amount
  from refunds as back
  join receipts as paid on paid.id = back.receipt and paid.customer = back.customer and paid.status = 'confirmed'
  where back.status = 'paid'
  union all
  select 'receipts', paid.id, paid.customer, greatest(paid.date, gone.date), -gone.amount
  from adjustments as gone
  join receipts as paid on paid.id = gone.receipt and paid.customer = gone.customer and paid.status = 'confirmed'
  where gone.status = 'approved'
), days as (
  select kind, paper, customer, day, sum(amount) as amount
  from flows
  where customer in (select customer from query_table(who))
  group by all
), steps as (
  select kind, paper, customer, day as since, lead(day, 1, date '9999-12-31') over paper as until,
    (sum(amount) over paper)::decimal(18, 2) as amount
  from days
  window paper as (partition by kind, paper, customer order by day)
), told as (
  select *, coalesce(lead(amount) over (partition by kind, paper, customer order by since) = 0, false) as closes from steps
)
select told.kind, told.paper, told.customer, coalesce(invoice.date, sent."shippedOn") as issued, coalesce(invoice."dueOn", invoice.date) as "dueOn",
  told.since, told.until, told.amount, told.closes
from told
left join invoices as invoice on invoice.id = case when told.kind = 'invoices' then told.paper end
left join dispatches as sent on sent.id = case when told.kind = 'dispatches' then told.paper end
where told.amount <> 0
order by told.since, told.kind, told.paper;
