/** Rules of claims (PAY-14): of money that is open, within it; confirming one makes the receipt, allocates it, matches it, remembers the payer and rejects the rivals. */
import { onBehalfOf, system } from '../../access/actor.ts'
import { holdersOf, notify } from '../../approvals/index.ts'
import { yuan } from '../../definition/decimal.ts'
import { say, type Words } from '../../definition/words.ts'
import { closedUntil, monthOf } from '../../reconciliation/index.ts'
import { reckonLines } from '../../reconciliation/matched.ts'
import { paidExactly } from '../../reconciliation/matching/invoices.ts'
import { create, move as take, updateMany, type World } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { oldestFirst } from '../money/allocation.ts'

interface Line extends Stored {
  readonly id: number
  readonly name: string | null
  readonly account: number
  readonly date: string
  readonly amount: number
  readonly open: number | null
  readonly state: string
  readonly payer: string | null
  readonly payerAccount: string | null
}

/** The claimed line, nobody else's until this is written. */
async function heldLine({ database: { knex, dialect } }: World, id: unknown): Promise<Line | undefined> {
  const [line]: Line[] = await dialect.hold(
    knex('bankLines')
      .where({ id: Number(id) })
      .whereNull('deletedAt'),
    'changed',
  )
  return line
}

async function checkLine({ world, after, before, fault }: Change, line: Line): Promise<void> {
  const open = Number(line.open ?? line.amount)
  if (line.amount <= 0 || line.state === 'aside') {
    fault('bankLine', [
      '只能认领到账的客户款（PAY-14）；此笔是支出或已列为非客户款。',
      "Only customers' money that came in is claimed (PAY-14); this went out or was set aside.",
    ])
    return
  }
  if (Number(after.amount) > open)
    fault('amount', [
      `该笔未勾对 ${yuan(open)} 元，不能认领 ${yuan(Number(after.amount))} 元（PAY-14）；可能刚被他人确认，请刷新。`,
      `${yuan(open)} yuan of the line is open, so ${yuan(Number(after.amount))} cannot be claimed (PAY-14); somebody else's claim may just have been confirmed: look again.`,
    ])
  if (before) return
  const twin: { number: string } | undefined = await world.database
    .knex('moneyClaims')
    .where({ bankLine: line.id, customer: after.customer, status: 'open' })
    .whereNull('deletedAt')
    .first('number')
  if (twin)
    fault('customer', [
      `该客户对此笔已有认领 ${twin.number}（PAY-14），等财务确认即可。`,
      `Claim ${twin.number} of this customer on this line waits for finance already (PAY-14).`,
    ])
}

/** Money that a receipt may have been entered for already makes no second one: the proposal is answered first. */
async function checkProposed({ world, fault }: Change, line: Line): Promise<void> {
  const proposed: { match: string; receipt: string } | undefined = await world.database
    .knex({ b: 'matches_bank' })
    .join({ m: 'matches' }, 'm.id', 'b.parent')
    .join({ p: 'matches_papers' }, 'p.parent', 'm.id')
    .join({ r: 'receipts' }, 'r.id', 'p.receipt')
    .where({ 'b.line': line.id, 'm.status': 'proposed' })
    .whereNull('m.deletedAt')
    .first({ match: 'm.number', receipt: 'r.number' })
  if (proposed)
    fault('bankLine', [
      `此笔已建议与收款 ${proposed.receipt} 勾对（${proposed.match}，PAY-14）；请先在对账页确认或否定该建议，以免重复登记收款。`,
      `It is proposed as receipt ${proposed.receipt} already (${proposed.match}, PAY-14); confirm or refuse that proposal on the page of the month first, or the receipt would be entered twice.`,
    ])
}

