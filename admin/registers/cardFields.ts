/** Which fields a record shows where there is room for a few: its state, and on a phone's card its amounts before other facts. */
import type { Description } from '../../server/catalog/description.ts'

/** The field that says how a record stands: the workflow's, or one that is called so. */
export const statusField = ({ workflow, fields }: Description): string | undefined =>
  workflow?.field ?? ['status', 'stage'].find((name) => fields[name]?.kind === 'choice')

/** What a card has room for: the first facts of the list, and its amounts before them all (a receipt without its amount says nothing). */
export function cardFields(description: Description, room = 4): string[] {
  const facts = description.list.filter((name) => ![description.title, statusField(description), 'number'].includes(name))
  const amounts = facts.filter((name) => description.fields[name]?.kind === 'money').slice(0, 2)
  const others = facts.filter((name) => !amounts.includes(name)).slice(0, room - amounts.length)
  return facts.filter((name) => amounts.includes(name) || others.includes(name))
}
