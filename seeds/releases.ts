/** Situations of releases: a first one waiting, first and last used and not back at month end, one that came back, an overdue one waiting, goods that left without leave. */
import { monthEnd, plusMonths } from '../server/calendar/duration.ts'
import { closeCreditMonth } from '../server/credit/index.ts'
import { yuan } from '../server/definition/decimal.ts'
import { type Company, onDay, plan } from './company.ts'
import { addDays, monthOf } from './days.ts'
import type { Desk } from './desk.ts'
import { invoiceFor, moneyFrom, settle, takeTo, type Wanted } from './goods.ts'
import type { Parties } from './situations.ts'
import { Story } from './story.ts'

const goji = (quantity: number): Wanted[] => [['GQ002', quantity]]

/** Applies for a release of a notice; answers it under approval. */
async function apply(desk: Desk, applicant: string, dispatch: number, kind: 'first' | 'last' | 'overdue', reason: string): Promise<number> {
  const { id } = await desk.make(applicant, 'releases', { dispatch, kind, reason })
  await desk.take(applicant, 'releases', id, 'submit')
  return id
}

/** Goods that go on a release somebody signs. */
async function released(story: Story, desk: Desk, wanted: readonly Wanted[], kind: 'first' | 'last', signer: string): Promise<number> {
  const notice = await story.goods(desk, wanted, 'draft')
  const release = await apply(desk, 'clerk', notice, kind, '节前备货，客户承诺当月回款。')
  await desk.sign(signer, 'releases', release)
  await takeTo(desk, notice, 'received')
  return notice
}

function firstReleaseWaiting(story: Story): void {
  story.on(story.ago(62), (desk) => story.prepaidGoods(desk, goji(800)))
  let owed = 0
  story.on(story.ago(38), async (desk) => {
    owed = await story.goods(desk, goji(800), 'received')
  })
  story.on(story.ago(12), (desk) => story.prepaidGoods(desk, goji(750)))
  story.on(story.ago(0), async (desk) => {
    await invoiceFor(desk, [owed])
    const notice = await story.goods(desk, goji(100), 'draft')
    await apply(desk, 'clerk', notice, 'first', '中转库断货，客户要求先发 100 件，月底前回款。')
  })
}

/** Over at the end of last month: thirty days and more after the goods that made the debt. */
function lastReleaseOverdue(story: Story, end: string): void {
  const before = (days: number) => addDays(end, -days)
  const notices: number[] = []
  story.on(before(60), (desk) => story.prepaidGoods(desk, goji(800)))
  story.on(before(33), async (desk) => {
    notices.push(await story.goods(desk, goji(800), 'received'))
  })
  story.on(before(25), async (desk) => {
    notices.push(await released(story, desk, goji(200), 'first', 'regional'))
  })
  story.on(before(20), async (desk) => {
    notices.push(await released(story, desk, goji(300), 'last', 'marketing'))
  })
  story.on(end, (desk) => invoiceFor(desk, notices), 16)
}

function settledRelease(story: Story): void {
  const notices: number[] = []
  story.on(story.ago(70), (desk) => story.prepaidGoods(desk, goji(500)))
  story.on(story.ago(45), async (desk) => {
    notices.push(await story.goods(desk, goji(500), 'received'))
  })
  story.on(story.ago(39), async (desk) => {
    notices.push(await released(story, desk, goji(150), 'first', 'regional'))
    const { customer } = story.party
    await invoiceFor(desk, notices)
    const row: { total: number } = await desk.world.database
      .knex('invoices')
      .where({ customer })
      .where('outstanding', '>', 0)
      .first('total')
    story.on(story.ago(24), async (later) => {
      await moneyFrom(story.company, later, customer, yuan(Number(row.total)))
      await settle(later, customer)
    })
  })
}

/** Goods since then were paid at once, the old invoice only in part, and the rest of it is overdue. */
function overdueWaiting(story: Story): void {
  let owed = 0
  story.on(story.ago(60), (desk) => story.prepaidGoods(desk, goji(300)))
  story.on(story.ago(43), async (desk) => {
    owed = await story.goods(desk, goji(300), 'received')
  })
  story.on(story.ago(42), (desk) => invoiceFor(desk, [owed]))
  story.on(story.ago(25), async (desk) => {
    const notice = await story.goods(desk, goji(200), 'received', 100)
    const invoice = await invoiceFor(desk, [notice])
    const { knex } = desk.world.database
    const row: { id: number; amount: number } = await knex('receipts')
      .where({ customer: story.party.customer })
      .orderBy('id', 'desc')
      .first('id', 'amount')
    const amount = yuan(Number(row.amount))
    await desk.change('finance', 'receipts', row.id, { allocations: [{ invoice, amount }] })
  })
  story.on(story.ago(13), async (desk) => {
    const { customer } = story.party
    await moneyFrom(story.company, desk, customer, '9600.00')
    await settle(desk, customer)
  })
  story.on(story.ago(1), async (desk) => {
    const notice = await story.goods(desk, goji(60), 'draft')
    await apply(desk, 'zhaoning', notice, 'overdue', '余款三日内付清，促销档期已排，请准先发。')
  })
}

/** Finance finds out that goods left without money or leave (CRD-11). */
function unapproved(story: Story, end: string): void {
  story.on(addDays(end, -9), async (desk) => {
    const notice = await story.goods(desk, [['HZ003', 260]], 'draft')
    await desk.take('finance', 'dispatches', notice, 'recordUnapproved', '盘点发现该批已于当日出库，未核款也未经批准。')
  })
}

export function releaseStories(company: Company, parties: Parties): void {
  const month = `${plusMonths(monthOf(company.today), -1).slice(0, 7)}-01`
  const end = monthEnd(month)
  firstReleaseWaiting(new Story(company, parties, 'firstReleaseWaiting'))
  lastReleaseOverdue(new Story(company, parties, 'lastReleaseOverdue'), end)
  settledRelease(new Story(company, parties, 'settledRelease'))
  overdueWaiting(new Story(company, parties, 'overdueWaiting'))
  unapproved(new Story(company, parties, 'unapproved'), end)
  const first = addDays(end, 1)
  plan(company, first, async () => {
    await closeCreditMonth(onDay(company, first, 7), month)
  })
}
