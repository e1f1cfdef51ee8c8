/** The monthly reconciliation of funds 资金对账 (PAY-05, PAY-14): one record a month, from the run over both signatures to the lock, and re-opened only by approval. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, dateTime, json, link, longText, number, text } from '../../definition/fields.ts'
import { study } from '../grants.ts'
import { bankFields, figureFields } from './figures.ts'
import { reconciliationWorkflow } from './reconciliations.workflow.ts'

const signs = { read: 'all', update: 'all', export: true } as const

export const reconciliations = defineRegister('reconciliations', '资金对账', 'Fund reconciliations', {
  system: 'reconciliation',
  title: 'number',
  help: [
    '每月 30 日销售内勤与财务核对销售资金回收表（PAY-05）：先由系统勾对，再逐笔说明差异，双方签字后锁定。',
    'On the 30th of each month the sales clerk and finance check the sales-funds recovery table (PAY-05): matched by the system, differences explained, signed by both, locked.',
  ],
  fields: {
    number: text('编号', 'Number', { readOnly: true, unique: true, max: 20 }),
    month: date('月份', 'Month', { required: true, fixed: true, unique: true, month: true }),
    runs: number('核对次数', 'Runs', { readOnly: true, default: 0 }),
    startedAt: dateTime('开始时间', 'Started at', { readOnly: true }),
    ranAt: dateTime('对账完成时间', 'Ran at', { readOnly: true }),
    progress: number('进度', 'Progress', {
      readOnly: true,
      min: 0,
      max: 100,
      help: ['正在对账时的百分比。', 'Percent done while it runs.'],
    }),
    fault: longText('中断原因', 'Why it stopped', { readOnly: true, bilingual: true, max: 2000 }),
    ...figureFields(),
    ...bankFields(),
    differenceCount: number('差异数', 'Differences', { readOnly: true }),
    openCount: number('未说明差异', 'Differences open', { readOnly: true }),
    clerk: link('销售内勤签字', 'Signed by the clerk', 'users', { readOnly: true }),
    clerkSignedAt: dateTime('内勤签字时间', 'Signed by the clerk at', { readOnly: true }),
    finance: link('财务签字', 'Signed by finance', 'users', { readOnly: true }),
    financeSignedAt: dateTime('财务签字时间', 'Signed by finance at', { readOnly: true }),
    lockedAt: dateTime('锁定时间', 'Locked at', { readOnly: true }),
    issue: link('回收表', 'Issue', 'fundRecoveries', { readOnly: true }),
    digest: text('账目指纹', 'Digest of the ledger', {
      readOnly: true,
      max: 64,
      help: [
        '对账时各客户账目的指纹；签字前账目有变须重新对账。',
        'Of every customer’s figures at the run; when they change the month is run again before it is signed.',
      ],
    }),
    policies: json('所用制度', 'Policies applied', { readOnly: true }),
    status: choice('状态', 'Status', {
      open: ['未开始', 'Open'],
      matching: ['对账中', 'Matching'],
      explained: ['差异已说明', 'Explained'],
      clerkSigned: ['内勤已签', 'Signed by the clerk'],
      signed: ['双方已签', 'Signed by both'],
      locked: ['已锁定', 'Locked'],
      reopening: ['申请重开', 'Re-opening asked'],
    }),
  },
  list: ['number', 'month', 'closing', 'differenceCount', 'openCount', 'clerk', 'finance', 'lockedAt', 'status'],
  filters: ['status', 'month', 'clerk', 'finance'],
  search: ['number'],
  sort: ['month', 'DESC'],
  form: [
    section('月份', 'Month', ['month', 'status', 'runs', 'startedAt', 'ranAt', 'progress', 'fault', 'policies', 'digest']),
    section('账目', 'Account', Object.keys(figureFields())),
    section('勾对与差异', 'Matching and differences', [...Object.keys(bankFields()), 'differenceCount', 'openCount']),
    section('签字', 'Signatures', ['clerk', 'clerkSignedAt', 'finance', 'financeSignedAt', 'lockedAt', 'issue']),
  ],
  keys: ['number'],
  workflow: reconciliationWorkflow,
  retained: { from: 'month', policy: 'retention.ledger' },
  permissions: {
    administrator: study('all'),
    executive: study('all'),
    analyst: study('all'),
    salesClerk: signs,
    finance: signs,
    marketHead: study('all'),
    marketingVP: study('all'),
    auditor: study('all'),
  },
})
