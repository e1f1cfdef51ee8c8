/** Rows and columns of a result: only what is in sight is in the document, so that 100,000 rows scroll like a hundred. */
// biome-ignore-all lint/a11y/useSemanticElements: rows and cells are placed by hand, which elements of a table do not take
import { Typography } from '@mui/material'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useLanguage, useSay } from '../../language/say.ts'
import type { Result } from '../answers.ts'
import { inOrder, type Order } from '../values.ts'
import { CellDialog } from './CellDialog.tsx'
import type { Copying } from './copying.ts'
import { GridHead } from './GridHead.tsx'
import { cellId, GridRow } from './GridRow.tsx'
import { GridFrame } from './look.tsx'
import { areaOf, type Place, useSelection } from './useSelection.ts'
import { firstWidths, numberWidth, rowHeight } from './widths.ts'

interface Props {
  readonly label: string
  readonly result: Pick<Result, 'columns' | 'rows'>
  /** Is told what copying means now, by whoever has the buttons for it. */
  readonly copying?: Copying | undefined
}

export function ResultGrid({ label, result: { columns, rows }, copying }: Props) {
  const say = useSay()
  const scroller = useRef<HTMLDivElement>(null)
  const [order, setOrder] = useState<Order>()
  const { language } = useLanguage()
  const [widths, setWidths] = useState(() => firstWidths(columns, rows, language))
  const [opened, setOpened] = useState<Place>()
  const places = useMemo(() => inOrder(rows, columns, order), [rows, columns, order])
  const { selection, pick, pickRow, pickColumn, all, key } = useSelection(rows.length, columns.length)
  const area = useMemo(() => selection && areaOf(selection), [selection])
  const rowAt = (index: number) => rows[places[index] ?? -1] ?? []

  const down = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight + 4,
    useFlushSync: false,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 120,
    overscan: 3,
    scrollPaddingStart: numberWidth,
    useFlushSync: false,
  })
  // Widths are what the virtualizer asks for: it must ask again once they have changed.
  useEffect(() => across.measure(), [widths, across])

  const chosen = (headers: boolean): readonly (readonly unknown[])[] => {
    if (!area) return []
    const cut = (row: readonly unknown[]) => row.slice(area.left, area.right + 1)
    const body = Array.from({ length: area.bottom - area.top + 1 }, (_, index) => cut(rowAt(area.top + index)))
    return headers ? [cut(columns.map(({ name }) => name)), ...body] : body
  }
  useEffect(() => {
    copying?.offer({
      cells: area ? (area.bottom - area.top + 1) * (area.right - area.left + 1) : 0,
      chosen,
      everything: () => [columns.map(({ name }) => name), ...Array.from(places, (place) => rows[place] ?? [])],
    })
  })

  const placeOf = ({ target }: MouseEvent): Place | undefined => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
    return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined
  }
  /** Chooses the cell, or by the number at its side the row, that the mouse is over; answers whether it was over one. */
  const onMouse = (event: MouseEvent, extend: boolean): boolean => {
    const place = placeOf(event)
    const line = event.target instanceof HTMLElement ? event.target.dataset.line : undefined
    if (place) pick(place, extend)
    else if (line !== undefined) pickRow(Number(line), extend)
    return place !== undefined || line !== undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return
    const command = event.ctrlKey || event.metaKey
    if (command && event.key.toLowerCase() === 'a') all()
    else if (command && event.key.toLowerCase() === 'c') copying?.copy()
    else if (event.key === 'Enter' && selection) setOpened(selection.to)
    else {
      const to = key(event)
      if (!to) return
      down.scrollToIndex(to.row)
      across.scrollToIndex(to.column)
    }
    event.preventDefault()
  }
  const items = across.getVirtualItems()
  const openedColumn = opened && columns[opened.column]
  return (
    <>
      <GridFrame
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={selection ? cellId(selection.to) : undefined}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          if (event.button !== 0 || !onMouse(event, event.shiftKey)) return
          // The grid keeps the focus, and with it the keys.
          event.preventDefault()
          scroller.current?.focus({ preventScroll: true })
        }}
        onMouseOver={(event) => {
          if (event.buttons === 1) onMouse(event, true)
        }}
        onDoubleClick={(event) => setOpened(placeOf(event))}
      >
        <div role="presentation" style={{ width: across.getTotalSize() + numberWidth, height: down.getTotalSize() + rowHeight + 2 }}>
          <GridHead
            columns={columns}
            items={items}
            order={order}
            onOrder={(column) =>
              setOrder(
                order?.column !== column ? { column, descending: false } : order.descending ? undefined : { column, descending: true },
              )
            }
            onColumn={(column) => {
              pickColumn(column)
              scroller.current?.focus({ preventScroll: true })
            }}
            onResize={(column, width) => setWidths((before) => before.map((each, index) => (index === column ? width : each)))}
          />
          <div role="rowgroup">
            {down.getVirtualItems().map(({ index, start }) => (
              <GridRow
                key={index}
                row={rowAt(index)}
                index={index}
                top={start}
                columns={columns}
                items={items}
                area={area && index >= area.top && index <= area.bottom ? area : undefined}
                at={selection?.to.row === index ? selection.to.column : undefined}
              />
            ))}
          </div>
        </div>
      </GridFrame>
      {rows.length === 0 ? (
        <Typography color="text.secondary" sx={{ position: 'absolute', top: 48, left: 16 }}>
          {say(['没有符合条件的行。', 'No rows.'])}
        </Typography>
      ) : null}
      {opened && openedColumn ? (
        <CellDialog column={openedColumn} value={rowAt(opened.row)[opened.column] ?? null} onClose={() => setOpened(undefined)} />
      ) : null}
    </>
  )
}
