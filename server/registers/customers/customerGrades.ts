/** The grade of a customer in one scheme over a time, with its basis; the code is always kept together with its scheme (CF-03, CF-06). */
import { defineRegister, section } from '../../definition/define.ts'
import { date, link, longText, text } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'

export const customerGrades = defineRegister('customerGrades', '客户等级', 'Customer grades', {
  system: 'customers',
  title: 'grade',
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    scheme: link('分级方案', 'Scheme', 'gradingSchemes', { required: true }),
    grade: text('等级代码', 'Grade', {
      required: true,
      max: 20,
      help: ['须为所选方案中的等级（CF-03）。', 'Must be a grade of the chosen scheme (CF-03).'],
    }),
    basis: longText('依据', 'Basis', { max: 2000, help: ['评分、规则或会议结论。', 'The score, the rule or the decision behind it.'] }),
    from: date('自', 'From', { required: true, default: '$today' }),
    to: date('至', 'To'),
  },
  list: ['customer', 'scheme', 'grade', 'from', 'to'],
  filters: ['customer', 'scheme', 'grade', 'from'],
  search: ['grade', 'basis'],
  sort: ['from', 'DESC'],
  form: [section('等级', 'Grade', ['customer', 'scheme', 'grade', 'from', 'to', 'basis'])],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  unique: [['customer', 'scheme', 'from']],
  detached: true,
  permissions: {
    administrator: full,
    executive: look('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: manage('department'),
    regionalManager: keep('department'),
    salesClerk: look('department'),
    finance: look('all'),
    archiveKeeper: keep('all'),
    auditor: study('all'),
  },
})
