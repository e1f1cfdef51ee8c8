/**
 * The lock of closed months (PAY-05): on every path and for every actor, nothing that a closed month was made of changes any more, and nothing new is dated in one.
 * Writes of the ledger share a lock that a signature takes for itself: what was being written when somebody signed is in the signed figures, or is refused.
 */
import { monthEnd } from '../calendar/duration.ts'
import type { Booked } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { type Change, type Everywhere, oncePerBatch, type Stored, type World } from '../records/index.ts'

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

const lockName = 'ledger'

/** Waits until every write of the ledger under way is over and lets no other begin before this transaction ends: whoever signs or reads final figures asks first. */
export const holdLedger = ({ database: { dialect, knex } }: World): Promise<void> => dialect.lock(knex, lockName)

/** `closedUntil`, good for the rest of the transaction. */
export const closedFor = (change: Change): Promise<string | null> =>
  oncePerBatch(change, 'closed until', async () => {
    const { dialect, knex } = change.world.database
    await dialect.share(knex, lockName)
    return closedUntil(change.world)
  })

const dayIn = (record: Readonly<Stored> | undefined, on: string): string | undefined => {
  const day = record?.[on]
  return typeof day === 'string' ? day : undefined
}

/** What of a record stands in the figures of a month; undefined when it does not count. */
function standing(record: Readonly<Stored> | undefined, { on, states, figures }: Booked, field: string | undefined): string | undefined {
  if (!record || (states && field && !states.includes(String(record[field])))) return undefined
  return JSON.stringify([on, ...figures].map((name) => record[name] ?? null))
}

const sentence = (change: Change, name: string, day: string): Words => {
  const month = day.slice(0, 7)
  const { label, booked } = change.register
  // What is entered just now has no name yet.
  const [chinese, english] = label.map((each) => [each, name].filter(Boolean).join(' '))
  // An adjustment puts a customer's account right; it enters no line of a bank and no freight.
  const adjustable = booked?.figures.includes('customer') === true
  const [zh, en] = adjustable
    ? [
        `请在未关账的月份以往来调整注明更正 ${month}，或申请重开该月`,
        `Correct it by an adjustment in the open month that names ${month}, or ask to have the month re-opened`,
      ]
    : [`请申请重开该月后再处理`, `Ask to have the month re-opened`]
  return [
    `${chinese} 的日期 ${day} 在已关账的 ${month} 月内（PAY-05），不能登记、改动或作废；${zh}。`,
    `${english} is dated ${day}, and ${month} is closed (PAY-05): nothing of it is entered, changed or voided. ${en}.`,
  ]
}

/** Refuses what changes a closed month, or puts a day into one: even a draft waits for nothing there. */
async function check(change: Change): Promise<void> {
  const { register, verb } = change
  const { booked, workflow } = register
  if (!booked) return
  const before = verb === 'recover' ? undefined : change.before
  const after = verb === 'remove' ? undefined : change.after
  const field = workflow?.field
  const moved = dayIn(after, booked.on) !== dayIn(before, booked.on) ? dayIn(after, booked.on) : undefined
  const counts = [standing(before, booked, field), standing(after, booked, field)]
  const days = [moved, ...(counts[0] === counts[1] ? [] : [counts[0] && dayIn(before, booked.on), counts[1] && dayIn(after, booked.on)])]
  const concerned = days.filter((day): day is string => typeof day === 'string' && day !== '')
  if (concerned.length === 0) return
  const until = await closedFor(change)
  const shut = until === null ? undefined : concerned.find((day) => day <= until)
  if (shut === undefined) return
  const record = change.before ?? change.after
  const words = sentence(change, String(record.number ?? record.name ?? ''), shut)
  // Removing and recovering have no form to show a fault under.
  if (verb === 'remove' || verb === 'recover') throw new Refusal(409, 'closed', words)
  change.fault(booked.on, words)
}

export const closedMonths: Everywhere = { check }
