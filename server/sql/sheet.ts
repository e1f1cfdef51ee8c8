/** A result that was copied as lines of JSON, as the pages of a workbook: numbers stay numbers and days stay days. */
import { createReadStream } from 'node:fs'
import type { Cell, Shape, Table } from '../exchange/exportCells.ts'

export interface CopiedColumn {
  readonly name: string
  /** DuckDB's. */
  readonly type: string
}

function shapeOf(type: string): Shape {
  const digits = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1]
  if (digits !== undefined) return { as: 'number', digits: Number(digits) }
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return { as: 'number', digits: 0 }
  if (type === 'DOUBLE' || type === 'FLOAT') return { as: 'double' }
  return type === 'DATE' ? { as: 'day' } : type === 'TIMESTAMP' ? { as: 'moment' } : { as: 'text' }
}

const cellsOf = (line: string): Cell[] => Object.values(JSON.parse(line) as Record<string, Cell>)

/** The table in the file at `path`, read page by page. */
export const tableOfLines = (path: string, columns: readonly CopiedColumn[], total: number): Table => ({
  name: 'SQL',
  columns: columns.map(({ name, type }) => ({ name, title: name, shape: shapeOf(type) })),
  total,
  lines: [],
  async *pages() {
    let rest = ''
    for await (const text of createReadStream(path, 'utf8')) {
      // Only a line feed ends a row: other marks that readers of lines know may stand in a text.
      const lines = (rest + String(text)).split('\n')
      rest = lines.pop() ?? ''
      yield lines.map(cellsOf)
    }
    if (rest !== '') yield [cellsOf(rest)]
  },
})
