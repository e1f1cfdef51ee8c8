/** Customer orders with their lines; the total is the sum of the rounded line amounts. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, money, quantity, text, unitPrice } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { paymentModes } from '../paymentModes.ts'
import { goodsLines } from './goodsLines.ts'

/** What would tell the standard cost of a product. */
const costs = ['grossProfit']
const prices = [...costs, 'total', 'dispatchedValue', 'invoicedValue', 'lines.unitPrice', 'lines.listPrice', 'lines.amount']

export const orders = defineRegister('orders', '订单', 'Orders', {
  system: 'sales',
  title: 'number',
  number: 'SO-{yyyy}{mm}-{00000}',
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    date: date('订单日期', 'Order date', { required: true, default: '$today' }),
    salesperson: link('客户经理', 'Salesperson', 'users', {
      help: ['留空则取客户的客户经理。', "The customer's account manager when left empty."],
    }),
    department: link('部门', 'Department', 'departments', {
      help: ['留空则取客户经理所在部门。', "The salesperson's department when left empty."],
    }),
    requiredOn: date('要求到货日期', 'Required on'),
    contract: link('合同', 'Contract', 'contracts', {
      choose: { status: 'signed' },
      help: ['须为同一客户的合同（ORD-13）。', 'A contract of the same customer (ORD-13).'],
    }),
    externalNumber: text('外部单号', 'External number', {
      unique: true,
      max: 60,
      help: ['来源系统的单号，导入时用来对应。', "The source system's number; imports match by it."],
    }),
    paymentMode: choice('结算方式', 'Payment mode', paymentModes, {
      readOnly: true,
      help: ['取自合同，其次客户，都未定时先款后货（CF-07）。', "The contract's, else the customer's, else prepaid (CF-07)."],
    }),
    lines: lines(
      '明细',
      'Lines',
      {
        ...goodsLines(),
        listPrice: unitPrice('价目表价', 'List price', { readOnly: true }),
        dispatched: quantity('已发数量', 'Dispatched', { readOnly: true }),
      },
      { required: true },
    ),
    quantity: quantity('总数量', 'Quantity', { derive: { sum: 'lines.quantity' } }),
    total: money('总金额', 'Total', { derive: { sum: 'lines.amount' } }),
    grossProfit: money('毛利', 'Gross profit', { readOnly: true, help: ['按标准成本（ORD-19）。', 'At standard cost (ORD-19).'] }),
    dispatchedValue: money('已发货值', 'Dispatched', { readOnly: true, default: '0' }),
    invoicedValue: money('已开票', 'Invoiced', { readOnly: true, default: '0' }),
    progress: choice(
      '进度',
      'Progress',
      {
        none: ['未发', 'Nothing yet'],
        partly: ['部分发运', 'Partly dispatched'],
        dispatched: ['已发运', 'Dispatched'],
        received: ['已收货', 'Received'],
        settled: ['已结清', 'Settled'],
      },
      {
        readOnly: true,
        default: 'none',
        help: ['由发运、收货与收款单据得出（ORD-01）。', 'Follows from dispatches, receipts of goods and of money (ORD-01).'],
      },
    ),
    note: longText('备注', 'Note', { max: 2000 }),
    attachments: file('附件', 'Attachments'),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      confirmed: ['已确认', 'Confirmed'],
      closed: ['已完成', 'Closed'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'date', 'salesperson', 'quantity', 'total', 'progress', 'status'],
  filters: ['status', 'progress', 'paymentMode', 'customer', 'salesperson', 'department', 'date', 'requiredOn', 'total'],
  search: ['number', 'externalNumber', 'note'],
  sort: ['date', 'DESC'],
  form: [
    section('订单', 'Order', ['customer', 'date', 'requiredOn', 'salesperson', 'department', 'contract', 'externalNumber', 'status']),
    section('明细', 'Lines', ['lines', 'quantity', 'total']),
    section('履行', 'Progress', ['paymentMode', 'progress', 'dispatchedValue', 'invoicedValue', 'grossProfit']),
    section('其他', 'More', ['note', 'attachments']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number', 'externalNumber'],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      confirm: move('确认', 'Confirm', { from: ['draft'], to: 'confirmed' }),
      close: move('完成', 'Close', {
        from: ['confirmed'],
        to: 'closed',
        roles: ['administrator', 'salesManager', 'salesClerk', 'logistics'],
      }),
      cancel: move('取消', 'Cancel', {
        from: ['draft', 'confirmed'],
        to: 'cancelled',
        roles: ['administrator', 'salesManager', 'regionalManager', 'salesClerk'],
        reason: true,
      }),
    },
    frozen: { closed: ['*'], cancelled: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own', { remove: 'own', readOnly: ['salesperson', 'department'], hidden: costs }),
    salesManager: manage('department', { import: true }),
    regionalManager: keep('department', { export: true, hidden: costs }),
    salesClerk: keep('department', { export: true, import: true, hidden: costs }),
    finance: look('all', { export: true }),
    logistics: {
      read: 'all',
      update: 'all',
      hidden: costs,
      readOnly: ['customer', 'date', 'salesperson', 'department', 'contract', 'externalNumber', 'lines'],
    },
    warehouse: look('all', { hidden: prices }),
    production: look('all', { hidden: prices }),
    marketHead: study('all'),
    marketingVP: study('all'),
    archiveKeeper: look('all', { hidden: costs }),
    auditor: study('all'),
  },
})
