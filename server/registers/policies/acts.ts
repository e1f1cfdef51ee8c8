/** The other acts beside approval, each with its own record (§23.2, §23.3): filings 备案, notices 告知, and stamps with holder and date. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, dateTime, link, number, text } from '../../definition/fields.ts'
import { look, study } from '../grants.ts'
import { type RoleCode, shippedRoles } from '../organisation/shippedRoles.ts'

const roles = Object.keys(shippedRoles) as RoleCode[]
const each = (grant: ReturnType<typeof look>) => Object.fromEntries(roles.map((role) => [role, grant]))

/** Which record an act is about. */
const about = {
  document: text('单据', 'Document', { required: true, readOnly: true, max: 60, register: true }),
  record: number('记录', 'Record', { required: true, readOnly: true }),
  title: text('事项', 'Subject', { required: true, readOnly: true, max: 300 }),
}

export const filings = defineRegister('filings', '备案', 'Filings', {
  system: 'policies',
  title: 'title',
  number: 'BA-{yyyy}-{00000}',
  help: [
    '备案不是审批：对方收悉即可，无权退回（§23.2）。',
    'Filing is no approval: the receiver takes note and cannot send it back (§23.2).',
  ],
  unreported: true,
  fields: {
    ...about,
    filedBy: link('报备人', 'Filed by', 'users', { readOnly: true }),
    to: link('受理人', 'Filed with', 'users', { required: true, readOnly: true }),
    filedAt: dateTime('报备时间', 'Filed at', { required: true, readOnly: true }),
    state: choice('状态', 'State', { filed: ['已报备', 'Filed'], received: ['已收悉', 'Received'] }),
  },
  list: ['title', 'number', 'filedBy', 'to', 'filedAt', 'state'],
  filters: ['state', 'to', 'filedBy', 'document'],
  search: ['title', 'number'],
  form: [section('备案', 'Filing', ['title', 'filedBy', 'to', 'filedAt', 'state'])],
  scopes: { own: { $or: [{ to: '$me' }, { filedBy: '$me' }] } },
  workflow: {
    field: 'state',
    start: 'filed',
    moves: {
      receive: move('收悉', 'Take note', {
        from: ['filed'],
        to: 'received',
        when: { to: '$me' },
        unless: ['由受理人本人收悉。', 'The person it was filed with takes note.'],
      }),
    },
    frozen: { received: ['*'] },
  },
  permissions: { ...each({ read: 'own', update: 'own' }), administrator: study('all'), auditor: study('all') },
})

export const notices = defineRegister('notices', '通知', 'Notices', {
  system: 'policies',
  title: 'title',
  detached: true,
  unreported: true,
  fields: {
    ...about,
    to: link('接收人', 'To', 'users', { required: true, readOnly: true }),
    kind: choice(
      '类别',
      'Kind',
      {
        inform: ['告知', 'For information'],
        approval: ['待审批', 'To approve'],
        decided: ['审批结果', 'Decided'],
        reminder: ['催办', 'Reminder'],
        alert: ['警示', 'Alert'],
      },
      { readOnly: true },
    ),
    at: dateTime('时间', 'At', { required: true, readOnly: true }),
    state: choice('状态', 'State', { unread: ['未读', 'Unread'], read: ['已读', 'Read'] }),
  },
  list: ['title', 'kind', 'at', 'state'],
  filters: ['state', 'kind', 'document'],
  search: ['title'],
  sort: ['at', 'DESC'],
  form: [section('通知', 'Notice', ['title', 'kind', 'to', 'at', 'state'])],
  scopes: { own: { to: '$me' } },
  workflow: {
    field: 'state',
    start: 'unread',
    moves: {
      read: move('标为已读', 'Mark as read', {
        from: ['unread'],
        to: 'read',
        when: { to: '$me' },
        unless: ['只有接收人能标为已读。', 'Only its receiver marks it as read.'],
      }),
    },
    frozen: { read: ['*'] },
  },
  permissions: { ...each({ read: 'own', update: 'own' }), auditor: study('all') },
})

export const stamps = defineRegister('stamps', '用印', 'Stamps', {
  system: 'policies',
  title: 'title',
  number: 'YY-{yyyy}-{00000}',
  help: [
    '财务章、部门章、公章均为有持章人与日期的签批（§23.3）。',
    'Finance, unit and company seals are marks with a holder and a date (§23.3).',
  ],
  immutable: true,
  unreported: true,
  fields: {
    ...about,
    kind: choice(
      '印章',
      'Seal',
      { finance: ['财务章', 'Finance'], unit: ['部门章', 'Unit'], company: ['公章', 'Company'] },
      { required: true },
    ),
    move: text('操作', 'Step', { max: 60 }),
    holder: link('持章人', 'Holder', 'users'),
    at: dateTime('用印时间', 'At', { required: true }),
  },
  list: ['title', 'number', 'kind', 'holder', 'at'],
  filters: ['kind', 'holder', 'document', 'at'],
  search: ['title', 'number'],
  sort: ['at', 'DESC'],
  form: [section('用印', 'Stamp', ['title', 'kind', 'move', 'holder', 'at'])],
  scopes: { own: { holder: '$me' } },
  permissions: { ...each(look('own')), administrator: study('all'), executive: study('all'), finance: study('all'), auditor: study('all') },
})
