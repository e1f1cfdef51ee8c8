/** Writes the records of a unit: all good ones at once; when the verbs refuse some, those are set aside with their sentences and the rest goes in. */

import { onBehalfOf } from '../access/actor.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { examineMany, together, type World, writeMany } from '../records/index.ts'
import { hasGate } from './gate.ts'
import { add, type Entry, type EntryFault, nothing, type Outcome } from './importer.ts'
import { type Prepared, prepare } from './items.ts'
import type { Plan } from './plan.ts'
import { rehearse } from './rehearsal.ts'
import { counted, type Draft, writeFinished } from './written.ts'

/** Must brought-in states be held against the conditions of moves? */
const isGated = ({ states, register }: Plan) => states && hasGate(register)

const writerOf = ({ states, actor }: Plan) => (states ? onBehalfOf(actor) : actor)

/** Faults by field (`lines.3.quantity`) as faults of rows. */
function blame(entry: Entry, errors: Readonly<Record<string, Words>>): EntryFault[] {
  return Object.entries(errors).flatMap(([path, sentence]): EntryFault[] => {
    const [name = '', index, inner] = path.split('.')
    const row = entry.rows[index === undefined ? 0 : Number(index)] ?? entry.rows[0]
    return row ? [{ row, path: name === 'root' ? null : inner === undefined ? name : `${name}.${inner}`, sentence }] : []
  })
}

const refused = (prepared: Prepared, errors: Readonly<Record<string, Words>>): Outcome => ({
  ...nothing,
  refused: [{ entry: prepared.entry, faults: blame(prepared.entry, errors) }],
})

/** All of them in one savepoint; throws the verbs' Refusal when one is refused. */
const writeAll = (world: World, plan: Plan, list: readonly Prepared[]): Promise<Outcome> =>
  together(world, async (inner) => {
    const items = list.map(({ item }) => item)
    const { actor, register, states } = plan
    return counted(await (states ? writeFinished(inner, actor, register, items) : writeMany(inner, actor, register.name, items)))
  })

/** One after another, each by itself. */
async function writeSingly(world: World, plan: Plan, list: readonly Prepared[]): Promise<Outcome> {
  let outcome = nothing
  for (const each of list) {
    try {
      outcome = add(outcome, await writeAll(world, plan, [each]))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      outcome = add(outcome, refused(each, error.errors ?? { root: error.words }))
    }
  }
  return outcome
}

/** Sets aside what examination finds wrong. */
async function sift(world: World, plan: Plan, list: readonly Prepared[]): Promise<{ good: Prepared[]; drafts: Draft[]; outcome: Outcome }> {
  const drafts =
    list.length > 0
      ? await examineMany(
          world,
          writerOf(plan),
          plan.register.name,
          list.map(({ item }) => item),
        )
      : []
  let outcome = nothing
  const good: Prepared[] = []
  const kept: Draft[] = []
  for (const [at, each] of list.entries()) {
    const draft = drafts[at]
    if (!draft) continue
    if (Object.keys(draft.faults).length > 0) outcome = add(outcome, refused(each, draft.faults))
    else {
      good.push(each)
      kept.push(draft)
    }
  }
  return { good, drafts: kept, outcome }
}

const split = (list: readonly Prepared[]): { good: Prepared[]; outcome: Outcome } => ({
  good: list.filter(({ faults }) => faults.length === 0),
  outcome: { ...nothing, refused: list.flatMap(({ entry, faults }) => (faults.length > 0 ? [{ entry, faults }] : [])) },
})

/** Writes the entries inside the transaction of `world`; a faulty one stays out whole. */
export async function writeEntries(world: World, plan: Plan, entries: readonly Entry[]): Promise<Outcome> {
  const { good, outcome } = split(await prepare(world, plan, entries))
  if (good.length === 0) return outcome
  try {
    return add(outcome, await writeAll(world, plan, good))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  try {
    const sifted = await sift(world, plan, good)
    const written = sifted.good.length > 0 ? await writeAll(world, plan, sifted.good) : nothing
    return add(outcome, add(sifted.outcome, written))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return add(outcome, await writeSingly(world, plan, good))
  }
}

/** What writing the entries would do; nothing stays written. */
export async function examineEntries(world: World, plan: Plan, entries: readonly Entry[]): Promise<Outcome> {
  if (isGated(plan)) return rehearse(world, (inner) => writeEntries(inner, plan, entries))
  const { good, outcome } = split(await prepare(world, plan, entries))
  const { drafts, outcome: found } = await sift(world, plan, good)
  const untouched = drafts.filter(({ before, touched }) => before && touched.size === 0).length
  const fresh = drafts.filter(({ before }) => !before).length
  return add(add(outcome, found), { created: fresh, updated: drafts.length - fresh - untouched, skipped: untouched, refused: [] })
}
