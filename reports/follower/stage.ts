/** Puts rows of the database into a table of the warehouse, column by column, the fastest way in. */
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import type { Column } from './shape.ts'
import { typed } from './values.ts'

/** Rows in a chunk: the size of DuckDB's own vectors. */
const chunkRows = 2048

export type Row = Readonly<Record<string, unknown>>

/**
 * Appends `rows` to `table`, whose columns are `columns` in this order. Part of the connection's transaction:
 * when that is rolled back, so are they.
 */
export async function append(connection: DuckDBConnection, table: string, columns: readonly Column[], rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const ways = columns.map((column) => ({ ...typed(column.type), column }))
  const types = ways.map((way) => way.type)
  const appender = await connection.createAppender(table)
  try {
    for (let start = 0; start < rows.length; start += chunkRows) {
      const part = rows.slice(start, start + chunkRows)
      const chunk = DuckDBDataChunk.create(types, part.length)
      chunk.setColumns(ways.map(({ give, column }) => part.map((row) => give(column.value(row[column.name])))))
      appender.appendDataChunk(chunk)
    }
  } finally {
    appender.closeSync()
  }
}
