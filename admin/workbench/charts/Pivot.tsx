/** A pivot table: values of one column down, of another across, sums in between and at the ends. */
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useSay } from '../../language/say.ts'
import type { Result } from '../answers.ts'
import { figure } from './figure.ts'
import { sums } from './points.ts'
import type { ChartSettings } from './settings.ts'
import { named } from './words.ts'

const mostRows = 500
const mostColumns = 60

interface Props {
  readonly label: string
  readonly result: Pick<Result, 'columns' | 'rows'>
  readonly settings: ChartSettings
  readonly height: number | '100%'
}

const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0)

export function Pivot({ label, result, settings, height }: Props) {
  const say = useSay()
  const { sums: found, totals } = sums(result, settings)
  const across = [...totals.keys()].sort((a, b) => a.localeCompare(b, 'zh-CN', { numeric: true })).slice(0, mostColumns)
  const down = [...found].slice(0, mostRows)
  const cut = found.size > down.length || totals.size > across.length
  return (
    <Box sx={{ height, overflow: 'auto' }} tabIndex={0} role="region" aria-label={label}>
      {cut ? (
        <Typography variant="body2" color="warning.main" sx={{ px: 1 }}>
          {say(['只显示前 {rows} 行、{columns} 列', 'Only the first {rows} rows and {columns} columns are shown'], {
            rows: mostRows,
            columns: mostColumns,
          })}
        </Typography>
      ) : null}
      <Table size="small" stickyHeader sx={{ width: 'auto', '& td, & th': { px: 1.25, py: 0.5, whiteSpace: 'nowrap' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{settings.x}</TableCell>
            {across.map((name) => (
              <TableCell key={name} align="right">
                {named(say, name)}
              </TableCell>
            ))}
            {across.length > 1 ? <TableCell align="right">{say(['合计', 'Total'])}</TableCell> : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {down.map(([name, here]) => (
            <TableRow key={name} hover>
              <TableCell component="th" scope="row">
                {named(say, name)}
              </TableCell>
              {across.map((column) => (
                <TableCell key={column} align="right">
                  {figure(here.get(column))}
                </TableCell>
              ))}
              {across.length > 1 ? (
                <TableCell align="right" sx={{ fontWeight: 600 }}>
                  {figure(total(here.values()))}
                </TableCell>
              ) : null}
            </TableRow>
          ))}
          <TableRow sx={{ '& td, & th': { fontWeight: 600, borderTop: 2, borderTopColor: 'divider' } }}>
            <TableCell component="th" scope="row">
              {say(['合计', 'Total'])}
            </TableCell>
            {across.map((column) => (
              <TableCell key={column} align="right">
                {figure(total([...found.values()].map((here) => here.get(column) ?? 0)))}
              </TableCell>
            ))}
            {across.length > 1 ? (
              <TableCell align="right">{figure(total([...found.values()].flatMap((here) => [...here.values()])))}</TableCell>
            ) : null}
          </TableRow>
        </TableBody>
      </Table>
    </Box>
  )
}
