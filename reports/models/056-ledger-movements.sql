-- 一行 = 一位客户往来账上的一笔变动，取各单据自身的日期，单位元。由跟随程序按客户维护。kind：
--   invoiced 已开具发票；received 已确认收款（全额，含预收）；refunded 已付的退款；
--   returned 有已开具发票的退货，全额（换货只计冲减额）；没有的不曾形成应收，随付款记入（与 refunded 相抵）；
--   discounted 已批准的折让与差额；writtenOff 已确认的坏账；adjusted 已批准的更正（有正负）；shipped 已发运（备查，不影响余额）。
-- amount 按各自含义取值；charge 是对余额的影响，正数为客户多欠。charge 之和即当日应收减预收，再减退货中尚未退还的款。
-- One row = one movement of a customer's account, on its paper's own day, in yuan. Kept by the follower, customer by customer. kind:
--   invoiced: issued invoice; received: confirmed receipt, the whole of it, advances too; refunded: refund, paid;
--   returned: return of an issued invoice, the whole of it (of an exchange what was credited); one without was never receivable and comes in as it is paid back,
--   against refunded; discounted: approved discount or small difference; writtenOff: confirmed bad debt; adjusted: approved correction, signed; shipped: goods gone, told beside the account.
-- amount is what its kind says; charge is what it does to the balance, positive when the customer owes more. Charges add up to receivables less advances of the day, less what is still to
-- be paid back of returns.
create or replace macro ledger_movements_of(who) as table
with given_back as (
  select paid.customer, greatest(paid."paidOn", back.date, coalesce(invoice.date, back.date)) as day, paid.amount, paid.id as refund, paid.number,
    back.id as "return", back.number as return_number, invoice.id is not null and back.kind is distinct from 'exchange' as counted
  from refunds as paid
  join returns as back on back.id = paid."return" and back.customer = paid.customer and back.status in ('confirmed', 'refunded')
  left join invoices as invoice on invoice.id = back.invoice and invoice.customer = back.customer and invoice.status = 'issued'
  where paid.status = 'paid'
), papers as (
  select customer, date as day, 'invoiced' as kind, total as amount, 1 as sign, 'invoices' as register, id as paper, number
  from invoices where status = 'issued'
  union all
  select customer, date, 'received', amount, -1, 'receipts', id, number from receipts where status = 'confirmed'
  union all
  select paid.customer, greatest(paid.date, back."paidOn"), 'refunded', back.amount, 1, 'refunds', back.id, back.number
  from refunds as back
  join receipts as paid on paid.id = back.receipt and paid.customer = back.customer and paid.status = 'confirmed'
  where back.status = 'paid'
  union all
  select customer, day, 'refunded', amount, 1, 'refunds', refund, number from given_back
  union all
  select customer, day, 'returned', amount, -1, 'returns', "return", return_number from given_back where not counted
  union all
  select back.customer, greatest(back.date, invoice.date), 'returned', case when back.kind = 'exchange' then back.credited else back.total end, -1,
    'returns', back.id, back.number
  from returns as back
  join invoices as invoice on invoice.id = back.invoice and invoice.customer = back.customer and invoice.status = 'issued'
  where back.status in ('confirmed', 'refunded') and (back.kind is distinct from 'exchange' or back.credited <> 0)
  union all
  select off.customer, off.day, 'writtenOff', off.amount, -1, off.kind, lost.id, lost.number
  from settlements as off join "badDebts" as lost on lost.id = off.paper
  where off.kind = 'badDebts'
  union all
  select settled.customer, settled.day, case when paper.kind = 'correction' then 'adjusted' else 'discounted' end,
    case when paper.kind = 'correction' then paper.amount else -paper.amount end, case when paper.kind = 'correction' then 1 else -1 end,
    'adjustments', paper.id, paper.number
  from adjustments as paper join (
    select customer, day, paper from settlements where kind = 'adjustments'
    union all
    select paid.customer, greatest(paid.date, gone.date), gone.id
    from adjustments as gone
    join receipts as paid on paid.id = gone.receipt and paid.customer = gone.customer and paid.status = 'confirmed'
    where gone.status = 'approved'
  ) as settled on settled.paper = paper.id
  union all
  select customer, "shippedOn", 'shipped', total, 0, 'dispatches', id, number from dispatches where status in ('shipped', 'received') and "shippedOn" is not null
)
select customer, day, kind, amount::decimal(18, 2) as amount, (amount * sign)::decimal(18, 2) as charge, register, paper, number
from papers
where customer in (select customer from query_table(who))
order by all;
