-- 一行 = 一位有过发货、发票或收款的客户。
-- One row = one customer who ever had a dispatch, an invoice or a receipt.
create or replace view debtors as
select customer from invoices where customer is not null
union
select customer from dispatches where customer is not null
union
select customer from receipts where customer is not null;
comment on view debtors is '有往来的客户 · Customers with dealings';
