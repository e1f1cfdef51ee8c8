/** Who signs for whom while he or she is away: a time, a reason, and a trace on every signature. */
import { defineRegister, section } from '../../definition/define.ts'
import { date, link, text } from '../../definition/fields.ts'
import { full, manage, study } from '../grants.ts'
import { type RoleCode, shippedRoles } from '../organisation/shippedRoles.ts'

const own = Object.fromEntries((Object.keys(shippedRoles) as RoleCode[]).map((role) => [role, { ...manage('own'), export: false }]))

export const delegations = defineRegister('delegations', '审批委托', 'Delegations', {
  system: 'policies',
  title: 'reason',
  unreported: true,
  fields: {
    user: link('委托人', 'Absent', 'users', { required: true, default: '$me' }),
    to: link('受托人', 'Signs instead', 'users', { required: true }),
    from: date('自', 'From', { required: true, default: '$today' }),
    until: date('至', 'Until', { required: true, help: ['含当日；期满自动失效。', 'This day included; it ends by itself.'] }),
    document: text('仅限单据', 'Only for', {
      max: 60,
      help: ['登记簿代码；留空为全部审批。', 'Code of a register; all approvals when empty.'],
    }),
    reason: text('原因', 'Reason', { required: true, max: 200 }),
  },
  list: ['user', 'to', 'from', 'until', 'reason'],
  filters: ['user', 'to', 'from', 'until'],
  search: ['reason'],
  sort: ['from', 'DESC'],
  form: [section('委托', 'Delegation', ['user', 'to', 'from', 'until', 'document', 'reason'])],
  scopes: { own: { user: '$me' } },
  permissions: { ...own, administrator: full, auditor: study('all') },
})
