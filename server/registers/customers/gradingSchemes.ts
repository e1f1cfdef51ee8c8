/** Grading schemes held side by side (CF-03): each has its own ordered grades; one is the primary scheme, and a grade may be for internal eyes only (CF-27). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, lines, longText, text, yesNo } from '../../definition/fields.ts'
import { full, look, study } from '../grants.ts'

const map = look('all')

export const gradingSchemes = defineRegister('gradingSchemes', '分级方案', 'Grading schemes', {
  system: 'customers',
  title: 'name',
  help: ['一家客户可同时在多个方案中各有一级（CF-03）。', 'A customer may hold one grade in each scheme at once (CF-03).'],
  fields: {
    name: text('方案名称', 'Name', { required: true, unique: true, max: 60 }),
    code: text('代码', 'Code', { required: true, unique: true, max: 40 }),
    method: choice(
      '定级方法',
      'Method',
      { manual: ['人工认定', 'Manual'], rule: ['按规则', 'Rule'], scorecard: ['评分', 'Scorecard'], event: ['按事件', 'Event'] },
      { default: 'manual', help: ['各制度定级依据不同（CF-04）。', 'Policies grade on different bases (CF-04).'] },
    ),
    primary: yesNo('主方案', 'Primary', { default: false, help: ['只能有一个主方案。', 'There is one primary scheme.'] }),
    visibleToCustomer: yesNo('可对客户公开', 'Visible to the customer', {
      default: false,
      help: ['仅内部使用的等级不上打印件（CF-27）。', 'Internal grades stay off printouts (CF-27).'],
    }),
    active: yesNo('启用', 'Active', { default: true }),
    grades: lines('等级（由高到低）', 'Grades, highest first', {
      code: text('等级代码', 'Code', { required: true, max: 20 }),
      name: text('等级名称', 'Name', { required: true, max: 60 }),
      englishName: text('英文名称', 'English name', { max: 60 }),
      criteria: text('标准', 'Criteria', { max: 500 }),
    }),
    note: longText('说明', 'Note', { max: 2000 }),
  },
  list: ['name', 'code', 'method', 'primary', 'active'],
  filters: ['method', 'primary', 'active'],
  search: ['name', 'code'],
  sort: ['id', 'ASC'],
  form: [
    section('方案', 'Scheme', ['name', 'code', 'method', 'primary', 'visibleToCustomer', 'active', 'note']),
    section('等级', 'Grades', ['grades']),
  ],
  keys: ['code'],
  permissions: {
    administrator: full,
    executive: map,
    analyst: map,
    sales: map,
    salesManager: map,
    regionalManager: map,
    salesClerk: map,
    finance: map,
    archiveKeeper: map,
    auditor: study('all'),
  },
})
