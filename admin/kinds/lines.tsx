/** Child rows in the panel: edited like a spreadsheet, shown as a table with the totals under it. */
import { Table, TableBody, TableCell, TableContainer, TableFooter, TableHead, TableRow } from '@mui/material'
import type { Field, LinesField } from '../../server/definition/types.ts'
import { useSay } from '../language/say.ts'
import { type Line, LineGrid } from '../registers/LineGrid.tsx'
import { columnSum } from '../registers/lineTotals.ts'
import { SwipeNote } from '../reports/SwipeNote.tsx'
import { kindOf } from './index.ts'
import type { CellProps, FilterProps, InputProps } from './kind.ts'

const rowsOf = (value: unknown): readonly Line[] => (Array.isArray(value) ? (value as readonly Line[]) : [])

export function Input({ value, ...props }: InputProps<LinesField>) {
  return <LineGrid {...props} value={rowsOf(value)} />
}

export function Cell({ field, value, labels, full }: CellProps<LinesField>) {
  const say = useSay()
  const rows = rowsOf(value)
  if (!full) return <>{say(['{count} 行', '{count} lines'], { count: rows.length })}</>
  const fields = Object.entries(field.fields)
  const totals = fields.map(([name, inner]) => columnSum(rows, name, inner))
  return (
    <TableContainer>
      {fields.length > 4 ? <SwipeNote /> : null}
      <Table size="small" aria-label={say(field.label)}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 40 }}>#</TableCell>
            {fields.map(([name, inner]) => (
              <TableCell key={name} align={kindOf(inner).align ?? 'left'}>
                {say(inner.label)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row, index) => (
            // A saved line has an id; its place in the list is what a person knows it by otherwise.
            <TableRow key={String(row.id ?? index)}>
              <TableCell sx={{ color: 'text.secondary' }}>{index + 1}</TableCell>
              {fields.map(([name, inner]) => (
                <TableCell key={name} align={kindOf(inner).align ?? 'left'} sx={roomOf(inner)}>
                  <LineCell field={inner} value={row[name]} label={labels?.[`${index}.${name}`]} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
        {totals.some((total) => total !== undefined) && rows.length > 1 ? (
          <TableFooter sx={{ '& td': { color: 'text.primary', fontWeight: 600, fontSize: 'inherit' } }}>
            <TableRow>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{say(['合计', 'Total'])}</TableCell>
              {fields.map(([name, inner], index) => (
                <TableCell key={name} align={kindOf(inner).align ?? 'left'} sx={roomOf(inner)}>
                  {totals[index] === undefined ? null : <LineCell field={inner} value={totals[index]} label={undefined} />}
                </TableCell>
              ))}
            </TableRow>
          </TableFooter>
        ) : null}
      </Table>
    </TableContainer>
  )
}

/** A number stays on one line; the name of a product has room for some words of it. */
const roomOf = (field: Field) =>
  kindOf(field).align === 'right' ? { whiteSpace: 'nowrap' } : { minWidth: field.kind === 'link' ? 120 : 72 }

function LineCell({ field, value, label }: { field: Field; value: unknown; label: string | undefined }) {
  const { Cell: Show } = kindOf(field)
  return value === null || value === undefined || value === '' ? <>—</> : <Show field={field} value={value} label={label} />
}

/** Lines are filtered through their own fields, in a written condition. */
export const Filter = (_: FilterProps<LinesField>) => null
export const wide = true
export const unsortable = true
