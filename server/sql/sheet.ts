/** A result that was copied as CSV, as the pages of a workbook: numbers stay numbers and days stay days. */
import { createReadStream } from 'node:fs'
import { CsvRows } from '../exchange/csvRows.ts'
import type { Shape, Table } from '../exchange/exportCells.ts'

export interface CopiedColumn {
  readonly name: string
  /** DuckDB's. */
  readonly type: string
}

function shapeOf(type: string): Shape {
  const digits = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1]
  if (digits !== undefined) return { as: 'number', digits: Number(digits) }
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return { as: 'number', digits: 0 }
  if (type === 'DOUBLE' || type === 'FLOAT') return { as: 'number', digits: 4 }
  return type === 'DATE' ? { as: 'day' } : type === 'TIMESTAMP' ? { as: 'moment' } : { as: 'text' }
}

/** The table in the file at `path`, read page by page. */
export async function tableOfCsv(path: string, columns: readonly CopiedColumn[], total: number): Promise<Table> {
  return {
    name: 'SQL',
    columns: columns.map(({ name, type }) => ({ name, title: name, shape: shapeOf(type) })),
    total,
    lines: [],
    async *pages() {
      const rows = new CsvRows(',')
      let header = true
      const cells = (found: readonly { readonly cells: readonly string[] }[]) => {
        const page = found.slice(header && found.length > 0 ? 1 : 0).map((row) => row.cells.map((cell) => (cell === '' ? null : cell)))
        header &&= found.length === 0
        return page
      }
      for await (const text of createReadStream(path, 'utf8')) yield cells(rows.take(String(text)))
      yield cells(rows.take('', true))
    },
  }
}
