/** Imports whose process died go on by themselves, at the next start or on another server, with their owner's rights as they are now. */
import { type Actor, system } from '../access/actor.ts'
import type { World } from '../records/index.ts'
import { run } from './run.ts'

/** How often abandoned jobs are looked for, in milliseconds. */
const every = 15_000

export interface Resuming {
  stop(): void
}

/** Takes up abandoned imports now and from time to time; `actorOf` answers undefined for an owner who may not come in any more, whose jobs wait. */
export function resumeImports(
  world: World,
  actorOf: (user: number) => Promise<Actor | undefined>,
  failed: (error: unknown) => void,
): Resuming {
  const look = async () => {
    const left: { id: number; owner: number | null }[] = await world.database
      .knex('imports')
      .where({ state: 'running' })
      .where('leaseUntil', '<', world.now().toISOString())
      .select('id', 'owner')
    for (const { id, owner } of left) {
      const actor = owner === null ? system : await actorOf(owner)
      if (actor) await run(world, actor, id)
    }
  }
  let looking = look().catch(failed)
  const timer = setInterval(() => {
    looking = looking.then(look).catch(failed)
  }, every)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
