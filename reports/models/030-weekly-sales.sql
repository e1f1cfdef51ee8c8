-- 一行 = 一周 × 客户经理 × 部门 × 客户：当周的订单与退货。由跟随程序维护：订单或退货一有改动，新旧所在的周都会重算。
-- "countsCustomer"：该客户当周在该客户经理名下下过单，且这是其第一行（同一客户可能分属两个部门）。
-- One row = one week × salesperson × department × customer with its orders and returns, kept by the follower: a change does its old and its new week again.
-- "countsCustomer": the customer ordered from the salesperson in that week, and this is the first row of the two (one customer may stand under two departments).
create or replace macro weekly_sales_between(first, last) as table
with sold as (
  select week, salesperson, department, customer, count(*) as orders, sum(quantity) as quantity, sum(total) as ordered
  from sales_orders where date between first and last
  group by all
), back as (
  select week, salesperson, department, customer, count(*) as returns, sum(total) as returned
  from sales_returns where date between first and last
  group by all
)
select
  coalesce(sold.week, back.week) as week,
  coalesce(sold.salesperson, back.salesperson) as salesperson,
  coalesce(sold.department, back.department) as department,
  coalesce(sold.customer, back.customer) as customer,
  coalesce(orders, 0)::bigint as orders,
  coalesce(quantity, 0)::decimal(18, 3) as quantity,
  coalesce(ordered, 0)::decimal(18, 2) as ordered,
  coalesce(returns, 0)::bigint as returns,
  coalesce(returned, 0)::decimal(18, 2) as returned,
  orders is not null and row_number() over (
    partition by coalesce(sold.week, back.week), coalesce(sold.salesperson, back.salesperson), coalesce(sold.customer, back.customer)
    order by orders is null, coalesce(sold.department, back.department) nulls last
  ) = 1 as "countsCustomer"
from sold
full join back
  on back.week = sold.week and back.customer = sold.customer
  and back.salesperson is not distinct from sold.salesperson and back.department is not distinct from sold.department
order by all;
