/** One child row of the grid: a table row on a desk, a card on a phone. Redrawn only when something in it changed. */
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutlined'
import { Box, IconButton, Paper, Stack, TableCell, TableRow, Tooltip, Typography } from '@mui/material'
import { type ClipboardEvent, type KeyboardEvent, memo, type ReactNode } from 'react'
import type { Field } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { InputProps } from '../kinds/kind.ts'
import { useSay } from '../language/say.ts'
import type { Line } from './LineGrid.tsx'

export interface LineRowProps {
  readonly index: number
  readonly line: Line
  readonly columns: readonly (readonly [string, Field])[]
  /** Names of the columns a person types into, in order. */
  readonly typed: readonly string[]
  readonly name: string
  readonly card: boolean
  readonly labels: Readonly<Record<string, string>> | undefined
  /** What its links may offer, by `<lines>.<field>`. */
  readonly filters: InputProps['lineFilters']
  faultOf(index: number, name: string): string | undefined
  setCell(index: number, name: string, value: unknown): void
  remove(index: number): void
  keyDown(event: KeyboardEvent, row: number, column: number): void
  paste(event: ClipboardEvent, row: number, column: number): void
}

function Row({ index, line, columns, typed, name, card, labels, filters, faultOf, setCell, remove, keyDown, paste }: LineRowProps) {
  const say = useSay()
  const cell = (column: string, field: Field): ReactNode => {
    const { Input, Cell, align } = kindOf(field)
    const at = typed.indexOf(column)
    const value = line[column]
    if (at < 0)
      return (
        <Box sx={{ textAlign: card ? 'left' : (align ?? 'left') }}>
          {value === null || value === undefined ? '—' : <Cell field={field} value={value} />}
        </Box>
      )
    const fault = faultOf(index, column)
    return (
      <Tooltip title={card ? '' : (fault ?? '')} placement="top-start">
        <Box
          data-cell={`${index}:${at}`}
          onKeyDown={(event) => (card ? undefined : keyDown(event, index, at))}
          onPaste={(event) => paste(event, index, at)}
          sx={fault && !card ? { boxShadow: (theme) => `inset 0 -2px ${theme.palette.error.main}` } : {}}
        >
          <Input
            dense={!card}
            field={field}
            id={`${name}-${index}-${column}`}
            name={`${name}.${index}.${column}`}
            label={
              card ? say(field.label) : say(['{label}，第 {row} 行', '{label}, row {row}'], { label: say(field.label), row: index + 1 })
            }
            value={value}
            onChange={(next) => setCell(index, column, next)}
            error={fault}
            required={field.required}
            linkLabel={labels?.[`${index}.${column}`]}
            filter={filters?.[`${name}.${column}`]}
          />
        </Box>
      </Tooltip>
    )
  }
  const removeButton = (
    <IconButton size="small" onClick={() => remove(index)} aria-label={say(['删除第 {row} 行', 'Delete row {row}'], { row: index + 1 })}>
      <DeleteOutlineIcon fontSize="small" />
    </IconButton>
  )
  if (card)
    return (
      <Paper variant="outlined" sx={{ p: 1.5 }}>
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', mb: 1 }}>
          <Typography variant="body2" color="textSecondary">
            #{index + 1}
          </Typography>
          {removeButton}
        </Stack>
        <Stack spacing={1.5}>
          {columns.map(([column, field]) => (
            <Box key={column}>
              {typed.includes(column) ? null : (
                <Typography component="span" variant="body2" color="textSecondary">
                  {say(field.label)}{' '}
                </Typography>
              )}
              {cell(column, field)}
            </Box>
          ))}
        </Stack>
      </Paper>
    )
  const faults = columns.flatMap(([column]) => faultOf(index, column) ?? [])
  return (
    <>
      <TableRow>
        <TableCell sx={{ color: 'text.secondary' }}>{index + 1}</TableCell>
        {columns.map(([column, field]) => (
          <TableCell key={column} align={kindOf(field).align ?? 'left'}>
            {cell(column, field)}
          </TableCell>
        ))}
        <TableCell>{removeButton}</TableCell>
      </TableRow>
      {faults.length > 0 ? (
        <TableRow>
          <TableCell />
          <TableCell colSpan={columns.length + 1} sx={{ color: 'error.main', fontSize: '0.75rem' }} role="alert">
            {faults.join(' ')}
          </TableCell>
        </TableRow>
      ) : null}
    </>
  )
}

export const LineRow = memo(Row, (before, after) => {
  if (before.line !== after.line && !same(before.line, after.line)) return false
  if (before.filters !== after.filters) return false
  if (before.index !== after.index || before.card !== after.card || before.columns.length !== after.columns.length) return false
  return before.columns.every(([column]) => before.faultOf(before.index, column) === after.faultOf(after.index, column))
})

const same = (a: Line, b: Line): boolean => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const name of names) if (a[name] !== b[name]) return false
  return true
}
