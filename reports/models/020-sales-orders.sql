-- 一行 = 一张计入销售的订单（草稿与已取消的不计），金额为各行四舍五入到分之后的合计，单位元。
-- One row = one order that counts as a sale (drafts and cancelled ones do not); total in yuan, the sum of lines rounded to two digits.
create or replace view sales_orders as
select id, number, date, date_trunc('week', date)::date as week, customer, salesperson, department, quantity, total, status
from orders
where status not in ('draft', 'cancelled');
comment on view sales_orders is '计入销售的订单 · Orders that count as sales';
