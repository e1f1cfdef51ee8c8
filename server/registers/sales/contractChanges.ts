/** Contract changes 合同变更 (ORD-04): both sides confirm, the departments concerned are told, and once approved the contract takes the new terms. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, choices, date, file, link, longText, money, number, yesNo } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { paymentModes } from '../paymentModes.ts'

export const contractChanges = defineRegister('contractChanges', '合同变更', 'Contract changes', {
  system: 'sales',
  title: 'number',
  number: 'HB-{yyyy}-{0000}',
  help: [
    '已签合同只经此单变更：双方确认、通知相关部门、必要时重新评审（ORD-04）。',
    'A signed contract changes only by this: confirmed by both sides, departments told, reviewed again where needed (ORD-04).',
  ],
  fields: {
    contract: link('合同', 'Contract', 'contracts', { required: true }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    reason: longText('变更原因', 'Reason', { required: true, max: 2000 }),
    to: date('新到期日期', 'New end'),
    amount: money('新合同金额', 'New amount', { min: '0' }),
    settlement: choice('新结算方式', 'New settlement', paymentModes),
    creditDays: number('新账期（天）', 'New credit days', { min: 0, max: 3660 }),
    settlementAgreement: longText('新结算协议', 'New settlement agreement', { max: 5000 }),
    otherTerms: longText('其他变更', 'Other terms', {
      max: 5000,
      help: ['并入合同主要条款摘要。', "Added to the contract's main clauses."],
    }),
    ourConfirmedOn: date('我方确认日', 'Confirmed by us'),
    theirConfirmedOn: date('对方确认日', 'Confirmed by them'),
    told: choices(
      '已告知部门',
      'Departments told',
      {
        production: ['生产', 'Production'],
        logistics: ['物流', 'Logistics'],
        finance: ['财务', 'Finance'],
        quality: ['质量', 'Quality'],
      },
      { help: ['受影响的部门都须告知（ORD-04）。', 'Every department affected is told (ORD-04).'] },
    ),
    needsReview: yesNo('须重新评审', 'To be reviewed again', { default: false }),
    reviewedOn: date('评审日期', 'Reviewed on'),
    attachments: file('往来确认件', 'Papers of confirmation'),
    appliedOn: date('写入合同日', 'Applied on', { readOnly: true }),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Under approval'],
      inForce: ['已生效', 'In force'],
      withdrawn: ['已撤回', 'Withdrawn'],
    }),
  },
  list: ['number', 'contract', 'customer', 'ourConfirmedOn', 'theirConfirmedOn', 'appliedOn', 'status'],
  filters: ['status', 'contract', 'customer', 'told', 'needsReview', 'appliedOn'],
  search: ['number', 'reason', 'otherTerms'],
  sort: ['id', 'DESC'],
  form: [
    section('变更', 'Change', ['contract', 'reason', 'ourConfirmedOn', 'theirConfirmedOn', 'attachments', 'status']),
    section('新条款', 'New terms', ['to', 'amount', 'settlement', 'creditDays', 'settlementAgreement', 'otherTerms']),
    section('告知与评审', 'Telling and review', ['told', 'needsReview', 'reviewedOn', 'customer', 'applicant', 'appliedOn']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('inForce', {
        when: {
          $and: [
            { ourConfirmedOn: { empty: false }, theirConfirmedOn: { empty: false }, told: { empty: false } },
            { $or: [{ needsReview: { ne: true } }, { reviewedOn: { empty: false } }] },
          ],
        },
        unless: [
          '合同变更须双方确认、告知相关部门，须评审的先评审（ORD-04）；请补填确认日、已告知部门与评审日期。',
          'A change is confirmed by both sides, told to the departments concerned and reviewed where needed (ORD-04); enter both days, who was told and the review.',
        ],
      }),
      withdraw: move('撤回', 'Withdraw', { from: ['draft'], to: 'withdrawn', reason: true }),
    },
    frozen: { review: ['*'], inForce: ['*'], withdrawn: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: look('all', { hidden: ['settlementAgreement', 'otherTerms'] }),
    sales: keep('own', { remove: 'own' }),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: keep('department'),
    finance: look('all', { export: true }),
    logistics: look('all', { hidden: ['amount', 'settlementAgreement', 'attachments'] }),
    production: look('all', { hidden: ['amount', 'settlementAgreement', 'attachments'] }),
    marketHead: study('all'),
    marketingVP: study('all'),
    archiveKeeper: keep('all', { export: true }),
    auditor: study('all'),
  },
})
