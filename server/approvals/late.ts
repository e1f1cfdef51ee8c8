/** Reminds those who let an approval wait beyond its time (policy `approval.remind`): once a working round, not a flood. */
import { together, type World } from '../records/index.ts'
import { notify } from './tell.ts'

/** At most one reminder for a case in this time, in milliseconds. */
const quiet = 20 * 3_600_000

/** Reminds the open signers of cases that are late and were not reminded lately; answers how many cases. */
export const remindLate = (world: World): Promise<number> =>
  together(world, async (inner) => {
    const { knex } = inner.database
    const now = inner.now()
    const rows: { id: number; document: string; record: number; title: string }[] = await knex({ a: 'approvals' })
      .join({ c: 'clocks' }, (join) => join.on('c.record', 'a.id').andOnVal('c.register', 'approvals').andOnVal('c.clock', 'answer'))
      .where('a.state', 'pending')
      .whereNull('a.deletedAt')
      .where('c.dueAt', '<=', now.toISOString())
      .select('a.id', 'a.document', 'a.record', 'a.title')
    let reminded = 0
    for (const { id, ...about } of rows) {
      const recent: unknown = await knex('notices')
        .where({ document: about.document, record: about.record, kind: 'reminder' })
        .where('at', '>', new Date(now.getTime() - quiet).toISOString())
        .first('id')
      if (recent) continue
      const open: { approver: number }[] = await knex('approvals_tasks').where({ parent: id, state: 'open' }).select('approver')
      await notify(
        inner,
        open.map(({ approver }) => approver),
        'reminder',
        about,
      )
      reminded += 1
    }
    return reminded
  })
