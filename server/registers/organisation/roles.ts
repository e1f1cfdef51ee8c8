/** Roles and what each may do with each register: the permission matrix as data, so that an administrator changes it without a programmer. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, lines, longText, text, yesNo } from '../../definition/fields.ts'
import type { Words } from '../../definition/words.ts'
import { full, study } from '../grants.ts'

const reach: Record<string, Words> = {
  none: ['无', 'None'],
  own: ['本人', 'Own'],
  department: ['本部门及下级', 'Department and below'],
  all: ['全部', 'All'],
}

const fieldNames: Words = [
  '字段代码，用逗号隔开；明细中的一列写作 lines.unitPrice。',
  'Codes of fields, separated by commas; a column of lines is written lines.unitPrice.',
]

export const roles = defineRegister('roles', '角色', 'Roles', {
  system: 'organisation',
  title: 'name',
  help: [
    '随产品提供的角色已带权限；在此填写的行优先于随附权限，未写的登记簿沿用随附权限。',
    'Shipped roles come with rights; a row written here wins over the shipped right, registers not named keep theirs.',
  ],
  fields: {
    name: text('角色名称', 'Name', { required: true, unique: true, max: 60 }),
    englishName: text('英文名称', 'English name', { required: true, max: 60 }),
    code: text('代码', 'Code', {
      required: true,
      unique: true,
      fixed: true,
      max: 40,
      help: [
        '建立后不能更改；随附权限按代码归属，换了代码会失去它们。',
        'Fixed once made: shipped rights go by it and another code would lose them.',
      ],
    }),
    description: longText('说明', 'Description', { max: 2000 }),
    active: yesNo('启用', 'Active', { default: true }),
    permissions: lines('权限', 'Permissions', {
      register: text('登记簿', 'Register', { required: true, max: 60, register: true }),
      read: choice('查看', 'Read', reach, { default: 'none' }),
      create: choice('新建', 'Create', reach, { default: 'none' }),
      update: choice('修改', 'Update', reach, { default: 'none' }),
      remove: choice('删除', 'Remove', reach, { default: 'none' }),
      export: yesNo('导出', 'Export', { default: false }),
      import: yesNo('导入', 'Import', { default: false }),
      reveal: yesNo('查看敏感信息', 'Reveal', { default: false }),
      hidden: text('隐藏字段', 'Hidden fields', { max: 1000, help: fieldNames }),
      readOnly: text('只读字段', 'Read-only fields', { max: 1000, help: fieldNames }),
      moves: text('操作', 'Steps', {
        max: 1000,
        help: [
          '操作代码，用逗号隔开；留空沿用随附规则。须同时有修改权。',
          'Codes of steps, separated by commas; empty keeps the shipped rule. The right to update is needed besides.',
        ],
      }),
    }),
  },
  list: ['name', 'englishName', 'code', 'active'],
  filters: ['active'],
  search: ['name', 'englishName', 'code'],
  sort: ['id', 'ASC'],
  form: [
    section('角色', 'Role', ['name', 'englishName', 'code', 'active', 'description']),
    section('权限', 'Permissions', ['permissions']),
  ],
  keys: ['code'],
  unreported: true,
  permissions: { administrator: full, auditor: study('all') },
})
