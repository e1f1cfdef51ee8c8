/** Deadlines of records: they follow every write, and stand beside the record when it is shown. */
import { portions } from '../database/portions.ts'
import type { Everywhere } from '../records/index.ts'
import { follow } from './follow.ts'
import { soonUntil, viewOf } from './state.ts'
import type { ClockRow } from './tables.ts'

export { calendarOf, companyCalendar, completeYears, missingYears } from './calendars.ts'
export { fillGaps } from './follow.ts'
export { type ClockState, type ClockView, policyWords } from './state.ts'
export { clocksTable } from './tables.ts'
export { type DueWork, dueWork } from './work.ts'

export const clocks: Everywhere = {
  async after({ world, register, verb, after }) {
    const known = world.catalog.get(register.name)
    if (known.clocks) await follow(world, known, { ...after, id: after.id as number, version: after.version as number }, verb === 'remove')
  },
  async beside(world, _actor, register, records) {
    const { clocks: definitions } = register
    if (!definitions || records.length === 0) return new Map()
    const found = new Map<number, { _clocks: ReturnType<typeof viewOf>[] }>()
    const ids = records.map(({ id }) => id)
    const rows: ClockRow[] = []
    for (const some of portions(ids))
      rows.push(...(await world.database.knex('clocks').where({ register: register.name }).whereIn('record', some).orderBy('id')))
    if (rows.length === 0) return new Map()
    const soon = await soonUntil(world)
    for (const row of rows) {
      const definition = definitions[row.clock]
      if (!definition) continue
      const known = found.get(row.record) ?? { _clocks: [] }
      known._clocks.push(viewOf(world, row, definition, soon))
      found.set(row.record, known)
    }
    return found
  },
}
