-- 一行 = 一个部门与它自身或其上级之一；distance 为相隔的层数（自身为 0）。
-- One row = a department and itself or one above it; distance is the number of levels between them (0 for itself).
create or replace view units_above as
select low.id as department, high.id as unit, high.pack, len(string_split(low.path, '/')) - len(string_split(high.path, '/')) as distance
from departments as low
join departments as high on starts_with(low.path, high.path);
comment on view units_above is '部门及其上级 · Departments and those above them';
