/** The papers of a statement in order, from the opening to the closing balance; each number opens its paper. */
import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { Link } from 'react-router'
import type { TableRow as Row, Statement } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'
import { exact, isFigure } from '../amounts.ts'
import { SwipeNote } from '../SwipeNote.tsx'
import { useCellText } from '../useCellText.ts'

const money = (value: Row[string] | undefined): string => (value === null || value === undefined ? '' : exact(value as string, 'money'))

export function StatementLines({ statement }: { statement: Statement }) {
  const say = useSay()
  const text = useCellText()
  const catalog = useCatalog()
  const { columns, rows, totals, from, to, opening, closing } = statement
  const cell = (row: Row, column: Statement['columns'][number]) => {
    const { name, format } = column
    if (format === 'money') return money(row[name])
    const register = String(row.paper)
    if (name === 'number' && readable(catalog, register))
      return <Link to={`/${register}/${String(row.record)}/show`}>{row.number ? text(row, column) : `#${String(row.record)}`}</Link>
    return text(row, column)
  }
  const balance = (label: string, day: string, amount: string) => (
    <TableRow>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{day}</TableCell>
      <TableCell colSpan={columns.length - 2} sx={{ fontWeight: 600 }}>
        {label}
      </TableCell>
      <TableCell align="right" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
        {money(amount)}
      </TableCell>
    </TableRow>
  )
  return (
    <TableContainer>
      <SwipeNote />
      <Table
        size="small"
        aria-label={say(['往来明细', 'Dealings'])}
        sx={{ '& td, & th': { px: { xs: 0.5, sm: 1 }, fontSize: { xs: '0.75rem', sm: '0.875rem' } }, '& tr': { breakInside: 'avoid' } }}
      >
        <TableHead>
          <TableRow>
            {columns.map(({ name, label, format }) => (
              <TableCell key={name} align={isFigure(format) ? 'right' : 'left'}>
                {say(label)}
                {format === 'money' ? ' (¥)' : ''}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {balance(say(['期初余额', 'Opening balance']), from, opening)}
          {rows.map((row) => (
            <TableRow key={`${String(row.paper)}.${String(row.record)}.${String(row.day)}.${String(row.balance)}`}>
              {columns.map((column) => (
                <TableCell key={column.name} align={isFigure(column.format) ? 'right' : 'left'} sx={{ whiteSpace: 'nowrap' }}>
                  {cell(row, column)}
                </TableCell>
              ))}
            </TableRow>
          ))}
          {rows.length === 0 ? (
            <TableRow>
              <TableCell colSpan={columns.length} sx={{ color: 'text.secondary' }}>
                {say(['本期没有往来。', 'No dealings in this period.'])}
              </TableCell>
            </TableRow>
          ) : null}
        </TableBody>
        {/* No footer: it would be repeated on every printed page, and the sums are said once, at the end. */}
        <TableBody>
          <TableRow sx={{ '& td': { fontWeight: 600 } }}>
            {columns.map(({ name, format }, index) => (
              <TableCell key={name} align={isFigure(format) ? 'right' : 'left'} sx={{ whiteSpace: 'nowrap' }}>
                {index === 0 ? say(['本期合计', 'Period total']) : name === 'balance' ? null : money(totals[name])}
              </TableCell>
            ))}
          </TableRow>
          {balance(say(['期末余额', 'Closing balance']), to, closing)}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
