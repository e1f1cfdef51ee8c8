/** The document of a case as it was submitted, cut to what the reader may see of such documents. */
import type { Actor } from '../access/actor.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import type { World } from '../records/index.ts'

type Json = Readonly<Record<string, unknown>>

/** The snapshot without fields and columns of lines that are hidden from the reader's role; empty for a role that does not read the register at all. */
export function snapshotFor({ catalog }: World, actor: Actor, document: string, snapshot: Json): Json {
  if (!catalog.has(document)) return {}
  const register = catalog.get(document)
  if (rowRule(register, actor, 'read') === undefined) return {}
  const visible = (path: string) => mayRead(register, actor, path)
  const cut = (values: Json, pathOf: (name: string) => string): Json =>
    Object.fromEntries(Object.entries(values).filter(([name]) => visible(pathOf(name))))
  const shown: Record<string, unknown> = { ...cut(snapshot, (name) => name) }
  for (const { name } of register.lines)
    if (Array.isArray(shown[name])) shown[name] = (shown[name] as Json[]).map((line) => cut(line, (column) => `${name}.${column}`))
  // A label of lines stands under `lines.0.product`.
  if (shown._labels) shown._labels = cut(shown._labels as Json, (path) => path.replace(/\.\d+\./, '.'))
  return shown
}
