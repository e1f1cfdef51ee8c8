/** How a deadline stands now, with the rule it follows: what is shown on the record, in lists and in "my work". */
import { dueAt } from '../calendar/duration.ts'
import { dayOf } from '../calendar/today.ts'
import { CalendarGap } from '../calendar/workingDays.ts'
import type { Clock } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { durationIn, type Policy, policyAt, policyKeys, valueWords } from '../policy/index.ts'
import type { World } from '../records/index.ts'
import { calendarOf } from './calendars.ts'
import type { ClockRow } from './tables.ts'

/** `met` and `missed` have stopped, in time or not; `gap` waits for a calendar year. */
export type ClockState = 'running' | 'soon' | 'overdue' | 'paused' | 'met' | 'missed' | 'gap'

export interface ClockView {
  readonly name: string
  readonly label: Words
  readonly state: ClockState
  readonly startedAt: string
  /** The last day to do it; null while unknown. */
  readonly dueDay: string | null
  readonly dueAt: string | null
  readonly stoppedAt: string | null
  /** The year whose calendar is missing. */
  readonly gap: number | null
  readonly rule: Words
}

/** The instant before which a due one counts as "soon" (policy `deadline.soon`); plain days where the calendar ends. */
export async function soonUntil(world: World): Promise<Date> {
  const now = world.now()
  const policy = await policyAt(world, 'deadline.soon', {}, dayOf(now, world.timeZone))
  try {
    return dueAt(await calendarOf(world), now, durationIn(policy), world.timeZone)
  } catch (error) {
    if (!(error instanceof CalendarGap)) throw error
    return dueAt(await calendarOf(world), now, { ...durationIn(policy), unit: 'day' }, world.timeZone)
  }
}

const scopes: Readonly<Record<Policy['scope'], Words>> = {
  customer: ['该客户', 'this customer'],
  tier: ['该层级', 'its tier'],
  department: ['该单位', 'its unit'],
  pack: ['该行业', 'its industry'],
  company: ['公司', 'company'],
  shipped: ['随附', 'as shipped'],
}

/** A policy in words: what it says, which clause, for whom and since when. */
export function policyWords({ key, unit, value, scope, since, source }: Policy): Words {
  const known = policyKeys[key]
  const said = valueWords(known, unit, value)
  const [zh, en] = scopes[scope]
  return [
    `${known.label[0]}：${said[0]}（${source}，${zh}${since ? `，${since} 起` : ''}）`,
    `${known.label[1]}: ${said[1]} (${source}, ${en}${since ? `, since ${since}` : ''})`,
  ]
}

function stateOf({ stoppedAt, dueAt: due, pausedAt, gap }: ClockRow, now: string, soon: string): ClockState {
  if (stoppedAt) return due && stoppedAt >= due ? 'missed' : 'met'
  if (gap !== null) return 'gap'
  if (pausedAt) return 'paused'
  if (!due || due > soon) return 'running'
  return due <= now ? 'overdue' : 'soon'
}

/** One clock as it is shown. */
export function viewOf(world: World, row: ClockRow, definition: Clock, soon: Date): ClockView {
  const { clock, startedAt, dueAt: due, stoppedAt, gap, policy } = row
  return {
    name: clock,
    label: definition.label,
    state: stateOf(row, world.now().toISOString(), soon.toISOString()),
    startedAt,
    dueAt: due,
    dueDay: due ? dayOf(new Date(Date.parse(due) - 1), world.timeZone) : null,
    stoppedAt,
    gap,
    rule: policy ? policyWords(JSON.parse(policy) as Policy) : ['按单据所载日期。', 'The day the record itself names.'],
  }
}
