/** The value of one field of a record, as its kind shows it: a dash when unknown, “hidden” when masked. */
import type { Description } from '../../server/catalog/description.ts'
import { fieldOf, type PanelRecord } from './catalog.ts'
import { Masked } from './Masked.tsx'
import { isEmpty, Shown, Unknown } from './Shown.tsx'

interface FieldValueProps {
  readonly description: Description
  readonly name: string
  readonly record: PanelRecord
  readonly full?: boolean
}

export function FieldValue({ description, name, record, full }: FieldValueProps) {
  const field = fieldOf(description, name)
  const value = record[name]
  if (!field) return null
  if (record._masked?.includes(name)) return <Masked description={description} name={name} record={record} full={Boolean(full)} />
  if (isEmpty(value)) return <Unknown />
  return <Shown description={description} name={name} field={field} record={record} value={value} full={full} />
}
