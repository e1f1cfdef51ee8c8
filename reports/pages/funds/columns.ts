/** The columns of the monthly fund reconciliation. */
import type { Words } from '../../../server/definition/words.ts'
import type { FundGroup, ReportColumn } from '../../messages.ts'

/** What each group is called, and whose record its id is. */
export const groupColumns = {
  company: { label: ['公司', 'Company'] },
  department: { label: ['部门', 'Department'], names: 'departments' },
  salesperson: { label: ['客户经理', 'Salesperson'], names: 'users' },
  customer: { label: ['客户', 'Customer'], names: 'customers' },
} as const satisfies Readonly<Record<FundGroup, { readonly label: Words; readonly names?: string }>>

const account: Words = ['往来账', 'Account']
const collection: Words = ['回款', 'Collection']
const differing: Words = ['差异', 'Differences']

const money = (name: string, zh: string, en: string, group: Words): ReportColumn => ({ name, label: [zh, en], format: 'money', group })
const count = (name: string, zh: string, en: string, group: Words): ReportColumn => ({ name, label: [zh, en], format: 'count', group })

/** The account: opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing; shipped is told beside it. */
export const accountColumns: readonly ReportColumn[] = [
  money('opening', '期初应收', 'Opening', account),
  money('shipped', '本月发货', 'Shipped', account),
  money('invoiced', '本月开票', 'Invoiced', account),
  money('received', '本月回款', 'Received', account),
  money('returned', '退货冲减', 'Returned', account),
  money('discounted', '折让', 'Discounted', account),
  money('writtenOff', '坏账核销', 'Written off', account),
  money('adjusted', '更正', 'Adjusted', account),
  money('closing', '期末应收', 'Closing', account),
]

/** What a row says of collecting money. */
export const collectionColumns: readonly ReportColumn[] = [
  { name: 'recoveryRate', label: ['回款率', 'Recovery rate'], format: 'percent', group: collection },
  money('planned', '计划回款', 'Planned', collection),
  money('paidOfPlan', '计划内回款', 'Paid of the plan', collection),
  count('missed', '未守约期数', 'Steps missed', collection),
]

/** What a row says of differences, for those who may see them. */
export const differenceColumns: readonly ReportColumn[] = [
  count('differing', '未说明差异', 'Open differences', differing),
  money('differingAmount', '差异金额', 'Amount', differing),
]

/** The columns of a report by `by`, in order. */
export const fundColumns = (by: FundGroup, differences: boolean): readonly ReportColumn[] => [
  { name: by, format: 'name', ...groupColumns[by] },
  ...accountColumns,
  ...collectionColumns,
  ...(differences ? differenceColumns : []),
]
