/** Rules of special prices (ORD-02): the list price they go below stands beside them; the contract is the same customer's. */
import type { Rules, Stored } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'
import { listPricesOf } from './prices.ts'
import { followOwner, sameCustomer } from './seller.ts'

export const specialPricesRules: Rules = {
  async prepare(change) {
    const { world, before, after, look } = change
    await followOwner(change)
    if (before && before.status !== 'draft') return
    const lines = (after.lines as Stored[] | null) ?? []
    const wanted = lines.map(({ product, minQuantity }) => ({ product, quantity: minQuantity ?? 0 }))
    const prices = await listPricesOf(world, await look('customers', after.customer), wanted, String(after.from))
    for (const [index, line] of lines.entries()) line.listPrice = prices[index] ?? null
  },
  async check(change) {
    if (change.verb === 'remove') return
    checkValidity(change)
    await sameCustomer(change, 'contract', 'contracts', 'ORD-13')
  },
}
