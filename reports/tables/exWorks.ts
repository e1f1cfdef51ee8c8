/**
 * Ex-works price of every line of the month's orders (RPT-05, CAR-07): the freights of an order's dispatches are shared among its lines by amount, in whole 分, the last
 * line taking what rounding leaves; the same as `server/registers/transport/exWorks.ts`.
 */
import type { SqlTable } from './definition.ts'

export const exWorks: SqlTable = {
  name: 'ex-works',
  label: ['出厂价（扣运费）', 'Ex-works prices'],
  source: 'RPT-05',
  period: 'month',
  reads: {
    orders: ['customer', 'lines.quantity', 'lines.unitPrice', 'lines.amount'],
    freights: ['amount', 'order'],
  },
  filter: 'orders',
  columns: [
    { name: 'date', label: ['订单日期', 'Order date'], format: 'date' },
    { name: 'order', label: ['订单', 'Order'], format: 'name', names: 'orders' },
    { name: 'customer', label: ['客户', 'Customer'], format: 'name', names: 'customers' },
    { name: 'product', label: ['产品', 'Product'], format: 'name', names: 'products' },
    { name: 'quantity', label: ['数量', 'Quantity'], format: 'quantity', sum: true },
    { name: 'unitPrice', label: ['单价', 'Unit price'], format: 'price' },
    { name: 'amount', label: ['金额', 'Amount'], format: 'money', sum: true },
    { name: 'freight', label: ['分摊运费', 'Freight'], format: 'money', sum: true },
    { name: 'value', label: ['出厂金额', 'Ex-works amount'], format: 'money', sum: true },
    { name: 'exWorks', label: ['出厂单价', 'Ex-works price'], format: 'price' },
  ],
  sql: `with sold as (
      select o.id, o.date, o.customer from orders as o join may_orders as m on m.id = o.id
      where o.status not in ('draft', 'cancelled') and o.date between (select first from asked) and (select last from asked)
    ), carried as (
      select f."order", (sum(f.amount) * 100)::hugeint as freight from freights as f join may_freights as m on m.id = f.id group by all
    ), lines as (
      select l.id, l.position, s.id as "order", s.date, s.customer, l.product, l.quantity, l."unitPrice", l.amount, (l.amount * 100)::hugeint as cents,
        coalesce(c.freight, 0) as whole, sum((l.amount * 100)::hugeint) over (partition by s.id) as total,
        row_number() over (partition by s.id order by l.position desc, l.id desc) = 1 as closing
      from orders_lines as l join sold as s on s.id = l.parent left join carried as c on c."order" = s.id
    ), shared as (
      select *, case when total = 0 then 0 when (cents < 0) = (total < 0) then (whole * abs(cents) * 2 + abs(total)) // (abs(total) * 2)
        else -((whole * abs(cents) * 2 + abs(total)) // (abs(total) * 2)) end as part
      from lines
    ), parted as (
      select *, case when closing then whole - (sum(part) over (partition by "order") - part) else part end as own from shared
    ), valued as (select *, cents - own as left_over, (quantity * 1000)::hugeint as thousandths from parted)
    select "order", position, date, customer, product, quantity, "unitPrice", amount, (own::decimal(18, 0) * 0.01)::decimal(18, 2) as freight,
      (left_over::decimal(18, 0) * 0.01)::decimal(18, 2) as value,
      case when thousandths <> 0 then (sign(left_over) * sign(thousandths) * ((abs(left_over) * 200000 + abs(thousandths)) // (abs(thousandths) * 2)))::decimal(18, 0) * 0.0001 end::decimal(18, 4) as "exWorks"
    from valued`,
  order: 'date, "order", position',
}
