/** Where deadlines are kept: one row for each clock of a record that has begun. */
import type { TableSpec } from '../database/spec.ts'

export const clocksTable: TableSpec = {
  name: 'clocks',
  columns: {
    register: 'text',
    record: 'integer',
    clock: 'text',
    calendar: 'text',
    /** The day or instant it runs from, as the record says. */
    startedAt: 'text',
    /** The instant from which it is late; null while its calendar has no data for the year it falls in. */
    dueAt: 'text',
    /** The year that is missing from the calendar. */
    gap: 'integer',
    pausedAt: 'text',
    /** The times that did not count and are over, as JSON; null while there were none. */
    pauses: 'text',
    stoppedAt: 'text',
    /** The user who must see to it. */
    who: 'integer',
    /** The policy it started under, as JSON; null where the record itself says the day. */
    policy: 'text',
  },
  unique: [{ columns: ['register', 'record', 'clock'] }],
  index: [['who', 'stoppedAt', 'dueAt'], ['register', 'stoppedAt', 'dueAt'], ['gap']],
}

export interface ClockRow {
  readonly id: number
  readonly register: string
  readonly record: number
  readonly clock: string
  readonly calendar: string
  readonly startedAt: string
  readonly dueAt: string | null
  readonly gap: number | null
  readonly pausedAt: string | null
  readonly pauses: string | null
  readonly stoppedAt: string | null
  readonly who: number | null
  readonly policy: string | null
}
