/** Head office, business units, regions and departments as one tree; "own department and below" in every right reads it. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, link, longText, text, yesNo } from '../../definition/fields.ts'
import { full, look, study } from '../grants.ts'
import { packs } from './packs.ts'

const map = look('all')

export const departments = defineRegister('departments', '部门', 'Departments', {
  system: 'organisation',
  title: 'name',
  tree: 'superior',
  help: [
    '业务单位负责本单位客户的日常管理并向总部备案（ORG-02）；归口部门是数据，不写死（ORG-01）。',
    'Business units look after their own customers and file with head office (ORG-02); the owning department is data (ORG-01).',
  ],
  fields: {
    name: text('部门名称', 'Name', { required: true, max: 80 }),
    code: text('部门代码', 'Code', { unique: true, max: 40 }),
    superior: link('上级部门', 'Parent', 'departments'),
    kind: choice(
      '类别',
      'Kind',
      {
        headOffice: ['总部', 'Head office'],
        businessUnit: ['业务单位', 'Business unit'],
        region: ['销售区域', 'Sales region'],
        department: ['职能部门', 'Department'],
      },
      { required: true, default: 'department' },
    ),
    pack: choice('行业', 'Industry pack', packs, {
      help: ['该单位适用的行业制度；下级单位随上级。', 'The industry rules it works under; units below follow.'],
    }),
    manager: link('负责人', 'Manager', 'users'),
    owningCustomers: yesNo('客户管理归口部门', 'Owner of customer management', {
      default: false,
      help: ['总部中归口管理客户的部门（ORG-01）。', 'The head-office department in charge of customer management (ORG-01).'],
    }),
    active: yesNo('启用', 'Active', { default: true }),
    note: longText('职责', 'Duties', { max: 2000 }),
  },
  offered: { active: true },
  list: ['name', 'code', 'superior', 'kind', 'manager', 'active'],
  filters: ['kind', 'superior', 'active'],
  search: ['name', 'code'],
  sort: ['id', 'ASC'],
  form: [section('部门', 'Department', ['name', 'code', 'superior', 'kind', 'pack', 'manager', 'owningCustomers', 'active', 'note'])],
  scopes: { department: { id: { under: '$department' } } },
  keys: ['code', 'name'],
  permissions: {
    administrator: full,
    executive: map,
    analyst: map,
    sales: map,
    salesManager: map,
    regionalManager: map,
    salesClerk: map,
    finance: map,
    logistics: map,
    warehouse: map,
    production: map,
    marketHead: map,
    marketingVP: map,
    archiveKeeper: map,
    auditor: study('all'),
  },
})
