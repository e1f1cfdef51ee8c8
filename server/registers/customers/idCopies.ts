/** Customers whose file got its copy of an ID before the register said so for statistics (CRD-01): filled in once, at the start. */
import { system } from '../../access/actor.ts'
import { Refusal } from '../../errors.ts'
import { update, type World } from '../../records/index.ts'

/** Says of each customer with a copy that it is held, through the verbs, so that history and reports follow. One that today's rules refuse is told and left as it is. */
export async function fillIdCopies(world: World, warn: (sentence: string) => void): Promise<void> {
  const ids: number[] = await world.database
    .knex('customers')
    .whereNotNull('idCopy')
    .whereNot('idCopy', '[]')
    .where((query) => query.whereNull('idCopyHeld').orWhere('idCopyHeld', 0))
    .whereNull('deletedAt')
    .orderBy('id')
    .pluck('id')
  for (const id of ids)
    try {
      await update(world, system, 'customers', id, {})
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      warn(`客户 ${id} 的“证件复印件已存”未能补记 / “ID copy held” of customer ${id} not filled in: ${error.message}`)
    }
}
