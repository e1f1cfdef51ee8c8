/** Links must lead to live records that the asker may see; looked up once for a whole batch. */
import type { Actor } from '../access/actor.ts'
import { rowRule } from '../access/rows.ts'
import { type CompleteRegister, systemFields } from '../catalog/complete.ts'
import { portions } from '../database/portions.ts'
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
  /** Set on the record itself: rules are likely to look at it, so it is loaded whole. */
  readonly own: boolean
}

/** Links that the asker set or changed, by the register they lead to. */
function asked(drafts: readonly Draft[]): Map<string, Asked[]> {
  const found = new Map<string, Asked[]>()
  const note = (to: string, draft: Draft, path: string, id: unknown, old: unknown, own: boolean) => {
    if (typeof id !== 'number' || id === old) return
    const list = found.get(to)
    if (list) list.push({ draft, path, id, own })
    else found.set(to, [{ draft, path, id, own }])
  }
  for (const draft of drafts) {
    const { register, after, before, touched } = draft
    const all = draft.verb === 'recover'
    for (const { name, to } of register.links) {
      if (all && !Object.hasOwn(systemFields, name)) note(to, draft, name, after[name], undefined, true)
      else if (touched.has(name)) note(to, draft, name, after[name], before?.[name], true)
    }
    for (const lines of register.lines) {
      if (lines.links.length === 0 || !(all || touched.has(lines.name))) continue
      const old = new Map(((before?.[lines.name] as Stored[] | undefined) ?? []).map((line) => [line.id, line]))
      for (const [index, line] of (after[lines.name] as Stored[]).entries())
        for (const { name, to } of lines.links)
          note(to, draft, `${lines.name}.${index}.${name}`, line[name], all ? undefined : old.get(line.id)?.[name], false)
    }
  }
  return found
}

/** Faults for links that lead nowhere; records that rules are likely to look at are kept in `known`. */
export async function checkLinks(world: World, actor: Actor, drafts: readonly Draft[], known: Known): Promise<void> {
  for (const [to, list] of asked(drafts)) {
    const register = world.catalog.get(to)
    const seen = new Set<number>()
    if (rowRule(register, actor, 'read') !== undefined) {
      for (const row of await reachable(world, actor, register, list, true)) {
        seen.add(row.id)
        known.set(key(to, row.id), fromRow(register, row) as StoredRecord)
      }
      for (const row of await reachable(world, actor, register, list, false)) seen.add(row.id)
    }
    for (const { draft, path, id } of list) if (!seen.has(id)) draft.fault(path, nowhere(register))
  }
}

/** Rows of asked-for links that the actor may read; whole for the records' own links, ids alone for those of lines. */
async function reachable(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  list: readonly Asked[],
  own: boolean,
): Promise<{ id: number }[]> {
  const ids = [...new Set(list.flatMap((each) => (each.own === own ? [each.id] : [])))]
  const rows: { id: number }[] = []
  for (const some of portions(ids)) {
    const query = within(world, actor, register, 'read').whereIn(`${register.table}.id`, some)
    // Held until the write is over: whoever deletes one of them waits, and then finds the new link.
    rows.push(
      ...(await world.database.dialect.hold(
        query.select(`${register.table}.${own ? '*' : 'id'}`).orderBy(`${register.table}.id`),
        'linked',
      )),
    )
  }
  return rows
}
