/** What a server does by itself every hour: clearing up, and the rounds of business that a period brings; each period once, whatever the number of servers. */
import { sweepAccess } from './access/sweep.ts'
import { remindLate } from './approvals/index.ts'
import { plusMonths } from './calendar/duration.ts'
import { dayOf } from './calendar/today.ts'
import { closeCreditMonth } from './credit/index.ts'
import { sweepFiles } from './files/sweep.ts'
import { oncePer } from './jobs/lease.ts'
import { beginDue } from './reconciliation/index.ts'
import type { World } from './records/index.ts'
import { sweepCreations } from './records/once.ts'
import { keepDuePlans } from './registers/money/keptPlans.ts'
import { sweepExports } from './sql/exports.ts'
import { sweepRuns } from './sql/log.ts'

/** Proposes the liabilities of the month that is over (CRD-11…14). */
const creditMonth = (world: World) => {
  const month = `${plusMonths(`${dayOf(world.now(), world.timeZone).slice(0, 7)}-01`, -1).slice(0, 7)}-01`
  return oncePer(world.database, 'creditMonth', month, async () => void (await closeCreditMonth(world, month)), world.now)
}

/** Reminds late signers, once an hour. */
const reminders = (world: World) =>
  oncePer(
    world.database,
    'approvalReminders',
    world.now().toISOString().slice(0, 13),
    async () => void (await remindLate(world)),
    world.now,
  )

/** Assesses the collection plans whose day has passed, once a day (PAY-12). */
const plans = (world: World) =>
  oncePer(world.database, 'collectionPlans', dayOf(world.now(), world.timeZone), () => keepDuePlans(world), world.now)

/** The rounds of one server, in order. */
export const rounds = (world: World): readonly (() => Promise<unknown>)[] => [
  () => sweepAccess(world.database, world.now()),
  () => sweepCreations(world),
  () => sweepFiles(world),
  () => sweepExports(world),
  () => sweepRuns(world),
  () => plans(world),
  () => creditMonth(world),
  () => reminders(world),
  () => beginDue(world),
]
