/** Bank lines 银行流水 (PAY-14): every movement on a company account as the bank tells it; what no paper explains is the pool of unclaimed money 待认领. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, link, longText, money, text } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'
import { bankLinesWorkflow } from './bankLines.workflow.ts'

/** What somebody who looks for his or her customer's money need not see. */
const pool = look('own', {
  hidden: ['statement', 'balance', 'payerAccount', 'payerBank', 'identity', 'changed', 'asideReason'],
})

export const bankLines = defineRegister('bankLines', '银行流水', 'Bank lines', {
  system: 'reconciliation',
  title: 'name',
  help: [
    '每行是公司账户上的一笔进出（PAY-14）。未勾对的收入即“待认领”；利息、手续费、本公司账户互转等请“列为非客户款”。',
    "Each row is one movement on a company account (PAY-14). Money in that nothing explains is unclaimed; set interest, bank charges and the company's own transfers aside.",
  ],
  fields: {
    name: text('流水', 'Line', { readOnly: true, max: 200 }),
    identity: text('识别号', 'Identity', {
      readOnly: true,
      unique: true,
      max: 120,
      help: [
        '账户与银行流水号，或内容与同样内容中的次序；同一笔再次导入不会重复。',
        'Account and serial number, or the content and its place among equals: the same line never comes in twice.',
      ],
    }),
    statement: link('对账单', 'Statement', 'bankStatements'),
    account: link('公司账户', 'Company account', 'bankAccounts', { required: true }),
    date: date('交易日期', 'Date', { required: true }),
    at: text('交易时间', 'Time', { max: 12 }),
    amount: money('金额', 'Amount', {
      required: true,
      help: ['收入为正，支出为负。', 'Money in is positive, money out negative.'],
    }),
    balance: money('余额', 'Balance'),
    payer: text('对方户名', 'Other party', { max: 160 }),
    payerAccount: text('对方账号', "Other party's account", { max: 60 }),
    payerBank: text('对方开户行', "Other party's bank", { max: 160 }),
    serial: text('银行流水号', 'Serial', { max: 80 }),
    reference: text('凭证号/附言', 'Reference', { max: 300 }),
    summary: text('摘要', 'Summary', { max: 300 }),
    matched: money('已勾对', 'Matched', { readOnly: true, default: '0' }),
    open: money('未勾对', 'Open', { derive: { difference: ['amount', 'matched'] } }),
    customer: link('客户', 'Customer', 'customers', {
      readOnly: true,
      help: ['由勾对、认领或付款人对应得知。', 'Known by a match, a claim or a payer alias.'],
    }),
    asideReason: longText('非客户款说明', 'Why set aside', { readOnly: true, max: 500 }),
    changed: longText('银行改动', 'Changed by the bank', {
      readOnly: true,
      max: 2000,
      help: [
        '银行在后来的文件中改过、而此处因已勾对或月份已结未跟改的内容。',
        'What the bank changed in a later file, not followed here because the line is matched or its month closed.',
      ],
    }),
    state: choice('状态', 'State', {
      open: ['未勾对', 'Open'],
      proposed: ['待确认', 'Proposed'],
      claimed: ['已认领', 'Claimed'],
      partly: ['部分勾对', 'Partly matched'],
      matched: ['已勾对', 'Matched'],
      aside: ['非客户款', 'Set aside'],
    }),
  },
  list: ['date', 'account', 'payer', 'amount', 'open', 'summary', 'customer', 'state'],
  filters: ['state', 'account', 'date', 'amount', 'open', 'customer', 'statement'],
  search: ['payer', 'payerAccount', 'serial', 'reference', 'summary'],
  sort: ['date', 'DESC'],
  form: [
    section('流水', 'Line', ['account', 'statement', 'date', 'at', 'amount', 'balance']),
    section('对方', 'Other party', ['payer', 'payerAccount', 'payerBank', 'serial', 'reference', 'summary']),
    section('勾对', 'Matching', ['state', 'matched', 'open', 'customer', 'asideReason', 'changed', 'identity']),
  ],
  keys: ['identity'],
  scopes: { own: { state: { ne: 'aside' }, open: { gt: '0' } } },
  workflow: bankLinesWorkflow,
  booked: { on: 'date', figures: ['account', 'amount'] },
  retained: { from: 'date', policy: 'retention.bank' },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: pool,
    salesManager: pool,
    regionalManager: pool,
    salesClerk: look('all'),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    auditor: study('all'),
  },
})
