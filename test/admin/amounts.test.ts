/** Figures on dashboards: short at a glance, nothing idle on an axis, nothing rounded away in full. */
import { describe, expect, it } from 'vitest'
import { change, exact, mark, percent, short, unknown } from '../../admin/reports/amounts.ts'

describe('amounts', () => {
  it('are short at a glance, in units of the language', () => {
    expect(short('12846000.00', 'zh')).toBe('1,284.6万')
    expect(short('12846000.00', 'en')).toBe('12.8M')
    expect(short('-320000000', 'zh')).toBe('−3.2亿')
    expect(short('999.50', 'zh')).toBe('999.5')
    expect(short(null, 'zh')).toBe(unknown)
  })

  it('carry no idle digit on an axis', () => {
    expect([4_000_000, 1_500_000, 0, 250].map((value) => mark(value, 'zh'))).toEqual(['400万', '150万', '0', '250'])
    expect([4_000_000, 12_500, -2_000_000_000].map((value) => mark(value, 'en'))).toEqual(['4M', '12.5K', '−2B'])
  })

  it('are whole in full, and unknown is not zero', () => {
    expect(exact('1234567.80', 'money')).toBe('1,234,567.80')
    expect(exact('3.500', 'quantity')).toBe('3.5')
    expect(exact(null, 'money')).toBe(unknown)
    expect(percent('6.20')).toBe('6.2 %')
    expect(change('110', '100')).toBe(10)
    expect(change('110', '0')).toBeUndefined()
  })
})
