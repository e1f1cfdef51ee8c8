/** Opens a file that is being imported, whatever its format: CSV in any of the usual encodings, gzipped CSV, or a worksheet. */
import { extname } from 'node:path'
import { Refusal } from '../errors.ts'
import { openCsv } from './csv.ts'
import type { Source } from './rows.ts'
import { openSheet } from './sheet.ts'

/** Bytes of an upload at most. */
export const mostUpload = 200 * 1024 * 1024

/** Opens the file at `path`, which a person calls `name`; `encoding` is what an earlier opening found. Throws a 4xx Refusal for what is no table. */
export async function openSource(path: string, name: string, encoding?: string): Promise<Source> {
  const ending = /\.csv\.gz$/i.test(name) ? '.gz' : extname(name).toLowerCase()
  if (ending === '.xlsx') return openSheet(path)
  if (ending === '.csv' || ending === '.txt' || ending === '.tsv' || ending === '.gz') return openCsv(path, ending === '.gz', encoding)
  throw new Refusal(415, 'fileType', [
    `不能导入“${name.slice(0, 80)}”：请使用 .csv、.csv.gz 或 .xlsx（旧版 .xls 请先另存为 .xlsx）。`,
    `“${name.slice(0, 80)}” cannot be imported: use .csv, .csv.gz or .xlsx (save an old .xls as .xlsx first).`,
  ])
}
