/** The weekly sales statistics as asked over HTTP: what was asked, checked against the asker's rights, as a question to reports (RPT-01). */
import { type Dimension, dimensions, type WeeklyQuestion } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import { fieldAt, mayAskBy, mayRead, rowRule } from '../access/rows.ts'
import { forbidden, malformed } from '../errors.ts'
import { demand } from '../records/scope.ts'
import type { World } from '../records/world.ts'
import { type Askable, askedBy, periodOf, whereOf } from './asking.ts'

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

function dimensionsOf(by: unknown): Dimension[] {
  const words = typeof by === 'string' && by !== '' ? by.split(',') : []
  const wrong = words.find((word) => !isDimension(word))
  if (wrong !== undefined || new Set(words).size !== words.length)
    throw malformed(`by 只能从 ${dimensions.join('、')} 中选取，且不重复。`, `by takes any of ${dimensions.join(', ')}, each once.`)
  return words.filter(isDimension)
}

/** Paths that orders and returns share and that mean the same on both. */
const askable: Askable = {
  paths: /^(customer|salesperson|department)(\.|$)|^lines\.product(\.|$)/,
  words: ['客户、客户经理、部门、产品（lines.product）', 'customer, salesperson, department, lines.product'],
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
  const [from, to] = periodOf(asked, mostDays)
  const by = dimensionsOf(asked.by)
  checkDimensions(world, actor, by)
  const where = whereOf(world, actor, orders, asked.where, askable)
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
    amounts: [orders, returns].every((each) => mayRead(each, actor, 'total') && mayRead(each, actor, 'lines.amount')),
    ...askedBy(world, actor),
  }
}
