/** One value out of a few in the panel; where it says how a record stands, it is shown as a chip. */
import { MenuItem, TextField } from '@mui/material'
import type { ChoiceField } from '../../server/definition/types.ts'
import { useSay } from '../language/say.ts'
import { StatusChip } from '../layout/StatusChip.tsx'
import { ChoiceFilter } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'
import { toneOf } from './tone.ts'

export function Input({ field, value, onChange, onBlur, dense, ...props }: InputProps<ChoiceField>) {
  const say = useSay()
  const known = typeof value === 'string' && value in field.choices
  return (
    <TextField
      select
      id={props.id}
      name={props.name}
      {...(dense ? {} : { label: props.label })}
      variant={dense ? 'standard' : 'outlined'}
      size="small"
      margin="none"
      fullWidth
      value={known ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      onBlur={onBlur}
      required={Boolean(props.required) && !dense}
      disabled={Boolean(props.disabled)}
      error={Boolean(props.error)}
      helperText={dense ? undefined : (props.error ?? props.help)}
      {...(props.inputRef ? { inputRef: props.inputRef } : {})}
      slotProps={{
        htmlInput: { 'aria-label': dense ? props.label : undefined, required: false },
        input: dense ? { disableUnderline: true } : {},
        select: { displayEmpty: false, SelectDisplayProps: dense ? { 'aria-label': props.label } : {} },
      }}
    >
      <MenuItem value="">
        <span aria-hidden>—</span>
        <span style={{ position: 'absolute', left: -9999 }}>{say(['不填', 'None'])}</span>
      </MenuItem>
      {Object.entries(field.choices).map(([name, label]) => (
        <MenuItem key={name} value={name}>
          {say(label)}
        </MenuItem>
      ))}
    </TextField>
  )
}

export function Cell({ field, value, status }: CellProps<ChoiceField>) {
  const say = useSay()
  const name = String(value)
  const words = field.choices[name]
  const text = words ? say(words) : name
  return status ? <StatusChip label={text} tone={toneOf(name)} /> : text
}

export const Filter = (props: FilterProps<ChoiceField>) => <ChoiceFilter {...props} choices={props.field.choices} />

/** The value behind a label in either language. */
export function read(text: string, field: ChoiceField): string | null {
  const wanted = text.trim()
  const found = Object.entries(field.choices).find(
    ([name, [zh, en]]) => name === wanted || zh === wanted || en.toLowerCase() === wanted.toLowerCase(),
  )
  return found?.[0] ?? (wanted || null)
}
