/** The sales-funds recovery table 销售资金回收表 as the registers stand now: one row a customer, under whoever looks after it today. Amounts in 分. */
import type { World } from '../records/index.ts'
import { type Figures, ledgerOf, totalOf } from './ledger.ts'
import type { Period } from './period.ts'
import { type Planned, plansOf } from './plans.ts'

export type TableRow = Figures &
  Planned & { readonly customer: number; readonly name: string; readonly salesperson: number | null; readonly department: number | null }

export interface RecoveryTable {
  readonly rows: readonly TableRow[]
  readonly totals: Figures & Planned
}

interface Party {
  readonly id: number
  readonly name: string
  readonly owner: number | null
  readonly department: number | null
}

const nothing: Figures = totalOf([])

/** Customers with a figure or a plan in the month, by name. */
export async function tableOf(world: World, period: Period): Promise<RecoveryTable> {
  const [ledger, plans] = [await ledgerOf(world, period), await plansOf(world, period)]
  const ids = [...new Set([...ledger.keys(), ...plans.keys()])]
  const parties = new Map<number, Party>()
  for (let start = 0; start < ids.length; start += 500) {
    const found: Party[] = await world.database
      .knex('customers')
      .whereIn('id', ids.slice(start, start + 500))
      .select('id', 'name', 'owner', 'department')
    for (const each of found) parties.set(each.id, each)
  }
  const rows = ids.map((customer): TableRow => {
    const { name = `#${customer}`, owner = null, department = null } = parties.get(customer) ?? {}
    return {
      customer,
      name,
      salesperson: owner,
      department,
      ...(ledger.get(customer) ?? nothing),
      ...(plans.get(customer) ?? { planned: 0, paidOfPlan: 0 }),
    }
  })
  rows.sort((a, b) => a.name.localeCompare(b.name, 'zh') || a.customer - b.customer)
  const sum = (name: keyof Planned) => rows.reduce((total, row) => total + row[name], 0)
  return { rows, totals: { ...totalOf(rows), planned: sum('planned'), paidOfPlan: sum('paidOfPlan') } }
}
