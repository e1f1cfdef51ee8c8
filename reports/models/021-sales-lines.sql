-- 一行 = 计入销售的订单的一条明细；amount = 数量 × 单价，逐行四舍五入到分，单位元。
-- One row = one line of an order that counts as a sale; amount = quantity × unit price, rounded to two digits line by line, in yuan.
create or replace view sales_lines as
select line.id, line.parent as "order", line.position, line.product, line.quantity, line."unitPrice", line.amount,
  sold.date, sold.week, sold.customer, sold.salesperson, sold.department
from orders_lines as line
join sales_orders as sold on sold.id = line.parent;
comment on view sales_lines is '销售明细 · Sales lines';
