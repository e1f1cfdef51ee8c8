/** The ledger of sales against finance's own balances (PAY-14), customer by customer, where finance keeps them for the month. */
import { yuan } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { ledgerOf } from '../ledger.ts'
import { namesOf } from '../names.ts'
import { named, type Period } from '../period.ts'
import type { Family, Found } from './found.ts'

interface Kept {
  readonly id: number
  readonly customer: number
  readonly amount: number
}

/** Customers named in one sentence. */
const most = 5

/** Customers with a balance whom finance's list does not have: one difference for all of them, since one list that is short is one cause. */
async function absent(world: World, { from, to }: Period, ours: ReadonlyMap<number, number>): Promise<Found[]> {
  if (ours.size === 0) return []
  const largest = [...ours].sort(([a, x], [b, y]) => Math.abs(y) - Math.abs(x) || a - b).slice(0, most)
  const names = await namesOf(
    world,
    'customers',
    largest.map(([id]) => id),
  )
  const list = largest.map(([id, amount]) => `${names.get(id) ?? id} ${yuan(amount)}`)
  const sum = [...ours.values()].reduce((total, amount) => total + amount, 0)
  const more = ours.size > list.length
  return [
    {
      kind: 'balanceDiffers',
      about: 'finance',
      amount: 0 - sum,
      since: to,
      what: [
        `${named(from)} 月末有应收余额的 ${ours.size} 位客户不在财务账的名单中，销售账合计 ${yuan(sum)} 元：${list.join('、')}${more ? ' 等' : ''}；请补导入财务余额，或说明财务账只含部分客户。`,
        `End of ${named(from)}: ${ours.size} customers with a balance are not on finance's list, ${yuan(sum)} yuan in the sales ledger: ${list.join(', ')}${more ? ' and others' : ''}. Import their balances, or say that finance keeps some customers only.`,
      ],
      customer: null,
      owner: 'finance',
      papers: {},
    },
  ]
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
  const compared = [...theirs.values()].flatMap(({ id, customer, amount: kept }): Found[] => {
    const ours = ledger.get(customer)?.closing ?? 0
    const amount = kept - ours
    if (amount === 0) return []
    return [
      {
        kind: 'balanceDiffers',
        about: `C${customer}`,
        amount,
        since: period.to,
        what: [
          `${named(period.from)} 月末应收：销售账 ${yuan(ours)} 元，财务账 ${yuan(kept)} 元，相差 ${yuan(amount)} 元。`,
          `End of ${named(period.from)}: the sales ledger says ${yuan(ours)} yuan, finance ${yuan(kept)} yuan; ${yuan(amount)} apart.`,
        ],
        customer,
        owner: 'finance',
        papers: { financeBalance: id },
      },
    ]
  })
  const missing = [...ledger].flatMap(([customer, { closing }]): [number, number][] =>
    closing === 0 || theirs.has(customer) ? [] : [[customer, closing]],
  )
  return [...compared, ...(await absent(world, period, new Map(missing)))]
}
