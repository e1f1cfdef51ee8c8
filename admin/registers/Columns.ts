/** Which columns a list can show and which it shows at first; the person's choice is kept by react-admin's store under `columnsKey`. */
import type { Description } from '../../server/catalog/description.ts'
import { fieldOf } from './catalog.ts'

/** The key under which react-admin keeps the hidden columns of a list. */
export const columnsKey = (register: string): string => `${register}.datatable`

/** All columns in order: those of the definition first, then the other fields. */
export function columnsOf(description: Description): readonly string[] {
  const first = [description.title, ...description.list.filter((name) => name !== description.title)]
  const shownFirst = description.list.includes(description.title) ? first : [...description.list]
  const rest = Object.keys(description.fields).filter((name) => !shownFirst.includes(name))
  // Rows of a list come without their lines.
  return [...shownFirst, ...rest].filter((name) => (fieldOf(description, name)?.kind ?? 'lines') !== 'lines')
}

export const hiddenByDefault = (description: Description): string[] =>
  columnsOf(description).filter((name) => !description.list.includes(name))

export const shownColumns = (description: Description, hidden: readonly string[]): string[] =>
  columnsOf(description).filter((name) => !hidden.includes(name))
