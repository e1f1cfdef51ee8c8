/** Rules of preferential policies (GRD-03), and the one question other papers ask: has this customer such a benefit on that day? */
import type { World } from '../../records/index.ts'
import type { Rules } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'

/** Has the customer this benefit in force on the day? */
export async function hasBenefit({ database: { knex } }: World, customer: number, benefit: string, day: string): Promise<boolean> {
  const row: unknown = await knex('preferences')
    .where({ customer, status: 'inForce' })
    .whereNull('deletedAt')
    .where('benefits', 'like', `%"${benefit}"%`)
    .where('from', '<=', day)
    .where('to', '>=', day)
    .first('id')
  return row !== undefined
}

export const preferencesRules: Rules = {
  async prepare({ after, look }) {
    if (after.customer) after.department = (await look('customers', after.customer))?.department ?? null
  },
  async check(change) {
    const { verb, after, look, fault } = change
    if (verb === 'remove') return
    checkValidity(change)
    const customer = await look('customers', after.customer)
    if (customer && customer.tier !== 'strategic' && customer.tier !== 'key')
      fault('customer', [
        `优惠政策仅限战略合作与重点客户（GRD-03），${String(customer.name)} 不在其列；请先按制度定级。`,
        `Preferential policies are for strategic and key customers only (GRD-03), and ${String(customer.name)} is neither; have it graded first.`,
      ])
  },
}