/** The receipt that a confirmed claim makes: dated as the bank says, or in the first open month when that day is closed. */
async function makeReceipt({ world, actor, after }: Change, line: Line): Promise<number> {
  const closed = await closedUntil(world)
  const invoices: { id: number; date: string; dueOn: string | null; outstanding: number }[] = await world.database
    .knex('invoices')
    .where({ customer: after.customer, status: 'issued' })
    .where('outstanding', '>', 0)
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'date', 'dueOn', 'outstanding')
  const amount = Number(after.amount)
  const writer = onBehalfOf(actor)
  const { id } = await create(world, writer, 'receipts', {
    customer: after.customer,
    date: closed !== null && line.date <= closed ? monthOf(closed, 1) : line.date,
    amount: yuan(amount),
    method: 'transfer',
    paidInto: 'company',
    account: line.account,
    payer: line.payer?.slice(0, 120),
    payerAccount: line.payerAccount,
    note: say([`认领 ${String(after.number)}`, `Claim ${String(after.number)}`], actor.language),
    allocations: (paidExactly(amount, invoices) ?? oldestFirst(amount, invoices)).map((part) => ({
      invoice: part.invoice,
      amount: yuan(part.amount),
    })),
  })
  await take(world, writer, 'receipts', Number(id), 'confirm')
  return Number(id)
}

async function confirm(change: Change, line: Line): Promise<void> {
  const { world, actor, after } = change
  const receipt = await makeReceipt(change, line)
  const amount = yuan(Number(after.amount))
  await updateMany(world, system, 'moneyClaims', [Number(after.id)], { receipt })
  await create(world, onBehalfOf(actor), 'matches', {
    bank: [{ line: line.id, amount }],
    papers: [{ receipt, amount }],
    made: 'person',
    status: 'confirmed',
    score: '100',
    reason: `认领 ${String(after.number)}，由${actor.name}确认。\nClaim ${String(after.number)}, confirmed by ${actor.name}.`,
  })
}

/** Finance hears of a new claim, the claimant of what became of it. */
async function tell({ world, actor, before, after }: Change, line: Line): Promise<void> {
  const about = (...title: Words) => ({ document: 'moneyClaims', record: Number(after.id), title })
  const what = `${String(after.number)} ${yuan(Number(after.amount))} (${line.payer ?? line.date})`
  if (!before)
    await notify(world, await holdersOf(world, 'finance', null), 'inform', about(`到账认领待确认 ${what}`, `Claim to confirm: ${what}`))
  else if (after.salesperson !== null && after.salesperson !== actor.id && after.status === 'confirmed')
    await notify(
      world,
      [Number(after.salesperson)],
      'decided',
      about(`认领已确认，收款已登记 ${what}`, `Claim confirmed, its receipt is entered: ${what}`),
    )
  else if (after.salesperson !== null && after.salesperson !== actor.id && after.status === 'rejected')
    await notify(world, [Number(after.salesperson)], 'decided', about(`认领被驳回 ${what}`, `Claim rejected: ${what}`))
}

export const moneyClaimsRules: Rules = {
  async prepare({ verb, after, move, note, look }) {
    if (verb === 'create' && (after.amount === null || after.amount === undefined))
      after.amount = (await look('bankLines', after.bankLine))?.open ?? null
    if (move === 'reject') after.refusal = note?.slice(0, 1000) ?? null
  },
  async check(change) {
    const { world, verb, before, after, fault } = change
    if (verb === 'remove') {
      if (before?.status === 'confirmed') fault('root', ['已确认的认领不能删除（PAY-14）。', 'A confirmed claim is not deleted (PAY-14).'])
      return
    }
    if (after.status === 'rejected' || after.status === 'withdrawn' || (before?.status === 'confirmed' && after.status === 'confirmed'))
      return
    const line = await heldLine(world, after.bankLine)
    if (!line) return
    await checkLine(change, line)
    if (change.move === 'confirm') await checkProposed(change, line)
  },
  async after(change) {
    const { world, before, after, verb } = change
    if (before?.status === after.status && verb !== 'remove' && verb !== 'recover') return
    const line = await heldLine(world, after.bankLine)
    if (!line) return
    if (after.status === 'confirmed' && before?.status === 'open') await confirm(change, line)
    else await reckonLines(world, [line.id])
    await tell(change, line)
  },
}
