/** The credit ledger 授信台账 (CRD-15): every decision of the gate with the figures it stood on, never changed afterwards (§23.6). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, dateTime, json, link, money, number, text } from '../../definition/fields.ts'
import { paymentModes } from '../paymentModes.ts'
import { creditReaders, ofCustomer } from './readers.ts'

export const bases = {
  prepaid: ['已预收', 'Prepaid'],
  cash: ['现结', 'Cash'],
  inLimit: ['额度内', 'Within the limit'],
  overdue: ['逾期经批', 'Overdue, approved'],
  firstRelease: ['首次超授信', 'First release'],
  lastRelease: ['末次超授信', 'Last release'],
  unapproved: ['未批超授信', 'Unapproved'],
} as const

export const creditDecisions = defineRegister('creditDecisions', '授信台账', 'Credit ledger', {
  system: 'credit',
  title: 'number',
  number: 'XY-{yyyy}{mm}-{00000}',
  help: ['每次放行的计算依据，生成后不再改动（§23.6）。', 'What each release of goods was decided on; never changed (§23.6).'],
  immutable: true,
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    document: text('单据', 'Document', { required: true, readOnly: true, max: 60, register: true }),
    record: number('记录', 'Record', { required: true, readOnly: true }),
    day: date('日期', 'Day', { required: true }),
    at: dateTime('时间', 'At', { required: true }),
    decidedFor: link('经办人', 'Asked by', 'users'),
    mode: choice('结算方式', 'Payment mode', paymentModes),
    basis: choice('放行依据', 'Basis', bases),
    amount: money('本批金额', 'Goods'),
    limit: money('额度', 'Limit'),
    exposure: money('占用', 'Exposure'),
    advance: money('预收', 'Advance'),
    overdue: money('逾期', 'Overdue'),
    excess: money('超出', 'Excess'),
    inputs: json('计算依据', 'Inputs', { readOnly: true }),
    policies: json('所用制度', 'Policies', { readOnly: true }),
  },
  list: ['number', 'customer', 'day', 'basis', 'amount', 'limit', 'exposure', 'excess'],
  filters: ['customer', 'basis', 'mode', 'day', 'document'],
  search: ['number'],
  sort: ['id', 'DESC'],
  form: [
    section('决定', 'Decision', ['customer', 'day', 'at', 'decidedFor', 'mode', 'basis']),
    section('金额', 'Figures', ['amount', 'limit', 'exposure', 'advance', 'overdue', 'excess']),
  ],
  scopes: ofCustomer,
  permissions: creditReaders,
})
