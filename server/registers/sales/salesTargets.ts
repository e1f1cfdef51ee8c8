/** Monthly sales targets of a person or a department; the weekly statistics measure completion against them (RPT-36). */
import { defineRegister, section } from '../../definition/define.ts'
import { date, link, money, text } from '../../definition/fields.ts'
import { full, look, manage, study } from '../grants.ts'

export const salesTargets = defineRegister('salesTargets', '销售目标', 'Sales targets', {
  system: 'sales',
  title: 'subject',
  help: ['每月每人（或每部门）一条（RPT-36）。', 'One a month for a person or a department (RPT-36).'],
  fields: {
    month: date('月份', 'Month', { required: true, month: true }),
    user: link('客户经理', 'Salesperson', 'users', { help: ['与部门二选一。', 'Either a person or a department.'] }),
    department: link('部门', 'Department', 'departments', { help: ['与客户经理二选一。', 'Either a department or a person.'] }),
    amount: money('目标金额', 'Target', { required: true, min: '0' }),
    subject: text('考核对象', 'Subject', { readOnly: true, max: 140 }),
    note: text('备注', 'Note', { max: 200 }),
  },
  list: ['month', 'user', 'department', 'amount'],
  filters: ['month', 'user', 'department'],
  search: ['subject', 'note'],
  sort: ['month', 'DESC'],
  form: [section('目标', 'Target', ['month', 'user', 'department', 'amount', 'note'])],
  scopes: {
    own: { user: '$me' },
    department: { $or: [{ department: { under: '$department' } }, { 'user.department': { under: '$department' } }] },
  },
  unique: [
    ['month', 'user'],
    ['month', 'department'],
  ],
  permissions: {
    administrator: full,
    executive: manage('all', { import: true }),
    analyst: study('all'),
    sales: look('own'),
    salesManager: manage('department', { import: true }),
    regionalManager: look('department'),
    salesClerk: look('department'),
    finance: look('all'),
    auditor: study('all'),
  },
})
