/** The file of rows that could not be taken: the original columns and one more that says why, to be corrected and sent back. */
import { stringify } from 'csv-stringify/sync'
import { inert } from './inert.ts'
import type { Row } from './rows.ts'

/** The added column; ignored when the file comes back. */
export const errorColumn = '错误 Error'

const csv = (rows: readonly (readonly string[])[]) => stringify(rows as string[][])

/** The head of an error file, with a byte order mark so that Excel reads it as UTF-8. */
export const errorHead = (columns: readonly string[]): string =>
  `\ufeff${csv([[...columns.filter((each) => each !== errorColumn), errorColumn].map(inert)])}`

/** Rows with their errors, in the columns of the original. */
export function errorRows(columns: readonly string[], faulty: readonly { row: Row; errors: readonly string[] }[]): string {
  const kept = columns.flatMap((name, at) => (name === errorColumn ? [] : [at]))
  return csv(faulty.map(({ row, errors }) => [...kept.map((at) => inert(row.cells[at] ?? '')), inert(errors.join(' '))]))
}
