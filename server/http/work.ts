/** /api/work: what waits for the asker — approvals, deadlines, notices — and, for administrators, what the company has still to set up. */
import { inbox, incompleteChains, stranded, withoutChain } from '../approvals/index.ts'
import { dueWork, missingYears } from '../clocks/index.ts'
import { blanks } from '../policy/index.ts'
import type { World } from '../records/index.ts'
import type { Route } from './route.ts'

/** Blanks of the written policies, years without a calendar, chains and cases without a signer (§18, §23.1, CF-22). */
async function setUp(world: World) {
  return {
    calendar: await missingYears(world),
    blanks: await blanks(world),
    unchained: (await withoutChain(world)).map(({ name, label }) => ({ name, label })),
    unsigned: await incompleteChains(world),
    stranded: await stranded(world),
  }
}

export const workRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/work',
    who: 'signed',
    summary: ['我的待办', 'What waits for me'],
    async handle({ world, actor }) {
      const unread: { count: number | string }[] = await world.database
        .knex('notices')
        .where({ to: actor.id, state: 'unread' })
        .whereNull('deletedAt')
        .count({ count: '*' })
      return {
        approvals: await inbox(world, actor),
        due: await dueWork(world, actor),
        notices: Number(unread[0]?.count ?? 0),
        ...(actor.grant('policies').create === 'all' ? { setUp: await setUp(world) } : {}),
      }
    },
  },
]
