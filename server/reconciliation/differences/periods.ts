/** Papers of the ledger that two months would count differently (PAY-14): money given back before it came in. */
import { yuan } from '../../definition/decimal.ts'
import type { Family } from './found.ts'

export const periods: Family = async ({ database: { knex } }, { to }) => {
  const rows: {
    id: number
    number: string
    customer: number
    paidOn: string
    amount: number
    receipt: number
    paper: string
    date: string
  }[] = await knex({ b: 'refunds' })
    .join({ r: 'receipts' }, 'r.id', 'b.receipt')
    .whereNull('b.deletedAt')
    .whereNull('r.deletedAt')
    .where({ 'b.status': 'paid', 'r.status': 'confirmed' })
    .whereRaw('substr(??, 1, 7) < substr(??, 1, 7)', ['b.paidOn', 'r.date'])
    .where('b.paidOn', '<=', to)
    .orderBy('b.id')
    .select('b.id', 'b.number', 'b.customer', 'b.paidOn', 'b.amount', { receipt: 'r.id', paper: 'r.number', date: 'r.date' })
  return rows.map(({ id, number, customer, paidOn, amount, receipt, paper, date }) => ({
    kind: 'wrongPeriod',
    about: `T${id} R${receipt}`,
    amount: Number(amount),
    since: paidOn,
    what: [
      `退款 ${number} 于 ${paidOn} 付出 ${yuan(amount)} 元，早于所退收款 ${paper} 的到账日 ${date}；账上计入 ${date.slice(0, 7)}。`,
      `Refund ${number} paid ${yuan(amount)} yuan on ${paidOn}, before receipt ${paper} of ${date} that it is of; the ledger counts it in ${date.slice(0, 7)}.`,
    ],
    customer,
    owner: 'finance',
    papers: { refund: id, receipt },
  }))
}
