/** One field of a form: entered, read-only, following from others or hidden, as its definition and rights say. */
import { Box, FormHelperText, Typography } from '@mui/material'
import { useRecordContext } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Description, FieldDescription } from '../../server/catalog/description.ts'
import type { Derivation, Fields } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { BoundInput } from './BoundInput.tsx'
import type { PanelRecord } from './catalog.ts'
import { derived } from './derive.ts'
import { FieldValue } from './FieldValue.tsx'
import { MaskedInput } from './MaskedInput.tsx'
import { Unknown } from './Shown.tsx'

interface FieldInputProps {
  readonly description: Description
  readonly name: string
}

export function FieldInput({ description, name }: FieldInputProps) {
  const record = useRecordContext<PanelRecord>()
  const field = description.fields[name]
  if (!field) return null
  if (field.derive) return <Following field={field} how={field.derive} fields={description.fields} />
  if (!field.writable || (field.fixed && record?.id) || record?._frozen?.includes(name))
    return record?.id ? <Fixed description={description} name={name} field={field} record={record} /> : null
  if (record?._masked?.includes(name)) return <MaskedInput description={description} name={name} field={field} record={record} />
  return <BoundInput description={description} name={name} field={field} />
}

/** A value that follows from others while one types. */
function Following({ field, how, fields }: { field: FieldDescription; how: Derivation; fields: Fields }) {
  const { control } = useFormContext()
  const values = useWatch({ control })
  const value = derived(field, how, fields, values)
  const { Cell } = kindOf(field)
  return <Labelled field={field}>{value === null ? <Unknown /> : <Cell field={field} value={value} full />}</Labelled>
}

function Fixed({ description, name, field, record }: FieldInputProps & { field: FieldDescription; record: PanelRecord }) {
  return (
    <Labelled field={field}>
      <FieldValue description={description} name={name} record={record} full />
    </Labelled>
  )
}

function Labelled({ field, children }: { field: FieldDescription; children: React.ReactNode }) {
  const say = useSay()
  return (
    <Box sx={{ px: 0.5 }}>
      <Typography variant="caption" color="textSecondary" component="div">
        {say(field.label)}
      </Typography>
      <Typography component="div">{children}</Typography>
      {field.help ? <FormHelperText sx={{ mx: 0 }}>{say(field.help)}</FormHelperText> : null}
    </Box>
  )
}
