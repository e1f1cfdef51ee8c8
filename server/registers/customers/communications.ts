/** The communication log: every call, visit and letter with a customer, and what is to follow by when (ARC-01, ARC-13). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, dateTime, file, link, longText, text, yesNo } from '../../definition/fields.ts'
import { full, look, manage, study } from '../grants.ts'

export const communications = defineRegister('communications', '沟通记录', 'Communications', {
  system: 'customers',
  title: 'subject',
  help: ['与客户的每次往来及后续事项（ARC-01，ARC-13）。', 'Each exchange with a customer and what follows (ARC-01, ARC-13).'],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    contact: link('联系人', 'Contact', 'contacts'),
    subject: text('主题', 'Subject', { required: true, max: 120 }),
    kind: choice(
      '方式',
      'Kind',
      {
        call: ['电话', 'Call'],
        visit: ['拜访', 'Visit'],
        wechat: ['微信', 'WeChat'],
        email: ['邮件', 'Email'],
        letter: ['函件', 'Letter'],
        meeting: ['会议', 'Meeting'],
      },
      { required: true, default: 'call' },
    ),
    direction: choice('方向', 'Direction', { out: ['我方联系', 'Outgoing'], in: ['对方联系', 'Incoming'] }, { default: 'out' }),
    at: dateTime('时间', 'At', { required: true, default: '$now' }),
    user: link('我方人员', 'Our person', 'users', { default: '$me' }),
    summary: longText('内容摘要', 'Summary', { max: 10_000 }),
    nextStep: text('下一步', 'Next step', { max: 200 }),
    dueOn: date('截止日期', 'Due on'),
    done: yesNo('已完成', 'Done', { default: false }),
    attachments: file('附件', 'Attachments'),
  },
  list: ['subject', 'customer', 'kind', 'at', 'user', 'nextStep', 'dueOn', 'done'],
  filters: ['customer', 'kind', 'direction', 'user', 'done', 'dueOn', 'at'],
  search: ['subject', 'summary', 'nextStep'],
  sort: ['at', 'DESC'],
  form: [
    section('沟通', 'Exchange', ['customer', 'contact', 'subject', 'kind', 'direction', 'at', 'user', 'summary', 'attachments']),
    section('后续', 'Follow-up', ['nextStep', 'dueOn', 'done']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  permissions: {
    administrator: full,
    executive: look('all'),
    analyst: study('all'),
    sales: manage('own', { export: false }),
    salesManager: manage('department'),
    regionalManager: manage('department'),
    salesClerk: { read: 'department', create: 'department', update: 'department' },
    archiveKeeper: look('all'),
    auditor: study('all'),
  },
})
