/** Special prices and contract changes in every state, some of them waiting for a signature today (ORD-02, ORD-04). */
import { formatDecimal } from '../server/definition/decimal.ts'
import { listPriceOf } from '../server/registers/sales/prices.ts'
import type { Company, Customer } from './company.ts'
import { addDays } from './days.ts'
import { Desk } from './desk.ts'
import { goodOf } from './goods.ts'

/** Customers of a department with a contract in force today. */
const under = ({ customers, today }: Company, ...departments: string[]): Customer[] =>
  customers.filter(
    ({ department, contracts, owner }) =>
      departments.includes(department) && owner.sells && contracts.some(({ from, to }) => from <= today && today <= to),
  )

interface Asked {
  readonly customer: Customer | undefined
  /** Days before today. */
  readonly ago: number
  readonly lasts: number
  readonly code: string
  /** Who signs, in order; an application that waits lacks the last. */
  readonly signers: readonly string[]
  readonly end?: readonly [step: string, reason?: string]
}

async function ask(company: Company, { customer, ago, lasts, code, signers, end }: Asked): Promise<void> {
  if (!customer) return
  const day = addDays(company.today, -ago)
  const desk = new Desk(company, day)
  const { id: product, price } = goodOf(company, code)
  const row = await desk.world.database.knex('customers').where({ id: customer.id }).first('id', 'channel', 'tier')
  const list = (await listPriceOf(desk.world, row, product, day, 100_000)) ?? Math.round(price * 10_000)
  const { username } = customer.owner
  const { id } = await desk.make(username, 'specialPrices', {
    customer: customer.id,
    contract: customer.contracts.at(-1)?.id,
    from: day,
    to: addDays(day, lasts),
    reason: '对方承诺季度采购量翻番，竞品报价低约一成。',
    lines: [{ product, price: formatDecimal(Math.round((list * 92) / 100), 4), minQuantity: '100' }],
  })
  if (end?.[0] === 'draft') return
  await desk.take(username, 'specialPrices', id, 'submit')
  for (const signer of signers) await desk.sign(signer, 'specialPrices', id)
  if (end?.[0] === 'sendBack') await desk.sign('manager', 'specialPrices', id, end[1] ?? '请补充竞品报价单。')
  else if (end) await new Desk(company, addDays(day, lasts + 1)).take('manager', 'specialPrices', id, end[0], end[1])
}

export async function specialPrices(company: Company): Promise<void> {
  const east = under(company, 'EC').filter(({ owner }) => owner.username !== 'regional')
  const west = under(company, 'NW').filter(({ owner }) => owner.username !== 'manager')
  const north = under(company, 'NC')
  await ask(company, { customer: west[0], ago: 100, lasts: 45, code: 'GQ003', signers: ['manager', 'marketing'], end: ['expire'] })
  await ask(company, { customer: east[0], ago: 20, lasts: 60, code: 'GQ001', signers: ['regional', 'marketing'] })
  await ask(company, { customer: north[0], ago: 15, lasts: 40, code: 'HZ001', signers: ['manager', 'marketing'] })
  await ask(company, { customer: north[1], ago: 9, lasts: 30, code: 'JL002', signers: [], end: ['sendBack'] })
  await ask(company, { customer: east[1], ago: 2, lasts: 30, code: 'LH001', signers: ['regional'] })
  await ask(company, { customer: west[1], ago: 1, lasts: 30, code: 'YP004', signers: [] })
  await ask(company, { customer: east[2], ago: 1, lasts: 30, code: 'LH004', signers: [] })
  await ask(company, { customer: west[2], ago: 0, lasts: 30, code: 'GG001', signers: [], end: ['draft'] })
}

/** Changes of contracts of customers who pay ahead, so that no credit term changes under goods on their way. */
export async function contractChanges(company: Company): Promise<void> {
  const calm = under(company, 'NC', 'SC', 'NW').filter(({ credit, owner }) => !credit && owner.username !== 'manager')
  const change = async (customer: Customer | undefined, ago: number, signers: readonly string[], step = 'submit') => {
    const contract = customer?.contracts.at(-1)
    if (!customer || !contract) return
    const desk = new Desk(company, addDays(company.today, -ago))
    const { username } = customer.owner
    const { id } = await desk.make(username, 'contractChanges', {
      contract: contract.id,
      reason: '对方门店扩张，商定延长期限并提高年度供货额。',
      to: addDays(contract.to, 90),
      otherTerms: '每季度召开一次产销沟通会。',
      ourConfirmedOn: desk.day,
      theirConfirmedOn: desk.day,
      told: ['production', 'logistics', 'finance'],
      needsReview: true,
      reviewedOn: desk.day,
    })
    if (step === 'draft') return
    await desk.take(username, 'contractChanges', id, step, step === 'withdraw' ? '客户暂缓' : undefined)
    for (const signer of signers) await desk.sign(signer, 'contractChanges', id)
  }
  await change(calm[0], 25, ['manager', 'finance'])
  await change(calm[1], 2, ['manager'])
  await change(calm[2], 1, [])
  await change(calm[3], 3, [], 'withdraw')
  await change(calm[4], 0, [], 'draft')
}
