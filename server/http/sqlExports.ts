/** /api/sql/exports and downloads: results, tables and the whole snapshot as files to take away; each is logged. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { dayOf } from '../calendar/today.ts'
import { say, type Words } from '../definition/words.ts'
import { malformed } from '../errors.ts'
import { cancelExport, demandTakeAway, type ExportJob, exportOf, exportsOf, fileOf, formats } from '../sql/exports.ts'
import { noteRun } from '../sql/log.ts'
import { tableOf } from '../sql/profile.ts'
import { type Call, idOf, type Route } from './route.ts'
import { hangUp, savedOf, sqlOf, statementOf } from './sql.ts'

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  duckdb: 'application/vnd.duckdb',
}

const shown = ({ actor }: Call, { owner: _owner, path: _path, scope: _scope, leaseUntil: _lease, message, ...job }: ExportJob) => ({
  ...job,
  rows: job.rows === null ? null : Number(job.rows),
  bytes: job.bytes === null ? null : Number(job.bytes),
  message: message === null ? null : say(JSON.parse(message) as Words, actor.language),
})

async function begin(call: Call) {
  const { actor, body, response } = call
  const { runs, exports } = sqlOf(call)
  const limits = await runs.limits(actor)
  const format = formats.find((each) => each === body.format)
  if (!format) throw malformed(`format 应为 ${formats.join('、')}。`, `format must be ${formats.join(', ')}.`)
  const job = await exports.begin(actor, limits, { ...statementOf(call), ...(await savedOf(call)), format })
  response.status(202)
  return shown(call, job)
}

const own = (call: Call) => exportOf(call.world, call.actor, idOf(call))

/** Sends a file; a CSV begins with the mark that tells spreadsheets it is UTF-8. */
async function send({ response }: Call, path: string, name: string): Promise<undefined> {
  const ending = name.slice(name.lastIndexOf('.') + 1)
  const mark = ending === 'csv' ? Buffer.from('\ufeff') : Buffer.alloc(0)
  const { size } = await stat(path)
  response.set({
    'Content-Type': types[ending] ?? 'application/octet-stream',
    'Content-Length': String(size + mark.length),
    'Content-Disposition': `attachment; filename="${name}"`,
  })
  if (mark.length > 0) response.write(mark)
  await pipeline(createReadStream(path), response)
  return undefined
}

async function file(call: Call): Promise<undefined> {
  demandTakeAway(call.actor)
  const job = await own(call)
  const { format, startedAt } = job
  return send(call, await fileOf(call.world, call.actor, job), `sql-${dayOf(new Date(startedAt), call.world.timeZone)}.${format}`)
}

async function snapshot(call: Call): Promise<undefined> {
  const { world, actor } = call
  demandTakeAway(actor)
  const { runs } = sqlOf(call)
  const begun = performance.now()
  const { file: path } = await runs.snapshot(actor, await runs.limits(actor))
  await noteRun(world, actor, {
    kind: 'download',
    sql: 'taizhang.duckdb',
    outcome: 'done',
    exported: 'duckdb',
    elapsed: performance.now() - begun,
  })
  return send(call, path, 'taizhang.duckdb')
}

async function table(call: Call): Promise<undefined> {
  const { actor, params } = call
  demandTakeAway(actor)
  const { runs } = sqlOf(call)
  const limits = await runs.limits(actor)
  const { name } = await tableOf(runs, actor, limits, params.name ?? '')
  return runs.pool.spooled(async (spool) => {
    const sql = `select * from "${name.replaceAll('"', '""')}"`
    const path = join(spool, 'result')
    const request = { do: 'copy', sql, way: 'parquet', path, most: limits.exportRows }
    await runs.run(actor, limits, { kind: 'download', sql, exported: 'parquet', request, spool, left: hangUp(call) })
    return send(call, path, `${name}.parquet`)
  })
}

export const sqlExportRoutes: readonly Route[] = [
  { method: 'post', path: '/api/sql/exports', who: 'signed', summary: ['导出查询的全部结果', 'Export a whole result'], handle: begin },
  {
    method: 'get',
    path: '/api/sql/exports',
    who: 'signed',
    summary: ['自己的导出', 'Own exports'],
    handle: async (call) => (await exportsOf(call.world, call.actor)).map((job) => shown(call, job)),
  },
  {
    method: 'get',
    path: '/api/sql/exports/:id',
    who: 'signed',
    summary: ['一个导出的进度', 'How far an export is'],
    handle: async (call) => shown(call, await own(call)),
  },
  {
    method: 'delete',
    path: '/api/sql/exports/:id',
    who: 'signed',
    summary: ['取消导出', 'Cancel an export'],
    async handle(call) {
      await cancelExport(call.world, await own(call))
      return shown(call, await own(call))
    },
  },
  {
    method: 'get',
    path: '/api/sql/exports/:id/file',
    who: 'signed',
    summary: ['下载导出的文件', 'Download an exported file'],
    handle: file,
  },
  {
    method: 'get',
    path: '/api/sql/snapshot',
    who: 'signed',
    summary: ['下载自己的数据快照（.duckdb）', 'Download one’s own snapshot (.duckdb)'],
    handle: snapshot,
  },
  {
    method: 'get',
    path: '/api/sql/tables/:name.parquet',
    who: 'signed',
    summary: ['下载一张表（Parquet）', 'Download a table (Parquet)'],
    handle: table,
  },
]
