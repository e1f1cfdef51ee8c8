/** What the values of policies are told in. */
import { timeUnits } from '../calendar/duration.ts'
import type { Words } from '../definition/words.ts'

export const units = [
  ...timeUnits,
  'dayOfMonth',
  'yuan',
  'percent',
  'year',
  'share',
  'shares',
  'count',
  'choice',
  'second',
  'megabyte',
  'row',
] as const
/** `share` is an exact part of something (1/3), `shares` a table of parts by role that make 100 %. */
export type Unit = (typeof units)[number]

export const unitLabels: Readonly<Record<Unit, Words>> = {
  workingDay: ['工作日', 'working days'],
  day: ['天', 'days'],
  hour: ['小时', 'hours'],
  month: ['个月', 'months'],
  monthEnd: ['个月后月底', 'months ahead, at month end'],
  dayOfMonth: ['日（每月）', 'th of the month'],
  year: ['年', 'years'],
  yuan: ['元', 'yuan'],
  percent: ['%', 'percent'],
  share: ['（比例）', '(part)'],
  shares: ['（分摊表）', '(table of parts)'],
  count: ['次', 'times'],
  choice: ['（选项）', '(choice)'],
  second: ['秒', 'seconds'],
  megabyte: ['MB', 'MB'],
  row: ['行', 'rows'],
}
