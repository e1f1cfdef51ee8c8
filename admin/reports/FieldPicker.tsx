/** The input of a field's own kind, as a filter of a report; nothing for a field out of sight. */
import { Box } from '@mui/material'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { useCatalog } from '../registers/catalog.ts'

interface Props {
  readonly register: string
  readonly field: string
  readonly value: string | number | undefined
  onChange(value: string | number | undefined): void
}

export function FieldPicker({ register, field: name, value, onChange }: Props) {
  const say = useSay()
  const field = useCatalog().byName.get(register)?.fields[name]
  if (!field) return null
  const { Input } = kindOf(field)
  return (
    <Box sx={{ width: { xs: 'calc(50% - 4px)', sm: 170 } }}>
      <Input
        field={field}
        id={`report-${register}-${name}`}
        name={name}
        label={say(field.label)}
        value={value ?? null}
        onChange={(next) => onChange(typeof next === 'string' || typeof next === 'number' ? next : undefined)}
      />
    </Box>
  )
}
