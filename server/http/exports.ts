/** /api/export/<register>: the list as the asker sees and filtered it, as a workbook or CSV; every export is noted. */
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { dayOf } from '../calendar/today.ts'
import { malformed } from '../errors.ts'
import type { Format } from '../exchange/exportCells.ts'
import { exportTable } from '../exchange/exportTable.ts'
import { writeCsv, writeWorkbook } from '../exchange/writers.ts'
import { filterOf, sortOf } from './query.ts'
import type { Call, Route } from './route.ts'

const types: Record<Format, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

function queryOf(call: Call) {
  const sort = sortOf(call)
  return { filter: filterOf(call), ...(sort ? { sort } : {}) }
}

async function send(call: Call): Promise<undefined> {
  const { world, actor, params, query, response } = call
  const format = query.format ?? 'xlsx'
  if (format !== 'xlsx' && format !== 'csv') throw malformed('format 应为 xlsx 或 csv。', 'format must be xlsx or csv.')
  const fields = query.fields?.split(',').filter(Boolean)
  const table = await exportTable(world, actor, params.register ?? '', queryOf(call), format, fields)
  const name = `${table.name}-${dayOf(world.now(), world.timeZone)}.${format}`
  const headers = {
    'Content-Type': types[format],
    'Content-Disposition': `attachment; filename="export.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
  if (format === 'csv') {
    response.set(headers)
    await pipeline(writeCsv(table), response)
    return undefined
  }
  const path = await writeWorkbook(table)
  try {
    response.set(headers)
    await pipeline(createReadStream(path), response)
  } finally {
    await rm(path, { force: true })
  }
  return undefined
}

export const exportRoutes: readonly Route[] = [
  { method: 'get', path: '/api/export/:register', who: 'signed', summary: ['导出列表', 'Export a list'], handle: send },
]
