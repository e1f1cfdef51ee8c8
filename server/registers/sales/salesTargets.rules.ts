/** Rules of sales targets: of one person or one department, for a whole month (RPT-36). */
import type { Rules } from '../../records/rules.ts'

export const salesTargetsRules: Rules = {
  async prepare({ after, look }) {
    const whose = after.user ? await look('users', after.user) : await look('departments', after.department)
    after.subject = whose ? `${String(whose.name)} ${String(after.month).slice(0, 7)}` : null
  },
  check({ after, fault }) {
    if (typeof after.month === 'string' && !after.month.endsWith('-01'))
      fault('month', ['月份请填当月 1 日，如 2026-03-01（RPT-36）。', 'Write the first day of the month, such as 2026-03-01 (RPT-36).'])
    if (Boolean(after.user) === Boolean(after.department))
      fault('user', [
        '目标须且只须对应客户经理或部门之一（RPT-36）。',
        'A target is for one person or one department, not both or neither (RPT-36).',
      ])
  },
}
