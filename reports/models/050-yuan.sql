-- 一个值 = 金额写成句子里的样子：¥1,234.50。只用于不小于零的金额。
-- One value = an amount as sentences show it: ¥1,234.50. For amounts of zero or more.
create or replace macro yuan(amount) as
  '¥' || format('{:,}', trunc(amount)::bigint) || right(amount::decimal(18, 2)::varchar, 3);
