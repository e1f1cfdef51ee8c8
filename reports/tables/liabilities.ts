/** Bad debts and who answers for them, by person and rule, for a month (RPT-17): deductions as a list for payroll, never applied (STF-07). */
import type { SqlTable } from './definition.ts'

export const liabilities: SqlTable = {
  name: 'liabilities',
  label: ['坏账及责任扣款', 'Liability for bad debts'],
  source: 'RPT-17',
  period: 'month',
  reads: { badDebts: ['shares', 'amount', 'cause'] },
  filter: 'badDebts',
  columns: [
    { name: 'person', label: ['责任人', 'Person'], format: 'name', names: 'users' },
    { name: 'capacity', label: ['身份', 'Capacity'], format: 'text' },
    { name: 'cause', label: ['情形', 'Cause'], format: 'choice', words: 'badDebts.cause' },
    { name: 'cases', label: ['笔数', 'Cases'], format: 'count' },
    { name: 'proposed', label: ['待确认', 'Proposed'], format: 'money', sum: true },
    { name: 'confirmed', label: ['已确认', 'Confirmed'], format: 'money', sum: true },
  ],
  sql: `select s.person, s.capacity, b.cause, count(distinct b.id) as cases,
      coalesce(sum(s.amount) filter (b.status = 'proposed'), 0) as proposed, coalesce(sum(s.amount) filter (b.status <> 'proposed'), 0) as confirmed
    from "badDebts" as b join "may_badDebts" as m on m.id = b.id join "badDebts_shares" as s on s.parent = b.id
    where b.status <> 'cancelled' and b.month between (select first from asked) and (select last from asked)
    group by all`,
  order: 'person nulls last, capacity, cause',
}
