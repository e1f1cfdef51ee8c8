/** Approval cases 审批单: what was submitted, kept as it was, and who said what when. Written by the system alone. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, dateTime, json, lines, link, money, number, text, yesNo } from '../../definition/fields.ts'
import { look, study } from '../grants.ts'
import { type RoleCode, shippedRoles } from '../organisation/shippedRoles.ts'

const own = Object.fromEntries((Object.keys(shippedRoles) as RoleCode[]).map((role) => [role, look('own')]))

export const approvals = defineRegister('approvals', '审批单', 'Approvals', {
  system: 'policies',
  title: 'title',
  number: 'SP-{yyyy}{mm}-{00000}',
  immutable: true,
  unreported: true,
  fields: {
    title: text('事项', 'Subject', { required: true, max: 300 }),
    document: text('单据', 'Document', { required: true, readOnly: true, max: 60, register: true }),
    record: number('记录', 'Record', { required: true, readOnly: true }),
    applicant: link('申请人', 'Applicant', 'users'),
    customer: link('客户', 'Customer', 'customers'),
    department: link('部门', 'Department', 'departments'),
    amount: money('金额', 'Amount'),
    chain: link('流程', 'Chain', 'approvalChains', { required: true }),
    state: choice('状态', 'State', {
      pending: ['审批中', 'Pending'],
      approved: ['已通过', 'Approved'],
      returned: ['已退回', 'Sent back'],
      withdrawn: ['已撤回', 'Withdrawn'],
    }),
    step: number('当前步骤', 'Step', { readOnly: true }),
    stepName: text('步骤名称', 'Step name', { max: 60 }),
    stepSince: dateTime('到达时间', 'Since'),
    submittedAt: dateTime('提交时间', 'Submitted at', { required: true }),
    decidedAt: dateTime('办结时间', 'Decided at'),
    distinctSigners: yesNo('各步不同人签', 'A different person for every step'),
    parties: lines(
      '当事人',
      'Parties',
      { person: link('人员', 'Person', 'users', { required: true }) },
      { help: ['提交人、制单人与申请人，不能签批。', 'Whoever submitted, made or applied for it; none of them signs.'] },
    ),
    tasks: lines('签批', 'Signatures', {
      step: number('步骤', 'Step', { required: true }),
      stepName: text('步骤名称', 'Step name', { max: 60 }),
      mode: choice('会签方式', 'Mode', { any: ['一人即可', 'Any'], all: ['全部同意', 'All'] }),
      approver: link('签批人', 'Approver', 'users', { required: true }),
      role: link('签批角色', 'Signs as', 'roles'),
      state: choice('状态', 'State', {
        later: ['未到', 'Not yet'],
        open: ['待签', 'Waiting'],
        approved: ['同意', 'Approved'],
        returned: ['退回', 'Sent back'],
        skipped: ['连续同一人，免签', 'Same person just before'],
        passed: ['他人已签', 'Signed by another'],
        replaced: ['签批人离岗，已改派', 'Signer gone, another named'],
      }),
      actedBy: link('代签人', 'Signed on behalf by', 'users'),
      at: dateTime('时间', 'At'),
      comment: text('意见', 'Comment', { max: 1000 }),
      addedBy: link('加签人', 'Added by', 'users'),
    }),
    snapshot: json('提交时的单据', 'Document as submitted', { readOnly: true }),
    rule: json('流程依据', 'Rule applied', { readOnly: true }),
  },
  list: ['title', 'number', 'applicant', 'amount', 'stepName', 'state', 'submittedAt', 'decidedAt'],
  filters: ['state', 'document', 'applicant', 'customer', 'department', 'submittedAt'],
  search: ['title', 'number'],
  sort: ['submittedAt', 'DESC'],
  form: [
    section('审批', 'Approval', [
      'title',
      'applicant',
      'customer',
      'department',
      'amount',
      'chain',
      'state',
      'stepName',
      'stepSince',
      'submittedAt',
      'decidedAt',
    ]),
    section('签批', 'Signatures', ['tasks', 'parties', 'distinctSigners']),
  ],
  scopes: { own: { $or: [{ applicant: '$me' }, { 'tasks.approver': '$me' }, { 'tasks.actedBy': '$me' }] } },
  clocks: {
    answer: {
      label: ['审批时限', 'To be answered'],
      from: 'stepSince',
      until: { state: { ne: 'pending' } },
      due: { policy: 'approval.remind' },
    },
  },
  permissions: { ...own, administrator: study('all'), executive: study('all'), auditor: study('all') },
})
