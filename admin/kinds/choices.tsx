/** Several values out of a few in the panel: a list to tick. */
import { Checkbox, Chip, FormControl, FormControlLabel, FormGroup, FormHelperText, FormLabel, Stack } from '@mui/material'
import type { ChoicesField } from '../../server/definition/types.ts'
import { useSay } from '../language/say.ts'
import { read as readOne } from './choice.tsx'
import { ChoiceFilter } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'

/** A filter names one choice, a record any number. */
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [])

export function Input({ field, value, onChange, ...props }: InputProps<ChoicesField>) {
  const say = useSay()
  const chosen = listOf(value)
  return (
    <FormControl component="fieldset" error={Boolean(props.error)} disabled={Boolean(props.disabled)} required={Boolean(props.required)}>
      <FormLabel component="legend" sx={{ fontSize: '0.8125rem' }}>
        {props.label}
      </FormLabel>
      <FormGroup row id={props.id}>
        {Object.entries(field.choices).map(([name, label]) => (
          <FormControlLabel
            key={name}
            control={
              <Checkbox
                size="small"
                checked={chosen.includes(name)}
                onChange={(event) => onChange(event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))}
              />
            }
            label={say(label)}
          />
        ))}
      </FormGroup>
      {props.error || props.help ? <FormHelperText>{props.error ?? props.help}</FormHelperText> : null}
    </FormControl>
  )
}

export function Cell({ field, value, full }: CellProps<ChoicesField>) {
  const say = useSay()
  const texts = listOf(value).map((name) => (field.choices[name] ? say(field.choices[name]) : name))
  if (!full) return <>{texts.join(say(['、', ', ']))}</>
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.5 }}>
      {texts.map((text) => (
        <Chip key={text} size="small" label={text} />
      ))}
    </Stack>
  )
}

export const Filter = (props: FilterProps<ChoicesField>) => <ChoiceFilter {...props} operator="has" choices={props.field.choices} />
export const wide = true
export const unsortable = true
export const read = (text: string, field: ChoicesField) =>
  text
    .split(/[,，、;；]/)
    .map((part) => readOne(part, { ...field, kind: 'choice' }))
    .filter((name) => name !== null)
