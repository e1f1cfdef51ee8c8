-- 一行 = 一张计入的退货单的一条明细；amount 为正数，单位元。
-- One row = one line of a return that counts; amount is positive, in yuan.
create or replace view return_lines as
select line.id, line.parent as "return", line.position, line.product, line.quantity, line."unitPrice", line.amount,
  back.date, back.week, back.customer, back.salesperson, back.department
from returns_lines as line
join sales_returns as back on back.id = line.parent;
comment on view return_lines is '退货明细 · Return lines';
