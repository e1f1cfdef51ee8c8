/** One of a few words in a filter bar. */
import { MenuItem, TextField } from '@mui/material'
import { useSay, type Words } from '../language/say.ts'

interface Props<Name extends string> {
  readonly label: string
  readonly value: Name
  readonly options: readonly { readonly name: Name; readonly label: Words }[]
  onChange(name: Name): void
}

export function Choice<Name extends string>({ label, value, options, onChange }: Props<Name>) {
  const say = useSay()
  return (
    <TextField
      select
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => onChange(target.value as Name)}
      sx={{ minWidth: 120, width: { xs: 'calc(50% - 4px)', sm: 'auto' } }}
    >
      {options.map(({ name, label: words }) => (
        <MenuItem key={name} value={name}>
          {say(words)}
        </MenuItem>
      ))}
    </TextField>
  )
}
