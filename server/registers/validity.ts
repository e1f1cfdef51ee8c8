/** The rule that an end does not lie before its beginning, said once for contracts, price lists, grades and others. */
import type { Change } from '../records/rules.ts'

/** Faults `to` when it is a day before `from`. */
export function checkValidity({ after, fault }: Pick<Change, 'after' | 'fault'>): void {
  if (typeof after.from === 'string' && typeof after.to === 'string' && after.to < after.from)
    fault('to', [
      `结束日期 ${after.to} 早于开始日期 ${after.from}，请改正。`,
      `The end ${after.to} is before the start ${after.from}; please correct it.`,
    ])
}
