/** Saved import profiles: which column of a file goes into which field, and by which key existing records are found again. */
import { defineRegister, section } from '../../definition/define.ts'
import { json, link, text, yesNo } from '../../definition/fields.ts'
import { shelf } from './shelf.ts'

export const importProfiles = defineRegister('importProfiles', '导入方案', 'Import profiles', {
  system: 'settings',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true, max: 60 }),
    register: text('登记簿', 'Register', { required: true, max: 60, register: true }),
    base: text('内置方案', 'Ready-made profile', {
      max: 60,
      help: ['此方案所依据的内置方案。', 'The ready-made profile that it completes.'],
    }),
    mapping: json('列对应', 'Mapping'),
    key: json('对应键', 'Key'),
    shared: yesNo('共享', 'Shared', {
      default: false,
      help: ['同事可用，只有本人能改。', 'Colleagues may use it, only its owner may change it.'],
    }),
    owner: link('所有者', 'Owner', 'users', { default: '$me', readOnly: true }),
  },
  list: ['name', 'register', 'shared', 'owner'],
  filters: ['register', 'shared', 'owner'],
  search: ['name'],
  sort: ['name', 'ASC'],
  form: [section('方案', 'Profile', ['name', 'register', 'base', 'shared', 'owner', 'mapping', 'key'])],
  ...shelf,
})
