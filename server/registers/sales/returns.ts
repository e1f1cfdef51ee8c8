/** Returned goods with their reason and refund state (ORD-17); quantities are positive, reports subtract them. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, money, quantity, text } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { goodsLines } from './goodsLines.ts'

export const returns = defineRegister('returns', '退货', 'Returns', {
  system: 'sales',
  title: 'number',
  number: 'TH-{yyyy}{mm}-{00000}',
  help: ['退换货及其财务手续（ORD-17）；数量填正数。', 'Returns and their finance formalities (ORD-17); write positive quantities.'],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    date: date('退货日期', 'Return date', { required: true, default: '$today' }),
    order: link('原订单', 'Order', 'orders', { help: ['须为同一客户的订单（ORD-17）。', 'An order of the same customer (ORD-17).'] }),
    salesperson: link('客户经理', 'Salesperson', 'users', {
      help: ['留空则取客户的客户经理。', "The customer's account manager when left empty."],
    }),
    department: link('部门', 'Department', 'departments', {
      help: ['留空则取客户经理所在部门。', "The salesperson's department when left empty."],
    }),
    reason: choice('原因', 'Reason', {
      quality: ['质量问题', 'Quality'],
      damage: ['运输破损', 'Damage in transit'],
      wrong: ['发错货', 'Wrong goods'],
      expired: ['临期 / 过期', 'Near or past expiry'],
      unsold: ['滞销', 'Unsold'],
      cancelled: ['取消交易', 'Cancelled deal'],
      other: ['其他', 'Other'],
    }),
    explanation: longText('说明', 'Explanation', { max: 2000 }),
    externalNumber: text('外部单号', 'External number', {
      unique: true,
      max: 60,
      help: ['来源系统的单号，导入时用来对应。', "The source system's number; imports match by it."],
    }),
    lines: lines('明细', 'Lines', goodsLines('0'), { required: true }),
    quantity: quantity('总数量', 'Quantity', { derive: { sum: 'lines.quantity' } }),
    total: money('总金额', 'Total', { derive: { sum: 'lines.amount' } }),
    attachments: file('附件', 'Attachments'),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      confirmed: ['已确认', 'Confirmed'],
      refunded: ['已退款', 'Refunded'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'order', 'date', 'reason', 'quantity', 'total', 'status'],
  filters: ['status', 'reason', 'customer', 'salesperson', 'department', 'date', 'order'],
  search: ['number', 'externalNumber', 'explanation'],
  sort: ['date', 'DESC'],
  form: [
    section('退货', 'Return', [
      'customer',
      'date',
      'order',
      'reason',
      'explanation',
      'salesperson',
      'department',
      'externalNumber',
      'status',
    ]),
    section('明细', 'Lines', ['lines', 'quantity', 'total', 'attachments']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number', 'externalNumber'],
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      confirm: move('确认', 'Confirm', {
        from: ['draft'],
        to: 'confirmed',
        roles: ['administrator', 'salesManager', 'regionalManager', 'salesClerk'],
        when: { reason: { empty: false } },
        unless: ['请先填写退货原因，再确认（ORD-17）。', 'Enter the reason of the return first (ORD-17).'],
      }),
      refund: move('已退款', 'Refunded', { from: ['confirmed'], to: 'refunded', roles: ['administrator', 'finance'] }),
      cancel: move('取消', 'Cancel', {
        from: ['draft', 'confirmed'],
        to: 'cancelled',
        roles: ['administrator', 'salesManager', 'salesClerk'],
        reason: true,
      }),
    },
    frozen: { refunded: ['*'], cancelled: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: keep('own', { remove: 'own', readOnly: ['salesperson', 'department'] }),
    salesManager: manage('department', { import: true }),
    regionalManager: keep('department', { export: true }),
    salesClerk: keep('department', { export: true, import: true }),
    finance: {
      read: 'all',
      update: 'all',
      export: true,
      readOnly: ['customer', 'date', 'order', 'salesperson', 'department', 'reason', 'externalNumber', 'lines'],
    },
    logistics: look('all'),
    archiveKeeper: look('all'),
    auditor: study('all'),
  },
})
