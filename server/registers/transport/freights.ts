/** The freight ledger 运费台帐 (CAR-07): advanced freight and selling expense per dispatch, entered promptly so that every sale's ex-works price can be worked out. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, money, text } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'
import { freightTerms } from '../sales/shipping.ts'

export const freights = defineRegister('freights', '运费台帐', 'Freight ledger', {
  system: 'transport',
  title: 'number',
  number: 'YF-{yyyy}{mm}-{0000}',
  help: ['代垫运费与销售费用运费逐单登记（CAR-07）。', 'Advanced freight and selling-expense freight, dispatch by dispatch (CAR-07).'],
  fields: {
    dispatch: link('发运通知单', 'Dispatch', 'dispatches', { required: true }),
    order: link('订单', 'Order', 'orders', { readOnly: true }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    carrier: link('承运商', 'Carrier', 'carriers', { help: ['留空则取通知单的承运商。', "The notice's carrier when left empty."] }),
    kind: choice(
      '性质',
      'Kind',
      { advanced: ['代垫运费', 'Advanced for the customer'], expense: ['销售费用', 'Selling expense'] },
      { required: true, default: 'expense' },
    ),
    term: choice('结算', 'Term', freightTerms, { help: ['留空则取通知单的运费结算。', "The notice's freight term when left empty."] }),
    date: date('登记日期', 'Date', { required: true, default: '$today' }),
    amount: money('金额', 'Amount', { required: true, min: '0.01' }),
    paidOn: date('付款日期', 'Paid on'),
    settlement: link('月结单', 'Settlement', 'freightSettlements', { readOnly: true }),
    waybill: text('运单号', 'Waybill', { max: 60 }),
    proof: file('单据', 'Papers'),
    note: longText('备注', 'Note', { max: 2000 }),
  },
  list: ['number', 'dispatch', 'carrier', 'kind', 'term', 'amount', 'date', 'paidOn', 'settlement'],
  filters: ['carrier', 'kind', 'term', 'date', 'paidOn', 'customer', 'dispatch', 'settlement'],
  search: ['number', 'waybill', 'note'],
  sort: ['date', 'DESC'],
  form: [
    section('运费', 'Freight', ['dispatch', 'carrier', 'kind', 'term', 'amount', 'date', 'paidOn', 'waybill', 'proof', 'note']),
    section('自动生成', 'Kept by the system', ['order', 'customer', 'settlement']),
  ],
  unique: [['dispatch', 'carrier', 'kind']],
  keys: ['number'],
  booked: { on: 'date', figures: ['dispatch', 'amount'] },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    finance: { read: 'all', update: 'all', export: true, readOnly: ['dispatch', 'carrier', 'kind', 'term', 'amount'] },
    logistics: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    marketingVP: look('all'),
    salesManager: look('all'),
    auditor: study('all'),
  },
})
