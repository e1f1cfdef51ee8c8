-- debtors：一行 = 一位有过发货、发票或收款的客户。dealings：一行 = 一位客户首次发货、开票或收款的日期，由跟随程序按客户维护。
-- debtors: one row = one customer who ever had a dispatch, an invoice or a receipt. dealings: one row = the day of a customer's first one that counts, kept by the
-- follower, customer by customer.
create or replace view debtors as
select customer from invoices where customer is not null
union
select customer from dispatches where customer is not null
union
select customer from receipts where customer is not null;
comment on view debtors is '有往来的客户 · Customers with dealings';

create or replace macro dealings_of(who) as table
select customer, min(date) as since
from (
  select customer, date from invoices where status = 'issued'
  union all
  select customer, date from dispatches where status in ('checked', 'stamped', 'loaded', 'shipped', 'received')
  union all
  select customer, date from receipts where status = 'confirmed'
)
where customer in (select customer from query_table(who))
group by customer
order by customer;
