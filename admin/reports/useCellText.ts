/** The text of a report's cell in the reader's language: names for ids, words for codes, exact figures. */
import { useCallback } from 'react'
import type { ReportColumn, TableRow } from '../../reports/messages.ts'
import { useSay } from '../language/say.ts'
import { exact } from './amounts.ts'

export type CellText = (row: TableRow, column: ReportColumn) => string

export function useCellText(): CellText {
  const say = useSay()
  return useCallback(
    (row, { name, format }) => {
      const value = row[name]
      const label = row._labels?.[name] ?? value
      if (typeof value === 'boolean') return value ? say(['是', 'Yes']) : say(['否', 'No'])
      if (Array.isArray(label)) return label.join(say(['；', '; ']))
      if (format === 'name' && (value === null || value === undefined)) return say(['（未填）', '(none)'])
      return exact(label as string | number | null | undefined, format)
    },
    [say],
  )
}
