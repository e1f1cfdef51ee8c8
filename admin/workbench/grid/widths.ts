/** How wide a column begins: as its name and first values need, within reason. */
import type { ResultColumn, Row } from '../answers.ts'
import { shown } from '../values.ts'

const narrowest = 64
const widest = 340
const looked = 60

/** Chinese signs take twice the room. */
const room = (text: string): number => {
  let units = 0
  for (const sign of text.slice(0, 60)) units += sign > '\u2e80' ? 2 : 1
  return units
}

export function firstWidths(columns: readonly ResultColumn[], rows: readonly Row[]): readonly number[] {
  const sample = rows.slice(0, looked)
  return columns.map((column, index) => {
    const values = sample.reduce((most, row) => Math.max(most, room(shown(row[index], column))), 0)
    return Math.max(narrowest, Math.min(widest, Math.max(room(column.name) * 7.6 + 30, values * 7.6 + 20)))
  })
}

export const rowHeight = 28
export const numberWidth = 60
