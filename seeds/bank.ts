/** Bank statements of the demo company for the last two whole months and the one under way, made of its receipts and refunds with everything that real ones have: other names, fees, splits, money nobody knows. */
import { yuan } from '../server/definition/decimal.ts'
import { checkStatements } from '../server/reconciliation/bankBook.ts'
import { monthOf, periodOf } from '../server/reconciliation/index.ts'
import { createMany, move } from '../server/records/index.ts'
import { type Company, colleague, onDay } from './company.ts'
import { addDays } from './days.ts'
import { type Random, random } from './random.ts'

interface Receipt {
  readonly id: number
  readonly date: string
  readonly amount: number
  readonly customer: number
  readonly account: number
  readonly payer: string
}

/** A movement before it is on an account's statement. */
interface Movement {
  readonly account: number
  readonly date: string
  readonly amount: number
  readonly payer: string | null
  readonly payerAccount?: string
  readonly summary: string
}

/** What finance has set aside at once as none of the customers' money, by the bank's words. */
const aside: Readonly<Record<string, string>> = { 结息: '银行存款利息', 账户管理费: '银行手续费', 付款: '付供应商货款' }

const accountOf = (customer: number) => `6230 5200 ${String(10_000 + customer).padStart(8, '0')}`.replaceAll(' ', '')

/** How a bank may write a name. */
function written(by: Random, name: string): string {
  const way = by.whole(1, 20)
  if (way === 1) return name.replace('有限公司', '有限责任公司')
  if (way === 2) return `${name.slice(0, 2)}（${name.slice(2, 4)}）${name.slice(4)}`
  if (way === 3) return name.slice(0, Math.max(6, name.length - 3))
  return name
}

/** Money in for one receipt; `at` counts the receipts of the month, so that each month has one of each oddity. */
function moneyIn(
  by: Random,
  { date, amount, customer, account, payer }: Receipt,
  at: number,
  accounts: readonly number[],
  until: string,
): Movement[] {
  const late = addDays(date, by.chance(0.08) ? 1 : 0)
  const day = late > until ? date : late
  const one: Movement = {
    account,
    date: day,
    amount,
    payer: written(by, payer),
    summary: '货款',
    ...(by.chance(0.7) ? { payerAccount: accountOf(customer) } : {}),
  }
  if (at === 4) {
    const part = Math.floor(amount / 300) * 100
    return [
      { ...one, amount: part, summary: '货款（一）' },
      { ...one, amount: amount - part, summary: '货款（二）' },
    ]
  }
  if (at === 7 && amount > 100_000) return [{ ...one, amount: amount - 1_500, summary: '跨行汇款 扣手续费' }]
  if (at === 10) return [{ ...one, account: accounts.find((each) => each !== account) ?? account }]
  if (at === 13) return [{ ...one, payer: '马建国', payerAccount: '6217995500001234567', summary: '代付货款' }]
  // One that the bank never got.
  if (at === 16) return []
  return [one]
}

/** What has nothing to do with papers of customers: money nobody knows, interest, fees, suppliers, one payment that came back. */
function others(by: Random, { from, to }: { from: string; to: string }, accounts: readonly number[]): Movement[] {
  const [main = 0] = accounts
  const day = (number: number) => {
    const wanted = addDays(from, number - 1)
    return wanted > to ? to : wanted
  }
  const unknown = ['宁夏塞上丰源商贸行', '李秀兰', '银川市兴庆区惠民副食店', '杨志强'].map(
    (payer, at): Movement => ({
      account: main,
      date: day(6 + at * 5),
      amount: by.whole(80, 2_400) * 1_000 + by.whole(0, 99),
      payer,
      payerAccount: `62284800${String(by.whole(10_000_000, 99_999_999))}`,
      summary: at % 2 === 0 ? '货款' : '转账',
    }),
  )
  const back: Movement = {
    account: main,
    date: day(12),
    amount: 1_860_000,
    payer: '石嘴山市惠农区宏远商行',
    payerAccount: '6228480018886660001',
    summary: '货款',
  }
  return [
    ...unknown,
    back,
    { ...back, date: day(13), amount: -back.amount, summary: '退汇 户名不符' },
    ...accounts.flatMap((account, at): Movement[] => [
      { account, date: day(21), amount: 18_642 + at * 7_731, payer: null, summary: '结息' },
      { account, date: day(25), amount: -3_500, payer: null, summary: '账户管理费' },
    ]),
    ...['宁夏昊源面粉有限公司', '银川金河包装制品有限公司', '国网宁夏电力有限公司银川供电公司'].map(
      (payer, at): Movement => ({
        account: main,
        date: day(8 + at * 7),
        amount: -by.whole(3_000, 16_000) * 10_000,
        payer,
        summary: '付款',
      }),
    ),
  ]
}

/** The oddity of the month that is run: one receipt entered twice. */
async function enterTwice(company: Company, receipts: readonly Receipt[]): Promise<void> {
  const small = [...receipts].sort((a, b) => a.amount - b.amount)[2]
  if (!small) return
  const { customer, account, payer, amount, date } = small
  await createMany(onDay(company, date, 16), colleague(company, 'finance'), 'receipts', [
    { customer, account, payer, date, amount: yuan(amount), status: 'confirmed', note: '重复登记，待月末对账发现' },
  ])
}

