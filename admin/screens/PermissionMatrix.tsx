/** Rights of a role as a matrix: a row for each register, a column for each right. Shipped rights are shown pale; touching one writes the whole row, beginning with what it was. */
import CloseIcon from '@mui/icons-material/Close'
import {
  Box,
  Checkbox,
  FormHelperText,
  IconButton,
  MenuItem,
  Select,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useRecordContext } from 'react-admin'
import type { ChoiceField, Field, LinesField } from '../../server/definition/types.ts'
import { call } from '../http.ts'
import type { InputProps } from '../kinds/kind.ts'
import { useSay } from '../language/say.ts'
import { systems, useCatalog } from '../registers/catalog.ts'
import { PermissionMoves } from './PermissionMoves.tsx'

type Line = Readonly<Record<string, unknown>>

export default function PermissionMatrix({ field, value, onChange, error, help, disabled = false }: InputProps) {
  const say = useSay()
  const { registers, byName } = useCatalog()
  const { shipped, inherited } = useGrants()
  const columns = Object.entries((field as LinesField).fields).filter(([name]) => name !== 'register')
  const lines = Array.isArray(value) ? (value as readonly Line[]) : []
  const own = new Map(lines.map((line) => [String(line.register), line]))
  const names = [...new Set([...registers.map(({ name }) => name), ...own.keys()])]

  const set = (register: string, name: string, next: unknown) => {
    const line = own.get(register)
    onChange(
      line
        ? lines.map((one) => (one === line ? { ...one, [name]: next } : one))
        : [...lines, { ...blank(columns), ...shipped.get(register), register, [name]: next }],
    )
  }
  const forget = (register: string) => onChange(lines.filter((line) => line.register !== register))
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1, flexWrap: 'wrap' }}>
        <Typography variant="body2" color="textSecondary">
          {disabled
            ? say([
                '浅色行是随产品提供的权限，其余是自定的。',
                'Pale rows are the rights that ship with the product, the others are your own.',
              ])
            : say([
                '浅色行是随产品提供的权限；改动其中一格，整行即成为自定权限，点 × 可改回。',
                'Pale rows are the rights that ship with the product; change a cell and the whole row becomes your own, × takes it back.',
              ])}
        </Typography>
      </Box>
      {names.length === 0 ? null : (
        <TableContainer sx={{ border: 1, borderColor: error ? 'error.main' : 'divider', borderRadius: 1, maxHeight: 560 }}>
          <Table
            size="small"
            stickyHeader
            sx={{
              '& td': { py: 0.25, px: 0.75 },
              '& th': { px: 0.75 },
              '& .Mui-disabled.Mui-disabled': readable,
              '& .MuiSelect-icon.Mui-disabled': { display: 'none' },
            }}
          >
            <TableHead>
              <TableRow>
                <TableCell sx={{ minWidth: 130 }}>{say(['登记簿', 'Register'])}</TableCell>
                {columns.map(([name, column]) => (
                  <TableCell key={name}>{say(column.label)}</TableCell>
                ))}
                <TableCell />
              </TableRow>
            </TableHead>
            <TableBody>
              {names.map((register) => {
                const description = byName.get(register)
                const line = own.get(register)
                const shown = line ?? shipped.get(register)
                return (
                  <TableRow key={register} sx={line ? { bgcolor: 'action.selected' } : { '& td': { opacity: 0.72 } }}>
                    <TableCell component="th" scope="row">
                      {description ? say(description.label) : register}
                      {description ? (
                        <Typography variant="caption" color="textSecondary" component="div">
                          {say(systems[description.system])}
                        </Typography>
                      ) : null}
                    </TableCell>
                    {columns.map(([name, column]) => (
                      <TableCell key={name}>
                        {name === 'moves' ? (
                          <PermissionMoves
                            moves={description?.workflow?.moves ?? []}
                            label={`${description ? say(description.label) : register} · ${say(column.label)}`}
                            value={shown?.[name]}
                            inherited={inherited.get(register) ?? []}
                            disabled={disabled}
                            onChange={(next) => set(register, name, next)}
                          />
                        ) : (
                          <Right
                            field={column}
                            label={`${description ? say(description.label) : register} · ${say(column.label)}`}
                            value={shown?.[name]}
                            disabled={disabled}
                            onChange={(next) => set(register, name, next)}
                          />
                        )}
                      </TableCell>
                    ))}
                    <TableCell>
                      {line && !disabled ? (
                        <IconButton
                          size="small"
                          onClick={() => forget(register)}
                          aria-label={say(['{label}改回随附权限', 'Back to the shipped rights of {label}'], {
                            label: description ? say(description.label) : register,
                          })}
                        >
                          <CloseIcon fontSize="small" />
                        </IconButton>
                      ) : null}
                    </TableCell>
                  </TableRow>
                )
              })}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {error || help ? <FormHelperText error={Boolean(error)}>{error ?? help}</FormHelperText> : null}
    </Box>
  )
}

