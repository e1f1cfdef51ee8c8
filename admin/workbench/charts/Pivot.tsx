/** A pivot table: values of one column down, of another across, sums in between and at the ends. */
import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useSay } from '../../language/say.ts'
import type { Result } from '../answers.ts'
import { evenFigure } from './figure.ts'
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

/** Digits after the point that a column has. */
function scaleOf(type: string | undefined): number {
  const decimal = /^DECIMAL\(\d+,(\d+)\)/.exec(type ?? '')
  return decimal ? Number(decimal[1]) : /^(DOUBLE|FLOAT)/.test(type ?? '') ? 2 : 0
}

const total = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0)

export function Pivot({ label, result, settings, height }: Props) {
  const say = useSay()
  const { sums: found, totals } = sums(result, settings)
  const across = [...totals.keys()].sort((a, b) => a.localeCompare(b, 'zh-CN', { numeric: true })).slice(0, mostColumns)
  const down = [...found].slice(0, mostRows)
  const scale = (name: string) =>
    scaleOf(result.columns.find((column) => column.name === (settings.series === null ? name : settings.y[0]))?.type)
  const widest = Math.max(0, ...settings.y.map(scale))
  const cut = found.size > down.length || totals.size > across.length
  return (
    <Box sx={{ height, overflow: 'auto' }} tabIndex={0} role="region" aria-label={label}>
      {cut ? (
        <Typography variant="body2" color="text.secondary" sx={{ px: 1 }}>
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
                  {evenFigure(here.get(column), scale(column))}
                </TableCell>
              ))}
              {across.length > 1 ? (
                <TableCell align="right" sx={{ fontWeight: 600 }}>
                  {evenFigure(total(here.values()), widest)}
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
                {evenFigure(total([...found.values()].map((here) => here.get(column) ?? 0)), scale(column))}
              </TableCell>
            ))}
            {across.length > 1 ? (
              <TableCell align="right">{evenFigure(total([...found.values()].flatMap((here) => [...here.values()])), widest)}</TableCell>
            ) : null}
          </TableRow>
        </TableBody>
      </Table>
    </Box>
  )
}
