/** A file that is being imported, as rows of text below the names of its columns. */
import { Refusal } from '../errors.ts'

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
