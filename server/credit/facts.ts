/** Reads the inputs of a credit decision out of the registers as they stand, for one customer on one day. */
import { type Duration, plusMonths } from '../calendar/duration.ts'
import { daysBetween, plusDays } from '../calendar/weeks.ts'
import { durationIn, insistOn, moneyIn, type Policy, type PolicyName, percentIn, policiesAt } from '../policy/index.ts'
import type { Stored, World } from '../records/index.ts'
import type { PaymentMode } from '../registers/paymentModes.ts'
import type { CreditStatus, Granted, Inputs, Missing } from './decision.ts'

/** States of a dispatch from which its goods count as the customer's: money and stock were confirmed. */
export const bindingStates = ['checked', 'stamped', 'loaded', 'shipped', 'received'] as const

export interface Asked {
  readonly customer: number
  /** Value of the goods in 分. */
  readonly amount: number
  readonly day: string
  readonly contract: number | null
  /** The dispatch that asks, left out of what is owed already. */
  readonly dispatch?: number
}

export interface Facts {
  readonly inputs: Inputs
  /** The policies applied, to be kept with the decision. */
  readonly policies: readonly Policy[]
}

const keys = [
  'payment.mode',
  'credit.window',
  'credit.overdueAfter',
  'credit.prereq.lastYearBalance',
  'prepayment.share',
] as const satisfies readonly PolicyName[]

const sum = (row: { sum?: number | string | null } | undefined): number => Number(row?.sum ?? 0)

/** Live goods of the customer that count: everything on its way, but for the dispatch that asks. */
function dispatches({ database: { knex } }: World, { customer, dispatch }: Asked) {
  const query = knex('dispatches')
    .where({ 'dispatches.customer': customer })
    .whereIn('dispatches.status', bindingStates)
    .whereNull('dispatches.deletedAt')
  return dispatch === undefined ? query : query.whereNot('dispatches.id', dispatch)
}

const invoices = ({ database: { knex } }: World, { customer }: Asked) =>
  knex('invoices').where({ customer, status: 'issued' }).whereNull('deletedAt').where('outstanding', '>', 0)

/** Goods on their way, not invoiced; and the part of the money received that earlier prepaid goods stand on. */
async function goods(world: World, asked: Asked): Promise<{ uninvoiced: number; pledged: number }> {
  const rows: { total: number; basis: string | null; outstanding: number | null; invoice: number | null }[] = await dispatches(world, asked)
    // A draft invoice is none yet: goods stay counted until one is issued.
    .leftJoin('invoices', (join) => join.on('invoices.id', 'dispatches.invoice').andOnVal('invoices.status', 'issued'))
    .where((query) =>
      query.whereNull('invoices.id').orWhere((open) => open.where('dispatches.basis', 'prepaid').where('invoices.outstanding', '>', 0)),
    )
    .select('dispatches.total as total', 'dispatches.basis as basis', 'invoices.id as invoice', 'invoices.outstanding as outstanding')
  const open = rows.filter(({ invoice }) => invoice === null)
  const ahead = rows.filter(({ basis }) => basis === 'prepaid')
  return {
    uninvoiced: open.reduce((total, each) => total + Number(each.total), 0),
    pledged: ahead.reduce((total, each) => total + Math.min(Number(each.total), Number(each.outstanding ?? each.total)), 0),
  }
}

/** Value shipped in the days before `day`, less what came back in them: what the rolling limit is (CRD-02). Goods that left without leave earn no credit. */
async function shipped({ database: { knex } }: World, { customer, day }: Asked, window: number): Promise<number> {
  const days: [string, string] = [plusDays(day, -window), plusDays(day, -1)]
  const sent = knex('dispatches')
    .where({ customer })
    .whereIn('status', ['shipped', 'received'])
    .where((query) => query.whereNull('basis').orWhereNot('basis', 'unapproved'))
    .whereNull('deletedAt')
    .whereBetween('shippedOn', days)
  const back = knex('returns')
    .where({ customer })
    .whereIn('status', ['confirmed', 'refunded'])
    .whereNull('deletedAt')
    .whereBetween('date', days)
  return Math.max(0, sum(await sent.sum({ sum: 'total' }).first()) - sum(await back.sum({ sum: 'total' }).first()))
}

/** The last day on which goods not invoiced may have been shipped without being late by now: the term counted back from `day`. */
function lateBefore(day: string, days: number | null, { unit, amount }: Duration): string {
  if (days !== null) return plusDays(day, -days)
  if (unit === 'month') return plusMonths(day, -amount)
  if (unit === 'monthEnd') return `${plusMonths(day, -amount).slice(0, 7)}-01`
  // Working days are fewer than days: counted back generously, so that nothing is called late that is not.
  return plusDays(day, unit === 'workingDay' ? -Math.ceil((amount * 7) / 5) - 2 : -amount)
}

/** Goods shipped before a day that no invoice names yet. */
async function uninvoicedBefore(world: World, asked: Asked, before: string): Promise<{ value: number; oldest: string | null }> {
  const row: { sum?: number | null; oldest?: string | null } | undefined = await dispatches(world, asked)
    .leftJoin('invoices', (join) => join.on('invoices.id', 'dispatches.invoice').andOnVal('invoices.status', 'issued'))
    .whereNull('invoices.id')
    .where('dispatches.shippedOn', '<', before)
    .sum({ sum: 'dispatches.total' })
    .min({ oldest: 'dispatches.shippedOn' })
    .first()
  return { value: sum(row), oldest: row?.oldest ?? null }
}

