/**
 * Every write goes this way, in this order, in one transaction:
 * right → load through the row rule → accept → workflow → links → rules.prepare → derive → required, unique → rules.check → persist → row rule of the result → attachments → rules.after.
 */
import type { Actor } from '../access/actor.ts'
import { rowRule } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { portions } from '../database/portions.ts'
import { forbidden, invalid, malformed, missing, Refusal } from '../errors.ts'
import { accept, type Body } from './accept.ts'
import { attachFiles, checkFiles } from './attachments.ts'
import { derive } from './derive.ts'
import { type Draft, demandRequired, draftOf, nameOf } from './draft.ts'
import { checkLinks, type Known, looker } from './links.ts'
import { persistChanged, persistNew, stale } from './persist.ts'
import { withLines } from './rows.ts'
import type { Rules, StoredRecord } from './rules.ts'
import { demand, storedWithin, translation } from './scope.ts'
import { checkUnique, takenMeanwhile } from './unique.ts'
import { applyWhere } from './where.ts'
import { holdFrozen } from './workflow.ts'
import { insist, type World } from './world.ts'

/** One record to write: a new one without `id`, else a change of that one. */
export interface Item {
  readonly id?: number
  readonly body: Body
}

/** The records with these ids within a right of the actor, with lines, as stored. Throws a 404 Refusal naming the first that is not there. */
export async function loadWithin(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  right: 'read' | 'update' | 'remove',
  ids: readonly number[],
  deleted = false,
): Promise<Map<number, StoredRecord>> {
  const found = await storedWithin(world, actor, register, right, ids, deleted)
  const lost = ids.find((id) => !found.has(id))
  if (lost !== undefined) throw missing(register.label, lost)
  await withLines(world.database, register, [...found.values()])
  return found
}

/** Refuses a body whose `version` is not the record's. */
function demandVersion(register: CompleteRegister, before: StoredRecord, version: unknown): void {
  if (version === undefined || version === null) return
  if (typeof version !== 'number') throw malformed('version 应为整数。', 'version must be a whole number.')
  if (version !== before.version) throw stale(register, before)
}

/** Checks what the drafts say, in the order of the head of this file; faults stay in the drafts. */
export async function examine(world: World, actor: Actor, drafts: readonly Draft[], known: Known): Promise<void> {
  const rules = drafts[0] ? rulesFor(world, drafts[0].register) : []
  for (const draft of drafts) holdFrozen(draft)
  if (drafts[0]?.verb !== 'remove') await examineContent(world, actor, drafts, known)
  for (const draft of drafts) for (const each of rules) await each.check?.(draft)
}

/** The rules a register's writes go through: its own, then those that hold everywhere. */
const rulesFor = (world: World, register: CompleteRegister): readonly Rules[] => {
  const own = world.rules[register.name]
  return own ? [own, ...world.everywhere] : world.everywhere
}

/** What a record says must hold together, unless it is on its way to the recycle bin. */
async function examineContent(world: World, actor: Actor, drafts: readonly Draft[], known: Known): Promise<void> {
  const rules = drafts[0] ? rulesFor(world, drafts[0].register) : []
  await checkLinks(world, actor, drafts, known)
  await checkFiles(world, actor, drafts)
  for (const draft of drafts) {
    for (const each of rules) await each.prepare?.(draft)
    try {
      derive(draft.register, draft.after)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      draft.fault('root', ['金额超出可记录的范围，请核对数量与单价。', 'The amount is too large to be kept: check quantity and price.'])
    }
    demandRequired(draft)
  }
  await checkUnique(world, drafts)
}

/** The refusal for the first draft with faults; tells its place in the batch. */
function refuseFaulty(register: CompleteRegister, drafts: readonly Draft[]): void {
  const index = drafts.findIndex((each) => Object.keys(each.faults).length > 0)
  const faulty = drafts[index]
  if (!faulty) return
  const name = nameOf(register, faulty.after)
  const [zh, en] = register.label.map((each) => [each, name].filter(Boolean).join(' '))
  const { words, errors } = invalid([`${zh} `, String(en)], faulty.faults)
  throw new Refusal(422, 'invalid', words, { ...(errors ? { errors } : {}), ...(drafts.length > 1 ? { extra: { index } } : {}) })
}

