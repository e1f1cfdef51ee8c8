/** Rules of receipts: company accounts only (PAY-01), personal accounts refused for ever (PAY-02), allocations within the receipt and within each invoice (PAY-07). */
import { dayOf } from '../../calendar/today.ts'
import { daysBetween } from '../../calendar/weeks.ts'
import { reopenReleases, settleReleases } from '../../credit/index.ts'
import { yuan } from '../../definition/decimal.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { demandUnmatched } from '../reconciliation/unmatched.ts'
import { reckonInvoices } from '../sales/balance.ts'
import { followOwner, sameCustomer } from '../sales/seller.ts'
import { today } from '../saying.ts'
import { oldestFirst } from './allocation.ts'
import { keepPlans } from './keptPlans.ts'

const allocationsOf = (record: Readonly<Stored> | undefined) => (record?.allocations as Stored[] | undefined) ?? []

/** Amounts by invoice. */
function byInvoice(record: Readonly<Stored> | undefined): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { invoice, amount } of allocationsOf(record)) sums.set(Number(invoice), (sums.get(Number(invoice)) ?? 0) + Number(amount))
  return sums
}

/** Adds to the allocations what the rest of the receipt pays, oldest due first; the invoices are held until it is written. */
async function allocate({ world, after, fault }: Change): Promise<void> {
  const { knex, dialect } = world.database
  const spent = allocationsOf(after).reduce((sum, { amount }) => sum + Number(amount), 0)
  const rest = Number(after.amount) - Number(after.refunded ?? 0) - Number(after.adjusted ?? 0) - spent
  const open = knex('invoices')
    .where({ customer: after.customer, status: 'issued' })
    .where('outstanding', '>', 0)
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'date', 'dueOn', 'outstanding')
  const paid = oldestFirst(rest, await dialect.hold(open, 'changed'))
  if (paid.length === 0)
    fault('allocations', [
      '该客户没有未清发票，或此笔收款已分配完（PAY-07）；余额作预收保留。',
      'The customer has no open invoice, or all of the receipt is allocated (PAY-07); the rest stays as an advance.',
    ])
  const now = allocationsOf(after).map((line) => ({ ...line }))
  for (const { invoice, amount } of paid) {
    const known = now.find((line) => line.invoice === invoice)
    if (known) known.amount = Number(known.amount) + amount
    else now.push({ invoice, amount })
  }
  after.allocations = now
}

async function prepare(change: Change): Promise<void> {
  const { world, before, after, move } = change
  await followOwner(change)
  after.adjusted ??= 0
  if (before?.date !== after.date && typeof after.date === 'string') {
    const entered = before ? dayOf(new Date(String(before.createdAt)), world.timeZone) : today(change)
    after.daysLate = Math.max(0, daysBetween(after.date, entered) - 1)
  }
  if (after.paidInto === 'personal' && (before === undefined || before.status === 'draft')) {
    after.status = 'refused'
    after.allocations = []
    after.refusal =
      '客户货款严禁进入个人账户（PAY-02）：此笔只作记录，不得确认或分配；请责令汇入公司指定账户后另行登记。 Customer money in a personal account is strictly forbidden (PAY-02): kept on record only, never confirmed or allocated; have it paid into a company account and enter that receipt.'
  }
  if (move === 'allocate') await allocate(change)
}

