/** The ledger of sales against finance's own balances (PAY-14), customer by customer, where finance keeps them for the month. */
import { formatDecimal } from '../../definition/decimal.ts'
import { ledgerOf } from '../ledger.ts'
import { named } from '../period.ts'
import type { Family, Found } from './found.ts'

const yuan = (amount: number) => formatDecimal(amount, 2)

interface Kept {
  readonly id: number
  readonly customer: number
  readonly amount: number
}

export const ledgerBalances: Family = async (world, period) => {
  const { knex } = world.database
  const kept: Kept[] = await knex('financeBalances')
    .where({ month: period.from })
    .whereNull('deletedAt')
    .orderBy('customer')
    .select('id', 'customer', 'amount')
  if (kept.length === 0) return []
  const ledger = await ledgerOf(world, period)
  // Customers that were merged have a balance each.
  const theirs = new Map<number, Kept>()
  for (const each of kept) theirs.set(each.customer, { ...each, amount: Number(each.amount) + (theirs.get(each.customer)?.amount ?? 0) })
  return [...new Set([...theirs.keys(), ...ledger.keys()])]
    .sort((a, b) => a - b)
    .flatMap((customer): Found[] => {
      const ours = ledger.get(customer)?.closing ?? 0
      const row = theirs.get(customer)
      const amount = (row?.amount ?? 0) - ours
      if (amount === 0) return []
      const [zh, en] = row ? [`${yuan(row.amount)} 元`, `${yuan(row.amount)} yuan`] : ['没有此客户', 'nothing of this customer']
      return [
        {
          kind: 'balanceDiffers',
          about: `C${customer}`,
          amount,
          since: period.to,
          what: [
            `${named(period.from)} 月末应收：销售账 ${yuan(ours)} 元，财务账 ${zh}，相差 ${yuan(amount)} 元。`,
            `End of ${named(period.from)}: the sales ledger says ${yuan(ours)} yuan, finance ${en}; ${yuan(amount)} apart.`,
          ],
          customer,
          owner: 'finance',
          papers: row ? { financeBalance: row.id } : {},
        },
      ]
    })
}
