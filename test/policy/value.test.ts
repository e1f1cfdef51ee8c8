/** Values of policies are exact: a third is a third, shares make 100 %, less than is not at most. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Words } from '../../server/definition/words.ts'
import { isLessThanShare, policyKeys, type Unit, valueFault } from '../../server/policy/index.ts'
import { readShare, readShares, sharesWords, valueWords } from '../../server/policy/value.ts'

const third = { part: 1n, of: 3n }

describe('values of policies', () => {
  it('CRD-07: exactly a third of the limit is not less than a third, to the 分', () => {
    expect(isLessThanShare(100_00, third, 300_00)).toBe(false)
    expect(isLessThanShare(99_99, third, 300_00)).toBe(true)
    expect(isLessThanShare(33_34, third, 100_00)).toBe(false)
    expect(isLessThanShare(33_33, third, 100_00)).toBe(true)
    expect(isLessThanShare(0, third, 0)).toBe(false)
  })

  it('comparing with a share is exact for any amounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 50 }),
        fc.integer({ min: 0, max: 2 ** 50 }),
        fc.integer({ min: 1, max: 1000 }),
        (amount, whole, of) => {
          expect(isLessThanShare(amount, { part: 1n, of: BigInt(of) }, whole)).toBe(BigInt(amount) * BigInt(of) < BigInt(whole))
        },
      ),
    )
  })

  it('shares are written as a fraction, a decimal or a percentage', () => {
    for (const text of ['1/4', '0.25', '25%', '25.0%']) {
      const share = readShare(text)
      expect(share && share.part * 4n).toBe(share?.of)
    }
    for (const text of ['4/3', '1/0', '-1/3', '1,5', 'one', '101%', '']) expect(readShare(text)).toBeUndefined()
  })

  it('CRD-10: a table of shares makes exactly 100 %', () => {
    expect(readShares('sales:30, regionalManager：20，company:50%')).toEqual([
      { who: 'sales', hundredths: 3000 },
      { who: 'regionalManager', hundredths: 2000 },
      { who: 'company', hundredths: 5000 },
    ])
    for (const text of ['sales:30', 'sales:100.01', 'sales:50, company:49.99', 'sales 50, company 50', ''])
      expect(readShares(text)).toBeUndefined()
  })

  it('every shipped value and every suggestion fits its own rule', () => {
    for (const key of Object.values(policyKeys))
      for (const text of [key.value, key.suggestion]) if (text !== undefined) expect(valueFault(key, key.units[0], text)).toBeUndefined()
  })

  it('what does not fit is told in both languages', () => {
    const fault = (key: keyof typeof policyKeys, unit: Unit, value: string) => valueFault(policyKeys[key], unit, value)?.[1]
    expect(fault('credit.window', 'day', '30.5')).toMatch(/whole number/)
    expect(fault('collection.remit.at', 'yuan', '-1')).toMatch(/amount/)
    expect(fault('payment.mode', 'choice', 'both')).toMatch(/rolling, fixed/)
  })
})

describe('values in words', () => {
  it.each([
    ['collection.remit.at', 'yuan', '10000.00', '10,000.00 yuan'],
    ['collection.remit.at', 'yuan', '999.50', '999.50 yuan'],
    ['credit.window', 'day', '30', '30 days'],
    ['credit.window', 'day', '1', '1 day'],
    ['credit.overLimit.last.due', 'monthEnd', '0', 'the end of the month'],
  ] as const)('%s: %s %s', (key, unit, text, words) => {
    expect(valueWords(policyKeys[key], unit, text)[1]).toBe(words)
  })

  it('a table of shares names its capacities (CRD-10)', () => {
    const nameOf = (who: string): Words => (who === 'sales' ? ['客户经理', 'Account manager'] : [who, who])
    expect(sharesWords('sales:33.50, company:66.5', nameOf)).toEqual([
      '客户经理 33.5%、company 66.5%',
      'Account manager 33.5%, company 66.5%',
    ])
    expect(sharesWords('sales:100', nameOf)[0]).toBe('客户经理 100%')
    expect(sharesWords('half', nameOf)).toEqual(['half', 'half'])
  })
})