/** What is only looked at is as dark as what can be changed. */
const readable = { color: 'text.primary', WebkitTextFillColor: 'currentColor' } as const

interface Effective {
  readonly hidden?: readonly string[]
  readonly readOnly?: readonly string[]
  readonly moves?: readonly string[]
  readonly [right: string]: unknown
}

interface Grants {
  /** By register, as lines of this field: what a row not written here stands for. */
  readonly shipped: ReadonlyMap<string, Line>
  /** By register, the moves that an empty cell stands for. */
  readonly inherited: ReadonlyMap<string, readonly string[]>
}

/** The rights that the role has now. */
function useGrants(): Grants {
  const record = useRecordContext()
  const { data = {} } = useQuery({
    queryKey: ['roles', 'grants', record?.id, record?.version],
    queryFn: ({ signal }) => call<Record<string, Effective>>('GET', `/api/roles/${record?.id}/grants`, undefined, signal),
    enabled: record?.id !== undefined,
  })
  const text = (names: readonly string[] | undefined) => (names && names.length > 0 ? names.join(', ') : null)
  const asLine = ({ shipped: _shipped, moves: _moves, ...grant }: Effective): Line => ({
    ...grant,
    hidden: text(grant.hidden),
    readOnly: text(grant.readOnly),
  })
  const entries = Object.entries(data)
  return {
    shipped: new Map(entries.map(([register, grant]) => [register, asLine(grant)])),
    inherited: new Map(entries.map(([register, { moves = [] }]) => [register, moves])),
  }
}

const blank = (columns: readonly (readonly [string, Field])[]): Line =>
  Object.fromEntries(columns.flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])))

interface RightProps {
  readonly field: Field
  readonly label: string
  readonly value: unknown
  readonly disabled: boolean
  onChange(value: unknown): void
}

function Right({ field, label, value, disabled, onChange }: RightProps) {
  const say = useSay()
  if (field.kind === 'yesNo')
    return (
      <Checkbox
        size="small"
        checked={value === true}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        slotProps={{ input: { 'aria-label': label } }}
      />
    )
  if (field.kind === 'choice')
    return (
      <Select
        size="small"
        variant="standard"
        disableUnderline
        displayEmpty
        disabled={disabled}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value || null)}
        SelectDisplayProps={{ 'aria-label': label }}
        renderValue={(name) => (name ? say((field as ChoiceField).choices[name] ?? [name, name]) : '—')}
        sx={{ minWidth: 84 }}
      >
        {Object.entries((field as ChoiceField).choices).map(([name, words]) => (
          <MenuItem key={name} value={name}>
            {say(words)}
          </MenuItem>
        ))}
      </Select>
    )
  return (
    <TextField
      size="small"
      variant="standard"
      disabled={disabled}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || null)}
      slotProps={{ htmlInput: { 'aria-label': label }, input: { disableUnderline: true } }}
      sx={{ minWidth: 110 }}
    />
  )
}
