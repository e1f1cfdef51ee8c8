/** The sales-funds recovery table 销售资金回收表 as the registers stand now: one row a customer, under whoever looks after it today. Amounts in 分. */
import { portions } from '../database/portions.ts'
import type { World } from '../records/index.ts'
import { type Figures, ledgerOf, totalOf } from './ledger.ts'
import type { Period } from './period.ts'
import { type Planned, plansOf } from './plans.ts'
import { type Recovery, rateOf, recoveryOf, recoveryOfAll } from './recovery.ts'

/** What of the amounts due came in, in hundredths of a percent, and what came in beyond them. */
interface Recovered {
  readonly recoveryRate: number | null
  readonly advanced: number
}

export type TableRow = Figures &
  Planned &
  Recovered & { readonly customer: number; readonly name: string; readonly salesperson: number | null; readonly department: number | null }

export interface RecoveryTable {
  readonly rows: readonly TableRow[]
  readonly totals: Figures & Planned & Recovered
}

interface Party {
  readonly id: number
  readonly name: string
  readonly owner: number | null
  readonly department: number | null
}

const nothing: Figures = totalOf([])

const recovered = (recovery: Recovery): Recovered => ({ recoveryRate: rateOf(recovery), advanced: recovery.advanced })

/** Customers with a figure or a plan in the month, by name. */
export async function tableOf(world: World, period: Period): Promise<RecoveryTable> {
  const [ledger, plans] = [await ledgerOf(world, period), await plansOf(world, period)]
  const ids = [...new Set([...ledger.keys(), ...plans.keys()])]
  const parties = new Map<number, Party>()
  for (const some of portions(ids)) {
    const found: Party[] = await world.database.knex('customers').whereIn('id', some).select('id', 'name', 'owner', 'department')
    for (const each of found) parties.set(each.id, each)
  }
  const rows = ids.map((customer): TableRow => {
    const { name = `#${customer}`, owner = null, department = null } = parties.get(customer) ?? {}
    const account = ledger.get(customer) ?? nothing
    return {
      customer,
      name,
      salesperson: owner,
      department,
      ...account,
      ...recovered(recoveryOf(account)),
      ...(plans.get(customer) ?? { planned: 0, paidOfPlan: 0 }),
    }
  })
  rows.sort((a, b) => a.name.localeCompare(b.name, 'zh') || a.customer - b.customer)
  const sum = (name: keyof Planned) => rows.reduce((total, row) => total + row[name], 0)
  return { rows, totals: { ...totalOf(rows), ...recovered(recoveryOfAll(rows)), planned: sum('planned'), paidOfPlan: sum('paidOfPlan') } }
}
