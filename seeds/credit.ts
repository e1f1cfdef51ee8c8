/** Situations of customers on credit: exactly at the limit, refused by the gate, 95 days late, stopped, on a stored line. */
import type { Company } from './company.ts'
import { addDays } from './days.ts'
import { invoiceFor, type Wanted } from './goods.ts'
import type { Parties } from './situations.ts'
import { Story } from './story.ts'

const goji = (quantity: number): Wanted[] => [['GQ002', quantity]]

function atLimit(story: Story): void {
  story.on(story.ago(13), (desk) => story.prepaidGoods(desk, goji(400)))
  story.on(story.ago(0), (desk) => story.goods(desk, goji(400), 'stamped'))
}

function refused(story: Story): void {
  story.on(story.ago(20), (desk) => story.prepaidGoods(desk, goji(300)))
  story.on(story.ago(6), (desk) => story.goods(desk, goji(300), 'received'))
  story.on(story.ago(0), (desk) => story.goods(desk, goji(600), 'draft'))
}

/** Ninety-five days late: invoiced 125 days ago at thirty days. */
function late95(story: Story): void {
  story.on(story.ago(150), (desk) => story.prepaidGoods(desk, goji(500)))
  story.on(story.ago(125), async (desk) => {
    await invoiceFor(desk, [await story.goods(desk, goji(450), 'received')])
  })
  story.on(story.ago(60), async (desk) => {
    const { customer } = story.party
    await desk.change('finance', 'customers', customer, { creditStatus: 'watch' })
    const { id } = await desk.make('zhaoning', 'collectionPlans', {
      customer,
      cause: 'overdue',
      from: desk.day,
      steps: [
        { dueOn: story.ago(40), amount: '8000.00' },
        { dueOn: story.ago(20), amount: '8000.00' },
      ],
      note: '对方承诺分两期付清，均未兑现。',
    })
    await desk.take('zhaoning', 'collectionPlans', id, 'activate')
  })
}

/** An old balance brought over, part of it written off and shared out (CRD-10). */
function stopped(story: Story): void {
  story.on(story.ago(170), async (desk) => {
    const { customer, contract } = story.party
    const goji = story.company.goods.find(({ code }) => code === 'GQ002')
    const { id } = await desk.make('finance', 'invoices', {
      customer,
      contract,
      date: story.ago(200),
      dueOn: story.ago(170),
      opening: true,
      note: '系统启用前的欠款。',
      lines: [{ product: goji?.id, description: '期初欠款', quantity: '1', unitPrice: '18600' }],
    })
    await desk.take('finance', 'invoices', id, 'issue')
  })
  story.on(story.ago(75), async (desk) => {
    const { customer } = story.party
    await desk.change('finance', 'customers', customer, { creditStatus: 'stopped' })
    const invoice: { id: number } = await desk.world.database.knex('invoices').where({ customer }).first('id')
    const { id } = await desk.make('finance', 'badDebts', {
      customer,
      cause: 'inLimit',
      month: `${desk.day.slice(0, 7)}-01`,
      amount: '3600.00',
      invoice: invoice.id,
      explanation: '经催收无望的质量争议部分，按制度分摊。',
    })
    await desk.take('finance', 'badDebts', id, 'confirm')
  })
  story.on(story.ago(4), (desk) => story.goods(desk, goji(50), 'draft'))
}

/** A line that ended, one in force, a higher one on its way through the approval. */
function storedLine(story: Story): void {
  const line = (amount: string, from: string, to: string | null, rating: string) => ({
    customer: story.party.customer,
    amount,
    from,
    to,
    rating,
    reason: '财务年度信用评定：回款及时，门店扩张。',
  })
  story.on(story.ago(185), async (desk) => {
    const { id } = await desk.make('mahailan', 'creditLines', line('60000.00', desk.day, story.ago(101), 'B'))
    await desk.take('mahailan', 'creditLines', id, 'submit')
    await desk.sign('finance', 'creditLines', id)
    await desk.sign('executive', 'creditLines', id)
  })
  story.on(story.ago(100), async (desk) => {
    const { id } = await desk.make('mahailan', 'creditLines', line('90000.00', desk.day, null, 'A'))
    await desk.take('mahailan', 'creditLines', id, 'submit')
    await desk.sign('finance', 'creditLines', id)
    await desk.sign('executive', 'creditLines', id)
  })
  let first = 0
  story.on(story.ago(30), async (desk) => {
    first = await story.goods(desk, goji(1100), 'received')
  })
  story.on(story.ago(9), (desk) => story.goods(desk, [['YP001', 180]], 'received'))
  story.on(story.ago(8), (desk) => invoiceFor(desk, [first]))
  story.on(story.ago(2), async (desk) => {
    const { id } = await desk.make('mahailan', 'creditLines', line('150000.00', addDays(desk.day, 12), null, 'A'))
    await desk.take('mahailan', 'creditLines', id, 'submit')
    await desk.sign('finance', 'creditLines', id)
  })
}

export function creditStories(company: Company, parties: Parties): void {
  atLimit(new Story(company, parties, 'atLimit'))
  refused(new Story(company, parties, 'refused'))
  late95(new Story(company, parties, 'late95'))
  stopped(new Story(company, parties, 'stopped'))
  storedLine(new Story(company, parties, 'storedLine'))
}
