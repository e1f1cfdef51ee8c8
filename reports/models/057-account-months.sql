-- 一行 = 一位客户有变动的一个月（month 为该月 1 日），单位元：opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing；
-- received 已减去 refunded（备查），shipped 备查。没有变动的月份没有行，余额沿用上一行的 closing。由跟随程序按客户维护。
-- One row = one month (by its first day) in which a customer's account moved, in yuan: opening + invoiced − received − returned − discounted − writtenOff + adjusted
-- = closing; received is less refunded, which is told beside it, as is shipped. A month without movements has no row: its balance is the closing of the row before.
-- Kept by the follower, customer by customer.
create or replace macro account_months_of(who) as table
with flows as (
  select customer, date_trunc('month', day)::date as month,
    coalesce(sum(amount) filter (kind = 'shipped'), 0)::decimal(18, 2) as shipped,
    coalesce(sum(amount) filter (kind = 'invoiced'), 0)::decimal(18, 2) as invoiced,
    coalesce(sum(-charge) filter (kind in ('received', 'refunded')), 0)::decimal(18, 2) as received,
    coalesce(sum(amount) filter (kind = 'refunded'), 0)::decimal(18, 2) as refunded,
    coalesce(sum(amount) filter (kind = 'returned'), 0)::decimal(18, 2) as returned,
    coalesce(sum(amount) filter (kind = 'discounted'), 0)::decimal(18, 2) as discounted,
    coalesce(sum(amount) filter (kind = 'writtenOff'), 0)::decimal(18, 2) as "writtenOff",
    coalesce(sum(amount) filter (kind = 'adjusted'), 0)::decimal(18, 2) as adjusted,
    sum(charge) as charge
  from ledger_movements
  where customer in (select customer from query_table(who))
  group by all
), running as (
  select *, (sum(charge) over (partition by customer order by month))::decimal(18, 2) as closing from flows
)
select customer, month, (closing - charge)::decimal(18, 2) as opening, shipped, invoiced, received, refunded, returned, discounted, "writtenOff", adjusted, closing
from running
order by month, customer;
