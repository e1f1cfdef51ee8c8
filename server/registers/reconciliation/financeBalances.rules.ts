/** Rules of finance's balances (PAY-14): one a month and customer. Customers that were merged keep theirs, which are added up: that is why the register itself does not forbid two. */
import type { Words } from '../../definition/words.ts'
import { invalid } from '../../errors.ts'
import type { Change, Rules } from '../../records/rules.ts'

/** The sentence about another balance of the same month and customer; undefined where this one is new there and alone. */
async function another({ world, before, after, verb }: Change): Promise<Words | undefined> {
  const { month, customer } = after
  if (typeof month !== 'string' || typeof customer !== 'number') return undefined
  if (before && verb !== 'recover' && before.month === month && before.customer === customer) return undefined
  const { knex, dialect } = world.database
  await dialect.lock(knex, `financeBalances ${month}`)
  const other: { number: string } | undefined = await knex('financeBalances')
    .where({ month, customer })
    .whereNot({ id: Number(after.id ?? 0) })
    .whereNull('deletedAt')
    .first('number')
  return (
    other && [
      `该客户 ${month.slice(0, 7)} 已有财务余额 ${other.number}（PAY-14）；请打开它修改。`,
      `The customer has finance's balance ${other.number} for ${month.slice(0, 7)} already (PAY-14); open and change that one.`,
    ]
  )
}

export const financeBalancesRules: Rules = {
  async check(change) {
    const { verb, after, fault } = change
    if (verb === 'remove') return
    if (typeof after.month === 'string' && !after.month.endsWith('-01'))
      fault('month', ['月份请填当月 1 日（PAY-14），如 2026-03-01。', 'Write the first day of the month (PAY-14), such as 2026-03-01.'])
    const taken = await another(change)
    if (taken) fault('customer', taken)
  },
  async after(change) {
    // Two rows of one batch know of each other only now.
    const taken = change.verb === 'remove' ? undefined : await another(change)
    if (taken) throw invalid(change.register.label, { customer: taken })
  },
}
