/** A report as a table: totals stay in sight, a click on a heading sorts, a click on a figure opens the records behind it. */
import { Button, Card, Table, TableBody, TableCell, TableContainer, TableFooter, TableHead, TableRow, TableSortLabel } from '@mui/material'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Report, ReportColumn, ReportRow } from '../../reports/messages.ts'
import { useSay } from '../language/say.ts'
import { exact, numberOf } from './amounts.ts'

/** More are shown on demand: a page of thousands of rows is slow and read by nobody. */
const shownFirst = 200

interface Props {
  readonly label: string
  readonly report: Report
  /** The records behind a figure; undefined when there are none to show. */
  to(row: ReportRow, column: ReportColumn): string | undefined
}

interface Order {
  readonly column: string
  readonly down: boolean
}

const isDimension = ({ format }: ReportColumn) => format === 'week' || format === 'name'

const textOf = (row: ReportRow, { name, format }: ReportColumn, nothing: string): string =>
  isDimension({ name, format, label: ['', ''] })
    ? (row._labels?.[name] ?? (row[name] === null || row[name] === undefined ? nothing : String(row[name])))
    : exact(row[name], format)

function sorted(rows: readonly ReportRow[], columns: readonly ReportColumn[], order: Order | undefined): readonly ReportRow[] {
  const column = columns.find(({ name }) => name === order?.column)
  if (!column || !order) return rows
  const sign = order.down ? -1 : 1
  const compare = isDimension(column)
    ? (a: ReportRow, b: ReportRow) => textOf(a, column, '').localeCompare(textOf(b, column, ''), 'zh-CN')
    : (a: ReportRow, b: ReportRow) =>
        (numberOf(a[column.name]) ?? Number.NEGATIVE_INFINITY) - (numberOf(b[column.name]) ?? Number.NEGATIVE_INFINITY)
  return [...rows].sort((a, b) => sign * compare(a, b))
}

export function PivotTable({ label, report, to }: Props) {
  const say = useSay()
  const { columns, totals } = report
  const [order, setOrder] = useState<Order | undefined>()
  const [whole, setWhole] = useState(false)
  const rows = useMemo(() => sorted(report.rows, columns, order), [report.rows, columns, order])
  const dims = columns.filter(isDimension).length
  const nothing = say(['（未填）', '(none)'])
  const visible = whole ? rows : rows.slice(0, shownFirst)
  const cell = (row: ReportRow, column: ReportColumn) => {
    const text = exact(row[column.name], column.format)
    const path = to(row, column)
    return path && numberOf(row[column.name]) !== undefined ? <Link to={path}>{text}</Link> : text
  }
  return (
    <Card>
      <TableContainer sx={{ maxHeight: '70vh', '@media print': { maxHeight: 'none', overflow: 'visible' } }}>
        <Table
          size="small"
          stickyHeader
          aria-label={label}
          sx={{
            '& th, & td': { px: 1 },
            '& td:first-of-type, & th:first-of-type': { pl: 1.5 },
            '& a': { textDecoration: 'none' },
            '& a:hover, & a:focus-visible': { textDecoration: 'underline' },
          }}
        >
          <TableHead>
            <TableRow>
              {columns.map((column) => (
                <TableCell
                  key={column.name}
                  align={isDimension(column) ? 'left' : 'right'}
                  sortDirection={order?.column === column.name ? (order.down ? 'desc' : 'asc') : false}
                >
                  <TableSortLabel
                    active={order?.column === column.name}
                    direction={order?.column === column.name && order.down ? 'desc' : 'asc'}
                    onClick={() =>
                      setOrder({ column: column.name, down: order?.column === column.name ? !order.down : !isDimension(column) })
                    }
                  >
                    {say(column.label)}
                  </TableSortLabel>
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {visible.map((row) => (
              <TableRow
                key={columns
                  .slice(0, dims)
                  .map(({ name }) => String(row[name]))
                  .join('|')}
                hover
              >
                {columns.map((column) => (
                  <TableCell key={column.name} align={isDimension(column) ? 'left' : 'right'} sx={{ whiteSpace: 'nowrap' }}>
                    {isDimension(column) ? textOf(row, column, nothing) : cell(row, column)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow
              sx={{
                '& td': {
                  position: 'sticky',
                  bottom: 0,
                  bgcolor: 'background.paper',
                  fontWeight: 600,
                  fontSize: '0.875rem',
                  color: 'text.primary',
                  borderTop: 2,
                  borderColor: 'divider',
                },
              }}
            >
              {dims > 0 ? <TableCell colSpan={dims}>{say(['合计', 'Total'])}</TableCell> : null}
              {columns.slice(dims).map((column) => (
                <TableCell key={column.name} align="right" sx={{ whiteSpace: 'nowrap' }}>
                  {cell(totals, column)}
                </TableCell>
              ))}
            </TableRow>
          </TableFooter>
        </Table>
      </TableContainer>
      {visible.length < rows.length ? (
        <Button className="no-print" fullWidth onClick={() => setWhole(true)}>
          {say(['显示全部 {count} 行', 'Show all {count} rows'], { count: rows.length })}
        </Button>
      ) : null}
    </Card>
  )
}
