/** The issued sales-funds recovery table 销售资金回收表 (PAY-05): numbered, signed and immutable; a month that was re-opened gets a new version. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, dateTime, json, lines, link, longText, money, number, text, yesNo } from '../../definition/fields.ts'
import { issued, study } from '../grants.ts'
import { differenceKinds } from './differenceKinds.ts'
import { figureFields } from './figures.ts'

export const fundRecoveries = defineRegister('fundRecoveries', '销售资金回收表', 'Sales-funds recovery tables', {
  system: 'reconciliation',
  title: 'number',
  help: [
    '双方签字锁定时出具（PAY-05），出具后不再变动；重开再锁定另出一版。',
    'Issued when the month is locked with both signatures (PAY-05) and never changed; a month re-opened and locked again gets another version.',
  ],
  immutable: true,
  fields: {
    number: text('编号', 'Number', { required: true, unique: true, max: 20 }),
    month: date('月份', 'Month', { required: true }),
    reconciliation: link('资金对账', 'Reconciliation', 'reconciliations', { required: true }),
    edition: number('版次', 'Edition', { required: true, min: 1 }),
    current: yesNo('现行', 'Current', { default: true, help: ['该月最新一版。', 'The latest of its month.'] }),
    ...figureFields(),
    capitals: text('期末应收大写', 'Closing in words', { max: 120 }),
    lines: lines('按客户', 'By customer', {
      customer: link('客户', 'Customer', 'customers', { required: true }),
      salesperson: link('客户经理', 'Salesperson', 'users'),
      department: link('部门', 'Department', 'departments'),
      ...figureFields(),
      planned: money('计划回款', 'Planned', {
        help: ['当月到期的回笼计划（PAY-12）。', 'Steps of collection plans due in the month (PAY-12).'],
      }),
      paidOfPlan: money('计划内回款', 'Paid of the plan'),
    }),
    planned: money('计划回款', 'Planned'),
    paidOfPlan: money('计划内回款', 'Paid of the plan'),
    differences: lines('差异', 'Differences', {
      kind: choice('类别', 'Kind', differenceKinds, { required: true }),
      count: number('笔数', 'Count'),
      amount: money('金额', 'Amount'),
      carried: number('其中结转', 'Of these carried'),
    }),
    bankCount: number('银行流水笔数', 'Bank lines'),
    matchedCount: number('已勾对笔数', 'Lines matched'),
    bankAmount: money('银行流水金额', 'Bank amount'),
    matchedAmount: money('已勾对金额', 'Amount matched'),
    clerk: link('销售内勤', 'Clerk', 'users', { required: true }),
    clerkSignedAt: dateTime('内勤签字时间', 'Signed by the clerk at', { required: true }),
    finance: link('财务', 'Finance', 'users', { required: true }),
    financeSignedAt: dateTime('财务签字时间', 'Signed by finance at', { required: true }),
    policies: json('所用制度', 'Policies applied'),
    policy: longText('口径', 'Basis', {
      max: 2000,
      help: ['首行中文，次行英文：数字由哪些单据得出。', 'First line Chinese, second English: which papers the figures are of.'],
    }),
    issuedAt: dateTime('出具时间', 'Issued at', { required: true }),
  },
  list: ['number', 'month', 'edition', 'opening', 'invoiced', 'received', 'closing', 'current', 'issuedAt'],
  filters: ['month', 'current', 'reconciliation'],
  search: ['number'],
  sort: ['month', 'DESC'],
  form: [
    section('回收表', 'Table', [
      'number',
      'month',
      'edition',
      'current',
      ...Object.keys(figureFields()),
      'capitals',
      'planned',
      'paidOfPlan',
    ]),
    section('按客户', 'By customer', ['lines']),
    section('勾对与差异', 'Matching and differences', ['bankCount', 'matchedCount', 'bankAmount', 'matchedAmount', 'differences']),
    section('签字与出具', 'Signatures and issue', [
      'clerk',
      'clerkSignedAt',
      'finance',
      'financeSignedAt',
      'reconciliation',
      'policy',
      'policies',
      'issuedAt',
    ]),
  ],
  unique: [['month', 'edition']],
  keys: ['number'],
  permissions: {
    administrator: study('all', issued),
    executive: study('all'),
    analyst: study('all'),
    salesClerk: study('all'),
    finance: study('all'),
    marketHead: study('all'),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