async function fileMonth(company: Company, by: Random, month: string, opening: Map<number, number>): Promise<void> {
  const { world, accounts, today } = company
  const { from, to: end } = periodOf(month)
  const to = end < today ? end : today
  const receipts: Receipt[] = await world.database
    .knex({ r: 'receipts' })
    .join({ c: 'customers' }, 'c.id', 'r.customer')
    .where({ 'r.status': 'confirmed', 'r.paidInto': 'company' })
    .whereIn('r.method', ['transfer', 'collection'])
    .whereNull('r.deletedAt')
    .whereBetween('r.date', [from, to])
    .orderBy(['r.date', 'r.id'])
    .select(
      'r.id',
      'r.date',
      'r.amount',
      'r.customer',
      { account: world.database.knex.raw('coalesce(??, ?)', ['r.account', accounts[0] ?? 0]) },
      { payer: world.database.knex.raw('coalesce(??, ??)', ['r.payer', 'c.name']) },
    )
  const refunds: { date: string; amount: number; account: number | null; payee: string }[] = await world.database
    .knex({ r: 'refunds' })
    .join({ c: 'customers' }, 'c.id', 'r.customer')
    .where({ 'r.status': 'paid' })
    .whereNull('r.deletedAt')
    .whereBetween('r.paidOn', [from, to])
    .orderBy('r.id')
    .select({ date: 'r.paidOn' }, 'r.amount', 'r.account', { payee: world.database.knex.raw('coalesce(??, ??)', ['r.payee', 'c.name']) })
  const movements = [
    ...receipts.flatMap((receipt, at) => moneyIn(by, receipt, at, accounts, to)),
    ...refunds.map(
      ({ date, amount, account, payee }): Movement => ({
        account: account ?? accounts[0] ?? 0,
        date,
        amount: -amount,
        payer: payee,
        summary: '退款',
      }),
    ),
    ...others(by, { from, to }, accounts),
  ].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const finance = colleague(company, 'finance')
  const then = onDay(company, addDays(to, 1), 9)
  for (const account of accounts) {
    const own = movements.filter((each) => each.account === account)
    let balance = opening.get(account) ?? 0
    const [statement = 0] = await createMany(then, finance, 'bankStatements', [
      {
        account,
        from,
        to,
        opening: yuan(balance),
        closing: yuan(own.reduce((sum, { amount }) => sum + amount, balance)),
        format: 'xlsx',
        fileName: `账户明细 ${from.slice(0, 7)}.xlsx`,
      },
    ])
    const lines = own.map((movement, at) => {
      balance += movement.amount
      const serial = `${movement.date.replaceAll('-', '')}${String(account).padStart(2, '0')}${String(at + 1).padStart(5, '0')}`
      const time = `${String(by.whole(9, 16)).padStart(2, '0')}:${String(by.whole(0, 59)).padStart(2, '0')}:${String(by.whole(0, 59)).padStart(2, '0')}`
      return {
        ...movement,
        statement,
        serial,
        identity: `${account} ${serial}`,
        at: time,
        amount: yuan(movement.amount),
        balance: yuan(balance),
      }
    })
    for (let start = 0; start < lines.length; start += 500) {
      const ids = await createMany(then, finance, 'bankLines', lines.slice(start, start + 500))
      for (const [at, id] of ids.entries()) {
        const reason = aside[lines[start + at]?.summary ?? '']
        if (reason) await move(then, finance, 'bankLines', id, 'setAside', { reason })
      }
    }
    opening.set(account, balance)
    await checkStatements(then, account)
  }
  if (month === monthOf(today, -1)) await enterTwice(company, receipts)
}

/** Two salespeople have claimed money of this month already; finance has not looked yet. */
async function claim(company: Company): Promise<void> {
  const { world, customers, today } = company
  const lines: { id: number; open: number }[] = await world.database
    .knex('bankLines')
    .where({ state: 'open', summary: '货款' })
    .where('amount', '>', 0)
    .where('date', '>=', monthOf(today, -1))
    .whereIn('payer', ['李秀兰', '宁夏塞上丰源商贸行'])
    .orderBy('date', 'desc')
    .limit(2)
    .select('id', 'open')
  for (const [at, { id, open }] of lines.entries()) {
    const customer = customers[at * 7 + 3]
    if (customer)
      await createMany(onDay(company, today, 10), colleague(company, customer.owner.username), 'moneyClaims', [
        {
          bankLine: id,
          customer: customer.id,
          amount: yuan(open),
          note: at === 0 ? '门店老板娘个人账户代付，已电话核实。' : '客户旗下商行付款。',
        },
      ])
  }
}

/** Files the statements of the last two whole months and of this one. */
export async function fileStatements(company: Company): Promise<void> {
  const by = random(20_260_430)
  // The first account pays the suppliers, and has enough for it.
  const opening = new Map(company.accounts.map((account, at) => [account, at === 0 ? 648_453_018 : 128_453_018 + at * 37_216_405]))
  for (const back of [-2, -1, 0]) await fileMonth(company, by, monthOf(company.today, back), opening)
  await claim(company)
}
