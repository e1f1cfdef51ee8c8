/** Reads the inputs of a credit decision out of the registers as they stand, for one customer on one day. */
import { daysBetween, plusDays } from '../calendar/weeks.ts'
import { insistOn, moneyIn, type Policy, type PolicyName, percentIn, policiesAt } from '../policy/index.ts'
import type { StoredRecord, World } from '../records/index.ts'
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

const keys = ['payment.mode', 'credit.window', 'credit.prereq.lastYearBalance', 'prepayment.share'] as const satisfies readonly PolicyName[]

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

/** Value shipped in the days before `day`: what the rolling limit is (CRD-02). */
async function shipped({ database: { knex } }: World, { customer, day }: Asked, window: number): Promise<number> {
  const query = knex('dispatches')
    .where({ customer })
    .whereIn('status', ['shipped', 'received'])
    .whereNull('deletedAt')
    .whereBetween('shippedOn', [plusDays(day, -window), plusDays(day, -1)])
  return sum(await query.sum({ sum: 'total' }).first())
}

/** The approved line in force on the day (CRD-17). */
async function line({ database: { knex } }: World, { customer, day }: Asked): Promise<number> {
  const row: { amount: number } | undefined = await knex('creditLines')
    .where({ customer, status: 'approved' })
    .whereNull('deletedAt')
    .where('from', '<=', day)
    .where((query) => query.whereNull('to').orWhere('to', '>=', day))
    .orderBy('from', 'desc')
    .first('amount')
  return Number(row?.amount ?? 0)
}

/** The contract that the case stands on: the one named, else one of the customer's in force. */
async function contractOf({ database: { knex } }: World, { customer, contract, day }: Asked): Promise<StoredRecord | undefined> {
  const inForce = knex('contracts')
    .where({ customer, status: 'signed' })
    .whereNull('deletedAt')
    .where('from', '<=', day)
    .where('to', '>=', day)
  return contract === null ? inForce.orderBy('id', 'desc').first() : inForce.where({ id: contract }).first()
}

/** What lacks of the three conditions (CRD-01, ARC-30, ORD-14). */
async function missing(
  world: World,
  asked: Asked,
  customer: StoredRecord,
  contract: StoredRecord | undefined,
  balance: Policy,
): Promise<Missing[]> {
  const lastYear = `${Number(asked.day.slice(0, 4)) - 1}-12-31`
  const left = sum(await invoices(world, asked).where('date', '<=', lastYear).sum({ sum: 'outstanding' }).first())
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

/** Releases approved for this dispatch and not used up. */
async function granted({ database: { knex } }: World, { dispatch }: Asked): Promise<Granted[]> {
  if (dispatch === undefined) return []
  return knex('releases').where({ dispatch }).whereIn('status', ['approved', 'used']).whereNull('deletedAt').select('kind', 'amount')
}

/** Still to be paid under active plans of one cause. */
async function plan({ database: { knex } }: World, { customer }: Asked, cause: string): Promise<number> {
  const rows: { total: number; paid: number | null }[] = await knex('collectionPlans')
    .where({ customer, cause, status: 'active' })
    .whereNull('deletedAt')
    .select('total', 'paid')
  return rows.reduce((total, each) => total + Math.max(0, Number(each.total) - Number(each.paid ?? 0)), 0)
}

/** Inputs of the decision on `asked`, with the policies they were read under. */
export async function factsOf(world: World, asked: Asked): Promise<Facts> {
  const { knex } = world.database
  const { customer: id, day, amount } = asked
  const customer: StoredRecord = await knex('customers').where({ id }).first()
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
      advance: sum(held),
      pledged,
      overdue: sum(late),
      oldestOverdueDays: late?.oldest ? daysBetween(late.oldest, day) - 1 : 0,
      missing: await missing(world, asked, customer, contract, balance),
      status,
      prepayment: prepayment ? percentIn(prepayment) : 0,
      plans: { cash: await plan(world, asked, 'cash'), overLimit: await plan(world, asked, 'overLimit') },
      granted: await granted(world, asked),
    },
    policies: Object.values(policies),
  }
}