/** Each allocation goes to an issued invoice of the same customer, within what is outstanding on it. The invoices are held in the order of their ids. */
async function checkAllocations({ world, before, after, fault }: Change): Promise<void> {
  const mine = byInvoice(after)
  if (Number(after.unallocated) < 0)
    fault('allocations', [
      `分配合计 ${yuan(Number(after.allocated))} 超过可用金额 ${yuan(Number(after.available))}（PAY-07）；请减少分配。`,
      `${yuan(Number(after.allocated))} is allocated of ${yuan(Number(after.available))} (PAY-07); allocate less.`,
    ])
  if (mine.size === 0) return
  const { knex, dialect } = world.database
  const found = knex('invoices')
    .whereIn('id', [...mine.keys()])
    .orderBy('id')
    .select('id', 'number', 'customer', 'status', 'outstanding')
  const given = before?.status === 'confirmed' ? byInvoice(before) : new Map<number, number>()
  for (const invoice of (await dialect.hold(found, 'changed')) as Stored[]) {
    const id = Number(invoice.id)
    const at = `allocations.${allocationsOf(after).findIndex((line) => line.invoice === id)}`
    const room = Number(invoice.outstanding) + (given.get(id) ?? 0)
    if (invoice.customer !== after.customer || invoice.status !== 'issued')
      fault(`${at}.invoice`, [
        `发票 ${String(invoice.number)} 不是该客户已开具的发票（PAY-07）；请另选。`,
        `Invoice ${String(invoice.number)} is not an issued invoice of this customer (PAY-07); choose another.`,
      ])
    else if ((mine.get(id) ?? 0) > room && mine.get(id) !== given.get(id))
      fault(`${at}.amount`, [
        `发票 ${String(invoice.number)} 未清 ${yuan(room)}，不能分配 ${yuan(mine.get(id) ?? 0)}（PAY-07）；多余部分请留作预收。`,
        `${yuan(room)} is outstanding on invoice ${String(invoice.number)}, so ${yuan(mine.get(id) ?? 0)} cannot be allocated (PAY-07); leave the rest as an advance.`,
      ])
  }
}

/** The account is the company's own and in use (PAY-01); a draft is the same customer's and pays once (PAY-11). */
async function checkSource(change: Change): Promise<void> {
  const { world, after, look, fault } = change
  await sameCustomer(change, 'draft', 'bankDrafts', 'PAY-11')
  const account = await look('bankAccounts', after.account)
  if (account && !account.active)
    fault('account', [
      `账户 ${String(account.name)} 已停用（PAY-01）；请选择启用的公司账户。`,
      `Account ${String(account.name)} is out of use (PAY-01); choose a company account in use.`,
    ])
  if (!after.draft) return
  const other: { number: string } | undefined = await world.database
    .knex('receipts')
    .where({ draft: after.draft })
    .whereIn('status', ['draft', 'confirmed'])
    .whereNull('deletedAt')
    .whereNot({ id: Number(after.id ?? 0) })
    .first('number')
  if (other)
    fault('draft', [
      `此汇票已登记在收款 ${other.number}（PAY-11）；一张汇票只入账一次。`,
      `This draft is in receipt ${other.number} already (PAY-11); a draft is booked once.`,
    ])
}

export const receiptsRules: Rules = {
  prepare,
  async check(change) {
    const { verb, before, after, fault } = change
    if (verb === 'remove') {
      if (before?.status !== 'draft')
        fault('root', ['只有草稿可以删除；已确认的收款请作废（PAY-07）。', 'Only a draft is deleted; void a confirmed receipt (PAY-07).'])
      return
    }
    if (after.status === 'void') await demandUnmatched(change, 'receipts')
    if (after.status === 'void' || after.status === 'refused') return
    if (typeof after.date === 'string' && after.date > today(change))
      fault('date', ['到账日期不能晚于今天（PAY-01），请改正。', 'A receipt is not dated after today (PAY-01); please correct it.'])
    await checkSource(change)
    await checkAllocations(change)
  },
  async after({ world, before, after }) {
    const counted = [before, after].filter((record) => record?.status === 'confirmed')
    if (counted.length === 0) return
    const same = before?.status === after.status && JSON.stringify(before?.allocations) === JSON.stringify(after.allocations)
    if (!same)
      await reckonInvoices(
        world,
        counted.flatMap((record) => [...byInvoice(record).keys()]),
      )
    if (before?.status !== after.status || before?.refunded !== after.refunded || before?.adjusted !== after.adjusted)
      await keepPlans(world, Number(after.customer))
    const day = dayOf(world.now(), world.timeZone)
    if (after.status === 'void') await reopenReleases(world, Number(after.customer), String(after.date), day)
    else await settleReleases(world, Number(after.customer), day)
  },
}
