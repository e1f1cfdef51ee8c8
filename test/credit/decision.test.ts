/** The credit decision: each rule by its row id, and the laws that hold for any figures. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decision, decide, type Inputs } from '../../server/credit/decision.ts'
import { refusalWords } from '../../server/credit/words.ts'
import { shareOut } from '../../server/registers/credit/shareOut.ts'

const base: Inputs = {
  day: '2026-06-15',
  mode: 'rolling',
  amount: 100_00,
  limit: 1_000_00,
  exposure: 500_00,
  advance: 0,
  pledged: 0,
  uninvoiced: 0,
  overdue: 0,
  oldestOverdueDays: 0,
  missing: [],
  status: 'good',
  prepayment: 0,
  plans: { cash: 0, overLimit: 0 },
  granted: [],
}
const on = (more: Partial<Inputs>): Decision => decide({ ...base, ...more })

describe('the credit decision', () => {
  it('CRD-06: inside the limit goods go freely, to the very 分', () => {
    expect(on({ amount: 500_00 })).toMatchObject({ allowed: true, basis: 'inLimit', available: 500_00, excess: 0 })
    expect(on({ amount: 500_01 })).toMatchObject({ allowed: false, reasons: ['overLimit'], excess: 1 })
  })

  it('CRD-01: without the three conditions there is no credit, but paid goods go', () => {
    expect(on({ missing: ['idCopy'] })).toMatchObject({ allowed: false, reasons: ['ineligible'], available: 0 })
    expect(on({ missing: ['contract'], exposure: 0, advance: 100_00 })).toMatchObject({ allowed: true, basis: 'prepaid' })
  })

  it('CRD-05: overdue debt stops goods inside the limit, until approved for this dispatch', () => {
    expect(on({ overdue: 1 })).toMatchObject({ allowed: false, reasons: ['overdue'] })
    expect(on({ overdue: 1, granted: [{ kind: 'overdue', amount: 0 }] })).toMatchObject({ allowed: true, basis: 'overdue' })
    expect(on({ overdue: 1, amount: 600_00, granted: [{ kind: 'overdue', amount: 0 }] })).toMatchObject({ reasons: ['overLimit'] })
  })

  it('CRD-07, CRD-08: a release lets the excess pass that it was given for, and no 分 more', () => {
    const granted = [{ kind: 'first' as const, amount: 100_00 }]
    expect(on({ amount: 600_00, granted })).toMatchObject({ allowed: true, basis: 'firstRelease', excess: 100_00 })
    expect(on({ amount: 600_01, granted })).toMatchObject({ allowed: false })
    expect(on({ amount: 600_00, granted: [{ kind: 'last', amount: 100_00 }] })).toMatchObject({ basis: 'lastRelease' })
    expect(on({ amount: 600_00, granted, overdue: 1 })).toMatchObject({ allowed: false, reasons: ['overdue'] })
    expect(on({ amount: 600_00, granted: [...granted, { kind: 'overdue', amount: 0 }], overdue: 1 })).toMatchObject({
      basis: 'firstRelease',
    })
  })

  it('CRD-09: over the limit one may remit first and ship by the money received, with a plan', () => {
    const over = { exposure: 1_500_00, advance: 100_00 }
    expect(on(over)).toMatchObject({ allowed: false })
    expect(on({ ...over, plans: { cash: 0, overLimit: 1 } })).toMatchObject({ allowed: true, basis: 'prepaid' })
    expect(on({ ...over, pledged: 1, plans: { cash: 0, overLimit: 1 } })).toMatchObject({ allowed: false })
  })

  it('CRD-04: a cash customer pays, or has a collection plan over everything owed', () => {
    expect(on({ mode: 'cash' })).toMatchObject({ allowed: false, reasons: ['unpaid', 'noPlan'] })
    expect(on({ mode: 'cash', plans: { cash: 600_00, overLimit: 0 } })).toMatchObject({ allowed: true, basis: 'cash' })
    expect(on({ mode: 'cash', plans: { cash: 599_99, overLimit: 0 } })).toMatchObject({ allowed: false })
    expect(on({ mode: 'cash', plans: { cash: 600_00, overLimit: 0 }, overdue: 1 })).toMatchObject({ reasons: ['overdue'] })
  })

  it('ORD-06, PAY-08, CF-07: prepaid goods wait for the money whatever the limit', () => {
    expect(on({ mode: 'prepaid', exposure: 0 })).toMatchObject({ allowed: false, reasons: ['unpaid'], available: 0 })
    expect(on({ mode: 'prepaid', exposure: 0, advance: 100_00 })).toMatchObject({ allowed: true, basis: 'prepaid' })
    expect(on({ mode: 'prepaid', exposure: 1, advance: 100_00 })).toMatchObject({ allowed: false })
  })

  it('GRD-21, PAY-10: a restricted customer pays a part ahead, a stopped one everything', () => {
    const restricted = { status: 'restricted' as const, prepayment: 50_00 }
    expect(on({ ...restricted, advance: 49_99 })).toMatchObject({ reasons: ['prepayment'] })
    expect(on({ ...restricted, advance: 50_00 })).toMatchObject({ allowed: true, basis: 'inLimit' })
    expect(on({ ...restricted, advance: 50_00, uninvoiced: 100_00 })).toMatchObject({ reasons: ['prepayment'] })
    expect(on({ status: 'stopped' })).toMatchObject({ reasons: ['stopped'] })
    expect(on({ status: 'stopped', exposure: 0, advance: 100_00 })).toMatchObject({ basis: 'prepaid' })
  })

  it('CRD-17: the fixed line and the rolling limit are decided alike', () => {
    for (const mode of ['rolling', 'fixed'] as const)
      expect(on({ mode, amount: 500_01 })).toMatchObject({ reasons: ['overLimit'], excess: 1 })
  })

  it('a refusal says the limit, the exposure, the excess and the ways out, in both languages', () => {
    const inputs = { ...base, amount: 1_234_00 }
    const [zh, en] = refusalWords('西北糖酒', inputs, decide(inputs))
    for (const part of ['西北糖酒', 'CRD-06', '¥1,000.00', '¥1,734.00', '¥734.00', '首次或末次']) expect(zh).toContain(part)
    for (const part of ['limit ¥1,000.00', 'excess ¥734.00', 'Ways out', 'first or last release']) expect(en).toContain(part)
  })

  const amounts = fc.integer({ min: 0, max: 1_000_000_00 })
  const anyInputs = fc.record<Inputs>({
    day: fc.constant('2026-06-15'),
    mode: fc.constantFrom('prepaid', 'rolling', 'fixed', 'cash'),
    amount: fc.integer({ min: 1, max: 1_000_000_00 }),
    limit: amounts,
    exposure: amounts,
    advance: amounts,
    pledged: amounts,
    uninvoiced: amounts,
    overdue: fc.constantFrom(0, 0, 1_00),
    oldestOverdueDays: fc.constant(0),
    missing: fc.constantFrom([], [], ['card']),
    status: fc.constantFrom('good', 'watch', 'restricted', 'stopped'),
    prepayment: fc.constantFrom(0, 30_00, 100_00),
    plans: fc.record({ cash: amounts, overLimit: fc.constantFrom(0, 1_00) }),
    granted: fc.array(fc.record({ kind: fc.constantFrom('first', 'last', 'overdue'), amount: amounts }), { maxLength: 2 }),
  })

  it('more money received, a higher limit or fewer goods never turn a yes into a no', () => {
    fc.assert(
      fc.property(anyInputs, fc.integer({ min: 0, max: 100_000_00 }), (inputs, more) => {
        if (!decide(inputs).allowed) return
        expect(decide({ ...inputs, advance: inputs.advance + more }).allowed).toBe(true)
        expect(decide({ ...inputs, limit: inputs.limit + more }).allowed).toBe(true)
        expect(decide({ ...inputs, amount: Math.max(1, inputs.amount - more) }).allowed).toBe(true)
      }),
    )
  })

  it('goods that go on credit never leave more owed than the limit and what was released', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { allowed, basis, after } = decide(inputs)
        if (!allowed || basis === 'prepaid' || basis === 'cash') return
        const released = Math.max(0, ...inputs.granted.filter(({ kind }) => kind !== 'overdue').map(({ amount }) => amount))
        expect(after).toBeLessThanOrEqual(inputs.limit + released)
        expect(inputs.missing).toEqual([])
      }),
    )
  })

  it('a refusal always has a reason and a release of goods always a basis', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { allowed, basis, reasons, available, excess } = decide(inputs)
        expect(allowed).toBe(basis !== undefined)
        expect(allowed).toBe(reasons.length === 0)
        expect(Math.min(available, excess)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

describe('shares of a liability', () => {
  it('CRD-11: three persons pay the whole batch, to the 分', () => {
    expect(shareOut(100_00, [33_34, 33_33, 33_33])).toEqual([33_34, 33_33, 33_33])
    expect(shareOut(1, [33_34, 33_33, 33_33])).toEqual([1, 0, 0])
  })

  it('always add up to the amount, none off by more than a 分', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 50 }),
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 6 }),
        (amount, parts) => {
          const whole = parts.reduce((sum, part) => sum + part, 0)
          fc.pre(whole > 0)
          const given = shareOut(amount, parts)
          expect(given.reduce((sum, each) => sum + each, 0)).toBe(amount)
          for (const [index, part] of parts.entries()) {
            const off = BigInt(given[index] ?? 0) * BigInt(whole) - BigInt(amount) * BigInt(part)
            expect(off < BigInt(whole) && off > -BigInt(whole)).toBe(true)
          }
        },
      ),
    )
  })
})
