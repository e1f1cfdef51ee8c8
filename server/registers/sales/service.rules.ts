/** Rules of service checklists (ORD-24): items come from the standard of the customer's tier; completion and the next day due follow from them. */
import { plusDays } from '../../calendar/weeks.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { sameCustomer } from './seller.ts'

/** The items of the standard, with their days counted from the beginning. */
async function itemsOf({ world, after }: Change): Promise<Stored[]> {
  const rows: { stage: string; item: string; withinDays: number | null }[] = await world.database
    .knex('serviceStandards_items')
    .where({ parent: after.standard })
    .orderBy('position')
    .select('stage', 'item', 'withinDays')
  return rows.map(({ stage, item, withinDays }) => ({
    stage,
    item,
    dueOn: withinDays === null ? null : plusDays(String(after.from), withinDays),
    done: false,
  }))
}

export const serviceChecksRules: Rules = {
  async prepare(change) {
    const { after } = change
    if ((after.items as Stored[]).length === 0 && after.standard) after.items = await itemsOf(change)
    const items = after.items as Stored[]
    const done = items.filter((item) => item.done)
    after.completion = items.length === 0 ? 0 : Math.floor((done.length * 10_000) / items.length)
    const open = items.flatMap(({ done: isDone, dueOn }) => (isDone || typeof dueOn !== 'string' ? [] : [dueOn]))
    after.nextDue = open.sort()[0] ?? null
  },
  async check(change) {
    const { verb, after, look, fault } = change
    if (verb === 'remove') return
    await sameCustomer(change, 'order', 'orders', 'ORD-24')
    const [customer, standard] = [await look('customers', after.customer), await look('serviceStandards', after.standard)]
    if (customer && standard && !(standard.tiers as unknown[]).includes(customer.tier))
      fault('standard', [
        `该标准不适用于${String(customer.name)}的层级（ORD-24）；请选择适用的服务标准。`,
        `This standard is not for the tier of ${String(customer.name)} (ORD-24); choose one that is.`,
      ])
  },
}
