/** The monthly fund reconciliation as asked over HTTP, checked against the asker's rights (RPT-04, PAY-05, PAY-14). */
import { type FundGroup, type FundQuestion, fundGroups } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import { dayOf } from '../calendar/today.ts'
import type { Where } from '../definition/where.ts'
import { malformed } from '../errors.ts'
import type { World } from '../records/world.ts'
import { type Askable, askedBy, monthIn, whereOf } from './asking.ts'
import { demandAccounts } from './customerCredit.ts'

export interface FundAsked {
  readonly month?: string | undefined
  readonly by?: string | undefined
  readonly where: unknown
}

/** Accounts are a customer's, under the account manager and department that answer for it. */
const askable: Askable = {
  paths: /^(customer|salesperson|department)(\.|$)/,
  words: ['客户、客户经理、部门', 'customer, salesperson, department'],
}

const isGroup = (word: string): word is FundGroup => (fundGroups as readonly string[]).includes(word)

/** Rows of a register and one of its fields: null where the asker may not see both. */
function readable({ catalog }: World, actor: Actor, name: string, field: string): Where | null {
  const register = catalog.get(name)
  return mayRead(register, actor, field) ? (rowRule(register, actor, 'read') ?? null) : null
}

/** The question to reports, with the asker's row rules in it. Throws 400, 403 Refusals. */
export function fundQuestion(world: World, actor: Actor, asked: FundAsked): FundQuestion {
  const { catalog } = world
  demandAccounts(world, actor)
  const today = dayOf(world.now(), world.timeZone)
  const month = monthIn(asked.month ?? today.slice(0, 7))
  if (month > today) throw malformed('month 不能晚于本月。', 'month cannot be later than the present one.')
  const by = asked.by ?? 'company'
  if (!isGroup(by)) throw malformed(`by 应为 ${fundGroups.join('、')} 之一。`, `by must be one of ${fundGroups.join(', ')}.`)
  const bankLines = readable(world, actor, 'bankLines', 'amount')
  return {
    ask: 'fund-reconciliation',
    month,
    by,
    where: whereOf(world, actor, catalog.get('invoices'), asked.where, askable),
    rules: {
      customers: rowRule(catalog.get('customers'), actor, 'read') ?? { id: { in: [] } },
      differences: readable(world, actor, 'differences', 'amount'),
      bankLines,
    },
    // A share of the bank's lines means nothing to somebody who sees some of them.
    bank: bankLines !== null && Object.keys(bankLines).length === 0,
    ...askedBy(world, actor),
  }
}
