/** Which records a link offers: what the definition says of it, with the entered values of this record filled in. The rule on saving stays the server's. */
import type { Description } from '../../server/catalog/description.ts'
import type { Field, Fields, LinkField } from '../../server/definition/types.ts'
import type { Where } from '../../server/definition/where.ts'

type Values = Readonly<Record<string, unknown>>
type Conditions = Readonly<Record<string, unknown>>

const sibling = (condition: unknown): string | undefined =>
  typeof condition === 'string' && condition.startsWith('$record.') ? condition.slice('$record.'.length) : undefined

/** May the asker filter `target` by this path? A condition on what is hidden from a role would be refused, so it is left out. */
const asks = (target: Description, path: string): boolean => {
  const [head = ''] = path.split('.')
  return head === 'id' || (target.fields[head]?.operators.length ?? 0) > 0
}

/** The conditions of `where` on `target`, each `$record.…` replaced; one whose field is still empty is left out. */
export const conditionsOf = (where: Where | undefined, target: Description | undefined, record: Values = {}): Conditions =>
  Object.fromEntries(
    Object.entries(where ?? {}).flatMap(([path, condition]) => {
      const name = sibling(condition)
      const value = name === undefined ? condition : (record[name] ?? undefined)
      return target && asks(target, path) && value !== undefined ? [[path, value]] : []
    }),
  )

/** A link both records need to the same third one ties them: an invoice offers contracts of its own customer without saying so. */
const shared = (field: LinkField, fields: Fields, target: Description | undefined): Where =>
  Object.fromEntries(
    Object.entries(target?.fields ?? {}).flatMap(([name, theirs]) => {
      const ours: Field | undefined = fields[name]
      const tied = theirs.kind === 'link' && theirs.required && ours?.kind === 'link' && ours.required && ours.to === theirs.to
      return tied && target?.name === field.to ? [[name, `$record.${name}`]] : []
    }),
  )

export interface Candidates {
  readonly where: Where
  readonly target: Description | undefined
}

/** What the link `name` asks of its candidates before the values are filled in; of lines, each of their links, by `<lines>.<field>`. */
export function candidatesOf(fields: Fields, name: string, byName: ReadonlyMap<string, Description>): Readonly<Record<string, Candidates>> {
  const field = fields[name]
  const links: readonly (readonly [string, Field | undefined])[] =
    field?.kind === 'lines' ? Object.entries(field.fields).map(([inner, each]) => [`${name}.${inner}`, each]) : [[name, field]]
  return Object.fromEntries(
    links.flatMap(([path, each]) => {
      if (each?.kind !== 'link') return []
      const target = byName.get(each.to)
      return [[path, { where: { ...shared(each, fields, target), ...each.choose }, target }]]
    }),
  )
}

/** The fields of the record that these conditions look at. */
export const siblingsOf = (candidates: Readonly<Record<string, Candidates>>): string[] => [
  ...new Set(Object.values(candidates).flatMap(({ where }) => Object.values(where).flatMap((condition) => sibling(condition) ?? []))),
]
