/** Rules of collections in hand (PAY-03, CF-08): the sum a holder has is marked from the first mark on and never goes above the second. */
import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { yuan } from '../../definition/decimal.ts'
import { moneyIn, policyAt } from '../../policy/index.ts'
import { updateMany, type World } from '../../records/index.ts'
import type { Change, Rules } from '../../records/rules.ts'
import { sameCustomer } from '../sales/seller.ts'

interface Held {
  readonly id: number
  readonly amount: number
  readonly markedOn: string | null
}

/** What the holder has in hand; the holder's row is held, so that two collections at the same second see each other. */
async function inHand({ database: { knex, dialect } }: World, holder: unknown): Promise<Held[]> {
  await dialect.hold(
    knex('users')
      .where({ id: Number(holder) })
      .select('id'),
    'changed',
  )
  return knex('collections').where({ holder, status: 'held' }).whereNull('deletedAt').orderBy('id').select('id', 'amount', 'markedOn')
}

const sumOf = (held: readonly Held[]) => held.reduce((sum, { amount }) => sum + amount, 0)

async function checkMost({ world, before, after, fault }: Change): Promise<void> {
  const more =
    before === undefined || before.deletedAt !== null || before.holder !== after.holder || Number(before.amount) < Number(after.amount)
  if (!more || after.status !== 'held') return
  const others = (await inHand(world, after.holder)).filter(({ id }) => id !== after.id)
  const subject = { customer: Number(after.customer), department: after.department as number | null }
  const most = moneyIn(await policyAt(world, 'collection.remit.max', subject, String(after.collectedOn)))
  const sum = sumOf(others) + Number(after.amount)
  if (sum > most)
    fault('amount', [
      `手中货款将达 ${yuan(sum)} 元，超过最高暂存额 ${yuan(most)} 元（PAY-03）；请先把手中的 ${yuan(sumOf(others))} 元汇入公司账户。`,
      `${yuan(sum)} yuan would be in hand, above the most of ${yuan(most)} yuan (PAY-03); remit the ${yuan(sumOf(others))} yuan in hand to the company account first.`,
    ])
}

/** Marks everything in hand from the day the sum reaches the first mark, and takes the mark away once it is below again. */
async function mark(world: World, holder: unknown): Promise<void> {
  if (typeof holder !== 'number') return
  const held = await inHand(world, holder)
  const today = dayOf(world.now(), world.timeZone)
  const user: { department: number | null } | undefined = await world.database.knex('users').where({ id: holder }).first('department')
  const first = moneyIn(await policyAt(world, 'collection.remit.at', { department: user?.department ?? null }, today))
  const reached = sumOf(held) >= first
  const wrong = held.filter(({ markedOn }) => (markedOn !== null) !== reached).map(({ id }) => id)
  if (wrong.length > 0) await updateMany(world, system, 'collections', wrong, { markedOn: reached ? today : null })
}

/** A receipt covers what is remitted with it (PAY-01). */
async function checkRemitted({ world, before, after, look, fault }: Change): Promise<void> {
  const receipt = await look('receipts', after.receipt)
  const rows: { amount: number }[] = await world.database
    .knex('collections')
    .where({ receipt: after.receipt, status: 'remitted' })
    .whereNull('deletedAt')
    .whereNot({ id: before?.id ?? 0 })
    .select('amount')
  const sum = rows.reduce((total, { amount }) => total + amount, 0) + Number(after.amount)
  if (receipt && sum > Number(receipt.amount))
    fault('receipt', [
      `收款单 ${String(receipt.number)} 只有 ${yuan(Number(receipt.amount))} 元，不足上缴的 ${yuan(sum)} 元（PAY-01）；请另选收款单。`,
      `Receipt ${String(receipt.number)} is of ${yuan(Number(receipt.amount))} yuan, less than the ${yuan(sum)} yuan remitted (PAY-01); choose another.`,
    ])
}

export const collectionsRules: Rules = {
  async prepare({ world, before, after, move, look }) {
    if (before?.holder !== after.holder) after.department = (await look('users', after.holder))?.department ?? null
    if (move === 'remit') after.remittedOn ??= dayOf(world.now(), world.timeZone)
  },
  async check(change) {
    const { world, verb, move, after, fault } = change
    if (verb === 'remove') return
    if (typeof after.collectedOn === 'string' && after.collectedOn > dayOf(world.now(), world.timeZone))
      fault('collectedOn', ['收款日期不能晚于今天（PAY-03），请改正。', 'It is not collected after today (PAY-03); please correct it.'])
    await sameCustomer(change, 'receipt', 'receipts', 'PAY-01')
    if (move === 'remit') await checkRemitted(change)
    await checkMost(change)
  },
  async after({ world, before, after }) {
    if (before && before.markedOn !== after.markedOn) return
    await mark(world, after.holder)
    if (before && before.holder !== after.holder) await mark(world, before.holder)
  },
}
