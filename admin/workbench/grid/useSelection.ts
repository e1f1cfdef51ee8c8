/** Which cells of the grid are chosen: one, a rectangle from where one began to where one is, whole rows or columns. */
import { type KeyboardEvent, useState } from 'react'

export interface Place {
  readonly row: number
  readonly column: number
}

export interface Area {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface Selection {
  readonly from: Place
  readonly to: Place
}

export const areaOf = ({ from, to }: Selection): Area => ({
  top: Math.min(from.row, to.row),
  bottom: Math.max(from.row, to.row),
  left: Math.min(from.column, to.column),
  right: Math.max(from.column, to.column),
})

const page = 20

/** Where a key leads from `at`; undefined for keys that lead nowhere. */
function moved({ row, column }: Place, { key, ctrlKey, metaKey }: KeyboardEvent, rows: number, columns: number): Place | undefined {
  const far = ctrlKey || metaKey
  const steps: Readonly<Record<string, Place>> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? rows - 1 : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? columns - 1 : column + 1 },
    PageUp: { row: row - page, column },
    PageDown: { row: row + page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? rows - 1 : row, column: columns - 1 },
  }
  const to = steps[key]
  return to && { row: Math.max(0, Math.min(rows - 1, to.row)), column: Math.max(0, Math.min(columns - 1, to.column)) }
}

export function useSelection(rows: number, columns: number) {
  const [selection, setSelection] = useState<Selection>()
  return {
    selection,
    pick: (place: Place, extend: boolean) =>
      setSelection((before) => (extend && before ? { ...before, to: place } : { from: place, to: place })),
    /** Whole rows, from those chosen to this one when `extend`. */
    pickRow: (row: number, extend: boolean) =>
      setSelection((before) => ({
        from: { row: extend && before ? before.from.row : row, column: 0 },
        to: { row, column: columns - 1 },
      })),
    /** Whole columns, from the one begun in to this one. */
    pickColumn: (column: number) =>
      setSelection((before) => ({ from: { row: 0, column: before?.from.column ?? column }, to: { row: rows - 1, column } })),
    all: () => setSelection({ from: { row: 0, column: 0 }, to: { row: rows - 1, column: columns - 1 } }),
    clear: () => setSelection(undefined),
    /** Follows an arrow key, or widens to whole columns (Ctrl + Space) or rows (Shift + Space); answers where it led. */
    key(event: KeyboardEvent): Place | undefined {
      if (event.key === ' ' && selection && (event.ctrlKey || event.shiftKey)) {
        const { from, to } = selection
        setSelection(
          event.shiftKey
            ? { from: { ...from, column: 0 }, to: { ...to, column: columns - 1 } }
            : { from: { ...from, row: 0 }, to: { ...to, row: rows - 1 } },
        )
        return from
      }
      const to = moved(selection?.to ?? { row: -1, column: 0 }, event, rows, columns)
      if (to) setSelection((before) => (event.shiftKey && before ? { ...before, to } : { from: to, to }))
      return to
    },
  }
}
