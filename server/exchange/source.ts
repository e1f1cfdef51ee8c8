/** A file that is being imported, as rows of text, whatever its format: CSV in any of the usual encodings, gzipped CSV, or a worksheet. */
import { extname } from 'node:path'
import { Refusal } from '../errors.ts'
import { openCsv } from './csv.ts'
import { openSheet } from './sheet.ts'

/** One row below the header. `line` is its place in the file as a person counts, the header being line 1. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

export interface Source {
  readonly columns: readonly string[]
  readonly encoding: string
  /** The rows below the header in pages, empty ones left out; may be asked for again. Pages, because handing over row by row would cost more than reading. */
  pages(): AsyncGenerator<readonly Row[]>
}

/** The same text in memory of its own: part of a page remembered for long would keep the whole page. */
export const detached = (text: string): string => Buffer.from(text).toString()

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

/** Column names as written, blank ones named by their place, repeated ones told apart. */
export function columnNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return header.map((cell, at) => {
    const name = cell.trim().slice(0, 200) || `列 ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

export const noTable = () =>
  new Refusal(422, 'invalid', [
    '文件中没有数据：首行须为列名，其下为数据。',
    'The file holds no data: the first row names the columns, the rows below are data.',
  ])
