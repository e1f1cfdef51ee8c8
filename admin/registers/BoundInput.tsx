/** An entry bound to the form, checked as far as the browser can. */
import { useMemo } from 'react'
import { useInput, useRecordContext } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import type { Description, FieldDescription } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { inputs } from '../screens/index.ts'
import { candidatesOf, conditionsOf, siblingsOf } from './candidates.ts'
import { type PanelRecord, useCatalog } from './catalog.ts'
import { faultText } from './faults.ts'
import { isEmpty, lineLabels } from './Shown.tsx'

interface BoundInputProps {
  readonly description: Description
  readonly name: string
  readonly field: FieldDescription
  readonly autoFocus?: boolean
}

export function BoundInput({ description, name, field, autoFocus }: BoundInputProps) {
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
