/** The numbers of a chart as a table. */
import { Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import type { ReactNode } from 'react'

interface Props<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly { readonly name: string; readonly label: string; cell(row: Row): ReactNode }[]
  /** Words of the first column stand left, the figures after it right. */
  keyOf(row: Row): string
}

export function ChartTable<Row>({ label, rows, columns, keyOf }: Props<Row>) {
  return (
    <Table size="small" aria-label={label} sx={{ '& td, & th': { px: 1 } }}>
      <TableHead>
        <TableRow>
          {columns.map(({ name, label: heading }, index) => (
            <TableCell key={name} align={index === 0 ? 'left' : 'right'}>
              {heading}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={keyOf(row)}>
            {columns.map(({ name, cell }, index) => (
              <TableCell key={name} align={index === 0 ? 'left' : 'right'}>
                {cell(row)}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
