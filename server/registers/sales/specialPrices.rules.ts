/** Rules of special prices (ORD-02): the list price they go below stands beside them; the contract is the same customer's. */
import { dueDay } from '../../calendar/duration.ts'
import { calendarOf } from '../../clocks/index.ts'
import { durationIn, policyAt } from '../../policy/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'
import { listPricesOf } from './prices.ts'
import { followOwner, sameCustomer } from './seller.ts'

/** The last day of a special price that names none, by policy. */
async function validUntil({ world, after }: Change, from: string): Promise<string> {
  const { unit, amount } = durationIn(await policyAt(world, 'price.special.valid', { customer: Number(after.customer ?? 0) }, from))
  return unit === 'hour' ? from : dueDay(await calendarOf(world), from, { unit, amount })
}

export const specialPricesRules: Rules = {
  async prepare(change) {
    const { world, before, after, look } = change
    await followOwner(change)
    if (before && before.status !== 'draft') return
    if (!after.to && typeof after.from === 'string') after.to = await validUntil(change, after.from)
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