/** The approved line in force on the day (CRD-17); one that was ended held until its end. */
async function line({ database: { knex } }: World, { customer, day }: Asked): Promise<number> {
  const row: { amount: number } | undefined = await knex('creditLines')
    .where({ customer })
    .whereIn('status', ['approved', 'ended'])
    .whereNull('deletedAt')
    .where('from', '<=', day)
    .where((query) => query.whereNull('to').orWhere('to', '>=', day))
    .orderBy('from', 'desc')
    .first('amount')
  return Number(row?.amount ?? 0)
}

/** The contract that the case stands on: the one named, else one of the customer's in force. */
async function contractOf({ database: { knex } }: World, { customer, contract, day }: Asked): Promise<Stored | undefined> {
  const inForce = knex('contracts')
    .where({ customer, status: 'signed' })
    .whereNull('deletedAt')
    .where('from', '<=', day)
    .where('to', '>=', day)
  return contract === null ? inForce.orderBy('id', 'desc').first() : inForce.where({ id: contract }).first()
}

/** What lacks of the three conditions (CRD-01, ARC-30, ORD-14). */
async function missing(world: World, asked: Asked, customer: Stored, contract: Stored | undefined, balance: Policy): Promise<Missing[]> {
  const year = `${asked.day.slice(0, 4)}-01-01`
  const invoiced = sum(await invoices(world, asked).where('date', '<', year).sum({ sum: 'outstanding' }).first())
  const left = invoiced + (await uninvoicedBefore(world, asked, year)).value
  const parts = String(customer.fileParts ?? '')
  const lacks: readonly (readonly [Missing, boolean])[] = [
    ['card', !parts.includes('"card"')],
    ['idCopy', String(customer.idCopy ?? '[]') === '[]'],
    ['contract', contract === undefined],
    ['settlementAgreement', contract !== undefined && !contract.settlementAgreement],
    ['lastYearBalance', left > moneyIn(balance)],
  ]
  return lacks.flatMap(([what, lacking]) => (lacking ? [what] : []))
}

/** Releases approved for this very dispatch of this very customer. */
async function granted({ database: { knex } }: World, { customer, dispatch }: Asked): Promise<Granted[]> {
  if (dispatch === undefined) return []
  return knex('releases')
    .where({ dispatch, customer })
    .whereIn('status', ['approved', 'used'])
    .whereNull('deletedAt')
    .select('kind', { amount: 'covers' })
}

/** Still to be paid under active plans of one cause, in steps that are not past. */
async function plan({ database: { knex } }: World, { customer, day }: Asked, cause: string): Promise<number> {
  const rows: { amount: number; paid: number | null }[] = await knex({ s: 'collectionPlans_steps' })
    .join({ p: 'collectionPlans' }, 'p.id', 's.parent')
    .where({ 'p.customer': customer, 'p.cause': cause, 'p.status': 'active' })
    .whereNull('p.deletedAt')
    .where('s.dueOn', '>=', day)
    .select('s.amount', 's.paid')
  return rows.reduce((total, each) => total + Math.max(0, Number(each.amount) - Number(each.paid ?? 0)), 0)
}

/** Inputs of the decision on `asked`, with the policies they were read under. */
export async function factsOf(world: World, asked: Asked): Promise<Facts> {
  const { knex } = world.database
  const { customer: id, day, amount } = asked
  const customer: Stored = await knex('customers')
    .where({ id })
    .first('tier', 'department', 'paymentMode', 'creditStatus', 'creditDays', 'idCopy', 'fileParts')
  const contract = await contractOf(world, asked)
  const policies = await policiesAt(
    world,
    keys,
    { customer: id, tier: customer.tier as string | null, department: customer.department as number | null },
    day,
  )
  const mode = (contract?.settlement ?? customer.paymentMode ?? insistOn(policies, 'payment.mode').value) as PaymentMode
  const status = (customer.creditStatus ?? 'good') as CreditStatus
  const prepayment = status === 'restricted' ? insistOn(policies, 'prepayment.share') : undefined
  const window = insistOn(policies, 'credit.window')
  const balance = insistOn(policies, 'credit.prereq.lastYearBalance')
  const limit = mode === 'rolling' ? await shipped(world, asked, Number(window.value)) : mode === 'fixed' ? await line(world, asked) : 0
  const { uninvoiced, pledged } = await goods(world, asked)
  const open = sum(await invoices(world, asked).sum({ sum: 'outstanding' }).first())
  const late: { sum?: number | null; oldest?: string | null } | undefined = await invoices(world, asked)
    .where('dueOn', '<', day)
    .sum({ sum: 'outstanding' })
    .min({ oldest: 'dueOn' })
    .first()
  const term = durationIn(insistOn(policies, 'credit.overdueAfter'))
  const days = (contract?.creditDays ?? customer.creditDays ?? null) as number | null
  const stale = await uninvoicedBefore(world, asked, lateBefore(day, days, term))
  const oldest = [late?.oldest, stale.oldest && plusDays(stale.oldest, days ?? 30)].filter(Boolean).sort()[0]
  const held = await knex('receipts')
    .where({ customer: id, status: 'confirmed' })
    .whereNull('deletedAt')
    .where('unallocated', '>', 0)
    .sum({ sum: 'unallocated' })
    .first()
  return {
    inputs: {
      day,
      mode,
      amount,
      limit,
      exposure: open + uninvoiced,
      uninvoiced,
      advance: sum(held),
      pledged,
      overdue: sum(late) + stale.value,
      oldestOverdueDays: oldest ? Math.max(0, daysBetween(oldest, day) - 1) : 0,
      missing: await missing(world, asked, customer, contract, balance),
      status,
      prepayment: prepayment ? percentIn(prepayment) : 0,
      plans: { cash: await plan(world, asked, 'cash'), overLimit: await plan(world, asked, 'overLimit') },
      granted: await granted(world, asked),
    },
    policies: Object.values(policies),
  }
}
