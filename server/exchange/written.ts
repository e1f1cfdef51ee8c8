/** What an import does with rows that are ready: finished papers in, through their gates, and the counts of what became of them. */
import { type Actor, onBehalfOf } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { type Item, type World, writeMany } from '../records/index.ts'
import { demandReachable, hasGate } from './gate.ts'
import { nothing, type Outcome } from './importer.ts'

export type Draft = Awaited<ReturnType<typeof writeMany>>[number]

/** Writes papers that may carry a state, as the system on behalf of `actor`; a new one's state must be reachable by moves whose conditions it meets. */
export async function writeFinished(world: World, actor: Actor, register: CompleteRegister, items: readonly Item[]): Promise<Draft[]> {
  const drafts = await writeMany(world, onBehalfOf(actor), register.name, items)
  if (hasGate(register)) for (const { before, after } of drafts) if (!before) await demandReachable(world, actor, register, after)
  return drafts
}

const changed = ({ before, after }: Draft) => before?.version !== after.version

/** How many records were made, changed, or left as they were. */
export const counted = (drafts: readonly Draft[]): Outcome => ({
  ...nothing,
  created: drafts.filter(({ before }) => !before).length,
  updated: drafts.filter((draft) => draft.before && changed(draft)).length,
  skipped: drafts.filter((draft) => draft.before && !changed(draft)).length,
})
