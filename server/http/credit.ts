/** /api/credit: how a customer's credit stands now, what a dispatch would be told by the gate, and why. */
import { mayRead, rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import { policyWords } from '../clocks/index.ts'
import { explain, refusalWords } from '../credit/index.ts'
import { parseDecimal, yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { malformed, missing } from '../errors.ts'
import { get, holds, nameOf } from '../records/index.ts'
import { demand } from '../records/scope.ts'
import { type Call, idOf, type Route } from './route.ts'

/** The customer, where both the asker's right to customers and his or her right to the credit ledger reach: "own" means the same owner in both. */
async function customerOf(call: Call) {
  const { world, actor } = call
  demand(world.catalog.get('creditDecisions'), actor, 'read')
  const customers = world.catalog.get('customers')
  const customer = await get(world, actor, 'customers', idOf(call))
  const reach = rowRule(customers, { ...actor, grant: () => actor.grant('creditDecisions') }, 'read')
  if (!(await holds(world, actor, customers, customer, reach))) throw missing(customers.label, customer.id)
  return customer
}

/** Fields of the ledger that a figure of the answer gives away, where its own name does not say so. */
const givesAway: Readonly<Record<string, readonly string[]>> = {
  available: ['limit', 'exposure', 'advance'],
  excess: ['excess', 'limit', 'exposure', 'advance'],
  oldestOverdueDays: ['overdue'],
}

/** All figures that a refusal speaks of. */
const figures = ['amount', 'limit', 'exposure', 'advance', 'overdue', 'excess']

const unseen: Words = [
  '现在不能发货；所依据的金额您的角色看不到，请向财务了解。',
  'Goods may not go now; the figures it stands on are not shown to your role, finance tells more.',
]

/** The gate's answer for goods of `amount` (yuan; nothing unless told), or for a dispatch. */
async function credit(call: Call) {
  const { world, actor, query } = call
  const customer = await customerOf(call)
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
  const ledger = world.catalog.get('creditDecisions')
  const sees = (names: readonly string[]) => names.every((name) => mayRead(ledger, actor, name))
  const answer = {
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
    words: decision.allowed
      ? null
      : sees(figures)
        ? refusalWords(nameOf(world.catalog.get('customers'), customer), inputs, decision)
        : unseen,
    policies: sees(['policies']) ? policies.map(policyWords) : [],
  }
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name === 'policies' || sees(givesAway[name] ?? [name])))
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
