/** Contracts with carriers: long-haul ones spell out three clauses (CAR-03); signed after the head of the market department approved (CAR-04). */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, choices, date, file, link, longText, text, yesNo } from '../../definition/fields.ts'
import { approval, approvalMoves } from '../approvalMoves.ts'
import { full, keep, look, study } from '../grants.ts'
import { freightTerms } from '../sales/shipping.ts'

const clauses = ['onArrival', 'lateFine', 'lossCompensation'] as const

export const carrierContracts = defineRegister('carrierContracts', '运输合同', 'Carrier contracts', {
  system: 'transport',
  title: 'number',
  number: 'YH-{yyyy}-{000}',
  help: [
    '长途合同须载明三项条款（CAR-03）；长期合同由市场部部长审批（CAR-04）。',
    'A long-haul contract states three clauses (CAR-03); approved by the head of the market department (CAR-04).',
  ],
  fields: {
    carrier: link('承运商', 'Carrier', 'carriers', { required: true }),
    from: date('生效日期', 'Valid from', { required: true }),
    to: date('到期日期', 'Valid to', { required: true }),
    longHaul: yesNo('长途', 'Long haul', { default: true }),
    clauses: choices(
      '条款核对',
      'Clauses checked',
      {
        onArrival: ['货到付运费', 'Freight paid when the goods arrive'],
        lateFine: ['延误罚款', 'Late-delivery fine'],
        lossCompensation: ['货损赔偿', 'Cargo-loss compensation'],
      },
      { help: ['长途合同三项必备（CAR-03）。', 'All three in a long-haul contract (CAR-03).'] },
    ),
    term: choice('运费结算', 'Freight term', freightTerms),
    routes: text('线路', 'Routes', { max: 200 }),
    rates: longText('运价', 'Rates', { max: 5000 }),
    ourSignatory: text('我方签字人', 'Our signatory', { max: 60 }),
    theirSignatory: text('对方签字人', 'Their signatory', { max: 60 }),
    scan: file('签字件扫描', 'Scan of the signed copy'),
    applicant: link('申请人', 'Applicant', 'users', { readOnly: true, default: '$me' }),
    note: longText('备注', 'Note', { max: 2000 }),
    status: choice('状态', 'Status', {
      draft: ['草拟', 'Draft'],
      review: ['审批中', 'Under approval'],
      inForce: ['执行中', 'In force'],
      ended: ['已终止', 'Ended'],
    }),
  },
  list: ['number', 'carrier', 'from', 'to', 'longHaul', 'term', 'status'],
  filters: ['status', 'carrier', 'from', 'to', 'longHaul', 'term', 'clauses'],
  search: ['number', 'routes', 'note'],
  sort: ['id', 'DESC'],
  form: [
    section('合同', 'Contract', ['carrier', 'from', 'to', 'longHaul', 'clauses', 'term', 'status']),
    section('内容', 'Content', ['routes', 'rates', 'ourSignatory', 'theirSignatory', 'scan', 'note', 'applicant']),
  ],
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    approval,
    moves: {
      ...approvalMoves('inForce', {
        when: { $or: [{ longHaul: { ne: true } }, { $and: clauses.map((clause) => ({ clauses: { has: clause } })) }] },
        unless: [
          '长途运输合同须载明货到付运费、延误罚款、货损赔偿三项（CAR-03）；请补齐后再提交。',
          'A long-haul contract states freight on arrival, late-delivery fine and cargo-loss compensation (CAR-03); complete it, then submit.',
        ],
      }),
      end: move('终止', 'End', { from: ['inForce'], to: 'ended', roles: ['administrator', 'logistics', 'marketHead'], reason: true }),
    },
    frozen: { review: ['*'], inForce: ['*'], ended: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: look('all'),
    finance: look('all', { export: true }),
    logistics: keep('all', { remove: 'all', export: true }),
    marketHead: keep('all', { export: true }),
    marketingVP: look('all'),
    archiveKeeper: look('all'),
    auditor: study('all'),
  },
})
