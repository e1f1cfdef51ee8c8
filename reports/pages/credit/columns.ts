/** The columns that the customer-credit analysis can show, with how each is written, summed up and named. */
import type { Words } from '../../../server/definition/words.ts'
import type { Format, ReportColumn } from '../../messages.ts'

interface Column {
  readonly label: Words
  readonly format: Format
  readonly group?: Words
  readonly names?: string
  /** The value of a row of `positions`; the column of the same name unless told. */
  readonly value?: string
  /** Over all rows of `positions`; without it the total is empty. */
  readonly total?: string
}

const groups = {
  credit: ['授信', 'Credit'],
  owed: ['应收账款', 'Receivables'],
  habits: ['付款习惯', 'Habits of paying'],
  eligibility: ['授信条件', 'Eligibility'],
  releases: ['超授信与回笼', 'Releases and plans'],
  risk: ['风险', 'Risk'],
} as const satisfies Record<string, Words>

const money = (zh: string, en: string, group?: Words): Column => ({
  label: [zh, en],
  format: 'money',
  ...(group ? { group } : {}),
  total: 'sum',
})
const count = (zh: string, en: string): Column => ({ label: [zh, en], format: 'count', group: groups.releases, total: 'sum' })

const ratio = (part: string, base: string, factor: number, scale: number) =>
  `case when ${base} > 0 then round(${part} * ${factor} / ${base}, ${scale})::decimal(18, ${scale}) end`

/** In the order of the whole analysis; the first ones are those of `GET /api/reports/customer-credit`. */
export const creditColumns = {
  customer: { label: ['客户', 'Customer'], format: 'name', names: 'customers' },
  mode: { label: ['结算方式', 'Payment mode'], format: 'choice', group: groups.credit },
  limit: money('额度', 'Limit', groups.credit),
  exposure: money('占用', 'Exposure', groups.credit),
  advance: money('预收', 'Advance', groups.credit),
  available: money('可用额度', 'Available', groups.credit),
  utilisation: {
    label: ['额度使用率', 'Utilisation'],
    format: 'percent',
    group: groups.credit,
    total: ratio('sum(exposure - advance) filter (utilisation is not null)', 'sum("limit") filter (utilisation is not null)', 100, 2),
  },
  notDue: money('未到期', 'Not due', groups.owed),
  overdue1to30: money('1–30 天', '1–30 days', groups.owed),
  overdue31to60: money('31–60 天', '31–60 days', groups.owed),
  overdue61to90: money('61–90 天', '61–90 days', groups.owed),
  overdueOver90: money('90 天以上', 'Over 90 days', groups.owed),
  receivable: money('应收合计', 'Receivable', groups.owed),
  overdue: money('其中逾期', 'Of it overdue', groups.owed),
  oldestOverdueDays: {
    label: ['最长逾期（天）', 'Oldest overdue (days)'],
    format: 'count',
    group: groups.owed,
    total: 'coalesce(max("oldestOverdueDays"), 0)',
  },
  averageDaysLate: {
    label: ['平均晚付（天）', 'Average days late'],
    format: 'days',
    group: groups.habits,
    total: ratio('sum("daysLate")', 'sum(closed)', 1, 1),
  },
  dso: {
    label: ['周转天数（DSO）', 'DSO (days)'],
    format: 'days',
    group: groups.habits,
    total: ratio('sum(receivable)', 'sum(invoiced)', 90, 1),
  },
  eligible: { label: ['符合条件', 'Eligible'], format: 'flag', group: groups.eligibility },
  missing: { label: ['缺', 'Missing'], format: 'list', group: groups.eligibility },
  releases: count('超授信未收回', 'Releases in use'),
  plansKept: {
    label: ['计划守约', 'Plans kept'],
    format: 'text',
    group: groups.releases,
    total: `case when sum("plansDue") > 0 then sum("plansMet") || '/' || sum("plansDue") end`,
  },
  risk: { label: ['风险', 'Risk'], format: 'choice', group: groups.risk },
  reasons: { label: ['原因', 'Reasons'], format: 'list', group: groups.risk },
  over: money('超出额度', 'Over the limit', groups.credit),
  overdueOver30: money('逾期超过 30 天', 'Overdue more than 30 days', groups.owed),
  firstReleases: count('首次放行', 'First releases'),
  lastReleases: count('末次放行', 'Last releases'),
  monthEndUnpaid: { ...money('到期末次放行未收回', 'Last releases due and not back', groups.releases) },
  turnover: money('近一年开票额', 'Invoiced in the last year'),
} as const satisfies Record<string, Column>

export type CreditColumn = keyof typeof creditColumns

const known: Readonly<Record<string, Column>> = creditColumns

/** The columns of the whole analysis. */
export const analysisColumns: readonly CreditColumn[] = (Object.keys(creditColumns) as CreditColumn[]).filter(
  (name) => !['over', 'overdueOver30', 'firstReleases', 'lastReleases', 'monthEndUnpaid', 'turnover'].includes(name),
)

export const headings = (names: readonly string[]): ReportColumn[] =>
  names.flatMap((name) => {
    const column = known[name]
    if (!column) return []
    const { value: _value, total: _total, ...heading } = column
    return [{ name, ...heading }]
  })

/** Decimals travel as text, so that no reader makes floats of them. */
const written = (format: Format, expression: string) =>
  format === 'money' || format === 'percent' || format === 'days' ? `(${expression})::varchar` : expression

/** The entries of a row's JSON object. */
export const rowEntries = (names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const column = known[name]
    return column ? [`"${name}": ${written(column.format, name === 'risk' ? 'risk' : `"${name}"`)}`] : []
  })

/** The entries of the totals' JSON object, over all rows of `positions`. */
export const totalEntries = (names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const column = known[name]
    if (!column?.total) return []
    const total = column.total === 'sum' ? `coalesce(sum("${name}"), 0)` : column.total
    return [`"${name}": ${written(column.format, column.format === 'money' ? `(${total})::decimal(18, 2)` : total)}`]
  })
