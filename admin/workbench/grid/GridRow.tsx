/** One row of the result grid. */
// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are placed by hand, which elements of a table do not take
import type { VirtualItem } from '@tanstack/react-virtual'
import { memo } from 'react'
import { useLanguage } from '../../language/say.ts'
import type { ResultColumn, Row } from '../answers.ts'
import { isNumber, shown, sortOf } from '../values.ts'
import type { Area, Place } from './useSelection.ts'
import { numberWidth } from './widths.ts'

interface Props {
  readonly row: Row
  readonly index: number
  readonly top: number
  readonly columns: readonly ResultColumn[]
  readonly items: readonly VirtualItem[]
  readonly area: Area | undefined
  /** The column of the cell one is in, if it is in this row. */
  readonly at: number | undefined
}

const classOf = (column: ResultColumn, value: unknown, chosen: boolean, at: boolean): string =>
  [
    'grid-cell',
    isNumber(column) ? 'right' : '',
    value === null ? 'null' : sortOf(column.type) === 'nested' ? 'nested' : '',
    chosen ? 'chosen' : '',
    at ? 'at' : '',
  ]
    .filter(Boolean)
    .join(' ')

export const cellId = ({ row, column }: Place): string => `cell-${row}-${column}`

export const GridRow = memo(function GridRow({ row, index, top, columns, items, area, at }: Props) {
  const { language } = useLanguage()
  const within = area !== undefined && index >= area.top && index <= area.bottom
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      tabIndex={-1}
      className={index % 2 === 0 ? 'grid-row' : 'grid-row odd'}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="rowheader" className={within ? 'grid-number chosen' : 'grid-number'} tabIndex={-1} data-line={index}>
        {index + 1}
      </span>
      {items.map(({ index: place, start, size }) => {
        const column = columns[place]
        if (!column) return null
        const value = row[place] ?? null
        const chosen = within && place >= area.left && place <= area.right
        return (
          <div
            key={place}
            id={cellId({ row: index, column: place })}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={place + 2}
            aria-selected={chosen}
            data-row={index}
            data-column={place}
            className={classOf(column, value, chosen, place === at)}
            style={{ left: start + numberWidth, width: size }}
          >
            {value === null ? 'null' : shown(value, column, language).slice(0, 400)}
          </div>
        )
      })}
    </div>
  )
})
