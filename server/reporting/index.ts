/** Starts what the server does about reports: the process that answers them, and the schedule of issues. */
import { Cron } from 'croner'
import type { Logger } from 'pino'
import type { World } from '../records/world.ts'
import type { Settings } from '../settings.ts'
import { issueHour } from './due.ts'
import { type Asking, issueDue } from './issue.ts'
import { Reporting } from './reporting.ts'

/** What routes and jobs may do with reports. */
export interface Reports extends Asking {
  ask: Reporting['ask']
  fetch: Reporting['fetch']
  snapshot: Reporting['snapshot']
  /** Tells reports that something was written; they would notice by themselves a moment later. */
  nudge(): void
  /** The id of the process, while it lives. */
  readonly pid: number | undefined
  stop(): Promise<void>
}

/** How often it is looked whether an issue was missed, as a cron pattern: reports may have been down when it was due. */
const catchUp = '17 */10 * * * *'

/** After a start reports are given this long to get ready before what was missed is issued, in milliseconds. */
const firstLook = 5000

/** Forks the reports process and keeps the schedule of issues until `stop`. */
export async function startReporting(world: World, settings: Settings, log: Logger): Promise<Reports> {
  const reporting = new Reporting(settings, (line) => log.warn({ reports: line }, 'reports'))
  const issue = async () => {
    const weeks = await issueDue(world, reporting)
    if (weeks.length > 0) log.info({ weeks }, 'weekly sales statistics issued')
  }
  const failed = (error: unknown) => log.warn({ err: error }, 'weekly sales statistics not issued yet')
  const first = setTimeout(() => void issue().catch(failed), firstLook)
  const options = { timezone: world.timeZone, protect: true, catch: failed }
  const schedule = [new Cron(`0 0 ${issueHour} * * 1`, options, issue), new Cron(catchUp, options, issue)]
  return {
    ask: (question, asker) => reporting.ask(question, asker),
    fetch: (question, asker) => reporting.fetch(question, asker),
    snapshot: (question) => reporting.snapshot(question),
    nudge: () => reporting.nudge(),
    get pid() {
      return reporting.pid
    },
    async stop() {
      clearTimeout(first)
      for (const each of schedule) each.stop()
      await reporting.stop()
    },
  }
}
