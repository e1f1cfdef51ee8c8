/** The work that registers hold ready for somebody: one entry is one card on the first page. */
import type { Where } from '../../../server/definition/where.ts'
import { addDays } from '../../kinds/periods.ts'
import type { Words } from '../../language/say.ts'

/** Whose work is shown. */
export type Reach = 'mine' | 'all'

export interface Task {
  readonly key: string
  readonly register: string
  readonly label: Words
  /** What is said when there is nothing to do. */
  readonly none: Words
  /** Which records, as of `today`; all of them, or only mine. */
  filter(today: string): Where
  readonly mine: Where
  readonly sort: readonly [string, 'ASC' | 'DESC']
  /** The day by which something is due; past days are shown as late. */
  readonly due?: string
  /** Fields shown beside the title. */
  readonly facts: readonly string[]
}

export const tasks: readonly Task[] = [
  {
    key: 'nextSteps',
    register: 'communications',
    label: ['待办的下一步', 'Next steps due'],
    none: ['7 天内没有到期的下一步', 'No next step falls due within 7 days'],
    filter: (today) => ({ done: false, dueOn: { lte: addDays(today, 7) } }),
    mine: { user: '$me' },
    sort: ['dueOn', 'ASC'],
    due: 'dueOn',
    facts: ['nextStep', 'customer'],
  },
  {
    key: 'expiring',
    register: 'contracts',
    label: ['30 天内到期的合同', 'Contracts expiring within 30 days'],
    none: ['30 天内没有合同到期', 'No contract expires within 30 days'],
    filter: (today) => ({ status: 'signed', to: { gte: today, lte: addDays(today, 30) } }),
    mine: { 'customer.owner': '$me' },
    sort: ['to', 'ASC'],
    due: 'to',
    facts: ['customer'],
  },
  {
    key: 'expired',
    register: 'contracts',
    label: ['已过期仍未终止的合同', 'Contracts past their end'],
    none: ['没有过期未处理的合同', 'No contract is past its end'],
    filter: (today) => ({ status: 'signed', to: { lt: today } }),
    mine: { 'customer.owner': '$me' },
    sort: ['to', 'ASC'],
    due: 'to',
    facts: ['customer'],
  },
  {
    key: 'drafts',
    register: 'orders',
    label: ['未确认的订单', 'Orders in draft'],
    none: ['没有未确认的订单', 'No order is in draft'],
    filter: () => ({ status: 'draft' }),
    mine: { salesperson: '$me' },
    sort: ['date', 'ASC'],
    due: 'requiredOn',
    facts: ['customer', 'total'],
  },
  {
    key: 'requirements',
    register: 'requirements',
    label: ['未满足的客户需求', 'Open customer requirements'],
    none: ['没有未满足的需求', 'No requirement is open'],
    filter: () => ({ status: { in: ['open', 'coordinating', 'arranged'] } }),
    mine: { 'customer.owner': '$me' },
    sort: ['requiredOn', 'ASC'],
    due: 'requiredOn',
    facts: ['customer', 'status'],
  },
  {
    key: 'incomplete',
    register: 'customers',
    label: ['档案不完整的客户', 'Incomplete customer files'],
    none: ['客户档案都完整', 'All customer files are complete'],
    filter: () => ({ partyKind: 'main', stage: { notIn: ['ended'] }, completeness: { lt: '100' } }),
    mine: { owner: '$me' },
    sort: ['completeness', 'ASC'],
    facts: ['completeness', 'stage'],
  },
]
