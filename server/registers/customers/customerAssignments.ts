/** Who had which customer from when to when: the customer is the company's, people only hold assignments (ARC-32). Written by the system when the account manager changes. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, link, text } from '../../definition/fields.ts'
import { issued, look, study } from '../grants.ts'

export const customerAssignments = defineRegister('customerAssignments', '客户归属记录', 'Customer assignments', {
  system: 'customers',
  title: 'user',
  help: [
    '客户经理变更时自动写入，交接、竞业与考核都读它（ARC-32）。',
    'Written when the account manager changes; handover and assessment read it (ARC-32).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    user: link('客户经理', 'Account manager', 'users', { required: true }),
    department: link('部门', 'Department', 'departments'),
    from: date('自', 'From', { required: true }),
    to: date('至', 'To'),
    cause: choice('缘由', 'Cause', { opened: ['新建档案', 'File opened'], handover: ['变更客户经理', 'Handover'] }),
    reason: text('原因', 'Reason', { max: 200 }),
  },
  list: ['customer', 'user', 'department', 'from', 'to', 'cause', 'reason'],
  filters: ['customer', 'user', 'department', 'from', 'to', 'cause'],
  search: ['reason'],
  sort: ['from', 'DESC'],
  form: [section('归属', 'Assignment', ['customer', 'user', 'department', 'from', 'to', 'cause', 'reason'])],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  immutable: true,
  detached: true,
  permissions: {
    administrator: study('all', issued),
    executive: look('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: study('department'),
    regionalManager: look('department'),
    salesClerk: look('department'),
    archiveKeeper: look('all'),
    auditor: study('all'),
  },
})
