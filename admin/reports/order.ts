/** The order of a table's rows: by one column, up or down; as the server sent them without one. */
import type { ReportColumn, TableRow } from '../../reports/messages.ts'
import { isFigure, numberOf } from './amounts.ts'

export interface Order {
  readonly column: string
  readonly down: boolean
}

export interface Placed {
  readonly row: TableRow
  /** Where the server put it. */
  readonly place: number
}

/** The rows in order; what is unknown comes last, up or down. */
export function sorted(
  rows: readonly TableRow[],
  columns: readonly ReportColumn[],
  order: Order | undefined,
  text: (row: TableRow, column: ReportColumn) => string,
  weigh: (row: TableRow, column: ReportColumn) => number | undefined = () => undefined,
): readonly Placed[] {
  const placed = rows.map((row, place) => ({ row, place }))
  const column = columns.find(({ name }) => name === order?.column)
  if (!column || !order) return placed
  const sign = order.down ? -1 : 1
  const weight = (row: TableRow) => weigh(row, column) ?? (isFigure(column.format) ? numberOf(row[column.name]) : text(row, column))
  return placed.sort((a, b) => {
    const [one, other] = [weight(a.row), weight(b.row)]
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
    return sign * (typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'zh-CN'))
  })
}

/** The order after a click on the heading of `column`: figures begin with the largest. */
export const after = (order: Order | undefined, { name, format }: ReportColumn): Order => ({
  column: name,
  down: order?.column === name ? !order.down : isFigure(format),
})
