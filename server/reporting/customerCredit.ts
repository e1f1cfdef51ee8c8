/** Questions about customer credit as asked over HTTP: the analysis, one customer day by day, and the customer statement, each checked against the asker's rights (RPT-16, RPT-18, PAY-06). */
import { type Ageing, ageings, type CreditQuestion, type CreditSeriesQuestion, type StatementQuestion } from '../../reports/messages.ts'
import { analysisColumns } from '../../reports/pages/credit/columns.ts'
import type { Actor } from '../access/actor.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import type { Where } from '../definition/where.ts'
import { forbidden, malformed } from '../errors.ts'
import { get } from '../records/index.ts'
import { demand } from '../records/scope.ts'
import type { World } from '../records/world.ts'
import { type Askable, askedBy, dayIn, periodOf, whereOf } from './asking.ts'

export interface CreditAsked {
  readonly on?: string | undefined
  readonly ageing?: string | undefined
  readonly trend?: string | undefined
  readonly where: unknown
}

/** Days that a series or a statement may span. */
const mostDays = 731

const mostMonths = 60

const askable: Askable = { paths: /^customer(\.|$)/, words: ['客户（customer）', 'customer'] }

const isAgeing = (word: string): word is Ageing => (ageings as readonly string[]).includes(word)

/** The position of a customer is told to those who may read customers and the amounts of invoices. Throws a 403 Refusal. */
export function demandCredit(world: World, actor: Actor): void {
  const [customers, invoices] = [world.catalog.get('customers'), world.catalog.get('invoices')]
  demand(customers, actor, 'read')
  demand(invoices, actor, 'read')
  if (!mayRead(invoices, actor, 'total') || !mayRead(invoices, actor, 'outstanding'))
    throw forbidden('您的角色不能查看应收金额。', 'Your role may not see what customers owe.')
}

function trendOf(text: string): number {
  const months = Number(text)
  if (!/^\d{1,3}$/.test(text) || months < 1 || months > mostMonths)
    throw malformed(`trend 应为 1 到 ${mostMonths} 的月数。`, `trend must be a number of months from 1 to ${mostMonths}.`)
  return months
}

/** What a table of the analysis asks for beside the asker's own wishes. */
export interface CreditCut {
  readonly columns: readonly string[]
  readonly where: Where
  readonly onCredit: boolean
}

const whole: CreditCut = { columns: analysisColumns, where: {}, onCredit: false }

/** The question of the analysis, cut to some columns and customers. Throws 400, 403 Refusals. */
export function creditQuestion(world: World, actor: Actor, asked: CreditAsked, cut: CreditCut = whole): CreditQuestion {
  const { catalog } = world
  demandCredit(world, actor)
  const today = dayOf(world.now(), world.timeZone)
  const on = dayIn('on', asked.on, today)
  if (on > today) throw malformed('on 不能晚于今天。', 'on cannot be later than today.')
  const ageing = asked.ageing ?? 'due'
  if (!isAgeing(ageing)) throw malformed('ageing 应为 due（按到期日）或 invoice（按开票日）。', 'ageing must be due or invoice.')
  const own = whereOf(world, actor, catalog.get('invoices'), asked.where, askable)
  return {
    ask: 'customer-credit',
    on,
    ageing,
    trend: trendOf(asked.trend ?? '12'),
    where: own,
    cut: cut.where,
    rules: { customers: rowRule(catalog.get('customers'), actor, 'read') ?? { id: { in: [] } } },
    columns: cut.columns,
    onCredit: cut.onCredit,
    ...askedBy(world, actor),
  }
}

/** One customer day by day. Throws 400, 403, 404 Refusals. */
export async function seriesQuestion(
  world: World,
  actor: Actor,
  customer: number,
  period: { readonly from: unknown; readonly to: unknown },
): Promise<CreditSeriesQuestion> {
  demandCredit(world, actor)
  const [from, to] = periodOf(period, mostDays - 1)
  await get(world, actor, 'customers', customer)
  const rule = (name: string) => rowRule(world.catalog.get(name), actor, 'read') ?? null
  return {
    ask: 'credit-series',
    customer,
    from,
    to,
    rules: { releases: rule('releases'), creditDecisions: rule('creditDecisions') },
    ...askedBy(world, actor),
  }
}

/** An account is told to those who may know the position of customers and what was received. Throws a 403 Refusal. */
export function demandAccounts(world: World, actor: Actor): void {
  const receipts = world.catalog.get('receipts')
  demandCredit(world, actor)
  demand(receipts, actor, 'read')
  if (!mayRead(receipts, actor, 'amount')) throw forbidden('您的角色不能查看收款金额。', 'Your role may not see what was received.')
}

/** The account of one customer over a period. Throws 400, 403, 404 Refusals. */
export async function statementQuestion(
  world: World,
  actor: Actor,
  customer: number,
  period: { readonly from: unknown; readonly to: unknown },
): Promise<StatementQuestion> {
  demandAccounts(world, actor)
  const [from, to] = periodOf(period, mostDays - 1)
  await get(world, actor, 'customers', customer)
  return { ask: 'statement', customer, from, to, ...askedBy(world, actor) }
}
