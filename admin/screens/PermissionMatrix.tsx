/** Rights of a role as a matrix: a row for each register, a column for each right; rows left alone keep the shipped rights. */
import CloseIcon from '@mui/icons-material/Close'
import {
  Box,
  Button,
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
import { useState } from 'react'
import type { ChoiceField, Field, LinesField } from '../../server/definition/types.ts'
import type { InputProps } from '../kinds/kind.ts'
import { useSay } from '../language/say.ts'
import { systems, useCatalog } from '../registers/catalog.ts'

type Line = Readonly<Record<string, unknown>>

export default function PermissionMatrix({ field, value, onChange, error, help }: InputProps) {
  const say = useSay()
  const { registers, byName } = useCatalog()
  const [all, setAll] = useState(false)
  const columns = Object.entries((field as LinesField).fields).filter(([name]) => name !== 'register')
  const lines = Array.isArray(value) ? (value as readonly Line[]) : []
  const own = new Map(lines.map((line) => [String(line.register), line]))
  const names = [...new Set([...registers.map(({ name }) => name), ...own.keys()])].filter((name) => all || own.has(name))

  const set = (register: string, name: string, next: unknown) => {
    const line = own.get(register)
    onChange(
      line
        ? lines.map((one) => (one === line ? { ...one, [name]: next } : one))
        : [...lines, { ...blank(columns), register, [name]: next }],
    )
  }
  const forget = (register: string) => onChange(lines.filter((line) => line.register !== register))
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', mb: 1, flexWrap: 'wrap' }}>
        <Typography variant="body2" color="textSecondary">
          {say([
            '没有填写的登记簿沿用随产品提供的权限；一旦填写，该行就完全取代随附权限，请把这一行填全。',
            'Registers left alone keep the rights that ship with the product; a row written here replaces them altogether, so fill in all of it.',
          ])}
        </Typography>
        <Button size="small" onClick={() => setAll(!all)}>
          {all ? say(['只看自定的', 'Only those set here']) : say(['显示全部登记簿', 'Show all registers'])}
        </Button>
      </Box>
      {names.length === 0 ? null : (
        <TableContainer sx={{ border: 1, borderColor: error ? 'error.main' : 'divider', borderRadius: 1, maxHeight: 560 }}>
          <Table size="small" stickyHeader sx={{ '& td': { py: 0.25, px: 0.75 }, '& th': { px: 0.75 } }}>
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
                return (
                  <TableRow key={register} sx={line ? { bgcolor: 'action.selected' } : {}}>
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
                        <Right
                          field={column}
                          label={`${description ? say(description.label) : register} · ${say(column.label)}`}
                          value={line?.[name]}
                          onChange={(next) => set(register, name, next)}
                        />
                      </TableCell>
                    ))}
                    <TableCell>
                      {line ? (
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

const blank = (columns: readonly (readonly [string, Field])[]): Line =>
  Object.fromEntries(columns.flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])))

function Right({ field, label, value, onChange }: { field: Field; label: string; value: unknown; onChange(value: unknown): void }) {
  const say = useSay()
  if (field.kind === 'yesNo')
    return (
      <Checkbox
        size="small"
        checked={value === true}
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
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value || null)}
      slotProps={{ htmlInput: { 'aria-label': label }, input: { disableUnderline: true } }}
      sx={{ minWidth: 110 }}
    />
  )
}
