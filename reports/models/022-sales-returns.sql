-- 一行 = 一张计入的退货单（草稿与已取消的不计），按退货日期归周；数量与金额为正数，报表中相减。
-- One row = one return that counts (drafts and cancelled ones do not), in the week of its own date; quantity and total are positive, reports subtract them.
create or replace view sales_returns as
select id, number, date, date_trunc('week', date)::date as week, "order", customer, salesperson, department, quantity, total, status
from returns
where status not in ('draft', 'cancelled');
comment on view sales_returns is '计入的退货单 · Returns that count';
