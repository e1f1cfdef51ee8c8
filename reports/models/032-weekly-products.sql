-- 一行 = 一周 × 产品；一张订单、一位客户在该产品下各只数一次。订单数可跨周相加，客户数不可。
-- One row = one week × product; an order and a customer count once for the product. Orders may be added up over weeks, customers may not.
create or replace macro weekly_products_between(first, last) as table
with sold as (
  select week, product, count(distinct "order") as orders, count(distinct customer) as customers, sum(quantity) as quantity, sum(amount) as ordered
  from sales_lines where date between first and last
  group by all
), back as (
  select week, product, sum(amount) as returned
  from return_lines where date between first and last
  group by all
)
select
  coalesce(sold.week, back.week) as week,
  coalesce(sold.product, back.product) as product,
  coalesce(orders, 0)::bigint as orders,
  coalesce(customers, 0)::bigint as customers,
  coalesce(quantity, 0)::decimal(18, 3) as quantity,
  coalesce(ordered, 0)::decimal(18, 2) as ordered,
  coalesce(returned, 0)::decimal(18, 2) as returned
from sold
full join back on back.week = sold.week and back.product is not distinct from sold.product
order by all;
