/** Days, weeks and company time in the panel. */
import { describe, expect, it } from 'vitest'
import { read } from '../../admin/kinds/date.tsx'
import { companyTime, instantOf } from '../../admin/kinds/instants.ts'
import { addDays, addMonths, mondayOf, periodsAround } from '../../admin/kinds/periods.ts'

describe('periods', () => {
  it('begin weeks on Monday, also on a Sunday and over the turn of the year', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16')
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
    expect(mondayOf('2027-01-01')).toBe('2026-12-28')
  })

  it('end months on their last day', () => {
    const named = Object.fromEntries(periodsAround('2028-03-15').map(({ label, from, to }) => [label[1], [from, to]]))
    expect(named['Last month']).toEqual(['2028-02-01', '2028-02-29'])
    expect(named['This quarter']).toEqual(['2028-01-01', '2028-03-31'])
    expect(named['Next 30 days']).toEqual(['2028-03-15', '2028-04-14'])
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addMonths('2026-12-01', 1)).toBe('2027-01-01')
  })
})

describe('company time', () => {
  it('goes there and back whatever the clock of the machine says', () => {
    expect(companyTime('2026-03-01T16:03:04.000Z')).toBe('2026-03-02 00:03:04')
    expect(instantOf('2026-03-02T00:03')).toBe('2026-03-01T16:03:00.000Z')
    expect(instantOf('2026-03-02')).toBe('2026-03-01T16:00:00.000Z')
    expect(companyTime('no instant')).toBe('no instant')
  })
})

describe('pasted days', () => {
  it.each([
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['soon', 'soon'],
  ])('%s', (text, day) => expect(read(text)).toBe(day))
})
