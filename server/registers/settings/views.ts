/** Saved views of a list: filter, order and columns, for oneself or shared with everybody who may see the register. */
import { defineRegister, section } from '../../definition/define.ts'
import { json, link, text, yesNo } from '../../definition/fields.ts'
import { shelf } from './shelf.ts'

export const views = defineRegister('views', '保存的视图', 'Saved views', {
  system: 'settings',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true, max: 60 }),
    register: text('登记簿', 'Register', { required: true, max: 60, register: true }),
    filter: json('筛选', 'Filter'),
    sort: json('排序', 'Order'),
    columns: json('列', 'Columns'),
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
  form: [section('视图', 'View', ['name', 'register', 'shared', 'owner', 'filter', 'sort', 'columns'])],
  ...shelf,
})
