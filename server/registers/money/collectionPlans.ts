/** Collection plans 货款回笼计划 (PAY-12) for cash-only and over-limit customers, and whether they were kept: steps are filled from confirmed receipts in order of their due days. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, money, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const collectionPlans = defineRegister('collectionPlans', '货款回笼计划', 'Collection plans', {
  system: 'money',
  title: 'number',
  number: 'HL-{yyyy}{mm}-{0000}',
  help: [
    '现款与超授信客户须有回笼计划（CRD-04、CRD-09）；是否守约由到账自动得出。',
    'Cash-only and over-limit customers have a plan (CRD-04, CRD-09); whether it is kept follows from receipts.',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    cause: choice(
      '缘由',
      'Cause',
      {
        cash: ['无授信现款', 'Cash only'],
        overLimit: ['超授信', 'Over the limit'],
        overdue: ['逾期', 'Overdue'],
        other: ['其他', 'Other'],
      },
      { required: true },
    ),
    from: date('起算日', 'Runs from', {
      required: true,
      default: '$today',
      help: ['此日起的到账计入本计划。', 'Receipts from this day on count.'],
    }),
    steps: lines(
      '分期',
      'Steps',
      {
        dueOn: date('到期日', 'Due on', { required: true }),
        amount: money('金额', 'Amount', { required: true, min: '0.01' }),
        paid: money('已回笼', 'Paid', { readOnly: true }),
        kept: yesNo('守约', 'Kept', { readOnly: true }),
      },
      { required: true },
    ),
    total: money('计划金额', 'Total', { derive: { sum: 'steps.amount' } }),
    paid: money('已回笼', 'Paid', { derive: { sum: 'steps.paid' } }),
    nextDue: date('下一到期日', 'Next due', { readOnly: true }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    agreement: file('客户承诺函', "The customer's promise"),
    note: longText('备注', 'Note', { max: 2000 }),
    status: choice(
      '状态',
      'Status',
      {
        draft: ['草稿', 'Draft'],
        active: ['执行中', 'Active'],
        kept: ['已守约', 'Kept'],
        broken: ['已违约', 'Broken'],
        cancelled: ['已取消', 'Cancelled'],
      },
      { readOnly: true },
    ),
  },
  list: ['number', 'customer', 'cause', 'total', 'paid', 'nextDue', 'salesperson', 'status'],
  filters: ['status', 'customer', 'cause', 'salesperson', 'department', 'nextDue'],
  search: ['number', 'note'],
  sort: ['id', 'DESC'],
  form: [
    section('计划', 'Plan', ['customer', 'cause', 'from', 'agreement', 'note', 'status']),
    section('分期', 'Steps', ['steps', 'total', 'paid', 'nextDue']),
    section('自动生成', 'Kept by the system', ['salesperson', 'department']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      activate: move('执行', 'Activate', { from: ['draft'], to: 'active', roles: ['administrator', 'finance', 'salesManager'] }),
      keep: move('守约完成', 'Kept', { from: ['active'], to: 'kept', roles: [] }),
      break: move('违约', 'Broken', { from: ['active'], to: 'broken', roles: [] }),
      cancel: move('取消', 'Cancel', {
        from: ['draft', 'active'],
        to: 'cancelled',
        roles: ['administrator', 'finance', 'salesManager'],
        reason: true,
      }),
    },
    frozen: {
      active: ['customer', 'cause', 'from', 'steps'],
      kept: ['*'],
      broken: ['*'],
      cancelled: ['*'],
    },
  },
  clocks: {
    step: {
      label: ['回笼', 'Step'],
      from: 'from',
      due: { field: 'nextDue' },
      until: { status: { ne: 'active' } },
      who: 'salesperson',
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own'),
    salesManager: keep('department', { export: true }),
    regionalManager: keep('department'),
    salesClerk: keep('department'),
    finance: keep('all', { remove: 'all', export: true }),
    marketHead: look('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
