/** Rules of bad debts: shares by policy (CRD-10…12), exactly 100 %, amounts to the 分; confirming writes the invoice off. */
import { holdersOf } from '../../approvals/index.ts'
import { dayOf } from '../../calendar/today.ts'
import { yuan } from '../../definition/decimal.ts'
import { capacitiesOf, type PolicyName, policyAt, sharesIn } from '../../policy/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { reckonInvoices } from '../sales/balance.ts'
import { shareOut } from './shareOut.ts'

const policyOf: Readonly<Record<string, PolicyName>> = {
  inLimit: 'credit.badDebt.inLimit.share',
  firstRelease: 'credit.badDebt.inLimit.share',
  lastRelease: 'credit.badDebt.lastRelease.share',
  unapproved: 'credit.badDebt.unapproved.share',
}

/** Who stands behind a share: the signer of the release, the salesperson of the customer, the nearest holder of a role; the company is nobody. */
async function personOf(change: Change, who: string): Promise<number | null> {
  const { world, after, look } = change
  if (who === 'company') return null
  const customer = await look('customers', after.customer)
  if (who === 'signer') return ((await look('releases', after.release))?.signer as number | null) ?? null
  if (who === 'sales') return (customer?.owner as number | null) ?? null
  const [first] = await holdersOf(world, who, (customer?.department as number | null) ?? null)
  return first ?? null
}

/** The shares by policy, for a record that has none yet. */
async function fillShares(change: Change): Promise<void> {
  const { world, after } = change
  const key = policyOf[String(after.cause)]
  if (!key || (after.shares as Stored[]).length > 0) return
  const policy = await policyAt(world, key, { customer: Number(after.customer) }, dayOf(world.now(), world.timeZone))
  after.policies = [policy]
  const nameOf = await capacitiesOf(world)
  const lines: Stored[] = []
  for (const { who, hundredths } of sharesIn(policy))
    lines.push({ capacity: nameOf(who)[0], person: await personOf(change, who), share: hundredths })
  after.shares = lines
}

export const badDebtsRules: Rules = {
  async prepare(change) {
    const { after, look, move, world } = change
    if (move === 'confirm') after.confirmedOn = dayOf(world.now(), world.timeZone)
    if (move) return
    if (after.customer) {
      after.department = (await look('customers', after.customer))?.department ?? null
      await fillShares(change)
    }
    const shares = after.shares as Stored[]
    const amounts = shareOut(
      Number(after.amount ?? 0),
      shares.map(({ share }) => Number(share ?? 0)),
    )
    for (const [index, line] of shares.entries()) line.amount = amounts[index]
  },
  async check({ after, fault, look, verb, move }) {
    if (verb === 'remove') return
    const shares = after.shares as Stored[]
    const sum = shares.reduce((total, { share }) => total + Number(share ?? 0), 0)
    if (sum !== 10_000) fault('shares', ['责任比例合计须为 100%（CRD-10）。', 'The shares make 100 % together (CRD-10).'])
    if (typeof after.month === 'string' && !after.month.endsWith('-01'))
      fault('month', ['月份请填当月 1 日。', 'Write the first day of the month.'])
    const invoice = await look('invoices', after.invoice)
    if (invoice && after.confirmedOn && String(after.confirmedOn) < String(invoice.date))
      fault('invoice', [
        `发票 ${String(invoice.number)} 的开票日 ${String(invoice.date)} 晚于核销日（CRD-10）；请到开票日再确认或另选发票。`,
        `Invoice ${String(invoice.number)} is dated ${String(invoice.date)}, after the day it would be written off (CRD-10); confirm then, or choose another.`,
      ])
    const room = Number(invoice?.outstanding ?? 0)
    if (move === 'confirm' && after.invoice && Number(after.amount) > room)
      fault('amount', [
        `核销 ${yuan(Number(after.amount))} 元超过发票未清 ${yuan(room)} 元；请更正金额。`,
        `${yuan(Number(after.amount))} is more than the ${yuan(room)} outstanding on the invoice; correct the amount.`,
      ])
    for (const [field, register] of [
      ['invoice', 'invoices'],
      ['dispatch', 'dispatches'],
      ['release', 'releases'],
    ] as const) {
      const linked = await look(register, after[field])
      if (linked && linked.customer !== after.customer) fault(field, ['属于其他客户。', 'It belongs to another customer.'])
    }
  },
  async after({ world, after, before }) {
    if (after.invoice && before?.status !== after.status) await reckonInvoices(world, [after.invoice])
  },
}
