/** /api/credit: how a customer's credit stands now, what a dispatch would be told by the gate, and why. */
import { dayOf } from '../calendar/today.ts'
import { policyWords } from '../clocks/index.ts'
import { explain, refusalWords } from '../credit/index.ts'
import { formatDecimal, parseDecimal } from '../definition/decimal.ts'
import { malformed } from '../errors.ts'
import { get, nameOf } from '../records/index.ts'
import { demand } from '../records/scope.ts'
import { type Call, idOf, type Route } from './route.ts'

const yuan = (amount: number) => formatDecimal(amount, 2)

/** The gate's answer for goods of `amount` (yuan; nothing unless told), or for a dispatch. */
async function credit(call: Call) {
  const { world, actor, query } = call
  demand(world.catalog.get('creditDecisions'), actor, 'read')
  const customer = await get(world, actor, 'customers', idOf(call))
  const amount = parseDecimal(query.amount ?? '0', 2)
  if (amount === undefined || amount < 0) throw malformed('amount 应为不小于 0 的金额。', 'amount must be an amount of 0 or more.')
  const dispatch = query.dispatch === undefined ? undefined : await get(world, actor, 'dispatches', Number(query.dispatch))
  const stored: { total: number; contract: number | null } | undefined = dispatch
    ? await world.database.knex('dispatches').where({ id: dispatch.id, customer: customer.id }).first('total', 'contract')
    : undefined
  const { inputs, policies, decision } = await explain(world, {
    customer: customer.id,
    amount: stored ? Number(stored.total) : amount,
    day: dayOf(world.now(), world.timeZone),
    contract: stored?.contract ?? null,
    ...(dispatch ? { dispatch: dispatch.id } : {}),
  })
  return {
    day: inputs.day,
    mode: inputs.mode,
    status: inputs.status,
    amount: yuan(inputs.amount),
    limit: yuan(inputs.limit),
    exposure: yuan(inputs.exposure),
    advance: yuan(inputs.advance),
    overdue: yuan(inputs.overdue),
    oldestOverdueDays: inputs.oldestOverdueDays,
    available: yuan(decision.available),
    excess: yuan(decision.excess),
    missing: inputs.missing,
    allowed: decision.allowed,
    basis: decision.basis ?? null,
    reasons: decision.reasons,
    words: decision.allowed ? null : refusalWords(nameOf(world.catalog.get('customers'), customer), inputs, decision),
    policies: policies.map(policyWords),
  }
}

export const creditRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/credit/:id',
    who: 'signed',
    summary: ['客户授信现状与试算', "A customer's credit now, and a trial of the gate"],
    handle: credit,
  },
]
