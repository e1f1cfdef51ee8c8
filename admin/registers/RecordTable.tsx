/** A short table of records inside a page: some of their fields, the title as the way to each. */
import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay, type Words } from '../language/say.ts'
import { fieldOf, type PanelRecord, titleOf } from './catalog.ts'
import { FieldValue } from './FieldValue.tsx'

interface Props {
  readonly description: Description
  readonly columns: readonly string[]
  readonly records: readonly PanelRecord[]
  /** A column at the end besides the fields. */
  readonly last?: { readonly label: Words; cell(record: PanelRecord): ReactNode }
}

export function RecordTable({ description, columns, records, last }: Props) {
  const say = useSay()
  const fields = columns.flatMap((name) => {
    const field = fieldOf(description, name)
    return field ? [{ name, field, align: kindOf(field).align ?? ('left' as const) }] : []
  })
  return (
    <TableContainer>
      <Table size="small" aria-label={say(description.label)}>
        <TableHead>
          <TableRow>
            {fields.map(({ name, field, align }) => (
              <TableCell key={name} align={align}>
                {say(field.label)}
              </TableCell>
            ))}
            {last ? <TableCell>{say(last.label)}</TableCell> : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {records.map((record) => (
            <TableRow key={record.id} hover>
              {fields.map(({ name, align }) => (
                <TableCell
                  key={name}
                  align={align}
                  sx={{ maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                >
                  {name === description.title ? (
                    <Link to={`/${description.name}/${record.id}/show`}>{titleOf(description, record)}</Link>
                  ) : (
                    <FieldValue description={description} name={name} record={record} />
                  )}
                </TableCell>
              ))}
              {last ? <TableCell>{last.cell(record)}</TableCell> : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
