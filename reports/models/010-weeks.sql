-- 一行 = 一个 ISO 周，周一为首日；"yearBefore" 是上一 ISO 年同一周的周一（上一年没有第 53 周时为空）。
-- One row = one ISO week by its Monday; "yearBefore" is the Monday of the same week of the ISO year before (empty when that year had no week 53).
create or replace table weeks as
with mondays as (
  select unnest(generate_series(date '1990-01-01', date '2100-12-27', interval 7 day))::date as week
), numbered as (
  select week, isoyear(week)::integer as "isoYear", weekofyear(week)::integer as "isoWeek" from mondays
)
select now.week, now."isoYear", now."isoWeek", before.week as "yearBefore"
from numbered as now
left join numbered as before on before."isoYear" = now."isoYear" - 1 and before."isoWeek" = now."isoWeek"
order by now.week;
comment on table weeks is 'ISO 周 · ISO weeks';
