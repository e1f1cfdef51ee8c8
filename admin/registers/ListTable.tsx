/** The rows of a list on a desk: chosen columns, sortable heads that stay in sight, a bar when rows are selected. */
import { Box, Link as MuiLink } from '@mui/material'
import { BulkActionsToolbar, DataTable, type DataTableColumnProps, useDataTableRenderContext, useDataTableSortContext } from 'react-admin'
import { Link } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { ClockChip, pressing } from '../work/ClockChip.tsx'
import { BulkActions } from './BulkActions.tsx'
import { columnsOf, hiddenByDefault } from './Columns.ts'
import { fieldOf, type PanelRecord, titleOf } from './catalog.ts'
import { FieldValue } from './FieldValue.tsx'
import { ListRows } from './ListRows.tsx'
import { RecoverButton } from './RecycleBin.tsx'

export function ListTable({ description, bin }: { description: Description; bin: boolean }) {
  const say = useSay()
  const columns = columnsOf(description)
  const hasBulk = bin || description.may.update || description.may.remove || description.may.export
  return (
    <DataTable
      body={ListRows}
      rowClick={bin ? false : 'show'}
      hiddenColumns={hiddenByDefault(description)}
      bulkActionButtons={hasBulk ? <BulkActions description={description} bin={bin} /> : false}
      {...(hasBulk
        ? {
            bulkActionsToolbar: (
              <BulkActionsToolbar>
                <BulkActions description={description} bin={bin} />
              </BulkActionsToolbar>
            ),
          }
        : {})}
      sx={tableStyle}
    >
      {columns.map((name) => {
        const field = fieldOf(description, name)
        if (!field) return null
        const kind = kindOf(field)
        return (
          <Column
            key={name}
            source={name}
            label={kind.unit?.(field) ? `${say(field.label)} (${kind.unit(field)})` : say(field.label)}
            align={kind.align ?? 'left'}
            disableSort={Boolean(kind.unsortable)}
            render={(record: PanelRecord) =>
              name === description.title ? (
                <RowTitle description={description} record={record} bin={bin} />
              ) : (
                <FieldValue description={description} name={name} record={record} />
              )
            }
          />
        )
      })}
      {bin ? (
        <DataTable.Col
          source="deletedAt"
          label={say(['恢复', 'Recover'])}
          disableSort
          render={(record: PanelRecord) => <RecoverButton description={description} record={record} />}
        />
      ) : null}
    </DataTable>
  )
}

/** A column whose head says how the list is sorted, to those who hear it too. */
function Column({ source, ...props }: DataTableColumnProps<PanelRecord> & { readonly source: string }) {
  const head = useDataTableRenderContext() === 'header'
  const sort = useDataTableSortContext()
  const direction = head && sort?.field === source ? ({ sortDirection: sort.order === 'ASC' ? 'asc' : 'desc' } as const) : {}
  return <DataTable.Col source={source} {...props} {...direction} />
}

function RowTitle({ description, record, bin }: { description: Description; record: PanelRecord; bin: boolean }) {
  const title = titleOf(description, record)
  if (bin) return <>{title}</>
  const clock = pressing(record)
  return (
    <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      <MuiLink
        component={Link}
        to={`/${description.name}/${record.id}/show`}
        data-row-title
        onClick={(event) => event.stopPropagation()}
        sx={{ fontWeight: 600, color: 'primary.main', overflow: 'hidden', textOverflow: 'ellipsis' }}
      >
        {title}
      </MuiLink>
      {clock ? (
        <Box component="span" sx={{ flexShrink: 0 }}>
          <ClockChip clock={clock} bare />
        </Box>
      ) : null}
    </Box>
  )
}

const tableStyle = {
  '& .RaDataTable-tableWrapper': { overflowX: 'auto', overflowY: 'clip' },
  '& .RaDataTable-headerCell': { top: 0, fontSize: '0.8125rem' },
  '& td, & th': { height: 40, py: 0, px: 1 },
  '& td': { maxWidth: 260, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  // A pressing deadline has its room beside the name.
  '& td:has([data-row-title])': { maxWidth: 340 },
  '& td a': { color: 'primary.main', textDecoration: 'none' },
  '& td a:hover, & td a:focus-visible': { textDecoration: 'underline' },
  '& tr:last-child td': { borderBottom: 0 },
} as const
