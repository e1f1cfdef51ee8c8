-- 一行 = 一周 × 客户经理 × 部门，由 weekly_sales 汇总；customers 把每位客户在该客户经理名下只数一次，故可跨部门相加。
-- One row = one week × salesperson × department, summed from weekly_sales; customers counts each customer of the salesperson once, so it may be added up over departments.
create or replace macro weekly_people_between(first, last) as table
select week, salesperson, department,
  sum(orders)::bigint as orders,
  count(*) filter (where "countsCustomer") as customers,
  sum(quantity)::decimal(18, 3) as quantity,
  sum(ordered)::decimal(18, 2) as ordered,
  sum(returned)::decimal(18, 2) as returned
from weekly_sales
where week between first and last
group by all
order by all;
