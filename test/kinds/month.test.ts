/** Fields that stand for a month take it as people write it, and keep its first day. */
import { describe, expect, it } from 'vitest'
import { date } from '../../server/definition/fields.ts'
import { kindOf } from '../../server/kinds/index.ts'

const month = date('月份', 'Month', { month: true })
const day = date('日期', 'Day')

describe('months', () => {
  it.each([
    ['2026-10', '2026-10-01'],
    [' 2026-10 ', '2026-10-01'],
    ['2026-10-01', '2026-10-01'],
  ])('%s is kept as %s', (given, kept) => {
    expect(kindOf(month).accept(given, month)).toEqual({ value: kept })
  })

  it('stay wrong where there is no such month, and where a day is asked for', () => {
    expect(kindOf(month).accept('2026-13', month)).toHaveProperty('fault')
    expect(kindOf(day).accept('2026-10', day)).toHaveProperty('fault')
  })
})
