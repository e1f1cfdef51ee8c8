/** Calendars out of their registers: which years are known, which days differ. */
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { Calendar, DayKind } from '../calendar/workingDays.ts'
import { Refusal } from '../errors.ts'
import { update, type World } from '../records/index.ts'

/** The code of the calendar that counts unless a clock names another. */
export const companyCalendar = 'company'

interface CalendarRow {
  readonly id: number
  readonly code: string
  readonly kind: string
  readonly opens: string | null
  readonly closes: string | null
}

/** Years that the company's calendar lacks, with its id: this one, and from November on the next, whose notice is due by then (§23.1). */
export async function missingYears(world: World): Promise<{ id: number; years: number[] }> {
  const [year = 0, month = 0] = dayOf(world.now(), world.timeZone).split('-').map(Number)
  const { years } = await calendarOf(world)
  const row: { id: number } | undefined = await world.database.knex('calendars').where({ code: companyCalendar }).first('id')
  return { id: row?.id ?? 0, years: [year, ...(month >= 11 ? [year + 1] : [])].filter((each) => !years.has(each)) }
}

/** The calendar with this code. A year is known once it is marked complete: a day of it alone says nothing of the others (§23.1). Throws a 409 Refusal when there is no such calendar. */
export async function calendarOf({ database: { knex } }: World, code = companyCalendar): Promise<Calendar> {
  const row: CalendarRow | undefined = await knex('calendars')
    .where({ code })
    .whereNull('deletedAt')
    .first('id', 'code', 'kind', 'opens', 'closes')
  if (!row)
    throw new Refusal(409, 'calendar', [
      `没有代码为“${code}”的日历；请系统管理员在“日历”中建立。`,
      `There is no calendar with the code “${code}”; an administrator adds it under Calendars.`,
    ])
  const days: { date: string; kind: DayKind }[] = await knex('calendarDays')
    .where({ calendar: row.id })
    .whereNull('deletedAt')
    .select('date', 'kind')
  const years: { year: number }[] = await knex('calendars_years').where({ parent: row.id }).select('year')
  return {
    code: row.code,
    always: row.kind === 'always',
    years: new Set(years.map(({ year }) => year)),
    exceptions: new Map(days.map(({ date, kind }) => [date, kind])),
    ...(row.opens && row.closes ? { hours: { opens: row.opens, closes: row.closes } } : {}),
  }
}

/** Marks years whose holidays are all entered as complete; those marked already stay as they are. Deadlines that waited for them get their due day. In a transaction: whoever marks another year at the same moment waits, and keeps both. */
export async function completeYears(world: World, actor: Actor, calendar: number, years: readonly number[], source: string): Promise<void> {
  const { knex, dialect } = world.database
  await dialect.hold(knex('calendars').where({ id: calendar }).select('id'), 'changed')
  const kept: { id: number; year: number; source: string | null }[] = await knex('calendars_years')
    .where({ parent: calendar })
    .orderBy('position')
    .select('id', 'year', 'source')
  const fresh = years.filter((year) => kept.every((each) => each.year !== year))
  await update(world, actor, 'calendars', calendar, { years: [...kept, ...fresh.map((year) => ({ year, source }))] })
}
