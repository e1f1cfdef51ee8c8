/** Situations of money: a receipt refused, an advance, cash under collection plans; acceptance drafts and collections in hand. */
import type { Company } from './company.ts'
import { addDays } from './days.ts'
import { invoiceFor, moneyFrom, partOf, settle, type Wanted } from './goods.ts'
import type { Parties } from './situations.ts'
import { Story } from './story.ts'

const sauce = (quantity: number): Wanted[] => [['JL011', quantity]]

/** Cash on delivery: one plan was kept in two steps, one is running. */
export function cashStory(company: Company, parties: Parties): void {
  const story = new Story(company, parties, 'cashPlans')
  const planned = async (desk: Parameters<Parameters<Story['on']>[1]>[0], amount: string, due: readonly string[]) => {
    const part = partOf(amount, 100 / due.length)
    const { id } = await desk.make('mahailan', 'collectionPlans', {
      customer: story.party.customer,
      cause: 'cash',
      from: desk.day,
      agreement: await desk.scan('mahailan', '客户承诺函', 'Promise of the customer'),
      steps: due.map((dueOn) => ({ dueOn, amount: part })),
    })
    await desk.take('mahailan', 'collectionPlans', id, 'activate')
  }
  const pays = async (desk: Parameters<typeof planned>[0], amount: string) => {
    await moneyFrom(company, desk, story.party.customer, amount, { method: 'cash', account: null })
    await settle(desk, story.party.customer)
  }
  story.on(story.ago(80), async (desk) => {
    await planned(desk, '12000.00', [story.ago(62), story.ago(50)])
    await invoiceFor(desk, [await story.goods(desk, sauce(180), 'received')])
  })
  story.on(story.ago(64), (desk) => pays(desk, '6000.00'))
  story.on(story.ago(51), (desk) => pays(desk, '6000.00'))
  story.on(story.ago(15), async (desk) => {
    await planned(desk, '15000.00', [story.ago(3), story.ago(-12), story.ago(-40)])
    await invoiceFor(desk, [await story.goods(desk, sauce(200), 'received')])
  })
  story.on(story.ago(4), (desk) => pays(desk, '5000.00'))
}

function personalAccount(story: Story): void {
  story.on(story.ago(9), async (desk) => {
    const { customer } = story.party
    await desk.make('finance', 'receipts', {
      customer,
      date: desk.day,
      amount: '6800.00',
      paidInto: 'personal',
      payer: '该户采购员',
      note: '客户误转业务员个人账户，已责令退回并改汇公司账户。',
    })
  })
  story.on(story.ago(7), async (desk) => {
    await moneyFrom(story.company, desk, story.party.customer, '6800.00')
    await invoiceFor(desk, [await story.goods(desk, [['GG001', 300]], 'received')])
    await settle(desk, story.party.customer)
  })
}

function advance(story: Story): void {
  story.on(story.ago(12), async (desk) => {
    await moneyFrom(story.company, desk, story.party.customer, '30000.00')
    await invoiceFor(desk, [await story.goods(desk, [['LH002', 120]], 'received')])
    await settle(desk, story.party.customer)
  })
}

interface Draft {
  readonly ago: number
  /** Days from today on which it is due. */
  readonly due: number
  readonly amount: string
  readonly end?: readonly [ago: number, step: string, more: Readonly<Record<string, unknown>>]
}

/** Held, due in two days, endorsed, discounted, collected, dishonoured. Goods follow the money. */
function drafts(story: Story): void {
  const all: readonly Draft[] = [
    { ago: 30, due: 140, amount: '20000.00' },
    { ago: 88, due: 2, amount: '12000.00' },
    { ago: 70, due: 100, amount: '15000.00', end: [28, 'endorse', { endorsee: '宁夏安达长途运输有限公司', endorsedOn: story.ago(28) }] },
    { ago: 110, due: 40, amount: '18000.00', end: [60, 'discount', { discountInterest: '162.00' }] },
    { ago: 150, due: -20, amount: '10000.00', end: [19, 'collect', {}] },
    { ago: 140, due: -35, amount: '8000.00', end: [33, 'dishonour', { note: '承兑人账户冻结，已向前手追索。' }] },
  ]
  for (const [at, { ago, due, amount, end }] of all.entries()) {
    let draft = 0
    story.on(story.ago(ago), async (desk) => {
      const { customer } = story.party
      const row = await desk.make('finance', 'bankDrafts', {
        number: `1313${String(at + 1).padStart(2, '0')}00000000${desk.day.replaceAll('-', '')}`,
        customer,
        drawer: '深圳南山湾贸易有限公司',
        acceptor: '招商银行深圳南山支行',
        amount,
        issuedOn: addDays(desk.day, -5),
        dueOn: story.ago(-due),
        receivedOn: desk.day,
      })
      draft = row.id
      await moneyFrom(story.company, desk, customer, amount, { method: 'draft', draft, account: null })
    })
    if (!end) continue
    const [when, step, more] = end
    story.on(story.ago(when), async (desk) => {
      await desk.change('finance', 'bankDrafts', draft, more)
      await desk.take('finance', 'bankDrafts', draft, step, step === 'dishonour' ? '拒付' : undefined)
    })
  }
}

/** One colleague has reached the first mark, another is close to the second (PAY-03); what was remitted before is booked. */
function collections(story: Story): void {
  const collected = (holder: string, ago: number, amount: string, remitted?: number) => {
    let id = 0
    story.on(story.ago(ago), async (desk) => {
      const made = await desk.make(holder, 'collections', {
        holder: desk.id(holder),
        customer: story.party.customer,
        amount,
        collectedOn: desk.day,
        slip: `SJ${desk.day.replaceAll('-', '')}`,
      })
      id = made.id
    })
    if (remitted === undefined) return
    story.on(story.ago(remitted), async (desk) => {
      const receipt = await moneyFrom(story.company, desk, story.party.customer, amount, { method: 'collection' })
      await desk.change('finance', 'collections', id, { receipt })
      await desk.take('finance', 'collections', id, 'remit')
    })
  }
  collected('mahailan', 45, '9800.00', 44)
  collected('tiantao', 38, '13500.00', 37)
  collected('mahailan', 8, '6200.00')
  collected('mahailan', 3, '4100.00')
  collected('tiantao', 6, '9500.00')
  collected('tiantao', 2, '9900.00')
}

export function moneyStories(company: Company, parties: Parties): void {
  personalAccount(new Story(company, parties, 'personalAccount'))
  advance(new Story(company, parties, 'advance'))
  drafts(new Story(company, parties, 'advance'))
  collections(new Story(company, parties, 'cashPlans'))
}
