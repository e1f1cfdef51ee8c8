/** People at a customer, on several levels and through several channels, so that one departure does not lose the customer (ARC-33). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, choices, date, email, link, longText, phone, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'

const personal = ['birthday', 'hobbies', 'wechat']

export const contacts = defineRegister('contacts', '联系人', 'Contacts', {
  system: 'customers',
  title: 'name',
  help: [
    '每家客户应有多个层级、多种渠道的联系人（ARC-33）。',
    'Each customer should have contacts on several levels and channels (ARC-33).',
  ],
  fields: {
    customer: link('客户', 'Customer', 'customers', { required: true }),
    name: text('姓名', 'Name', { required: true, max: 60 }),
    level: choice('层级', 'Level', {
      top: ['高层', 'Top management'],
      middle: ['中层', 'Middle management'],
      working: ['经办', 'Working level'],
    }),
    jobTitle: text('职务', 'Job title', { max: 60 }),
    unit: text('所在部门', 'Their department', { max: 60 }),
    mobile: phone('手机', 'Mobile'),
    phone: phone('办公电话', 'Office phone'),
    email: email('邮箱', 'Email'),
    wechat: text('微信', 'WeChat', { max: 60, sensitive: true }),
    channels: choices('沟通渠道', 'Channels', {
      phone: ['电话', 'Phone'],
      wechat: ['微信', 'WeChat'],
      email: ['邮件', 'Email'],
      visit: ['拜访', 'Visit'],
      event: ['活动', 'Events'],
    }),
    primary: yesNo('主要联系人', 'Primary', { default: false }),
    birthday: date('生日', 'Birthday', { sensitive: true }),
    hobbies: text('爱好', 'Hobbies', { max: 200, sensitive: true }),
    left: yesNo('已离职', 'Has left', { default: false }),
    note: longText('备注', 'Note', { max: 2000 }),
  },
  list: ['name', 'customer', 'level', 'jobTitle', 'mobile', 'primary'],
  filters: ['customer', 'level', 'primary', 'left', 'channels'],
  search: ['name', 'jobTitle', 'mobile', 'email'],
  sort: ['id', 'DESC'],
  form: [
    section('联系人', 'Contact', ['customer', 'name', 'level', 'jobTitle', 'unit', 'primary', 'left']),
    section('联系方式', 'How to reach', ['mobile', 'phone', 'email', 'wechat', 'channels']),
    section('个人情况', 'Personal', ['birthday', 'hobbies', 'note']),
  ],
  scopes: { own: { 'customer.owner': '$me' }, department: { 'customer.department': { under: '$department' } } },
  keys: ['mobile', 'email'],
  logReads: true,
  permissions: {
    administrator: full,
    executive: look('all'),
    sales: manage('own', { export: false, reveal: true }),
    salesManager: manage('department', { reveal: true }),
    regionalManager: manage('department', { reveal: true }),
    salesClerk: keep('department'),
    finance: look('all', { hidden: personal }),
    logistics: look('all', { hidden: personal }),
    archiveKeeper: keep('all', { export: true, import: true, reveal: true }),
    auditor: study('all'),
  },
})
