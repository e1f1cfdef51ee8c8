/** Child rows as a spreadsheet: Tab and Enter move on and add rows, a block copied from Excel is pasted in place, amounts follow at once. */
import AddIcon from '@mui/icons-material/Add'
import {
  Box,
  Button,
  FormHelperText,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
  useMediaQuery,
} from '@mui/material'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useDataProvider } from 'react-admin'
import type { Field, LinesField } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { InputProps } from '../kinds/kind.ts'
import { useLanguage, useSay } from '../language/say.ts'
import { useCatalog } from './catalog.ts'
import { derived } from './derive.ts'
import { LineRow } from './LineRow.tsx'
import { copyFromLinked, pasteBlock } from './linePaste.ts'
import { columnSum } from './lineTotals.ts'

export type Line = Readonly<Record<string, unknown>>

/** A line with its derived values filled in, for showing and summing. */
const computed = (line: Line, fields: LinesField['fields']): Line => {
  const follow = Object.entries(fields).flatMap(([name, field]) =>
    field.derive ? [[name, derived(field, field.derive, fields, line)]] : [],
  )
  return follow.length ? { ...line, ...Object.fromEntries(follow) } : line
}

export function LineGrid({
  field,
  value: rows,
  onChange,
  onBlur,
  faults,
  labels,
  lineFilters,
  ...props
}: Omit<InputProps<LinesField>, 'value'> & { readonly value: readonly Line[] }) {
  const say = useSay()
  const { language } = useLanguage()
  const catalog = useCatalog()
  const dataProvider = useDataProvider()
  const phone = useMediaQuery('(max-width: 700px)')
  const table = useRef<HTMLDivElement>(null)
  const keys = useRef<number[]>([])
  const next = useRef(0)
  const latest = useRef(rows)
  latest.current = rows
  const focusOn = useRef<string | undefined>(undefined)

  while (keys.current.length < rows.length) keys.current.push(next.current++)
  keys.current.length = rows.length

  const columns = Object.entries(field.fields)
  const typed = columns.filter(([, inner]) => !inner.derive && !inner.readOnly)

  useEffect(() => {
    if (focusOn.current === undefined) return
    focusCell(table.current, focusOn.current)
    focusOn.current = undefined
  })

  const change = (lines: readonly Line[]) => {
    latest.current = lines
    onChange(lines)
  }
  const setCell = async (index: number, name: string, value: unknown) => {
    change(latest.current.map((line, at) => (at === index ? { ...line, [name]: value } : line)))
    const inner = field.fields[name]
    const extra =
      inner && typeof value === 'number'
        ? await copyFromLinked(dataProvider, catalog, field.fields, inner, latest.current[index] ?? {}, value)
        : undefined
    // The person may have gone on meanwhile: fill only what is still empty, in the line that still links there.
    if (extra) change(latest.current.map((line, at) => (at === index && line[name] === value ? { ...extra, ...withoutEmpty(line) } : line)))
  }
  const add = (focusColumn = 0) => {
    focusOn.current = `${latest.current.length}:${focusColumn}`
    change([...latest.current, {}])
  }
  const remove = (index: number) => {
    keys.current.splice(index, 1)
    change(latest.current.filter((_, at) => at !== index))
  }
  const keyDown = (event: KeyboardEvent, row: number, column: number) => {
    const last = row === latest.current.length - 1
    const input = event.target as HTMLElement
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && input.getAttribute('aria-expanded') !== 'true') {
      event.preventDefault()
      if (last) add(column)
      else focusCell(table.current, `${row + 1}:${column}`)
    } else if (event.key === 'Tab' && !event.shiftKey && last && column === typed.length - 1) {
      event.preventDefault()
      add(0)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && input.getAttribute('role') !== 'combobox') {
      event.preventDefault()
      focusCell(table.current, `${row + (event.key === 'ArrowDown' ? 1 : -1)}:${column}`)
    }
  }
  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    void pasteBlock({ text, row, column, typed, language, dataProvider, catalog, lines: () => latest.current, change })
  }

  const shown = rows.map((line) => computed(line, field.fields))
  const faultOf = (index: number, name: string): string | undefined => {
    const list = faults as Readonly<Record<number, Readonly<Record<string, { message?: string }>>>> | undefined
    return list?.[index]?.[name]?.message
  }
  const lines = shown.map((line, index) => (
    <LineRow
      key={keys.current[index]}
      index={index}
      line={line}
      columns={columns}
      typed={typed.map(([name]) => name)}
      name={props.name}
      card={phone}
      labels={labels}
      filters={lineFilters}
      faultOf={faultOf}
      setCell={setCell}
      remove={remove}
      keyDown={keyDown}
      paste={paste}
    />
  ))

  return (
    <Box ref={table} onBlur={onBlur} id={props.id}>
      {phone ? (
        <Stack spacing={1.5}>{lines}</Stack>
      ) : (
        <TableContainer sx={{ border: 1, borderColor: props.error ? 'error.main' : 'divider', borderRadius: 1 }}>
          <Table size="small" aria-label={props.label} sx={{ '& td': { py: 0.25, px: 1 }, '& th': { py: 0.75, px: 1 } }}>
            <TableHead>
              <TableRow>
                <TableCell sx={{ width: 36 }}>#</TableCell>
                {columns.map(([name, inner]) => (
                  <TableCell key={name} align={kindOf(inner).align ?? 'left'} sx={{ minWidth: minWidthOf(inner) }}>
                    {say(inner.label)}
                    {inner.required ? ' *' : ''}
                  </TableCell>
                ))}
                <TableCell sx={{ width: 40 }} aria-label={say(['操作', 'Actions'])} />
              </TableRow>
            </TableHead>
            <TableBody>{lines}</TableBody>
          </Table>
        </TableContainer>
      )}
      {props.error || props.help ? <FormHelperText error={Boolean(props.error)}>{props.error ?? props.help}</FormHelperText> : null}
      <Stack direction="row" spacing={2} sx={{ mt: 0.75, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button size="small" startIcon={<AddIcon />} onClick={() => add()}>
          {say(['添加一行', 'Add a row'])}
        </Button>
        {phone ? null : (
          <Typography variant="caption" color="textSecondary">
            {say(['可从 Excel 复制后直接粘贴；回车到下一行', 'Paste straight from Excel; Enter goes to the next row'])}
          </Typography>
        )}
        <Box sx={{ flex: 1 }} />
        {rows.length > 1
          ? columns.map(([name, inner]) => {
              const total = columnSum(shown, name, inner)
              const { Cell } = kindOf(inner)
              return total === undefined ? null : (
                <Typography key={name} variant="body2">
                  {say(['{label}合计', 'Total {label}'], { label: say(inner.label).toLowerCase() })}{' '}
                  <strong>
                    <Cell field={inner} value={total} />
                  </strong>
                </Typography>
              )
            })
          : null}
      </Stack>
    </Box>
  )
}

const minWidthOf = (field: Field): number => kindOf(field).entryWidth ?? (kindOf(field).align === 'right' ? 96 : 110)

const withoutEmpty = (line: Line): Line =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null && value !== undefined && value !== ''))

function focusCell(table: HTMLElement | null, cell: string): void {
  const input = table?.querySelector<HTMLElement>(
    `[data-cell="${cell}"] input:not([type=hidden]), [data-cell="${cell}"] textarea, [data-cell="${cell}"] [tabindex="0"]`,
  )
  input?.focus()
  if (input instanceof HTMLInputElement && input.type === 'text') input.select()
}
