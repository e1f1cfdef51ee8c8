/** Customers' money that went into a personal account (PAY-02): refused, kept on record, and named in the month until the company has it. */
import { yuan } from '../../definition/decimal.ts'
import type { Family } from './found.ts'

export const personalAccounts: Family = async ({ database: { knex } }, { to }) => {
  const rows: { id: number; number: string; customer: number; date: string; amount: number }[] = await knex('receipts')
    .where({ status: 'refused', paidInto: 'personal' })
    .whereNull('deletedAt')
    .where('date', '<=', to)
    .orderBy('id')
    .select('id', 'number', 'customer', 'date', 'amount')
  return rows.map(({ id, number, customer, date, amount }) => ({
    kind: 'personalAccount',
    about: `R${id}`,
    amount: Number(amount),
    since: date,
    what: [
      `${number}：客户货款 ${yuan(amount)} 元于 ${date} 进入个人账户，严禁（PAY-02）；须责令汇入公司账户。`,
      `${number}: ${yuan(amount)} yuan of a customer's money went into a personal account on ${date}, which is strictly forbidden (PAY-02); have it paid into a company account.`,
    ],
    customer,
    owner: 'salesperson',
    papers: { receipt: id },
  }))
}
