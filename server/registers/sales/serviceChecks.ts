/** Service checklists (ORD-24): the standard of a customer's tier, ticked off item by item. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, lines, link, percent, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { stages } from './serviceStandards.ts'

export const serviceChecks = defineRegister('serviceChecks', '服务核对', 'Service checklists', {
  system: 'sales',
  title: 'number',
  number: 'FW-{yyyy}-{0000}',
  help: ['逐项核对对该客户的服务是否达标（ORD-24）。', 'Whether the customer was served as the standard asks, item by item (ORD-24).'],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    standard: link('服务标准', 'Standard', 'serviceStandards', { required: true }),
    order: link('订单', 'Order', 'orders'),
    from: date('开始日期', 'From', { required: true, default: '$today' }),
    items: lines(
      '核对',
      'Items',
      {
        stage: choice('环节', 'Stage', stages),
        item: text('内容', 'What is done', { required: true, max: 200 }),
        dueOn: date('期限', 'Due on'),
        done: yesNo('完成', 'Done', { default: false }),
        doneOn: date('完成日期', 'Done on'),
        note: text('说明', 'Note', { max: 200 }),
      },
      { help: ['留空则取标准中的项目。', 'The items of the standard when empty.'] },
    ),
    completion: percent('完成率', 'Completion', { readOnly: true }),
    nextDue: date('下一期限', 'Next due', { readOnly: true }),
    user: link('负责人', 'Responsible', 'users', { default: '$me' }),
    status: choice('状态', 'Status', { open: ['进行中', 'Open'], closed: ['已完成', 'Closed'] }),
  },
  list: ['number', 'customer', 'standard', 'completion', 'nextDue', 'user', 'status'],
  filters: ['status', 'customer', 'standard', 'user', 'nextDue'],
  search: ['number'],
  sort: ['id', 'DESC'],
  form: [
    section('核对', 'Checklist', ['customer', 'standard', 'order', 'from', 'user', 'completion', 'nextDue', 'status']),
    section('项目', 'Items', ['items']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  workflow: {
    field: 'status',
    start: 'open',
    moves: {
      close: move('完成', 'Close', {
        from: ['open'],
        to: 'closed',
        when: { completion: { gte: '100.00' } },
        unless: ['还有未完成的服务项目（ORD-24）；请逐项完成或写明。', 'Some items are not done yet (ORD-24); do them first.'],
      }),
    },
    frozen: { closed: ['*'] },
  },
  clocks: {
    next: { label: ['服务项目', 'Service item'], from: 'from', until: { status: 'closed' }, due: { field: 'nextDue' }, who: 'user' },
  },
  permissions: {
    administrator: full,
    executive: look('all'),
    analyst: study('all'),
    sales: keep('own'),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: keep('department'),
    marketHead: look('all'),
    auditor: study('all'),
  },
})
