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

const account: Words = ['往来账（应收为正）', 'Account (owed is positive)']
const collection: Words = ['回款情况', 'Collection']
const differing: Words = ['差异', 'Differences']

const money = (name: string, zh: string, en: string, group: Words): ReportColumn => ({ name, label: [zh, en], format: 'money', group })
const count = (name: string, zh: string, en: string, group: Words): ReportColumn => ({ name, label: [zh, en], format: 'count', group })

/** The account: opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing; shipped is told beside it. */
export const accountColumns: readonly ReportColumn[] = [
  money('opening', '期初', 'Opening', account),
  money('shipped', '发货', 'Shipped', account),
  money('invoiced', '开票', 'Invoiced', account),
  money('received', '回款', 'Received', account),
  money('returned', '退货', 'Returned', account),
  money('discounted', '折让', 'Discounted', account),
  money('writtenOff', '核销', 'Written off', account),
  money('adjusted', '更正', 'Adjusted', account),
  money('closing', '期末', 'Closing', account),
]

/** What came to a group, or left it, with customers who changed hands between two months: its opening less its closing of the month before. */
const handedOver = money('handedOver', '交接转入', 'Handed over', account)

/** What a row says of collecting money. */
export const collectionColumns: readonly ReportColumn[] = [
  money('owing', '欠款', 'Owed', collection),
  { name: 'recoveryRate', label: ['回款率', 'Recovery rate'], format: 'percent', group: collection },
  money('advanced', '超收预付', 'Paid ahead', collection),
  money('planned', '计划', 'Planned', collection),
  money('paidOfPlan', '已回', 'Paid of it', collection),
  count('missed', '未守约', 'Missed', collection),
]

/** What a row says of differences, for those who may see them. */
export const differenceColumns: readonly ReportColumn[] = [
  count('differing', '未说明', 'Open', differing),
  money('differingAmount', '金额', 'Amount', differing),
]

/** The columns of a report by `by`, in order. */
export const fundColumns = (by: FundGroup, differences: boolean, handed: boolean): readonly ReportColumn[] => [
  { name: by, format: 'name', ...groupColumns[by] },
  ...(handed ? [handedOver] : []),
  ...accountColumns,
  // A customer owes or has paid ahead: only of groups is it more than the closing says.
  ...collectionColumns.filter(({ name }) => by !== 'customer' || name !== 'owing'),
  ...(differences ? differenceColumns : []),
]
