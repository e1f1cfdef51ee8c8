/** One field of a form: bound to the form, checked as far as the browser can, read-only or hidden where rights say so. */
import { Box, FormHelperText, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useInput, useRecordContext } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Description, FieldDescription } from '../../server/catalog/description.ts'
import type { Derivation, Fields } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { inputs } from '../screens/index.ts'
import { candidatesOf, conditionsOf, siblingsOf } from './candidates.ts'
import { type PanelRecord, useCatalog } from './catalog.ts'
import { derived } from './derive.ts'
import { FieldValue, lineLabels, Unknown } from './FieldValue.tsx'
import { faultText } from './faults.ts'
import { MaskedInput } from './MaskedInput.tsx'

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

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export function BoundInput({ description, name, field, autoFocus }: FieldInputProps & { field: FieldDescription; autoFocus?: boolean }) {
  const say = useSay()
  const record = useRecordContext<PanelRecord>()
  const kind = kindOf(field)
  const candidates = useCandidates(description, name)
  const {
    field: bound,
    fieldState,
    id,
  } = useInput({
    source: name,
    format: (value: unknown) => value,
    parse: (value: unknown) => value,
    validate: (value: unknown) => {
      if (field.required && isEmpty(value)) return say(['请填写“{label}”', '{label} is needed'], { label: say(field.label) })
      const fault = isEmpty(value) ? undefined : kind.check?.(value, field)
      return fault ? say(fault) : undefined
    },
  })
  const Input = inputs[`${description.name}.${name}`] ?? kind.Input
  const error = fieldState.error
  return (
    <Input
      field={field}
      id={id}
      name={name}
      label={say(field.label)}
      value={bound.value}
      onChange={bound.onChange}
      onBlur={() => bound.onBlur()}
      inputRef={bound.ref}
      required={field.required}
      error={faultText(error)}
      faults={Array.isArray(error) ? error : undefined}
      help={field.help ? say(field.help) : undefined}
      linkLabel={record && record[name] === bound.value ? record._labels?.[name] : undefined}
      labels={lineLabels(record?._labels, name)}
      filter={candidates[name]}
      lineFilters={candidates}
      autoFocus={autoFocus}
    />
  )
}

/** What the links of this field may offer, by their place in the record; one object while the fields looked at stay as they are. */
function useCandidates(description: Description, name: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const { byName } = useCatalog()
  const { control } = useFormContext()
  const candidates = useMemo(() => candidatesOf(description.fields, name, byName), [description, name, byName])
  const siblings = useMemo(() => siblingsOf(candidates), [candidates])
  const values = JSON.stringify(useWatch({ control, name: siblings }) ?? [])
  return useMemo(() => {
    const entered = JSON.parse(values) as unknown[]
    const record = Object.fromEntries(siblings.map((sibling, index) => [sibling, entered[index]]))
    return Object.fromEntries(Object.entries(candidates).map(([path, { where, target }]) => [path, conditionsOf(where, target, record)]))
  }, [candidates, siblings, values])
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
