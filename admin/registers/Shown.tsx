/** A value that is there, as its kind shows it, and the dash for one that is not. */
import { Typography } from '@mui/material'
import type { Description, FieldDescription } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { statusField } from './cardFields.ts'
import type { PanelRecord } from './catalog.ts'

/** Is there nothing? A list without anything is nothing, too. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Labels of links inside the lines `name`, by `<index>.<field>`. */
export function lineLabels(labels: Readonly<Record<string, string>> | undefined, name: string): Readonly<Record<string, string>> {
  const start = `${name}.`
  return Object.fromEntries(
    Object.entries(labels ?? {}).flatMap(([path, label]) => (path.startsWith(start) ? [[path.slice(start.length), label]] : [])),
  )
}

interface ShownProps {
  readonly description: Description
  readonly name: string
  readonly field: FieldDescription
  readonly record: PanelRecord
  readonly value: unknown
  readonly full?: boolean | undefined
}

export function Shown({ description, name, field, record, value, full }: ShownProps) {
  const { Cell } = kindOf(field)
  return (
    <Cell
      field={field}
      value={value}
      label={record._labels?.[name]}
      full={full}
      status={name === statusField(description)}
      {...(field.kind === 'lines' ? { labels: lineLabels(record._labels, name) } : {})}
    />
  )
}

export const Unknown = () => (
  <Typography component="span" variant="inherit" color="textSecondary">
    —
  </Typography>
)
