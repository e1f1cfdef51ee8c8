/** Picks one record of a register outside a form, found by typing part of its name or number. */
import { Box } from '@mui/material'
import { Input } from '../kinds/link.tsx'
import { useSay, type Words } from '../language/say.ts'

interface Props {
  readonly register: string
  readonly label: Words
  readonly value: number | null
  /** A condition on the records offered. */
  readonly filter?: Readonly<Record<string, unknown>>
  onChange(id: number | null): void
}

export function RecordPicker({ register, label, value, filter, onChange }: Props) {
  const say = useSay()
  return (
    <Box sx={{ pt: 1 }}>
      <Input
        autoFocus
        id={`pick-${register}`}
        name={register}
        label={say(label)}
        field={{ kind: 'link', label, to: register }}
        filter={filter}
        value={value}
        onChange={(id) => onChange(typeof id === 'number' ? id : null)}
      />
    </Box>
  )
}
