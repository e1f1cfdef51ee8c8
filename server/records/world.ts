/** What every verb needs besides the actor: the database, the registers in force and the clock. Passed in, never imported. */
import type { Catalog } from '../catalog/catalog.ts'
import type { Database } from '../database/connect.ts'
import type { Everywhere, Rules } from './rules.ts'

export interface World {
  readonly database: Database
  readonly catalog: Catalog
  /** Behaviour of registers, by name. */
  readonly rules: Readonly<Record<string, Rules>>
  /** Behaviour that holds for every register, in the order it is asked. */
  readonly everywhere: readonly Everywhere[]
  readonly now: () => Date
  /** The company's time zone: `Asia/Shanghai` unless set. */
  readonly timeZone: string
  /** Where attachments, the SQLite file and the warehouse live. */
  readonly dataDir: string
}

/** `work` inside one transaction: everything it does through the world it is given lands together or not at all. Inside a transaction already, a savepoint. */
export const together = <T>(world: World, work: (inner: World) => Promise<T>): Promise<T> =>
  world.database.transaction((database) => work({ ...world, database }))

/** Like `together`, but tried again, twice at most, when it collided with another transaction; inside a transaction the outermost one decides. `work` may run more than once. */
export async function insist<T>(world: World, work: (inner: World) => Promise<T>): Promise<T> {
  const { dialect, knex } = world.database
  for (let tries = 0; ; tries += 1) {
    try {
      return await together(world, work)
    } catch (error) {
      if (tries >= 2 || knex.isTransaction || !dialect.isCollision(error)) throw error
    }
  }
}
