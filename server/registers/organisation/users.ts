/** Staff who sign in: one row a person. Passwords and sessions live elsewhere; a person who leaves is disabled, never deleted (the history keeps naming them). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, email, link, phone, text, yesNo } from '../../definition/fields.ts'
import { full, look, study } from '../grants.ts'

const colleague = look('all', { hidden: ['username'] })

export const users = defineRegister('users', '人员', 'Staff', {
  system: 'organisation',
  title: 'name',
  help: ['员工与登录账号；离职请停用，不要删除。', 'Staff and their accounts; disable those who leave, do not delete them.'],
  fields: {
    name: text('姓名', 'Name', { required: true, max: 60 }),
    username: text('登录名', 'User name', { required: true, unique: true, max: 60 }),
    role: link('角色', 'Role', 'roles', {
      required: true,
      help: ['角色即职能，部门即数据（CF-21）。', 'A role is a function, a department is data (CF-21).'],
    }),
    department: link('部门', 'Department', 'departments'),
    jobTitle: text('岗位', 'Job title', {
      max: 60,
      help: ['如客户开发专员、信息专员、信息主管（ORG-13）。', 'Such as development or information specialist (ORG-13).'],
    }),
    phone: phone('电话', 'Phone'),
    email: email('邮箱', 'Email', { unique: true }),
    language: choice('界面语言', 'Language', { zh: ['中文', 'Chinese'], en: ['英文', 'English'] }, { default: 'zh' }),
    active: yesNo('启用', 'Active', {
      default: true,
      help: ['停用后立即不能登录，已有会话随即失效。', 'Once off, no sign-in and every open session ends.'],
    }),
    joinedOn: date('入职日期', 'Joined on'),
    leftOn: date('离职日期', 'Left on'),
  },
  offered: { active: true },
  list: ['name', 'jobTitle', 'department', 'role', 'phone', 'active'],
  filters: ['role', 'department', 'active'],
  search: ['name', 'username', 'phone', 'email'],
  sort: ['name', 'ASC'],
  form: [
    section('人员', 'Person', ['name', 'jobTitle', 'phone', 'email', 'joinedOn', 'leftOn']),
    section('账号', 'Account', ['username', 'role', 'department', 'language', 'active']),
  ],
  scopes: { own: { id: '$me' }, department: { department: { under: '$department' } } },
  keys: ['username', 'email'],
  permissions: {
    administrator: full,
    executive: colleague,
    analyst: colleague,
    sales: colleague,
    salesManager: colleague,
    regionalManager: colleague,
    salesClerk: colleague,
    finance: colleague,
    logistics: colleague,
    warehouse: colleague,
    production: colleague,
    marketHead: colleague,
    marketingVP: colleague,
    archiveKeeper: colleague,
    auditor: study('all'),
  },
})
