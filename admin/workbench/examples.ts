/** Worked examples over the demo company: each is a question, the statement that answers it, and the chart that shows it. */
import type { Example } from './example.ts'

export const examples: readonly Example[] = [
  {
    question: ['哪十个客户的份额比上季度跌得最多？', 'Which ten customers’ share fell most against last quarter?'],
    note: ['filter 把两个季度并排求和；份额 = 客户 ÷ 全部', 'filter adds up two quarters side by side; share = customer ÷ all'],
    sql: `with totals as (
  select
    customer,
    sum(total) filter (where date >= date_trunc('quarter', current_date)) as now,
    sum(total) filter (where date < date_trunc('quarter', current_date)) as before
  from sales_orders
  where date >= date_trunc('quarter', current_date) - interval 3 month
  group by customer
),
shares as (
  select
    customer,
    100.0 * coalesce(now, 0) / sum(now) over () as share_now,
    100.0 * coalesce(before, 0) / sum(before) over () as share_before
  from totals
)
select
  customers.name as {客户|customer},
  round(share_before, 2) as {上季份额|share_before},
  round(share_now, 2) as {本季份额|share_now},
  round(share_now - share_before, 2) as {变化|change}
from shares
join customers on customers.id = shares.customer
order by share_now - share_before
limit 10`,
    chart: { kind: 'bar', x: '{客户|customer}', y: ['{上季份额|share_before}', '{本季份额|share_now}'] },
  },
  {
    question: ['每月销售额与去年同月相比如何？', 'How does each month compare with the same month last year?'],
    note: ['date_trunc 归到月初；自连接取去年', 'date_trunc gives the month; a join to itself gives last year'],
    sql: `with months as (
  select date_trunc('month', date)::date as month, sum(total) as sold
  from sales_orders
  group by all
)
select
  this.month as {月份|month},
  this.sold as {本年|this_year},
  last.sold as {去年同月|last_year}
from months as this
left join months as last on last.month = this.month - interval 1 year
where this.month >= date_trunc('month', current_date) - interval 11 month
order by this.month`,
    chart: { kind: 'line', x: '{月份|month}', y: ['{本年|this_year}', '{去年同月|last_year}'] },
  },
  {
    question: ['一段时间里卖得最多的客户是谁？', 'Who bought most in a period?'],
    note: ['$from、$to、$top 是参数：运行前在下方填写', '$from, $to and $top are parameters: fill them in before running'],
    sql: `select
  customers.name as {客户|customer},
  count(*) as {订单|orders},
  sum(sales_orders.total) as {金额|amount}
from sales_orders
join customers on customers.id = sales_orders.customer
where sales_orders.date between $from and $to
group by customers.name
order by {金额|amount} desc
limit $top`,
    parameters: {
      from: { type: 'date', value: '2026-01-01', label: '{从|From}' },
      to: { type: 'date', value: '2026-12-31', label: '{至|To}' },
      top: { type: 'integer', value: '20', label: '{前几名|The first}' },
    },
    chart: { kind: 'bar', x: '{客户|customer}', y: ['{金额|amount}'] },
  },
  {
    question: ['各部门每月卖了多少？', 'How much does each department sell by month?'],
    note: ['“分系列”按部门堆叠；也可换成透视表', '“Series by” stacks the departments; try the pivot table too'],
    sql: `select
  date_trunc('month', sales_orders.date)::date as {月份|month},
  departments.name as {部门|department},
  sum(sales_orders.total) as {金额|amount}
from sales_orders
join departments on departments.id = sales_orders.department
where sales_orders.date >= date_trunc('month', current_date) - interval 11 month
group by all
order by all`,
    chart: { kind: 'stacked', x: '{月份|month}', y: ['{金额|amount}'], series: '{部门|department}' },
  },
  {
    question: ['多少客户撑起八成销售？', 'How many customers make four fifths of the sales?'],
    note: ['窗口函数累计求和', 'A window function adds up as it goes'],
    sql: `with ranked as (
  select
    customers.name as customer,
    sum(sales_orders.total) as amount
  from sales_orders
  join customers on customers.id = sales_orders.customer
  where sales_orders.date >= current_date - interval 1 year
  group by customers.name
)
select
  row_number() over (order by amount desc) as {名次|rank},
  customer as {客户|customer},
  amount as {金额|amount},
  round(100.0 * sum(amount) over (order by amount desc rows unbounded preceding) / sum(amount) over (), 2) as {累计份额|running_share}
from ranked
order by {名次|rank}`,
    chart: { kind: 'line', x: '{名次|rank}', y: ['{累计份额|running_share}'] },
  },
  {
    question: ['哪些品类赚得多？', 'Which categories earn most?'],
    note: [
      '明细 × 标准成本（须能看成本）；毛利率 = 毛利 ÷ 销售额',
      'Lines × standard cost, for those who may see costs; margin = profit ÷ sales',
    ],
    sql: `select
  categories.name as {品类|category},
  sum(lines.amount) as {销售额|sales},
  round(sum(lines.amount - lines.quantity * products.standardCost), 2) as {毛利|profit},
  round(100.0 * sum(lines.amount - lines.quantity * products.standardCost) / sum(lines.amount), 1) as {毛利率|margin}
from sales_lines as lines
join products on products.id = lines.product
join productCategories as categories on categories.id = products.category
where lines.date >= current_date - interval 1 year and products.standardCost is not null
group by categories.name
having sum(lines.amount) > 0
order by {毛利|profit} desc`,
    chart: { kind: 'bar', x: '{品类|category}', y: ['{销售额|sales}', '{毛利|profit}'] },
  },
  {
    question: ['应收款逾期了多久？', 'How late is what customers owe?'],
    note: ['case 分账龄段；透视表看部门 × 账龄', 'case makes the ages; the pivot table shows department × age'],
    sql: `select
  coalesce(departments.name, '—') as {部门|department},
  case
    when dueOn >= current_date then '0 {未到期|not due}'
    when dueOn >= current_date - 30 then '1 {逾期 1–30 天|1–30 days late}'
    when dueOn >= current_date - 60 then '2 {逾期 31–60 天|31–60 days late}'
    when dueOn >= current_date - 90 then '3 {逾期 61–90 天|61–90 days late}'
    else '4 {逾期 90 天以上|over 90 days late}'
  end as {账龄|age},
  sum(invoices.outstanding) as {未清|outstanding}
from invoices
left join departments on departments.id = invoices.department
where invoices.outstanding > 0
group by all
order by all`,
    chart: { kind: 'pivot', x: '{部门|department}', y: ['{未清|outstanding}'], series: '{账龄|age}' },
  },
  {
    question: ['谁付款最慢？', 'Who pays slowest?'],
    note: ['用金额加权的平均天数', 'Days on average, weighted by the amount'],
    sql: `select
  customers.name as {客户|customer},
  count(distinct invoices.id) as {发票|invoices},
  round(sum(date_diff('day', invoices.date, settlements.day) * settlements.amount) / sum(settlements.amount), 1) as {平均天数|days},
  sum(settlements.amount) as {已付|paid}
from settlements
join invoices on invoices.id = settlements.invoice
join customers on customers.id = settlements.customer
where settlements.amount > 0 and settlements.day >= current_date - interval 1 year
group by customers.name
having count(distinct invoices.id) >= 3
order by {平均天数|days} desc
limit 50`,
    chart: { kind: 'scatter', x: '{已付|paid}', y: ['{平均天数|days}'], series: '{客户|customer}' },
  },
  {
    question: ['哪些老客户好久没下单了？', 'Which customers have not ordered for long?'],
    note: [
      '$days 天没有订单、以前买过的；表 choices 给代码以名称',
      'No order for $days days, though they used to buy; the table choices has the words for codes',
    ],
    sql: `select
  customers.number as {编号|number},
  customers.name as {客户|customer},
  tiers.{zh|en} as {等级|tier},
  users.name as {客户经理|account_manager},
  max(sales_orders.date) as {最后下单|last_order},
  date_diff('day', max(sales_orders.date), current_date) as {已隔天数|days_since},
  sum(sales_orders.total) as {累计金额|bought_in_all}
from customers
join sales_orders on sales_orders.customer = customers.id
left join users on users.id = customers.owner
left join choices as tiers
  on tiers.table_name = 'customers' and tiers.column_name = 'tier' and tiers.code = customers.tier
group by all
having date_diff('day', max(sales_orders.date), current_date) > $days
order by {累计金额|bought_in_all} desc`,
    parameters: { days: { type: 'integer', value: '60', label: '{天数|Days}' } },
  },
  {
    question: ['哪些产品退得多？', 'Which products come back most?'],
    note: ['full join：只卖没退、只退没卖的都在', 'A full join keeps what was only sold or only returned'],
    sql: `with sold as (
  select product, sum(amount) as amount
  from sales_lines
  where date >= current_date - interval 1 year
  group by product
),
back as (
  select product, sum(amount) as amount
  from return_lines
  where date >= current_date - interval 1 year
  group by product
)
select
  products.code as {编码|code},
  products.name as {产品|product},
  coalesce(sold.amount, 0) as {销售额|sold},
  back.amount as {退货额|returned},
  round(100.0 * back.amount / nullif(sold.amount, 0), 2) as {退货率|return_rate}
from sold
full join back on back.product = sold.product
join products on products.id = coalesce(sold.product, back.product)
where back.amount > 0
order by {退货额|returned} desc
limit 20`,
    chart: { kind: 'bar', x: '{产品|product}', y: ['{退货额|returned}'] },
  },
  {
    question: ['我们按时发货吗？', 'Do goods leave on time?'],
    note: ['布尔值求平均即比例', 'The average of a yes-no is a share'],
    sql: `select
  date_trunc('month', dispatches.shippedOn)::date as {月份|month},
  count(*) as {发货|dispatches},
  round(100.0 * avg((dispatches.shippedOn <= orders.requiredOn)::integer), 1) as {准时率|on_time},
  round(avg(date_diff('day', orders.date, dispatches.shippedOn)), 1) as {下单到发货天数|days_from_order}
from dispatches
join orders on orders.id = dispatches."order"
where dispatches.shippedOn is not null and orders.requiredOn is not null
group by all
order by all`,
    chart: { kind: 'line', x: '{月份|month}', y: ['{准时率|on_time}'] },
  },
  {
    question: ['新客户留得住吗？', 'Do new customers stay?'],
    note: ['按首单季度分组，看之后每季还有多少在买', 'Customers by the quarter of their first order, and how many still buy later'],
    sql: `with firsts as (
  select customer, date_trunc('quarter', min(date)) as first
  from sales_orders
  group by customer
)
select
  strftime(firsts.first, '%Y') || ' Q' || quarter(firsts.first) as {首单季度|first_quarter},
  date_diff('quarter', firsts.first, sales_orders.date) as {之后第几季|quarters_later},
  count(distinct sales_orders.customer) as {客户数|customers}
from sales_orders
join firsts on firsts.customer = sales_orders.customer
group by all
order by all`,
    chart: { kind: 'pivot', x: '{首单季度|first_quarter}', y: ['{客户数|customers}'], series: '{之后第几季|quarters_later}' },
  },
]
