/** The weekly sales statistics as asked over HTTP: what was asked, checked against the asker's rights, as a question to reports (RPT-01). */
import { type Dimension, dimensions, type WeeklyQuestion } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import { fieldAt, mayAskBy, mayRead, rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Where } from '../definition/where.ts'
import { forbidden, malformed } from '../errors.ts'
import { isDay } from '../kinds/date.ts'
import { demand, translation } from '../records/scope.ts'
import { applyWhere } from '../records/where.ts'
import type { World } from '../records/world.ts'

export interface WeeklyAsked {
  readonly from: unknown
  readonly to: unknown
  /** Dimensions with commas between; none for totals alone. */
  readonly by: unknown
  readonly where: unknown
}

/** Ten years: more than any screen shows. */
const mostDays = 3660

const isDimension = (word: string): word is Dimension => (dimensions as readonly string[]).includes(word)

function daysOf({ from, to }: WeeklyAsked): [string, string] {
  if (typeof from !== 'string' || typeof to !== 'string' || !isDay(from) || !isDay(to))
    throw malformed('from 与 to 应为存在的日期，例如 2026-01-31。', 'from and to must be days that exist, such as 2026-01-31.')
  if (from > to) throw malformed('起始日期不能晚于截止日期。', 'from cannot be later than to.')
  if ((Date.parse(to) - Date.parse(from)) / 86_400_000 > mostDays)
    throw malformed('期间最长十年，请缩短。', 'The period may span ten years at most: shorten it.')
  return [from, to]
}

function dimensionsOf(by: unknown): Dimension[] {
  const words = typeof by === 'string' && by !== '' ? by.split(',') : []
  const wrong = words.find((word) => !isDimension(word))
  if (wrong !== undefined || new Set(words).size !== words.length)
    throw malformed(`by 只能从 ${dimensions.join('、')} 中选取，且不重复。`, `by takes any of ${dimensions.join(', ')}, each once.`)
  return words.filter(isDimension)
}

/** Paths that orders and returns share and that mean the same on both. */
const askable = /^(customer|salesperson|department)(\.|$)|^lines\.product(\.|$)/

function checkPaths(where: Where): void {
  for (const [key, value] of Object.entries(where)) {
    if (key === '$and' || key === '$or') for (const part of Array.isArray(value) ? (value as readonly Where[]) : []) checkPaths(part)
    else if (key === '$not') checkPaths(value as Where)
    else if (!askable.test(key))
      throw malformed(
        `周销售统计只能按客户、客户经理、部门、产品（lines.product）及其下属字段筛选，不能按“${key.slice(0, 60)}”。`,
        `The weekly statistics can be filtered by customer, salesperson, department, lines.product and what lies behind them, not by “${key.slice(0, 60)}”.`,
      )
  }
}

function whereOf(world: World, actor: Actor, orders: CompleteRegister, asked: unknown): Where {
  if (asked === undefined) return {}
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked))
    throw malformed('where 应为 JSON 对象。', 'where must be a JSON object.')
  const where = asked as Where
  // The translator of lists says whether the asker may use these paths and values; what it makes of them is not run. Reports translate for themselves.
  applyWhere(world.database.knex(orders.table), orders, where, translation(world, actor, true)).toSQL()
  checkPaths(where)
  return where
}

/** Fields whose right goes before a dimension may be shown. */
const behind: Readonly<Record<Exclude<Dimension, 'week'>, readonly [register: string, field: string]>> = {
  salesperson: ['orders', 'salesperson'],
  customer: ['orders', 'customer'],
  department: ['orders', 'department'],
  product: ['orders', 'lines.product'],
  region: ['customers', 'region'],
  tier: ['customers', 'tier'],
}

function checkDimensions(world: World, actor: Actor, by: readonly Dimension[]): void {
  for (const dimension of by) {
    if (dimension === 'week') continue
    const [name, field] = behind[dimension]
    const register = world.catalog.get(name)
    if (!mayAskBy(register, actor, field) || rowRule(register, actor, 'read') === undefined)
      throw forbidden(
        `您的角色不能按“${fieldAt(register, field)?.label[0]}”查看统计。`,
        `Your role may not see statistics by ${fieldAt(register, field)?.label[1]}.`,
      )
  }
}

/** The question to reports, with the asker's row rules in it. Throws 400, 403 Refusals. */
export function weeklyQuestion(world: World, actor: Actor, asked: WeeklyAsked): WeeklyQuestion {
  const { catalog } = world
  const [orders, returns, salesTargets] = [catalog.get('orders'), catalog.get('returns'), catalog.get('salesTargets')]
  demand(orders, actor, 'read')
  const [from, to] = daysOf(asked)
  const by = dimensionsOf(asked.by)
  checkDimensions(world, actor, by)
  const where = whereOf(world, actor, orders, asked.where)
  return {
    ask: 'weekly-sales',
    from,
    to,
    by,
    where,
    rules: {
      orders: rowRule(orders, actor, 'read') ?? { id: { in: [] } },
      returns: rowRule(returns, actor, 'read') ?? null,
      salesTargets: mayRead(salesTargets, actor, 'amount') ? (rowRule(salesTargets, actor, 'read') ?? null) : null,
    },
    reach: Object.fromEntries(
      catalog.registers.flatMap((each) => [rowRule(each, actor, 'read')].flatMap((rule) => (rule ? [[each.name, rule]] : []))),
    ),
    amounts: [orders, returns].every((each) => mayRead(each, actor, 'total') && mayRead(each, actor, 'lines.amount')),
    asker: { id: actor.id, department: actor.department, departmentPath: actor.departmentPath, language: actor.language },
    today: dayOf(world.now(), world.timeZone),
  }
}
