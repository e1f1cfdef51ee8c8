/** The run that begins by itself on the recurring day (PAY-05, CF-19); in a year whose holidays nobody entered it does not, because a working day is never guessed. */
import { system } from '../access/actor.ts'
import { recurringDay, type Shift } from '../calendar/recurring.ts'
import { dayOf } from '../calendar/today.ts'
import { CalendarGap } from '../calendar/workingDays.ts'
import { calendarOf } from '../clocks/index.ts'
import { policyAt } from '../policy/index.ts'
import type { World } from '../records/index.ts'
import { closedUntil } from './closed.ts'
import { askForRun, isClosed, type MonthRow, monthRow } from './month.ts'
import { monthOf, periodOf } from './period.ts'

/** The day on which the reconciliation of a month begins; undefined where its calendar is not known. */
export async function runDay(world: World, from: string): Promise<string | undefined> {
  const day = await policyAt(world, 'recon.salesFunds.day', {}, from)
  const shift = await policyAt(world, 'recon.salesFunds.shift', {}, from)
  const [year = 0, month = 1] = from.split('-').map(Number)
  try {
    return recurringDay(year, month, Number(day.value), shift.value as Shift, await calendarOf(world))
  } catch (error) {
    if (error instanceof CalendarGap) return undefined
    throw error
  }
}

/** Is there anything to reconcile: a paper of money or goods by the end of the month? */
async function hasBooks({ database: { knex } }: World, to: string): Promise<boolean> {
  for (const table of ['invoices', 'receipts'])
    if (await knex(table).whereNull('deletedAt').where('date', '<=', to).first('id')) return true
  return false
}

/** Has the month run, or begun to, on its day or later, or is it signed? What was run by hand before says nothing of the days since. */
function isDone(row: MonthRow | undefined, day: string, timeZone: string): boolean {
  if (!row) return false
  const begun = typeof row.startedAt === 'string' ? dayOf(new Date(row.startedAt), timeZone) : ''
  return begun >= day || isClosed(row.status)
}

/** Begins the months whose day has come and that did not run since: this one, and the one before, whose day may have moved into this. */
export async function beginDue(world: World): Promise<void> {
  const today = dayOf(world.now(), world.timeZone)
  for (const from of [monthOf(today, -1), monthOf(today)]) {
    const day = await runDay(world, from)
    if (day === undefined || today < day || isDone(await monthRow(world, from), day, world.timeZone)) continue
    if (from <= ((await closedUntil(world)) ?? '') || !(await hasBooks(world, periodOf(from).to))) continue
    await askForRun(world, system, from)
  }
}
