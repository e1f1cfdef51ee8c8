/** The body of a list's table. Its own, because the label of a row's checkbox must stand on the checkbox itself to be read out, with the record's name. */
import { Checkbox, TableBody, TableCell, TableRow } from '@mui/material'
import type { MouseEvent, ReactNode } from 'react'
import {
  RecordContextProvider,
  useDataTableCallbacksContext,
  useDataTableConfigContext,
  useDataTableDataContext,
  useDataTableSelectedIdsContext,
} from 'react-admin'
import { useNavigate } from 'react-router'
import { useSay } from '../language/say.ts'
import { type PanelRecord, titleOf, useDescription } from './catalog.ts'

export function ListRows({ children }: { children?: ReactNode }) {
  const records = useDataTableDataContext() as readonly PanelRecord[] | undefined
  return (
    <TableBody className="RaDataTable-tbody">
      {records?.map((record) => (
        <RecordContextProvider key={record.id} value={record}>
          <ListRow record={record}>{children}</ListRow>
        </RecordContextProvider>
      ))}
    </TableBody>
  )
}

function ListRow({ record, children }: { record: PanelRecord; children: ReactNode }) {
  const say = useSay()
  const navigate = useNavigate()
  const description = useDescription()
  const { hasBulkActions } = useDataTableConfigContext()
  const { handleToggleItem, rowClick } = useDataTableCallbacksContext()
  const selected = useDataTableSelectedIdsContext()?.includes(record.id) ?? false
  const toggle = (event: MouseEvent<HTMLInputElement>) => {
    handleToggleItem?.(record.id, event)
    event.stopPropagation()
  }
  return (
    <TableRow
      hover
      selected={selected}
      className="RaDataTable-row"
      onClick={rowClick === false ? undefined : () => navigate(`/${description.name}/${record.id}/show`)}
      sx={rowClick === false ? {} : { cursor: 'pointer' }}
    >
      {hasBulkActions ? (
        <TableCell padding="checkbox" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="small"
            checked={selected}
            slotProps={{
              input: { 'aria-label': say(['选择 {title}', 'Select {title}'], { title: titleOf(description, record) }), onClick: toggle },
            }}
          />
        </TableCell>
      ) : null}
      {children}
    </TableRow>
  )
}
