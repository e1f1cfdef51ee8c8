/** One day in a filter bar. */
import { TextField } from '@mui/material'

interface Props {
  readonly label: string
  readonly value: string
  /** The last day that can be chosen. */
  readonly max?: string
  onChange(day: string): void
}

export function DayPicker({ label, value, max, onChange }: Props) {
  return (
    <TextField
      type="date"
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => {
        if (target.value && (max === undefined || target.value <= max)) onChange(target.value)
      }}
      slotProps={{ inputLabel: { shrink: true }, htmlInput: { max } }}
      sx={{ width: { xs: 'calc(50% - 4px)', sm: 150 } }}
    />
  )
}
