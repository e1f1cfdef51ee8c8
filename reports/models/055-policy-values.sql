-- 一行 = 一位客户在一天适用的一条制度的值：按 客户 › 层级 › 单位 › 行业 › 公司 取最窄的一条，与单据办理时相同（server/policy/policyAt.ts）。没有写明的规则没有行。
-- One row = the value of one policy that holds for one customer on one day: the narrowest of customer › tier › unit › pack › company, the same as when papers are
-- decided on (server/policy/policyAt.ts). A rule that nobody has written has no row. `who` names a table with customer, day, tier and department.
create or replace macro policy_values(who) as table
with spoken as (
  select w.customer, w.day, s.key, s.value, s."from", s.id, 0 as rank
  from query_table(who) as w
  join policies as s on s.scope = 'customer' and s.customer = w.customer and w.day between s."from" and coalesce(s."to", w.day)
  union all
  select w.customer, w.day, s.key, s.value, s."from", s.id, 1
  from query_table(who) as w
  join policies as s on s.scope = 'tier' and s.tier = w.tier and w.day between s."from" and coalesce(s."to", w.day)
  union all
  select w.customer, w.day, s.key, s.value, s."from", s.id, 2 + u.distance
  from query_table(who) as w
  join units_above as u on u.department = w.department
  join policies as s on s.scope = 'department' and s.department = u.unit and w.day between s."from" and coalesce(s."to", w.day)
  union all
  select w.customer, w.day, s.key, s.value, s."from", s.id, 500 + u.distance
  from query_table(who) as w
  join units_above as u on u.department = w.department
  join policies as s on s.scope = 'pack' and s.pack = u.pack and w.day between s."from" and coalesce(s."to", w.day)
  union all
  select w.customer, w.day, s.key, s.value, s."from", s.id, 1000
  from query_table(who) as w
  join policies as s on s.scope = 'company' and w.day between s."from" and coalesce(s."to", w.day)
)
select customer, day, key, value
from spoken
qualify row_number() over (partition by customer, day, key order by rank, "from" desc, id desc) = 1;
