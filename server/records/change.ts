/** The verbs that write: create, update, remove, recover, move, one at a time or many at once. */
import type { Actor } from '../access/actor.ts'
import type { Incoming } from '../catalog/catalog.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { invalid, malformed, missing, Refusal } from '../errors.ts'
import { acceptText } from '../kinds/textual.ts'
import type { Body } from './accept.ts'
import { type Draft, draftOf, nameOf } from './draft.ts'
import { whole } from './get.ts'
import { type Known, looker } from './links.ts'
import { stale } from './persist.ts'
import type { Wire } from './present.ts'
import type { StoredRecord } from './rules.ts'
import { refusal } from './workflow.ts'
import { insist, type World } from './world.ts'
import { carryOut, demandWritable, loadWithin, writeMany } from './write.ts'

const only = async (world: World, actor: Actor, register: CompleteRegister, drafts: readonly Draft[]): Promise<Wire> => {
  const [draft] = drafts
  if (!draft) throw missing(register.label, '')
  return whole(world, actor, register, draft.after as StoredRecord)
}

/** Adds one record and answers it. Throws a 422 Refusal with every fault by field. */
export const create = (world: World, actor: Actor, name: string, body: Body): Promise<Wire> =>
  insist(world, async (inner) => only(inner, actor, inner.catalog.get(name), await writeMany(inner, actor, name, [{ body }])))

/** Adds many records in one transaction, all or none; answers their ids in order. A Refusal carries the `index` of the first faulty one. */
export const createMany = async (world: World, actor: Actor, name: string, bodies: readonly Body[]): Promise<number[]> =>
  (
    await writeMany(
      world,
      actor,
      name,
      bodies.map((body) => ({ body })),
    )
  ).map(({ after }) => after.id as number)

/** Changes one record; fields that `body` does not mention stay. With `version` in the body a record changed meanwhile is a 409 that carries it as it is now. */
export const update = async (world: World, actor: Actor, name: string, id: number, body: Body): Promise<Wire> => {
  try {
    return await insist(world, async (inner) =>
      only(inner, actor, inner.catalog.get(name), await writeMany(inner, actor, name, [{ id, body }])),
    )
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error
    const register = world.catalog.get(name)
    const current = (await loadWithin(world, actor, register, 'read', [id])).get(id)
    throw new Refusal(409, 'conflict', error.words, current ? { extra: { current: await whole(world, actor, register, current) } } : {})
  }
}

/** The same change to many records in one transaction. */
export const updateMany = async (world: World, actor: Actor, name: string, ids: readonly number[], body: Body): Promise<number[]> => {
  const { version: _version, ...rest } = body
  const once = [...new Set(ids)]
  await writeMany(
    world,
    actor,
    name,
    once.map((id) => ({ id, body: rest })),
  )
  return once
}

/** The live records of another register that link to these, through a field of theirs or of their lines, by what they link to; records that go along are left out. */
async function linking(
  { database, catalog }: World,
  { register: from, field, lines }: Incoming,
  ids: readonly number[],
  going: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const other = catalog.get(from)
  const alias = lines ? 'l' : 'r'
  const query = database
    .knex({ r: other.table })
    .whereNull('r.deletedAt')
    .whereNotIn('r.id', going as number[])
  if (lines) query.join({ l: `${other.table}_${lines}` }, 'l.parent', 'r.id')
  const rows: { to: number; count: number }[] = await query
    .whereIn(`${alias}.${field}`, ids as number[])
    .groupBy(`${alias}.${field}`)
    .select({ to: `${alias}.${field}` })
    .countDistinct({ count: 'r.id' })
  return new Map(rows.map(({ to, count }) => [to, Number(count)]))
}

/** Refuses while live records of their own standing link to the ones about to go; detached registers only keep notes about them. */
async function demandUnlinked(world: World, register: CompleteRegister, going: ReadonlyMap<number, StoredRecord>): Promise<void> {
  const ids = [...going.keys()]
  for (const incoming of world.catalog.incoming(register.name)) {
    const other = world.catalog.get(incoming.register)
    if (other.detached) continue
    const [first, ...others] = await linking(world, incoming, ids, incoming.register === register.name ? ids : [])
    if (!first) continue
    const [id, count] = first
    const name = nameOf(register, going.get(id))
    throw new Refusal(409, 'linked', [
      `不能删除“${name}”：“${other.label[0]}”中还有 ${count} 条记录与之关联，请先处理这些记录。${others.length ? `所选另有 ${others.length} 条也是如此。` : ''}`,
      `“${name}” cannot be deleted: ${count} record(s) of ${other.label[1]} still belong to it; deal with those first.${others.length ? ` So it is with ${others.length} more of those chosen.` : ''}`,
    ])
  }
}

