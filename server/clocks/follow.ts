/** Starts, stops, pauses and moves the clocks of a record after each write, in the same transaction. */
import { system } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Clock } from '../definition/types.ts'
import { isPolicy, type Policy, policyAt } from '../policy/index.ts'
import { holds, type StoredRecord, type World } from '../records/index.ts'
import { calendarOf } from './calendars.ts'
import { dueOf, instantOf, type Pause } from './due.ts'
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

const dayNamed = (record: StoredRecord, { due }: Clock) => ({ day: 'field' in due ? text(record[due.field]) : null })
const pausesOf = ({ pauses }: ClockRow): readonly Pause[] => (pauses ? (JSON.parse(pauses) as Pause[]) : [])

async function begin(
  world: World,
  register: CompleteRegister,
  record: StoredRecord,
  name: string,
  clock: Clock,
  start: string,
  waits: boolean,
): Promise<void> {
  const policy = await policyOf(world, register, record, clock, start)
  await world.database.knex('clocks').insert({
    register: register.name,
    record: record.id,
    clock: name,
    calendar: clock.calendar ?? 'company',
    startedAt: start,
    pausedAt: waits ? world.now().toISOString() : null,
    ...dueOf(policy && (await calendarOf(world, clock.calendar)), start, policy ?? dayNamed(record, clock), [], world.timeZone),
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
  const now = world.now().toISOString()
  const patch: { -readonly [K in keyof ClockRow]?: ClockRow[K] } = {}
  const who = clock.who ? (record[clock.who] ?? null) : null
  if (who !== row.who) patch.who = who as number | null
  if (done !== (row.stoppedAt !== null)) patch.stoppedAt = done ? now : null
  let pauses = pausesOf(row)
  if (row.pausedAt && (done || !waits)) {
    pauses = [...pauses, { from: row.pausedAt, to: now }]
    Object.assign(patch, { pausedAt: null, pauses: JSON.stringify(pauses) })
  } else if (!row.pausedAt && waits && !done) patch.pausedAt = now
  if (done && !patch.pauses) return patch
  if (start !== row.startedAt || 'field' in clock.due || patch.pauses) {
    const policy = row.policy ? (JSON.parse(row.policy) as Policy) : undefined
    const calendar = policy || pauses.length > 0 ? await calendarOf(world, clock.calendar) : undefined
    const due = dueOf(calendar, start, policy ?? dayNamed(record, clock), pauses, world.timeZone)
    if (start !== row.startedAt) patch.startedAt = start
    if (due.dueAt !== row.dueAt || due.gap !== row.gap) Object.assign(patch, due)
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
    const waits = clock.pause !== undefined && (await holds(world, system, register, record, clock.pause))
    if (!row) {
      if (!done) await begin(world, register, record, name, clock, start, waits)
      continue
    }
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
        .update(dueOf(calendar, row.startedAt, policy, pausesOf(row), world.timeZone))
  }
}
