/** The headings of a report's table: what neighbours share stands above them once; a click sorts. */
import { TableCell, TableHead, TableRow, TableSortLabel } from '@mui/material'
import type { ReportColumn } from '../../reports/messages.ts'
import { useSay, type Words } from '../language/say.ts'
import { after, type Order } from './order.ts'

interface Props {
  readonly columns: readonly ReportColumn[]
  align(column: ReportColumn): 'left' | 'right'
  readonly order: Order | undefined
  onOrder(order: Order): void
}

interface Group {
  readonly label: Words | undefined
  readonly columns: ReportColumn[]
}

/** Columns next to each other under the heading that they share; alone where they have none. */
function groupsOf(columns: readonly ReportColumn[]): readonly Group[] {
  const groups: Group[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last && column.group && last.label?.[1] === column.group[1]) last.columns.push(column)
    else groups.push({ label: column.group, columns: [column] })
  }
  return groups
}

/** Height of the upper row, in pixels: the lower one stays below it. */
const upper = 28

export function TableHeads({ columns, align, order, onOrder }: Props) {
  const say = useSay()
  const groups = groupsOf(columns)
  const grouped = groups.some(({ label, columns: under }) => label && under.length > 1)
  return (
    <TableHead>
      {grouped ? (
        <TableRow>
          {groups.map(({ label, columns: under }) =>
            label && under.length > 1 ? (
              <TableCell
                key={under[0]?.name}
                colSpan={under.length}
                align="center"
                scope="colgroup"
                sx={{ height: upper, py: 0, borderBottom: 1, borderColor: 'divider', color: 'text.secondary' }}
              >
                {say(label)}
              </TableCell>
            ) : (
              <TableCell key={under[0]?.name} sx={{ height: upper, py: 0, borderBottom: 0 }} />
            ),
          )}
        </TableRow>
      ) : null}
      <TableRow>
        {columns.map((column) => {
          const here = order?.column === column.name
          const direction = here && order.down ? 'desc' : 'asc'
          return (
            <TableCell
              key={column.name}
              align={align(column)}
              sortDirection={here ? direction : false}
              sx={grouped ? { '&&': { top: upper } } : {}}
            >
              <TableSortLabel active={here} direction={direction} onClick={() => onOrder(after(order, column))}>
                {say(column.label)}
              </TableSortLabel>
            </TableCell>
          )
        })}
      </TableRow>
    </TableHead>
  )
}