async function stand(world: World, actor: Actor, name: string, ids: readonly number[], verb: 'remove' | 'recover'): Promise<Draft[]> {
  const register = world.catalog.get(name)
  demandWritable(register, actor)
  return insist(world, async (inner) => {
    const befores = await loadWithin(inner, actor, register, 'remove', ids, verb === 'recover')
    if (verb === 'remove') {
      await inner.database.dialect.hold(
        inner.database
          .knex(register.table)
          .whereIn('id', ids as number[])
          .select('id')
          .orderBy('id'),
        'removed',
      )
      await demandUnlinked(inner, register, befores)
    }
    const known: Known = new Map()
    const look = looker(inner, known)
    const drafts = [...new Set(ids)].flatMap((id) => {
      const before = befores.get(id)
      return before ? [draftOf(inner, actor, register, { verb, before, look })] : []
    })
    await carryOut(inner, actor, register, drafts, known, undefined)
    return drafts
  })
}

/** Puts a record into the recycle bin and answers it. Refused (409) while live records link to it. */
export const remove = (world: World, actor: Actor, name: string, id: number): Promise<Wire> =>
  insist(world, async (inner) => only(inner, actor, inner.catalog.get(name), await stand(inner, actor, name, [id], 'remove')))

/** Puts many records into the recycle bin, all or none. */
export const removeMany = async (world: World, actor: Actor, name: string, ids: readonly number[]): Promise<number[]> => {
  await stand(world, actor, name, ids, 'remove')
  return [...ids]
}

/** Takes a record out of the recycle bin. */
export const recover = (world: World, actor: Actor, name: string, id: number): Promise<Wire> =>
  insist(world, async (inner) => only(inner, actor, inner.catalog.get(name), await stand(inner, actor, name, [id], 'recover')))

export interface MoveOptions {
  readonly version?: number
  readonly reason?: string
}

/** Takes a record along its workflow. Throws a 409 Refusal that says why when the move is not possible now. */
export async function move(
  world: World,
  actor: Actor,
  name: string,
  id: number,
  step: string,
  { version, reason }: MoveOptions = {},
): Promise<Wire> {
  const register = world.catalog.get(name)
  const { workflow } = register
  const definition = workflow && Object.hasOwn(workflow.moves, step) ? workflow.moves[step] : undefined
  if (!workflow || !definition) throw malformed(`没有操作“${step.slice(0, 40)}”。`, `There is no step “${step.slice(0, 40)}”.`)
  const taken = acceptText(reason, 2000, true)
  if ('fault' in taken) throw invalid(register.label, { reason: taken.fault })
  const note = taken.value === null ? undefined : String(taken.value)
  return insist(world, async (inner) => {
    const before = (await loadWithin(inner, actor, register, 'read', [id])).get(id)
    if (!before) throw missing(register.label, id)
    if (version !== undefined && version !== before.version) throw stale(register, before)
    const why = await refusal(inner, actor, register, before, definition)
    if (why)
      throw new Refusal(why.status, why.status === 403 ? 'forbidden' : 'refused', [
        `${register.label[0]} ${nameOf(register, before)}：${why.words[0]}`,
        `${register.label[1]} ${nameOf(register, before)}: ${why.words[1]}`,
      ])
    if (definition.reason && !note) throw invalid(register.label, { reason: ['请写明原因。', 'Please give the reason.'] })
    const known: Known = new Map()
    const draft = draftOf(inner, actor, register, { verb: 'move', before, move: step, note, look: looker(inner, known) })
    draft.after[workflow.field] = definition.to
    await carryOut(inner, actor, register, [draft], known, undefined)
    return whole(inner, actor, register, draft.after as StoredRecord)
  })
}
