/** Starts, stops, pauses and moves the clocks of a record after each write, in the same transaction. */
import { system } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Clock } from '../definition/types.ts'
import { durationIn, isPolicy, type Policy, policyAt } from '../policy/index.ts'
import { holds, type StoredRecord, type World } from '../records/index.ts'
import { calendarOf } from './calendars.ts'
import { type Due, dueAfter, dueOn, instantOf, postponed } from './due.ts'
import type { ClockRow } from './tables.ts'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** The policy that a clock of this record starts under; undefined where the record itself names the day. */
async function policyOf(
  world: World,
  register: CompleteRegister,
  record: StoredRecord,
  { due }: Clock,
  start: string,
): Promise<Policy | undefined> {
  if (!('policy' in due)) return undefined
  if (!isPolicy(due.policy)) throw new RangeError(`${register.name} counts on an unknown policy ${due.policy}`)
  const customer = register.name === 'customers' ? record.id : record.customer
  const subject = {
    ...(typeof customer === 'number' ? { customer } : {}),
    ...(typeof record.department === 'number' ? { department: record.department } : {}),
  }
  return policyAt(world, due.policy, subject, dayOf(instantOf(start, world.timeZone), world.timeZone))
}

async function dueOf(world: World, record: StoredRecord, clock: Clock, start: string, policy: Policy | undefined): Promise<Due> {
  if (policy) return dueAfter(await calendarOf(world, clock.calendar), start, durationIn(policy), world.timeZone)
  const day = 'field' in clock.due ? text(record[clock.due.field]) : null
  return day ? dueOn(day, world.timeZone) : { dueAt: null, gap: null }
}

async function begin(
  world: World,
  register: CompleteRegister,
  record: StoredRecord,
  name: string,
  clock: Clock,
  start: string,
): Promise<void> {
  const policy = await policyOf(world, register, record, clock, start)
  await world.database.knex('clocks').insert({
    register: register.name,
    record: record.id,
    clock: name,
    calendar: clock.calendar ?? 'company',
    startedAt: start,
    ...(await dueOf(world, record, clock, start, policy)),
    who: clock.who ? (record[clock.who] ?? null) : null,
    policy: policy ? JSON.stringify(policy) : null,
  })
}

/** What changes on a clock that runs already. */
async function changes(
  world: World,
  record: StoredRecord,
  clock: Clock,
  row: ClockRow,
  start: string,
  done: boolean,
  waits: boolean,
): Promise<Partial<ClockRow>> {
  const now = world.now()
  const patch: { -readonly [K in keyof ClockRow]?: ClockRow[K] } = {}
  const who = clock.who ? (record[clock.who] ?? null) : null
  if (who !== row.who) patch.who = who as number | null
  if (done !== (row.stoppedAt !== null)) patch.stoppedAt = done ? now.toISOString() : null
  if (done) return patch
  const policy = row.policy ? (JSON.parse(row.policy) as Policy) : undefined
  if (start !== row.startedAt || 'field' in clock.due) {
    const due = await dueOf(world, record, clock, start, policy)
    if (start !== row.startedAt) patch.startedAt = start
    if (due.dueAt !== row.dueAt || due.gap !== row.gap) Object.assign(patch, due)
  }
  if (waits && !row.pausedAt) patch.pausedAt = now.toISOString()
  if (!waits && row.pausedAt) {
    patch.pausedAt = null
    if (row.dueAt) {
      const calendar = await calendarOf(world, clock.calendar)
      Object.assign(patch, postponed(calendar, row.dueAt, { from: row.pausedAt, to: now }, policy?.unit, world.timeZone))
    }
  }
  return patch
}

/** Brings the clocks of one record up to what it says now; all of them go when it is deleted. */
export async function follow(world: World, register: CompleteRegister, record: StoredRecord, removed: boolean): Promise<void> {
  const { knex } = world.database
  const mine = () => knex('clocks').where({ register: register.name, record: record.id })
  if (removed) {
    await mine().delete()
    return
  }
  const rows: ClockRow[] = await mine()
  for (const [name, clock] of Object.entries(register.clocks ?? {})) {
    const row = rows.find((each) => each.clock === name)
    const start = text(record[clock.from])
    if (!start) {
      if (row) await knex('clocks').where({ id: row.id }).delete()
      continue
    }
    const done = await holds(world, system, register, record, clock.until)
    if (!row) {
      if (!done) await begin(world, register, record, name, clock, start)
      continue
    }
    const waits = clock.pause !== undefined && (await holds(world, system, register, record, clock.pause))
    const patch = await changes(world, record, clock, row, start, done, waits)
    if (Object.keys(patch).length > 0) await knex('clocks').where({ id: row.id }).update(patch)
  }
}

/** Gives clocks that wait for a calendar year their due day, once it is known. */
export async function fillGaps(world: World, code: string): Promise<void> {
  const { knex } = world.database
  const rows: ClockRow[] = await knex('clocks').where({ calendar: code }).whereNotNull('gap').whereNull('stoppedAt')
  if (rows.length === 0) return
  const calendar = await calendarOf(world, code)
  for (const row of rows) {
    const policy = row.policy ? (JSON.parse(row.policy) as Policy) : undefined
    if (policy)
      await knex('clocks')
        .where({ id: row.id })
        .update(dueAfter(calendar, row.startedAt, durationIn(policy), world.timeZone))
  }
}
