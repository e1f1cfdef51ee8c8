/** Saved SQL queries: the text, its parameters and how its result is drawn. Whoever runs one sees what his or her own rights give, never the owner's. */
import { defineRegister, section } from '../../definition/define.ts'
import { json, link, longText, text } from '../../definition/fields.ts'
import { shares, sharing } from './sharing.ts'

export const queries = defineRegister('queries', '保存的查询', 'Saved queries', {
  ...sharing,
  title: 'name',
  help: [
    '谁运行，就按谁的权限取数；只有所有者能改。',
    'Whoever runs one sees the data of his or her own rights; only the owner changes it.',
  ],
  fields: {
    name: text('名称', 'Name', { required: true, max: 100 }),
    folder: text('文件夹', 'Folder', { max: 200, help: ['用 / 分层，如 销售/周报。', 'Levels with /, such as sales/weekly.'] }),
    sql: longText('SQL', 'SQL', { required: true, max: 100_000 }),
    parameters: json('参数', 'Parameters'),
    description: longText('说明', 'Description', { max: 4000 }),
    chart: json('图表', 'Chart'),
    ...shares,
    owner: link('所有者', 'Owner', 'users', { default: '$me', readOnly: true }),
  },
  list: ['name', 'folder', 'description', 'owner', 'updatedAt'],
  filters: ['folder', 'owner'],
  search: ['name', 'folder', 'description'],
  sort: ['name', 'ASC'],
  form: [
    section('查询', 'Query', ['name', 'folder', 'description', 'owner']),
    section('内容', 'Content', ['sql', 'parameters', 'chart', 'shared', 'roles']),
  ],
})
