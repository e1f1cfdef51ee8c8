/** The history of a record as an actor may see it, and the way back to an earlier version. */
import type { Actor } from '../access/actor.ts'
import { mayRead, mayWrite, readableColumns } from '../access/rows.ts'
import type { CompleteRegister, Lines } from '../catalog/complete.ts'
import { historyOf } from '../changes/read.ts'
import { malformed, missing } from '../errors.ts'
import { kindOf } from '../kinds/index.ts'
import { masked } from '../kinds/kind.ts'
import { draftOf } from './draft.ts'
import { whole } from './get.ts'
import { type Known, looker } from './links.ts'
import type { Wire } from './present.ts'
import { sameValue } from './rows.ts'
import type { Stored, StoredRecord } from './rules.ts'
import { together, type World } from './world.ts'
import { carryOut, demandWritable, loadWithin } from './write.ts'

export interface Happening {
  readonly seq: number
  readonly at: string
  readonly actor: { readonly id: number; readonly name: string } | null
  readonly verb: string
  readonly version: number
  readonly note: string | null
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
}

function shown(register: CompleteRegister, actor: Actor, name: string, value: unknown): unknown {
  const lines = register.lines.find((each) => each.name === name)
  if (lines)
    return ((value as Stored[] | null) ?? []).map((line) =>
      Object.fromEntries(readableColumns(register, actor, lines).map((each) => [each.name, each.kind.show(line[each.name], each.field)])),
    )
  const field = register.fields[name]
  if (!field) return null
  const wire = kindOf(field).show(value, field)
  return field.sensitive && wire !== null && !actor.unbound ? masked(wire) : wire
}

/** What happened to a record, newest first, cut to fields that the actor may see; personal data stays masked. */
export async function history(world: World, actor: Actor, name: string, id: number): Promise<Happening[]> {
  const register = world.catalog.get(name)
  await loadWithin(world, actor, register, 'read', [id])
  const past = await historyOf(world.database, name, id)
  const people = [...new Set(past.flatMap((each) => each.actor ?? []))]
  const users: { id: number; name: string }[] =
    people.length > 0 ? await world.database.knex('users').whereIn('id', people).select('id', 'name') : []
  const names = new Map(users.map((user) => [user.id, user.name]))
  return past.map(({ seq, at, actor: who, verb, version, note, diff }) => ({
    seq,
    at,
    actor: who === null ? null : { id: who, name: names.get(who) ?? `#${who}` },
    verb,
    version,
    note,
    changes: Object.entries(diff ?? {})
      .filter(([field]) => register.fields[field] && mayRead(register, actor, field))
      .map(([field, [before, after]]) => ({
        field,
        before: shown(register, actor, field, before),
        after: shown(register, actor, field, after),
      }))
      // Lines of which only hidden columns changed say nothing to this actor.
      .filter(({ field, before, after }) => register.fields[field]?.kind !== 'lines' || !sameValue(before, after)),
  }))
}

/** May the actor write every column of these lines that anybody may write? Lines go back whole or not at all. */
const mayWriteWhole = (register: CompleteRegister, actor: Actor, lines: Lines): boolean =>
  actor.unbound === true ||
  lines.columns.every(({ name, field }) => field.readOnly || field.derive || mayWrite(register, actor, `${lines.name}.${name}`))

/** Sets a record back to what it said at an earlier version. Only fields that the actor may write go back; the state of a workflow stays. */
export async function restore(world: World, actor: Actor, name: string, id: number, version: number): Promise<Wire> {
  const register = world.catalog.get(name)
  demandWritable(register, actor)
  return together(world, async (inner) => {
    const before = (await loadWithin(inner, actor, register, 'update', [id])).get(id)
    if (!before) throw missing(register.label, id)
    if (!Number.isInteger(version) || version < 1 || version >= before.version)
      throw malformed(
        `版本应为 1 到 ${before.version - 1} 之间的整数。`,
        `The version must be a whole number from 1 to ${before.version - 1}.`,
      )
    const then: Stored = {}
    for (const past of await historyOf(inner.database, name, id)) {
      if (past.version <= version) break
      for (const [field, [old]] of Object.entries(past.diff ?? {})) then[field] = old
    }
    const known: Known = new Map()
    const note = `↩ ${version}`
    const draft = draftOf(inner, actor, register, { verb: 'restore', before, note, look: looker(inner, known) })
    for (const [field, value] of Object.entries(then)) {
      if (field === register.workflow?.field || (!actor.unbound && !mayWrite(register, actor, field))) continue
      const lines = register.lines.find((each) => each.name === field)
      if (lines && !mayWriteWhole(register, actor, lines)) continue
      draft.after[field] = lines ? ((value as Stored[] | null) ?? []).map(({ id: _id, ...line }) => line) : value
      draft.touched.add(field)
    }
    await carryOut(inner, actor, register, [draft], known, 'update')
    return whole(inner, actor, register, draft.after as StoredRecord)
  })
}
