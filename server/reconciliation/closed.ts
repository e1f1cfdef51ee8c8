/** Until which day the books are closed (PAY-05). */
import { monthEnd } from '../calendar/duration.ts'
import type { World } from '../records/index.ts'

/** States of a month in which nothing dated in it changes any more. */
export const closedStates = ['clerkSigned', 'signed', 'locked', 'reopening'] as const

/** The last day of the latest month that is signed or locked; null while none is. Every day up to it is closed. */
export async function closedUntil({ database: { knex } }: Pick<World, 'database'>): Promise<string | null> {
  const row: { month?: string | null } | undefined = await knex('reconciliations')
    .whereIn('status', closedStates)
    .whereNull('deletedAt')
    .max({ month: 'month' })
    .first()
  return row?.month ? monthEnd(row.month) : null
}
