/** Yes or no in the panel. */
import { Checkbox, FormControlLabel, FormHelperText, Stack } from '@mui/material'
import type { YesNoField } from '../../server/definition/types.ts'
import { type Language, useSay, type Words } from '../language/say.ts'
import { ChoiceFilter, picked } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'

const yes: Words = ['是', 'Yes']
const no: Words = ['否', 'No']

export function Input({ value, onChange, onBlur, ...props }: InputProps<YesNoField>) {
  const box = (
    <Checkbox
      id={props.id}
      name={props.name}
      size="small"
      checked={value === true}
      disabled={Boolean(props.disabled)}
      onChange={(event) => onChange(event.target.checked)}
      onBlur={onBlur}
      slotProps={{ input: props.dense ? { 'aria-label': props.label } : {} }}
    />
  )
  if (props.dense) return box
  return (
    <Stack>
      <FormControlLabel control={box} label={props.label} />
      {props.error || props.help ? <FormHelperText error={Boolean(props.error)}>{props.error ?? props.help}</FormHelperText> : null}
    </Stack>
  )
}

export function Cell({ value }: CellProps<YesNoField>) {
  const say = useSay()
  return <>{say(value === true ? yes : no)}</>
}

export function Filter({ value, onChange, ...props }: FilterProps<YesNoField>) {
  const chosen = picked(value)[0]
  return (
    <ChoiceFilter
      {...props}
      choices={{ true: yes, false: no }}
      value={chosen === undefined ? undefined : { in: [String(chosen)] }}
      onChange={(next) => {
        const names = picked(next)
        const last = names[names.length - 1]
        onChange(last === undefined ? undefined : { eq: last === 'true' })
      }}
    />
  )
}

export const read = (text: string, _: YesNoField, language: Language): boolean =>
  ['1', 'true', 'yes', 'y', '是', '有', '√', '✓'].includes(text.trim().toLowerCase()) || text.trim() === yes[language === 'zh' ? 0 : 1]
