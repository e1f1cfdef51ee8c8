/** How wide a column begins: as its name and values need, within reason. */
import type { Language } from '../../language/say.ts'
import type { ResultColumn, Row } from '../answers.ts'
import { shown } from '../values.ts'

const narrowest = 64
const widest = 340
/** Rows looked at, spread over all of them. */
const looked = 80

/** Chinese signs take twice the room. */
const room = (text: string): number => {
  let units = 0
  for (const sign of text.slice(0, 60)) units += sign > '\u2e80' ? 2 : 1
  return units
}

export function firstWidths(columns: readonly ResultColumn[], rows: readonly Row[], language: Language): readonly number[] {
  const every = Math.max(1, Math.ceil(rows.length / looked))
  const sample = rows.filter((_, index) => index % every === 0 || index === rows.length - 1)
  return columns.map((column, index) => {
    const values = sample.reduce((most, row) => Math.max(most, room(shown(row[index], column, language))), 0)
    return Math.max(narrowest, Math.min(widest, Math.max(room(column.name) * 7.8 + 30, values * 7.8 + 22)))
  })
}

export const rowHeight = 28
export const numberWidth = 60
