/** A report as a table: totals stay in sight, a click on a heading sorts, a click on a figure opens the records behind it. */
import { Button, Card, Link as MuiLink, Table, TableBody, TableCell, TableContainer, TableFooter, TableRow } from '@mui/material'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { ReportColumn, TableRow as Row, Table as TableReport } from '../../reports/messages.ts'
import { useSay } from '../language/say.ts'
import { isFigure } from './amounts.ts'
import { type Order, sorted } from './order.ts'
import { SwipeNote } from './SwipeNote.tsx'
import { TableHeads } from './TableHeads.tsx'
import { useCellText } from './useCellText.ts'
import { useOverflow } from './useOverflow.ts'

/** More are shown on demand: a page of thousands of rows is slow and read by nobody. */
const shownFirst = 200

interface Props {
  readonly label: string
  readonly report: Pick<TableReport, 'columns' | 'rows' | 'totals'>
  /** The records behind a value; undefined when there are none to show. */
  to(row: Row, column: ReportColumn): string | undefined
  /** Cells that deserve more than their text; undefined for the others. */
  show?(row: Row, column: ReportColumn): ReactNode
  /** What a cell is sorted by where its text would not do. */
  weigh?(row: Row, column: ReportColumn): number | undefined
  /** What is said instead of rows. */
  readonly nothing?: string
}

const align = ({ format }: ReportColumn) => (isFigure(format) ? 'right' : 'left')

export function ReportTable({ label, report, to, show, weigh, nothing }: Props) {
  const say = useSay()
  const text = useCellText()
  const { columns, totals } = report
  const [order, setOrder] = useState<Order | undefined>()
  const [whole, setWhole] = useState(false)
  const [box, overflows] = useOverflow()
  const rows = useMemo(() => sorted(report.rows, columns, order, text, weigh), [report.rows, columns, order, text, weigh])
  const names = columns.findIndex(({ format }) => isFigure(format))
  const dims = names < 0 ? columns.length : names
  const visible = whole ? rows : rows.slice(0, shownFirst)
  const cell = (row: Row, column: ReportColumn) => {
    const shown = show?.(row, column)
    if (shown !== undefined) return shown
    const path = row[column.name] === null || row[column.name] === undefined ? undefined : to(row, column)
    return path ? (
      <MuiLink component={Link} to={path} color={column.format === 'name' ? 'primary' : 'inherit'}>
        {text(row, column)}
      </MuiLink>
    ) : (
      text(row, column)
    )
  }
  return (
    <Card>
      <SwipeNote shown={overflows} />
      <TableContainer
        ref={box}
        {...(overflows ? { tabIndex: 0 } : {})}
        sx={{ maxHeight: '70vh', '@media print': { maxHeight: 'none', overflow: 'visible' } }}
      >
        <Table size="small" stickyHeader aria-label={label} sx={tableStyle}>
          <TableHeads columns={columns} align={align} order={order} onOrder={setOrder} />
          <TableBody>
            {visible.map(({ row, place }) => (
              <TableRow key={place} hover>
                {columns.map((column) => (
                  <TableCell
                    key={column.name}
                    align={align(column)}
                    sx={column.format === 'list' ? { minWidth: 160 } : { whiteSpace: 'nowrap' }}
                  >
                    {cell(row, column)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
            {rows.length === 0 && nothing ? (
              <TableRow>
                <TableCell colSpan={columns.length} sx={{ color: 'text.secondary', py: 3, textAlign: 'center' }}>
                  {nothing}
                </TableCell>
              </TableRow>
            ) : null}
          </TableBody>
          {rows.length > 0 || !nothing ? (
            <TableFooter>
              <TableRow sx={totalsStyle}>
                {dims > 0 ? <TableCell colSpan={dims}>{say(['合计', 'Total'])}</TableCell> : null}
                {columns.slice(dims).map((column) => (
                  <TableCell key={column.name} align={align(column)} sx={{ whiteSpace: 'nowrap' }}>
                    {totals[column.name] === undefined ? null : cell(totals, column)}
                  </TableCell>
                ))}
              </TableRow>
            </TableFooter>
          ) : null}
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

const tableStyle = {
  '& th, & td': { px: 0.75, fontSize: '0.8125rem' },
  // Headings break between words only: Chinese ones have none to break at.
  '& th': { whiteSpace: 'normal', wordBreak: 'keep-all', lineHeight: 1.35 },
  // The arrow takes room only where it says something.
  '& .MuiTableSortLabel-root:not(.Mui-active) .MuiTableSortLabel-icon': { display: 'none' },
  // Whose row it is stays in sight.
  '& td:first-of-type, & th:first-of-type': { pl: 1.5, position: 'sticky', left: 0 },
  '& td:first-of-type': { zIndex: 1, bgcolor: 'background.paper' },
  '& thead th:first-of-type': { zIndex: 3 },
  '& tfoot td:first-of-type': { zIndex: 2 },
  '& a': { textDecoration: 'none' },
  '& a:hover, & a:focus-visible': { textDecoration: 'underline' },
} as const

const totalsStyle = {
  '& td': {
    position: 'sticky',
    bottom: 0,
    bgcolor: 'background.paper',
    fontWeight: 600,
    color: 'text.primary',
    borderTop: 2,
    borderColor: 'divider',
  },
} as const
