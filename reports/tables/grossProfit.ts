/** Gross profit of every order against the lowest that policy allows for it (RPT-34, ORD-19). Where the company has written no minimum there is none to fall below. */
import type { SqlTable } from './definition.ts'

export const grossProfit: SqlTable = {
  name: 'gross-profit',
  label: ['毛利与最低要求', 'Gross profit and its minimum'],
  source: 'RPT-34',
  period: 'days',
  reads: { orders: ['customer', 'total', 'grossProfit'] },
  filter: 'orders',
  columns: [
    { name: 'date', label: ['订单日期', 'Order date'], format: 'date' },
    { name: 'order', label: ['订单', 'Order'], format: 'name', names: 'orders' },
    { name: 'customer', label: ['客户', 'Customer'], format: 'name', names: 'customers' },
    { name: 'salesperson', label: ['客户经理', 'Salesperson'], format: 'name', names: 'users' },
    { name: 'total', label: ['金额', 'Amount'], format: 'money', sum: true },
    { name: 'grossProfit', label: ['毛利', 'Gross profit'], format: 'money', sum: true },
    { name: 'margin', label: ['毛利率', 'Margin'], format: 'percent' },
    { name: 'floor', label: ['最低毛利率', 'Lowest margin'], format: 'percent' },
    { name: 'below', label: ['低于最低', 'Below it'], format: 'flag' },
  ],
  sql: `with sold as (
      select o.* from orders as o join may_orders as m on m.id = o.id
      where o.status not in ('draft', 'cancelled') and o.date between (select first from asked) and (select last from asked)
    ), buyers as (
      select distinct s.customer, s.date as day, c.tier, c.department from sold as s join customers as c on c.id = s.customer
    ), floors as (
      select customer, day, value::decimal(18, 2) as floor from policy_values('buyers') where key = 'grossProfit.floor'
    )
    select s.id as "order", s.date, s.customer, s.salesperson, s.total, s."grossProfit",
      case when s.total > 0 then round(s."grossProfit" * 100 / s.total, 2) end::decimal(18, 2) as margin, f.floor,
      coalesce(s."grossProfit" * 100 < f.floor * s.total, false) as below
    from sold as s left join floors as f on f.customer = s.customer and f.day = s.date`,
  order: 'below desc, date, "order"',
}
