/** Links must lead to live records that the asker may see; looked up once for a whole batch. */
import type { Actor } from '../access/actor.ts'
import { rowRule } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Words } from '../definition/words.ts'
import type { Draft } from './draft.ts'
import { fromRow } from './rows.ts'
import type { Change, Stored, StoredRecord } from './rules.ts'
import { within } from './scope.ts'
import type { World } from './world.ts'

export type Known = Map<string, StoredRecord | undefined>

const key = (register: string, id: unknown) => `${register}/${String(id)}`

/** Records that the rules of a batch look at, each loaded once; as the system, because rules know more than the asker may see. */
export function looker(world: World, known: Known): Change['look'] {
  return async (name, id) => {
    if (typeof id !== 'number') return undefined
    const at = key(name, id)
    if (!known.has(at)) {
      const register = world.catalog.get(name)
      const row = await world.database.knex(register.table).where({ id }).whereNull('deletedAt').first()
      known.set(at, row ? (fromRow(register, row) as StoredRecord) : undefined)
    }
    return known.get(at)
  }
}

const nowhere = (to: CompleteRegister): Words => [
  `“${to.label[0]}”中没有这条记录，或您无权选择它。`,
  `There is no such record in ${to.label[1]}, or you may not choose it.`,
]

interface Asked {
  readonly draft: Draft
  readonly path: string
  readonly id: number
}

/** Links that the asker set or changed, by the register they lead to. */
function asked(drafts: readonly Draft[]): Map<string, Asked[]> {
  const found = new Map<string, Asked[]>()
  const note = (to: string, draft: Draft, path: string, id: unknown, old: unknown) => {
    if (typeof id !== 'number' || id === old) return
    const list = found.get(to)
    if (list) list.push({ draft, path, id })
    else found.set(to, [{ draft, path, id }])
  }
  for (const draft of drafts) {
    const { register, after, before, touched } = draft
    for (const { name, to } of register.links) if (touched.has(name)) note(to, draft, name, after[name], before?.[name])
    for (const lines of register.lines) {
      if (lines.links.length === 0 || !touched.has(lines.name)) continue
      const old = new Map(((before?.[lines.name] as Stored[] | undefined) ?? []).map((line) => [line.id, line]))
      for (const [index, line] of (after[lines.name] as Stored[]).entries())
        for (const { name, to } of lines.links) note(to, draft, `${lines.name}.${index}.${name}`, line[name], old.get(line.id)?.[name])
    }
  }
  return found
}

/** Faults for links that lead nowhere; what was found is kept in `known` for the rules. */
export async function checkLinks(world: World, actor: Actor, drafts: readonly Draft[], known: Known): Promise<void> {
  for (const [to, list] of asked(drafts)) {
    const register = world.catalog.get(to)
    const ids = [...new Set(list.map((each) => each.id))].filter((id) => !known.has(key(to, id)))
    if (ids.length > 0 && rowRule(register, actor, 'read') !== undefined)
      for (let start = 0; start < ids.length; start += 500) {
        const rows = await within(world, actor, register, 'read')
          .whereIn(`${register.table}.id`, ids.slice(start, start + 500))
          .select(`${register.table}.*`)
        for (const row of rows as { id: number }[]) known.set(key(to, row.id), fromRow(register, row) as StoredRecord)
      }
    for (const { draft, path, id } of list) if (!known.get(key(to, id))) draft.fault(path, nowhere(register))
  }
}
