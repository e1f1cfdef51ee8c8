/** What all questions to reports share: days, filters held against the asker's rights, and who asks with which row rules. */
import type { Asked } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import { rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import { daysBetween } from '../calendar/weeks.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Where } from '../definition/where.ts'
import type { Words } from '../definition/words.ts'
import { malformed } from '../errors.ts'
import { isDay } from '../kinds/date.ts'
import { translation } from '../records/scope.ts'
import { applyWhere } from '../records/where.ts'
import type { World } from '../records/world.ts'

/** A day out of the query string; `fallback` when it is not given. Throws a 400 Refusal. */
export function dayIn(name: string, value: unknown, fallback?: string): string {
  const day = value ?? fallback
  if (typeof day !== 'string' || !isDay(day))
    throw malformed(`${name} 应为存在的日期，例如 2026-01-31。`, `${name} must be a day that exists, such as 2026-01-31.`)
  return day
}

/** The first day of a month out of the query string. Throws a 400 Refusal. */
export function monthIn(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(value))
    throw malformed('month 应为月份，例如 2026-03。', 'month must be a month such as 2026-03.')
  return `${value}-01`
}

/** A period of at most `most` days. Throws a 400 Refusal. */
export function periodOf({ from, to }: { readonly from: unknown; readonly to: unknown }, most: number): [string, string] {
  const [first, last] = [dayIn('from', from), dayIn('to', to)]
  if (first > last) throw malformed('起始日期不能晚于截止日期。', 'from cannot be later than to.')
  if (daysBetween(first, last) > most + 1)
    throw malformed(`期间最长 ${most} 天，请缩短。`, `The period may span ${most} days at most: shorten it.`)
  return [first, last]
}

/** Which paths a report can be filtered by, and how that is said. */
export interface Askable {
  readonly paths: RegExp
  readonly words: Words
}

function checkPaths(where: Where, askable: Askable): void {
  for (const [key, value] of Object.entries(where)) {
    if (key === '$and' || key === '$or')
      for (const part of Array.isArray(value) ? (value as readonly Where[]) : []) checkPaths(part, askable)
    else if (key === '$not') checkPaths(value as Where, askable)
    else if (!askable.paths.test(key))
      throw malformed(
        `此报表只能按${askable.words[0]}及其下属字段筛选，不能按“${key.slice(0, 60)}”。`,
        `This report can be filtered by ${askable.words[1]} and what lies behind them, not by “${key.slice(0, 60)}”.`,
      )
  }
}

/** The asker's own filter. Throws a 400 Refusal for what cannot be understood, or may not be asked by. */
export function whereOf(world: World, actor: Actor, register: CompleteRegister, asked: unknown, askable: Askable): Where {
  if (asked === undefined) return {}
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked))
    throw malformed('where 应为 JSON 对象。', 'where must be a JSON object.')
  const where = asked as Where
  // The translator of lists says whether the asker may use these paths and values; what it makes of them is not run. Reports translate for themselves.
  applyWhere(world.database.knex(register.table), register, where, translation(world, actor, true)).toSQL()
  checkPaths(where, askable)
  return where
}

/** Who asks, when, and which rows of every register he or she may read. */
export const askedBy = (world: World, actor: Actor): Asked => ({
  reach: Object.fromEntries(
    world.catalog.registers.flatMap((each) => [rowRule(each, actor, 'read')].flatMap((rule) => (rule ? [[each.name, rule]] : []))),
  ),
  asker: { id: actor.id, department: actor.department, departmentPath: actor.departmentPath, language: actor.language },
  today: dayOf(world.now(), world.timeZone),
})
