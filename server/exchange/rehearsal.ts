/** Writes and takes it all back, to learn what writing would do: some questions can be asked only of records that are there. */
import { together, type World } from '../records/index.ts'
import type { Outcome } from './importer.ts'

class RolledBack extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super('rolled back')
    this.outcome = outcome
  }
}

/** The outcome of `work`, of which nothing stays written. */
export async function rehearse(world: World, work: (inner: World) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await together(world, async (inner) => {
      throw new RolledBack(await work(inner))
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome
    throw error
  }
}
