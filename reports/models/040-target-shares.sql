-- 一行 = 一条起作用的月度销售目标。部门目标仅当其下（本部门人员或下级部门）当月没有更细的目标时才起作用，避免重复计算（RPT-36）。
-- One row = one monthly sales target in effect. A department's target is in effect only where nothing below it (its people, lower departments)
-- has a target of its own for that month, so that nothing counts twice (RPT-36).
create or replace macro target_shares_now() as table
with placed as (
  select target.id, date_trunc('month', target.month)::date as month, target."user" as salesperson,
    coalesce(target.department, person.department) as department, place.path, target.amount
  from "salesTargets" as target
  left join users as person on person.id = target."user"
  left join departments as place on place.id = coalesce(target.department, person.department)
)
select id, month, salesperson, department, amount
from placed as target
where salesperson is not null
  or not exists (
    from placed as lower
    where lower.month = target.month and lower.id <> target.id and starts_with(lower.path, target.path)
      and (lower.salesperson is not null or lower.path <> target.path)
  );
