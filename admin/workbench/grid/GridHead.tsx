/** The head of the result grid: names and types of the columns; a click sorts, with Shift it chooses columns, the edge changes the width. */
// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are placed by hand, which elements of a table do not take
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward'
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward'
import type { VirtualItem } from '@tanstack/react-virtual'
import { useSay } from '../../language/say.ts'
import type { ResultColumn } from '../answers.ts'
import { followPointer } from '../pointer.ts'
import { isNumber, type Order } from '../values.ts'
import { numberWidth } from './widths.ts'

interface Props {
  readonly columns: readonly ResultColumn[]
  readonly items: readonly VirtualItem[]
  readonly order: Order | undefined
  onOrder(column: number): void
  /** Chooses whole columns, as far as this one. */
  onColumn(column: number): void
  onResize(column: number, width: number): void
}

export function GridHead({ columns, items, order, onOrder, onColumn, onResize }: Props) {
  const say = useSay()
  return (
    <div role="row" aria-rowindex={1} className="grid-head" tabIndex={-1}>
      <span role="columnheader" className="grid-number" aria-label={say(['行号', 'Row'])} tabIndex={-1}>
        #
      </span>
      {items.map(({ index, start, size }) => {
        const column = columns[index]
        if (!column) return null
        const sorted = order?.column === index ? order : undefined
        return (
          <div
            key={index}
            role="columnheader"
            tabIndex={-1}
            aria-colindex={index + 2}
            aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
            className={isNumber(column) ? 'grid-cell right' : 'grid-cell'}
            style={{ left: start + numberWidth, width: size }}
          >
            <button
              type="button"
              title={`${column.name} · ${column.type}\n${say(['点击排序，Shift + 点击选中整列', 'Click sorts, Shift + click chooses the column'])}`}
              onClick={({ shiftKey }) => (shiftKey ? onColumn(index) : onOrder(index))}
            >
              <span>{column.name}</span>
              {sorted ? sorted.descending ? <ArrowDownwardIcon /> : <ArrowUpwardIcon /> : null}
            </button>
            <span
              className="grid-edge"
              aria-hidden
              onPointerDown={(event) => followPointer(event, (_, right) => onResize(index, Math.max(40, Math.round(size + right))))}
            />
          </div>
        )
      })}
    </div>
  )
}
