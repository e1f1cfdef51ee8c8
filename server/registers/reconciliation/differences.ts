/** Differences of a month 差异 (PAY-14): what the three books do not agree on, with its papers, its age and its owner; explained, corrected or carried by a person. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, link, longText, money, text } from '../../definition/fields.ts'
import { paperLinks } from '../../reconciliation/differences/found.ts'
import { look, study } from '../grants.ts'
import { differenceKinds, outcomes } from './differenceKinds.ts'
import { differenceWorkflow } from './differences.workflow.ts'

const explains = { read: 'all', update: 'all', export: true } as const

export const differences = defineRegister('differences', '差异', 'Differences', {
  system: 'reconciliation',
  title: 'number',
  number: 'CY-{yyyy}{mm}-{0000}',
  help: [
    '销售账、财务账与发运运费账不一致之处（PAY-14）；每笔须有人说明、更正或结转下月。',
    'Where the books of sales, finance and dispatch do not agree (PAY-14); each is explained, corrected or carried to the next month by a person.',
  ],
  fields: {
    month: date('月份', 'Month', { required: true, readOnly: true, month: true }),
    reconciliation: link('资金对账', 'Reconciliation', 'reconciliations', { required: true, readOnly: true }),
    kind: choice('类别', 'Kind', differenceKinds, { required: true, readOnly: true }),
    key: text('识别码', 'Key', {
      required: true,
      readOnly: true,
      max: 120,
      help: ['类别加单据，同一差异再次出现时据此认出。', 'Kind and papers: the same difference is known again by it.'],
    }),
    amount: money('金额', 'Amount', { readOnly: true }),
    since: date('起始日', 'Since', { readOnly: true, help: ['账龄自此日起算。', 'It ages from this day.'] }),
    what: longText('差在哪里', 'What differs', {
      readOnly: true,
      bilingual: true,
      max: 2000,
      help: ['首行中文，次行英文。', 'First line Chinese, second English.'],
    }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    owner: link('责任人', 'Owner', 'users', { readOnly: true, help: ['由谁查清。', 'Who finds out about it.'] }),
    bankLine: link('银行流水', 'Bank line', 'bankLines', { readOnly: true }),
    bankStatement: link('银行对账单', 'Bank statement', 'bankStatements', { readOnly: true }),
    receipt: link('收款', 'Receipt', 'receipts', { readOnly: true }),
    refund: link('退款', 'Refund', 'refunds', { readOnly: true }),
    invoice: link('发票', 'Invoice', 'invoices', { readOnly: true }),
    dispatch: link('发运通知单', 'Dispatch', 'dispatches', { readOnly: true }),
    order: link('订单', 'Order', 'orders', { readOnly: true }),
    return: link('退货', 'Return', 'returns', { readOnly: true }),
    freight: link('运费', 'Freight', 'freights', { readOnly: true }),
    freightSettlement: link('运费月结单', 'Freight settlement', 'freightSettlements', { readOnly: true }),
    financeBalance: link('财务余额', "Finance's balance", 'financeBalances', { readOnly: true }),
    carriedFrom: link('前次差异', 'Asked about before', 'differences', { readOnly: true }),
    earlier: longText('此前', 'Before', {
      readOnly: true,
      bilingual: true,
      max: 8000,
      help: [
        '再次提出时，此前的差异及其说明；首行中文，次行英文。',
        'What it was and what was said of it when it is asked about again; first line Chinese, second English.',
      ],
    }),
    explanation: longText('说明', 'Explanation', {
      readOnly: true,
      max: 2000,
      help: ['办理时写明。', 'Written when it is settled.'],
    }),
    outcome: choice('处理', 'Outcome', outcomes, { readOnly: true }),
    explainedBy: link('说明人', 'Explained by', 'users', { readOnly: true }),
    explainedOn: date('说明日期', 'Explained on', { readOnly: true }),
    status: choice('状态', 'Status', {
      open: ['待说明', 'Open'],
      explained: ['已说明', 'Explained'],
      carried: ['结转下月', 'Carried forward'],
      gone: ['已消除', 'Gone'],
    }),
  },
  list: ['number', 'month', 'kind', 'customer', 'amount', 'since', 'owner', 'status'],
  filters: ['status', 'kind', 'month', 'customer', 'salesperson', 'department', 'owner', 'since', 'outcome', 'reconciliation'],
  search: ['number', 'what', 'explanation'],
  sort: ['id', 'DESC'],
  form: [
    section('差异', 'Difference', ['month', 'kind', 'what', 'amount', 'since', 'customer', 'salesperson', 'department', 'owner', 'status']),
    section('单据', 'Papers', [...paperLinks, 'carriedFrom', 'reconciliation']),
    section('处理', 'Settlement', ['earlier', 'outcome', 'explanation', 'explainedBy', 'explainedOn', 'key']),
  ],
  scopes: { own: { $or: [{ salesperson: '$me' }, { owner: '$me' }] }, department: { department: { under: '$department' } } },
  unique: [['month', 'key']],
  keys: ['number'],
  workflow: differenceWorkflow,
  // What a difference speaks of may still be put right, or deleted as a mistake: it keeps a note, it does not hold the paper.
  detached: true,
  retained: { from: 'month', policy: 'retention.ledger' },
  permissions: {
    administrator: { read: 'all', update: 'all', export: true },
    executive: study('all'),
    analyst: study('all'),
    sales: { read: 'own', update: 'own' },
    salesManager: { read: 'department', update: 'department', export: true },
    regionalManager: { read: 'department', update: 'department', export: true },
    salesClerk: explains,
    finance: explains,
    logistics: { read: 'own', update: 'own' },
    marketHead: study('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
