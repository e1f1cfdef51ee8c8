/** What the demo company's analyst keeps for everybody: saved queries, and two dashboards of them with a filter bar. */
import type { Company } from './company.ts'
import { Desk } from './desk.ts'

const months = { name: 'months', type: 'integer', default: '12', label: '最近几个月' } as const

interface Saved {
  readonly name: string
  readonly folder: string
  readonly description: string
  readonly sql: string
  readonly parameters?: readonly (typeof months)[]
  readonly chart: { readonly kind: string; readonly x: string; readonly y: readonly string[]; readonly series: string | null }
}

const queries = {
  sales: {
    name: '各部门月销售',
    folder: '销售',
    description: '按下单日期，不含草稿与作废的订单。',
    sql: `select
  date_trunc('month', sales_orders.date)::date as 月份,
  departments.name as 部门,
  sum(sales_orders.total) as 金额
from sales_orders
join departments on departments.id = sales_orders.department
where sales_orders.date >= date_trunc('month', current_date) - to_months($months - 1)
group by all
order by all`,
    parameters: [months],
    chart: { kind: 'stacked', x: '月份', y: ['金额'], series: '部门' },
  },
  categories: {
    name: '品类销售占比',
    folder: '销售',
    description: '按订单明细的金额。',
    sql: `select
  categories.name as 品类,
  sum(lines.amount) as 销售额
from sales_lines as lines
join products on products.id = lines.product
join productCategories as categories on categories.id = products.category
where lines.date >= date_trunc('month', current_date) - to_months($months - 1)
group by categories.name
order by 销售额 desc`,
    parameters: [months],
    chart: { kind: 'pie', x: '品类', y: ['销售额'], series: null },
  },
  customers: {
    name: '销售前十客户',
    folder: '销售',
    description: '一段时间里下单金额最高的十个客户。',
    sql: `select
  customers.name as 客户,
  count(*) as 订单数,
  sum(sales_orders.total) as 金额
from sales_orders
join customers on customers.id = sales_orders.customer
where sales_orders.date >= date_trunc('month', current_date) - to_months($months - 1)
group by customers.name
order by 金额 desc
limit 10`,
    parameters: [months],
    chart: { kind: 'bar', x: '客户', y: ['金额'], series: null },
  },
  punctual: {
    name: '发货准时率',
    folder: '销售/交付',
    description: '要求到货日之前发运的占全部发运的百分比。',
    sql: `select
  date_trunc('month', dispatches.shippedOn)::date as 月份,
  count(*) as 发货,
  round(100.0 * avg((dispatches.shippedOn <= orders.requiredOn)::integer), 1) as 准时率
from dispatches
join orders on orders.id = dispatches."order"
where dispatches.shippedOn >= date_trunc('month', current_date) - to_months($months - 1) and orders.requiredOn is not null
group by all
order by all`,
    parameters: [months],
    chart: { kind: 'line', x: '月份', y: ['准时率'], series: null },
  },
  received: {
    name: '每月开票与回款',
    folder: '资金',
    description: '按单据自身的日期；回款含预收。',
    sql: `select
  date_trunc('month', day)::date as 月份,
  sum(amount) filter (where kind = 'invoiced') as 开票,
  sum(amount) filter (where kind = 'received') as 回款
from ledger_movements
where day >= date_trunc('month', current_date) - to_months($months - 1)
group by all
order by all`,
    parameters: [months],
    chart: { kind: 'bar', x: '月份', y: ['开票', '回款'], series: null },
  },
  ages: {
    name: '应收账龄（部门）',
    folder: '资金',
    description: '未清发票按到期日分段。',
    sql: `select
  coalesce(departments.name, '—') as 部门,
  case
    when dueOn >= current_date then '0 未到期'
    when dueOn >= current_date - 30 then '1 逾期 1–30 天'
    when dueOn >= current_date - 60 then '2 逾期 31–60 天'
    when dueOn >= current_date - 90 then '3 逾期 61–90 天'
    else '4 逾期 90 天以上'
  end as 账龄,
  sum(invoices.outstanding) as 未清
from invoices
left join departments on departments.id = invoices.department
where invoices.outstanding > 0
group by all
order by all`,
    chart: { kind: 'pivot', x: '部门', y: ['未清'], series: '账龄' },
  },
} as const satisfies Record<string, Saved>

const boards: readonly {
  readonly name: string
  readonly description: string
  readonly charts: readonly (readonly [query: keyof typeof queries, width: number])[]
}[] = [
  {
    name: '经营周会',
    description: '每周一上午例会用：卖了多少、卖给谁、准不准时。',
    charts: [
      ['sales', 12],
      ['customers', 6],
      ['categories', 6],
      ['punctual', 12],
    ],
  },
  {
    name: '资金月会',
    description: '每月对账前看：开票与回款、谁欠多久。',
    charts: [
      ['received', 12],
      ['ages', 12],
    ],
  },
]

/** Saves them, under the analyst's name and for whoever may ask in SQL. */
export async function pinBoards(company: Company): Promise<void> {
  const desk = new Desk(company, company.today)
  const ids = new Map<string, number>()
  for (const [key, query] of Object.entries(queries)) ids.set(key, (await desk.make('analyst', 'queries', { ...query, shared: true })).id)
  for (const { name, description, charts } of boards)
    await desk.make('analyst', 'boards', {
      name,
      description,
      filters: [months],
      shared: true,
      charts: charts.map(([query, width], y) => {
        const { name: title, chart } = queries[query]
        return { query: ids.get(query), title, chart, x: 0, y, width, height: 8 }
      }),
    })
}
