/** The contract register with main clauses and scan (ORD-13, ARC-04): distribution or direct sale (ORD-14), signed only with every mandatory clause in it (ORD-03). */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, choices, date, file, link, longText, money, number, text } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { paymentModes } from '../paymentModes.ts'

/** What those who make and move the goods see of a contract. */
const goods = look('all', { hidden: ['amount', 'settlement', 'creditDays', 'settlementAgreement', 'abstract', 'scan'] })

export const contracts = defineRegister('contracts', '合同', 'Contracts', {
  system: 'sales',
  title: 'name',
  number: 'HT-{yyyy}-{0000}',
  help: ['档案管理员录入主要条款并保存签字件（ARC-04）。', 'The archive keeper keys the main clauses and stores the signed copy (ARC-04).'],
  fields: {
    name: text('合同名称', 'Name', { required: true, max: 120 }),
    customer: link('客户', 'Customer', 'customers', { required: true }),
    kind: choice(
      '类别',
      'Kind',
      { distribution: ['经销', 'Distribution'], direct: ['直销', 'Direct sale'] },
      { required: true, help: ['经销或直销，决定授信办法（ORD-14）。', 'Distribution or direct sale decides the credit rules (ORD-14).'] },
    ),
    paperNumber: text('纸质合同编号', 'Number on paper', { max: 60, unique: true }),
    ourParty: text('我方', 'Our party', { max: 120 }),
    counterparty: text('对方', 'Counterparty', { max: 120 }),
    ourSignatory: text('我方签字人', 'Our signatory', { max: 60 }),
    theirSignatory: text('对方签字人', 'Their signatory', { max: 60 }),
    signedOn: date('签订日期', 'Signed on'),
    from: date('生效日期', 'Valid from', { required: true }),
    to: date('到期日期', 'Valid to', { required: true }),
    amount: money('合同金额', 'Amount', { min: '0' }),
    settlement: choice('结算方式', 'Settlement', paymentModes),
    creditDays: number('账期（天）', 'Credit days', {
      min: 0,
      max: 3660,
      help: ['留空则取客户账期或政策。', "The customer's or the policy's when empty."],
    }),
    settlementAgreement: longText('结算协议', 'Settlement agreement', {
      max: 5000,
      help: ['合同须含结算约定（ORD-14）。', 'A contract states how it is settled (ORD-14).'],
    }),
    clauses: choices(
      '必备条款核对',
      'Clauses checked',
      {
        breach: ['违约责任', 'Breach'],
        forceMajeure: ['不可抗力', 'Force majeure'],
        claims: ['索赔', 'Claims'],
        confidentiality: ['保密', 'Confidentiality'],
        rights: ['双方权利义务', 'Rights and duties'],
      },
      { help: ['违约责任、不可抗力、索赔三条必须载明（ORD-03）。', 'Breach, force majeure and claims must be in it (ORD-03).'] },
    ),
    abstract: longText('主要条款摘要', 'Main clauses', {
      max: 20_000,
      help: ['由档案管理员录入（ARC-04）。', 'Keyed by the archive keeper (ARC-04).'],
    }),
    scan: file('签字件扫描', 'Scan of the signed copy'),
    scanMissing: text('缺扫描件原因', 'Why there is no scan', { max: 200 }),
    supplementTo: link('补充自', 'Supplement to', 'contracts', {
      help: ['合同变更须双方确认，另立补充合同（ORD-04）。', 'A change needs both sides: file a supplement (ORD-04).'],
    }),
    owner: link('经办人', 'Handled by', 'users', { default: '$me' }),
    status: choice('状态', 'Status', {
      draft: ['草拟', 'Draft'],
      signed: ['已签订', 'Signed'],
      ended: ['已终止', 'Ended'],
      void: ['作废', 'Void'],
    }),
  },
  list: ['name', 'number', 'customer', 'kind', 'from', 'to', 'amount', 'status'],
  filters: ['status', 'kind', 'customer', 'owner', 'settlement', 'to', 'clauses'],
  search: ['name', 'number', 'paperNumber', 'counterparty'],
  sort: ['id', 'DESC'],
  form: [
    section('合同', 'Contract', ['name', 'customer', 'kind', 'paperNumber', 'status', 'owner', 'supplementTo']),
    section('双方', 'Parties', ['ourParty', 'counterparty', 'ourSignatory', 'theirSignatory', 'signedOn']),
    section('期限与金额', 'Validity and amount', ['from', 'to', 'amount', 'settlement', 'creditDays', 'settlementAgreement']),
    section('条款与签字件', 'Clauses and signed copy', ['clauses', 'abstract', 'scan', 'scanMissing']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  keys: ['number', 'paperNumber'],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      sign: move('签订', 'Sign', {
        from: ['draft'],
        to: 'signed',
        roles: ['administrator', 'salesManager', 'archiveKeeper'],
        when: {
          $and: [
            { clauses: { has: 'breach' } },
            { clauses: { has: 'forceMajeure' } },
            { clauses: { has: 'claims' } },
            { $or: [{ scan: { empty: false } }, { scanMissing: { empty: false } }] },
          ],
        },
        unless: [
          '合同须载明违约责任、不可抗力、索赔三条（ORD-03），并附签字件扫描或写明缺扫描件原因（ARC-04）；请补齐后再签订。',
          'A contract states breach, force majeure and claims (ORD-03) and carries a scan or the reason for none (ARC-04); complete it, then sign.',
        ],
      }),
      amend: move('变更', 'Amend', { from: ['signed'], to: 'signed', roles: [] }),
      end: move('终止', 'End', { from: ['signed'], to: 'ended', roles: ['administrator', 'salesManager', 'archiveKeeper'], reason: true }),
      cancel: move('作废', 'Void', { from: ['draft'], to: 'void', reason: true }),
    },
    frozen: {
      signed: [
        'customer',
        'kind',
        'from',
        'to',
        'amount',
        'settlement',
        'creditDays',
        'settlementAgreement',
        'clauses',
        'counterparty',
        'ourParty',
      ],
      ended: ['*'],
      void: ['*'],
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all', { hidden: ['abstract', 'settlementAgreement', 'scan'] }),
    sales: keep('own'),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: keep('department'),
    finance: look('all', { export: true }),
    logistics: goods,
    warehouse: goods,
    production: goods,
    marketHead: study('all'),
    marketingVP: study('all'),
    archiveKeeper: keep('all', { export: true, import: true }),
    auditor: study('all'),
  },
})
