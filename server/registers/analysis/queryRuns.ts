/** The log of SQL: who ran what, how long it took, how many rows came back or were taken away, and what was stopped. Written by the system alone, never changed. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, dateTime, link, longText, number, text, yesNo } from '../../definition/fields.ts'
import type { Grant } from '../../definition/types.ts'
import { look, study } from '../grants.ts'

/** Asks in SQL; results stay on the screen. */
const asks: Grant = look('own', { create: 'own' })

/** Asks in SQL and may take results away. */
const takes: Grant = study('own', { create: 'own' })

export const queryRuns = defineRegister('queryRuns', 'SQL 运行记录', 'SQL runs', {
  system: 'reports',
  title: 'sql',
  help: [
    '“新建”权限即可以用 SQL 查询（每次运行记一条），“导出”权限即可以带走结果。',
    'The right to create is the right to ask in SQL (each run is a record here); the right to export is the right to take results away.',
  ],
  fields: {
    user: link('人员', 'Person', 'users', { required: true }),
    at: dateTime('时间', 'At', { required: true }),
    kind: choice(
      '类型',
      'Kind',
      {
        query: ['查询', 'Query'],
        explain: ['执行计划', 'Plan'],
        profile: ['列概况', 'Profile'],
        export: ['导出', 'Export'],
        download: ['下载', 'Download'],
      },
      { required: true },
    ),
    sql: longText('SQL', 'SQL', { max: 100_000 }),
    query: link('保存的查询', 'Saved query', 'queries'),
    board: link('数据看板', 'Dashboard', 'boards', { help: ['由看板取数时注明。', 'Named where a dashboard asked.'] }),
    outcome: choice(
      '结果',
      'Outcome',
      {
        done: ['完成', 'Done'],
        failed: ['出错', 'Failed'],
        refused: ['拒绝', 'Refused'],
        cancelled: ['取消', 'Cancelled'],
        timeout: ['超时', 'Timed out'],
        died: ['进程终止', 'Process died'],
      },
      { required: true },
    ),
    killed: yesNo('强制终止', 'Killed', { default: false }),
    elapsed: number('用时（毫秒）', 'Took (ms)', { min: 0 }),
    rows: number('行数', 'Rows', { min: 0 }),
    exported: text('导出格式', 'Taken away as', { max: 20 }),
    message: longText('说明', 'Message', { max: 4000 }),
  },
  list: ['at', 'user', 'kind', 'sql', 'outcome', 'elapsed', 'rows', 'exported'],
  filters: ['user', 'kind', 'outcome', 'killed', 'at', 'exported', 'query', 'board'],
  search: ['sql'],
  sort: ['id', 'DESC'],
  form: [
    section('运行', 'Run', ['user', 'at', 'kind', 'query', 'board', 'sql', 'outcome', 'killed', 'elapsed', 'rows', 'exported', 'message']),
  ],
  scopes: { own: { user: '$me' } },
  immutable: true,
  unreported: true,
  // It notes what was run; the query and the dashboard may go all the same.
  detached: true,
  permissions: {
    administrator: study('all', { create: 'own' }),
    executive: takes,
    analyst: takes,
    finance: takes,
    salesManager: asks,
    regionalManager: asks,
    marketHead: takes,
    marketingVP: takes,
    auditor: study('all'),
  },
})
