/** Dashboards of pinned charts: each chart is a saved query, run with the rights of whoever looks. */
import { defineRegister, section } from '../../definition/define.ts'
import { json, lines, link, longText, number, text } from '../../definition/fields.ts'
import { shares, sharing } from './sharing.ts'

export const boards = defineRegister('boards', '数据看板', 'Dashboards', {
  ...sharing,
  title: 'name',
  help: ['图表来自保存的查询，按观看者的权限取数。', 'Charts come from saved queries, with the data that the viewer may see.'],
  fields: {
    name: text('名称', 'Name', { required: true, max: 100 }),
    description: longText('说明', 'Description', { max: 4000 }),
    filters: json('筛选栏', 'Filter bar'),
    refresh: number('刷新间隔（分钟）', 'Refresh (minutes)', {
      min: 0,
      max: 1440,
      help: ['0 或空为不自动刷新。', '0 or empty: never by itself.'],
    }),
    charts: lines('图表', 'Charts', {
      query: link('查询', 'Query', 'queries', { required: true }),
      title: text('标题', 'Title', { max: 100 }),
      chart: json('图表', 'Chart'),
      x: number('列', 'Column', { min: 0, max: 100 }),
      y: number('行', 'Row', { min: 0, max: 10_000 }),
      width: number('宽', 'Width', { min: 1, max: 100 }),
      height: number('高', 'Height', { min: 1, max: 100 }),
    }),
    ...shares,
    owner: link('所有者', 'Owner', 'users', { default: '$me', readOnly: true }),
  },
  list: ['name', 'description', 'refresh', 'owner'],
  filters: ['owner'],
  search: ['name', 'description'],
  sort: ['name', 'ASC'],
  form: [
    section('看板', 'Dashboard', ['name', 'description', 'refresh', 'filters', 'owner']),
    section('图表', 'Charts', ['charts', 'shared', 'roles']),
  ],
})
