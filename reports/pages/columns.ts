/** The columns of the weekly sales statistics. */
import type { Words } from '../../server/definition/words.ts'
import type { Dimension, ReportColumn, WeeklyQuestion } from '../messages.ts'

const labels: Readonly<Record<Dimension, readonly [string, string]>> = {
  week: ['周（周一）', 'Week (Monday)'],
  salesperson: ['客户经理', 'Salesperson'],
  customer: ['客户', 'Customer'],
  product: ['产品', 'Product'],
  department: ['部门', 'Department'],
  region: ['地区（省）', 'Province'],
  tier: ['客户层级', 'Tier'],
}

const under = (group: Words, columns: readonly ReportColumn[]): ReportColumn[] => columns.map((column) => ({ ...column, group }))

const counts: readonly ReportColumn[] = under(
  ['销量', 'Volume'],
  [
    { name: 'orders', label: ['订单数', 'Orders'], format: 'count' },
    { name: 'customers', label: ['客户数', 'Customers'], format: 'count' },
    { name: 'quantity', label: ['数量', 'Quantity'], format: 'quantity' },
  ],
)

/** What is compared with is a week where weeks are shown, and otherwise the whole weeks before the period. */
const changes = (weekly: boolean): readonly ReportColumn[] =>
  under(
    ['净额变化', 'Change of net'],
    [
      { name: 'changeWeek', label: weekly ? ['较上周', 'On the week before'] : ['较上期', 'On the period before'], format: 'percent' },
      {
        name: 'changeYear',
        label: weekly ? ['较去年同周', 'On the same week last year'] : ['较去年同期', 'On last year'],
        format: 'percent',
      },
    ],
  )

const amounts: readonly ReportColumn[] = under(
  ['销售额', 'Sales'],
  [
    { name: 'ordered', label: ['订货金额（元）', 'Ordered (¥)'], format: 'money' },
    { name: 'returned', label: ['退货金额（元）', 'Returned (¥)'], format: 'money' },
    { name: 'net', label: ['净销售额（元）', 'Net (¥)'], format: 'money' },
  ],
)

const goals: readonly ReportColumn[] = under(
  ['目标', 'Target'],
  [
    { name: 'target', label: ['目标（元）', 'Target (¥)'], format: 'money' },
    { name: 'completion', label: ['完成率', 'Completion'], format: 'percent' },
  ],
)

export const dimensionColumns = ({ by }: WeeklyQuestion): ReportColumn[] =>
  by.map((dimension) => ({ name: dimension, label: labels[dimension], format: dimension === 'week' ? 'week' : 'name' }))

/** Amounts only for those who may see them. */
export const measureColumns = ({ amounts: shown, by }: WeeklyQuestion): readonly ReportColumn[] =>
  shown ? [...counts, ...amounts, ...changes(by.includes('week')), ...goals] : counts
