/** The record of a month: made with the first run, counted up again after each change, explained by itself once no difference is open (PAY-14). */
import { type Actor, system } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import { yuan } from '../definition/decimal.ts'
import { Refusal } from '../errors.ts'
import { create, insist, move, type Stored, updateMany, type World } from '../records/index.ts'
import { closedStates, closedUntil } from './closed.ts'
import { type Figures, figures } from './ledger.ts'
import { monthOf, named, type Period } from './period.ts'
import { unclaimedStates } from './unclaimed.ts'

export interface Unclaimed {
  readonly unclaimedCount: number | null
  readonly unclaimedAmount: number | null
  readonly unclaimedSince: string | null
}

export interface MonthRow extends Unclaimed {
  readonly id: number
  readonly version: number
  readonly number: string
  readonly month: string
  readonly status: string
  /** How often it was asked to run. */
  readonly runs: number | null
  readonly startedAt: string | null
  readonly ranAt: string | null
  readonly progress: number | null
  readonly digest: string | null
  readonly closing: number | null
  readonly openCount: number | null
  readonly clerk: number | null
  readonly clerkSignedAt: string | null
  readonly finance: number | null
  readonly financeSignedAt: string | null
  readonly issue: number | null
}

export const isClosed = (status: unknown): boolean => (closedStates as readonly unknown[]).includes(status)

/** The record of the month that begins on `from`; undefined while nobody has begun it. */
export async function monthRow({ database: { knex } }: World, from: string): Promise<(MonthRow & Stored) | undefined> {
  return knex('reconciliations').where({ month: from }).whereNull('deletedAt').first()
}

/** The record with this id, nobody else's until the transaction ends. */
export async function heldMonth({ database: { knex, dialect } }: World, id: number): Promise<MonthRow | undefined> {
  const [row]: MonthRow[] = await dialect.hold(knex('reconciliations').where({ id }), 'changed')
  return row
}

/** Amounts of figures as the records API takes them. */
export const inYuan = (of: Figures): Record<(typeof figures)[number], string> =>
  Object.fromEntries(figures.map((name) => [name, yuan(of[name])])) as Record<(typeof figures)[number], string>

/** Refuses, with 409, to run a month that is closed or not begun yet; on every way to a run. */
export async function demandRunnable(world: World, from: string): Promise<void> {
  if (from > dayOf(world.now(), world.timeZone))
    throw new Refusal(409, 'refused', [
      `${named(from)} 尚未开始，不能对账（PAY-05）。`,
      `${named(from)} has not begun and is not reconciled yet (PAY-05).`,
    ])
  if (from <= ((await closedUntil(world)) ?? ''))
    throw new Refusal(409, 'closed', [
      `${named(from)} 已关账（PAY-05），不能再对账；差错请在未关账的月份以往来调整更正，或申请重开最后关账的月份。`,
      `${named(from)} is closed (PAY-05) and is not run any more; correct it by an adjustment in the open month, or ask to have the latest closed month re-opened.`,
    ])
}

/**
 * Asks for a run of the month that begins on `from`, as `actor`; made first when there is none. A run under way goes on and is not begun twice.
 * Throws a 409 Refusal for a month that is closed or not begun yet.
 */
export async function askForRun(world: World, actor: Actor, from: string): Promise<number> {
  return insist(world, async (inner) => {
    await inner.database.dialect.lock(inner.database.knex, 'reconciliations')
    const known = await monthRow(inner, from)
    await demandRunnable(inner, from)
    const id = known?.id ?? (await create(inner, system, 'reconciliations', { month: from })).id
    if (known?.status === 'matching' && known.progress !== null) return id
    await move(inner, actor, 'reconciliations', id, 'run')
    return id
  })
}

/** Counts the differences of a month again and lets its state follow: explained once none is open, matching again when one is. Call in the transaction of the change. */
export async function recount(world: World, id: number): Promise<void> {
  const { knex } = world.database
  const row = await heldMonth(world, id)
  // A run under way counts once, at its end.
  if (!row || isClosed(row.status) || row.progress !== null) return
  const counts: { status: string; count: number }[] = await knex('differences')
    .where({ reconciliation: id })
    .whereNull('deletedAt')
    .groupBy('status')
    .select('status')
    .count({ count: '*' })
  const countOf = (statuses: readonly string[]) =>
    counts.filter(({ status }) => statuses.includes(status)).reduce((sum, { count }) => sum + Number(count), 0)
  const openCount = countOf(['open'])
  await updateMany(world, system, 'reconciliations', [id], { differenceCount: countOf(['open', 'explained', 'carried']), openCount })
  if (row.status === 'matching' && openCount === 0 && row.ranAt !== null) await move(world, system, 'reconciliations', id, 'explain')
  if (row.status === 'explained' && openCount > 0) await move(world, system, 'reconciliations', id, 'unexplain')
}

/** The bank's side of a month: lines that are customers' money, and how much of them is matched. Amounts as decimal text. */
export async function bankOf({ database: { knex } }: World, { from, to }: Period): Promise<Stored> {
  const lines = () => knex('bankLines').whereNull('deletedAt').whereBetween('date', [from, to]).whereNot('state', 'aside')
  const all: { count?: number | string; amount?: unknown } | undefined = await lines()
    .count({ count: '*' })
    .sum({ amount: knex.raw('abs(??)', ['amount']) })
    .first()
  const matched: { amount?: unknown } | undefined = await lines()
    .sum({ amount: knex.raw('abs(??)', ['matched']) })
    .first()
  const whole: { count?: number | string } | undefined = await lines()
    .whereRaw('?? = ??', ['matched', 'amount'])
    .count({ count: '*' })
    .first()
  return {
    bankCount: Number(all?.count ?? 0),
    matchedCount: Number(whole?.count ?? 0),
    bankAmount: yuan(Number(all?.amount ?? 0)),
    matchedAmount: yuan(Number(matched?.amount ?? 0)),
  }
}

/** Money in the bank by the end of the month that no paper explains and nobody has claimed. The amount in 分. */
export async function unclaimedOf({ database: { knex } }: World, { to }: Period): Promise<Unclaimed> {
  const row: { count?: number | string; amount?: unknown; oldest?: string | null } | undefined = await knex('bankLines')
    .whereNull('deletedAt')
    .whereIn('state', unclaimedStates)
    .where('date', '<=', to)
    .where('open', '>', 0)
    .count({ count: '*' })
    .sum({ amount: 'open' })
    .min({ oldest: 'date' })
    .first()
  return { unclaimedCount: Number(row?.count ?? 0), unclaimedAmount: Number(row?.amount ?? 0), unclaimedSince: row?.oldest ?? null }
}

/** The month before is locked; or none is closed, so that this one may be the first, and none before it was ever locked: one that is open again is locked first. */
export async function followsOn(world: World, from: string): Promise<boolean> {
  const before = await monthRow(world, monthOf(from, -1))
  if (before?.status === 'locked') return true
  if ((await closedUntil(world)) !== null) return false
  const { knex } = world.database
  const reopened: unknown = await knex('reconciliations').where('month', '<', from).whereNotNull('issue').whereNull('deletedAt').first('id')
  return !reopened
}