/** Examines, persists and follows up drafts of one register inside the transaction of `world`; changed records must lie within `right` afterwards too, where one is named. */
export async function carryOut(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  drafts: readonly Draft[],
  known: Known,
  right: 'update' | undefined,
): Promise<void> {
  await examine(world, actor, drafts, known)
  refuseFaulty(register, drafts)
  const fresh = drafts.filter((each) => !each.before)
  try {
    if (fresh.length > 0) await persistNew(world, actor, register, fresh)
    // In the order of ids, so that two bulk writes over the same records never wait for one another.
    const changed = drafts.filter((each) => each.before).sort((a, b) => (a.before?.id ?? 0) - (b.before?.id ?? 0))
    await persistChanged(world, actor, register, changed)
  } catch (error) {
    throw takenMeanwhile(world, register, error) ?? error
  }
  if (fresh.length > 0) await demandReach(world, actor, register, fresh, 'create')
  if (right && fresh.length < drafts.length)
    await demandReach(
      world,
      actor,
      register,
      drafts.filter((each) => each.before),
      right,
    )
  await attachFiles(world, register, drafts)
  const rules = rulesFor(world, register).filter((each) => each.after)
  for (const draft of drafts) for (const each of rules) await each.after?.(draft)
}

/** The records as written must lie within the right too, or somebody could hand rows out of, or into, his or her reach. */
async function demandReach(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  drafts: readonly Draft[],
  right: 'create' | 'update',
): Promise<void> {
  const rule = rowRule(register, actor, right)
  if (rule && Object.keys(rule).length === 0) return
  for (const some of portions(drafts)) {
    const ids = some.map(({ after }) => after.id as number)
    const query = world.database.knex(register.table).whereIn(`${register.table}.id`, ids)
    const rows: { id: number }[] = rule
      ? await applyWhere(query, register, rule, translation(world, actor, false)).select(`${register.table}.id`)
      : []
    if (rows.length !== ids.length)
      throw forbidden(
        `不能保存：“${register.label[0]}”的这条记录将超出您的权限范围（例如负责人不是您）。`,
        `Not saved: this record of ${register.label[1]} would lie outside your rights (its owner is somebody else, for example).`,
      )
  }
}

/** Writes a batch of one register: all of it, or nothing. Answers the drafts as written. */
export async function writeMany(world: World, actor: Actor, name: string, items: readonly Item[]): Promise<Draft[]> {
  const register = world.catalog.get(name)
  demandWritable(register, actor)
  return insist(world, async (inner) => {
    const { drafts, known } = await draftsOf(inner, actor, register, items)
    await carryOut(inner, actor, register, drafts, known, 'update')
    return drafts
  })
}

/** What would be wrong with each item, by field; nothing is written. */
export async function examineMany(world: World, actor: Actor, name: string, items: readonly Item[]): Promise<Draft[]> {
  const register = world.catalog.get(name)
  demandWritable(register, actor)
  const { drafts, known } = await draftsOf(world, actor, register, items)
  await examine(world, actor, drafts, known)
  return drafts
}

/** Immutable registers are written by the system alone. */
export function demandWritable(register: CompleteRegister, actor: Actor): void {
  if (register.immutable && !actor.unbound)
    throw forbidden(`“${register.label[0]}”由系统生成，不能修改。`, `${register.label[1]} are made by the system and cannot be changed.`)
}

async function draftsOf(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  items: readonly Item[],
): Promise<{ drafts: Draft[]; known: Known }> {
  const ids = [...new Set(items.flatMap(({ id }) => (id === undefined ? [] : [id])))]
  if (ids.length < items.length) demand(register, actor, 'create')
  const befores = ids.length > 0 ? await loadWithin(world, actor, register, 'update', ids) : new Map<number, StoredRecord>()
  const known: Known = new Map()
  const look = looker(world, known)
  const drafts = items.map(({ id, body }) => {
    const before = id === undefined ? undefined : befores.get(id)
    if (before) demandVersion(register, before, body.version)
    const draft = draftOf(world, actor, register, { verb: before ? 'update' : 'create', before, look })
    accept(draft, body)
    return draft
  })
  return { drafts, known }
}
