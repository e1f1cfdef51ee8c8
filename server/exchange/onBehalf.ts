/** Finished papers from elsewhere carry states that nobody may type in: the system writes them, and the person who brought them is named in the history. */
import { type Actor, system } from '../access/actor.ts'
import type { World } from '../records/index.ts'

/** The system at work for `actor`, in his or her language. Only for actors whose rights over the whole register were checked before. */
export const onBehalf = (actor: Actor): Actor => ({ ...system, language: actor.language })

/** Does `work` (which answers the ids of the records it wrote) in the transaction of `world`, then names `actor` as the one who wrote them: nobody can have read the log before it commits. */
export async function credited<T>(
  world: World,
  actor: Actor,
  register: string,
  work: () => Promise<T>,
  idsOf: (result: T) => readonly number[],
): Promise<T> {
  const { knex } = world.database
  const before: { last?: number | null } | undefined = actor.id === null ? undefined : await knex('changes').max({ last: 'id' }).first()
  const result = await work()
  const ids = before ? idsOf(result) : []
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500)
    await knex(register).whereIn('id', some).whereNull('createdBy').update({ createdBy: actor.id })
    await knex(register).whereIn('id', some).whereNull('updatedBy').update({ updatedBy: actor.id })
    await knex('changes')
      .where('id', '>', before?.last ?? 0)
      .where({ register })
      .whereIn('record', some)
      .update({ actor: actor.id })
  }
  return result
}
