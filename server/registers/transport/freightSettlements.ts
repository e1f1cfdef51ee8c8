/** Monthly freight settlement (CAR-06): the carrier's freights of a month with the settlement copy of the outbound slip, signed by the market department, paid by finance. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, money } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const freightSettlements = defineRegister('freightSettlements', '运费月结单', 'Freight settlements', {
  system: 'transport',
  title: 'number',
  number: 'YJ-{yyyy}{mm}-{000}',
  help: [
    '凭证与出库单运费结算联 → 市场部审核签字 → 财务付款（CAR-06）。',
    'Voucher and freight-settlement copy of the outbound slip, signed by the market department, paid by finance (CAR-06).',
  ],
  fields: {
    carrier: link('承运商', 'Carrier', 'carriers', { required: true }),
    month: date('月份', 'Month', { required: true, month: true }),
    lines: lines(
      '运费',
      'Freights',
      {
        freight: link('运费', 'Freight', 'freights', {
          required: true,
          choose: { carrier: '$record.carrier', term: 'monthly', settlement: null },
        }),
        amount: money('金额', 'Amount', { readOnly: true }),
      },
      {
        required: true,
        help: ['留空则取该承运商当月全部未结的月结运费。', "All open monthly freights of the carrier's month when empty."],
      },
    ),
    total: money('合计', 'Total', { derive: { sum: 'lines.amount' } }),
    voucher: file('出库单运费结算联', 'Settlement copy of the outbound slip'),
    paidOn: date('付款日期', 'Paid on'),
    note: longText('备注', 'Note', { max: 2000 }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      signed: ['市场部已签', 'Signed'],
      paid: ['已付款', 'Paid'],
      void: ['作废', 'Void'],
    }),
  },
  list: ['number', 'carrier', 'month', 'total', 'paidOn', 'status'],
  filters: ['status', 'carrier', 'month', 'paidOn'],
  search: ['number', 'note'],
  sort: ['month', 'DESC'],
  form: [
    section('月结单', 'Settlement', ['carrier', 'month', 'voucher', 'paidOn', 'status', 'note']),
    section('运费', 'Freights', ['lines', 'total']),
  ],
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      sign: move('审核签字', 'Sign', {
        from: ['draft'],
        to: 'signed',
        roles: ['marketHead'],
        stamp: 'unit',
        when: { voucher: { empty: false } },
        unless: [
          '请先附出库单运费结算联，再审核签字（CAR-06）。',
          'Attach the freight-settlement copy of the outbound slip first (CAR-06).',
        ],
      }),
      pay: move('付款', 'Pay', { from: ['signed'], to: 'paid', roles: ['finance'] }),
      void: move('作废', 'Void', {
        from: ['draft', 'signed'],
        to: 'void',
        roles: ['administrator', 'logistics', 'marketHead'],
        reason: true,
      }),
    },
    frozen: { signed: ['carrier', 'month', 'lines', 'voucher'], paid: ['*'], void: ['*'] },
  },
  clocks: {
    report: {
      label: ['运费报财务', 'Freight reported to finance'],
      from: 'month',
      until: { status: { ne: 'draft' } },
      due: { policy: 'freight.report' },
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    finance: { read: 'all', update: 'all', export: true, readOnly: ['carrier', 'month', 'lines', 'voucher'] },
    logistics: keep('all', { remove: 'all', export: true }),
    marketHead: { read: 'all', update: 'all', export: true, readOnly: ['carrier', 'month', 'lines', 'paidOn'] },
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
