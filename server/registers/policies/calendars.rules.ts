/** Rules of calendars: opening hours make sense; a year marked complete once, which gives waiting deadlines their due day. */
import { fillGaps } from '../../clocks/index.ts'
import type { Rules, Stored } from '../../records/rules.ts'

const time = /^([01]\d|2[0-3]):[0-5]\d$/

export const calendarsRules: Rules = {
  check({ before, after, verb, fault }) {
    for (const field of ['opens', 'closes'] as const)
      if (after[field] && !time.test(String(after[field]))) fault(field, ['时间写作 08:30。', 'Write a time as 08:30.'])
    if (Boolean(after.opens) !== Boolean(after.closes)) fault('closes', ['上班与下班时间须同时填写。', 'Opening and closing go together.'])
    else if (after.opens && String(after.opens) >= String(after.closes))
      fault('closes', ['下班时间须晚于上班时间。', 'It closes after it opens.'])
    const years = (after.years as Stored[]).map(({ year }) => year)
    for (const [index, year] of years.entries())
      if (years.indexOf(year) < index) fault(`years.${index}.year`, ['这一年已列出。', 'This year is listed already.'])
    if (before && (verb === 'remove' || after.code !== before.code))
      fault('code', [
        `日历“${String(before.name)}”的期限按代码“${String(before.code)}”计算，不能删除或改代码。`,
        `Deadlines count on the calendar “${String(before.name)}” by its code “${String(before.code)}”: it is not deleted or renamed.`,
      ])
  },
  async after({ world, verb, after }) {
    if (verb !== 'remove') await fillGaps(world, String(after.code))
  },
}
