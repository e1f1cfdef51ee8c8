/** Matching: right on generated months with noise, never more than there is, the same whatever the order, and never arbitrary among equals. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AliasFact, BankFact, Facts, Found, PaperFact } from '../../server/reconciliation/matching/facts.ts'
import { paidExactly } from '../../server/reconciliation/matching/invoices.ts'
import { match } from '../../server/reconciliation/matching/match.ts'
import { normaliseName } from '../../server/reconciliation/matching/names.ts'
import { findSum } from '../../server/reconciliation/matching/sums.ts'
import { measure } from './generator/measure.ts'
import { generate } from './generator/month.ts'

const policy = { window: 3, threshold: 90, fee: 5_000, difference: 100 }

const line = (id: number, amount: number, more: Partial<BankFact> = {}): BankFact => ({
  id,
  account: 1,
  date: '2026-11-03',
  amount,
  payer: null,
  payerAccount: null,
  text: '',
  ...more,
})
const paper = (id: number, amount: number, customer: number, more: Partial<PaperFact> = {}): PaperFact => ({
  kind: amount > 0 ? 'receipts' : 'refunds',
  id,
  account: 1,
  date: '2026-11-03',
  amount,
  customer,
  payer: null,
  payerAccount: null,
  numbers: [],
  ...more,
})

const names = ['陕西华山', '陕西华山食品有限公司', '西安秦源商贸有限责任公司', '咸阳宏达粮油有限公司']
const customers = names.map((name, at) => ({ id: at + 1, names: [name] }))
const facts = (bank: readonly BankFact[], papers: readonly PaperFact[], aliases: readonly AliasFact[] = []): Facts => ({
  bank,
  papers,
  customers,
  aliases,
  policy,
})

const pairs = (found: readonly Found[]) =>
  found.map(({ bank, papers, certain, fee }) => ({ bank: bank.map(({ id }) => id), papers: papers.map(({ id }) => id), certain, fee }))

describe('generated months with noise (PAY-14)', () => {
  test.each([11, 22, 33, 44, 55])('seed %i: at least 99.5 %% of what is made is right, at least 95 %% is found', (seed) => {
    const { facts: month, truth } = generate(seed, { payments: 4_000, customers: 900 })
    const { precision, recall, seen } = measure(match(month), truth)
    expect(precision).toBeGreaterThanOrEqual(0.995)
    expect(recall).toBeGreaterThanOrEqual(0.95)
    expect(seen).toBeGreaterThanOrEqual(0.97)
  })
})

/** Small worlds in which everything collides. */
const crowd = fc
  .record({
    bank: fc.array(
      fc.record({
        amount: fc.constantFrom(100, 200, 300, 500, 501, -100, -300),
        day: fc.integer({ min: 1, max: 6 }),
        payer: fc.option(fc.constantFrom(...names)),
        back: fc.boolean(),
      }),
      { maxLength: 14 },
    ),
    papers: fc.array(
      fc.record({
        amount: fc.constantFrom(100, 200, 300, 500, -100),
        day: fc.integer({ min: 1, max: 6 }),
        customer: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 14 },
    ),
  })
  .map(({ bank, papers }) =>
    facts(
      bank.map(({ amount, day, payer, back }, at) => line(at + 1, amount, { date: `2026-11-0${day}`, payer, text: back ? '退汇' : '' })),
      papers.map(({ amount, day, customer }, at) => paper(at + 1, amount, customer, { date: `2026-11-0${day}` })),
    ),
  )

describe('laws (PAY-14)', () => {
  test('nothing is matched twice or beyond its amount; papers are lines plus fee', () => {
    fc.assert(
      fc.property(crowd, (world) => {
        const found = match(world)
        const used = new Map<string, number>()
        for (const each of found) {
          for (const { id, amount } of each.bank) used.set(`bank/${id}`, (used.get(`bank/${id}`) ?? 0) + amount)
          for (const { kind, id, amount } of each.papers) used.set(`${kind}/${id}`, (used.get(`${kind}/${id}`) ?? 0) + amount)
          const sum = (list: readonly { readonly amount: number }[]) => list.reduce((total, { amount }) => total + amount, 0)
          expect(sum(each.papers)).toBe(sum(each.bank) + each.fee)
          expect(each.fee).toBeLessThanOrEqual(policy.fee)
          expect(each.fee).toBeGreaterThanOrEqual(-policy.difference)
          expect(each.score).toBeLessThanOrEqual(100)
          if (each.certain) expect(each.score).toBeGreaterThanOrEqual(policy.threshold)
        }
        for (const { id, amount } of world.bank) expect([undefined, amount]).toContain(used.get(`bank/${id}`))
        for (const { kind, id, amount } of world.papers) expect([undefined, amount]).toContain(used.get(`${kind}/${id}`))
      }),
    )
  })

  test('the order in which facts come changes nothing', () => {
    fc.assert(
      fc.property(crowd, fc.infiniteStream(fc.nat()), (world, stream) => {
        const shuffle = <T>(list: readonly T[]) =>
          list
            .map((each) => [stream.next().value, each] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, each]) => each)
        const text = (found: readonly Found[]) =>
          JSON.stringify(
            found.map(({ bank, papers, score, certain }) => [
              [...bank].sort((a, b) => a.id - b.id),
              [...papers].sort((a, b) => a.id - b.id),
              score,
              certain,
            ]),
          )
        expect(
          text(match({ ...world, bank: shuffle(world.bank), papers: shuffle(world.papers), customers: shuffle(world.customers) })),
        ).toBe(text(match(world)))
      }),
    )
  })

  test('a sum that is found adds up, and one that is there is found', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 9 }), fc.nat(), (amounts, seed) => {
        const chosen = amounts.filter((_, at) => (seed >> at) % 2 === 1)
        const target = chosen.reduce((sum, each) => sum + each, 0)
        const found = findSum(amounts, target, target)
        if (found) expect(found.places.reduce((sum, at) => sum + (amounts[at] ?? 0), 0)).toBe(target)
        if (chosen.length >= 2 && chosen.length <= 8) expect(found).toBeDefined()
      }),
    )
  })
})

describe('situations (PAY-14)', () => {
  test('a payer whose name is the beginning of another', () => {
    const both = match(facts([line(1, 10_001, { payer: '陕西华山' })], [paper(1, 10_001, 1), paper(2, 10_001, 2)]))
    expect(pairs(both)).toEqual([{ bank: [1], papers: [1], certain: true, fee: 0 }])
    const other = match(facts([line(1, 10_001, { payer: '陕西华山' })], [paper(2, 10_001, 2)]))
    expect(other.every(({ certain }) => !certain)).toBe(true)
  })

  test('a thousand equal amounts on one day: those told by their payers are made, the others only proposed', () => {
    const bank = Array.from({ length: 1000 }, (_, at) => line(at + 1, 100_000))
    const papers = Array.from({ length: 1000 }, (_, at) => paper(at + 1, 100_000, (at % 4) + 1))
    const found = match(facts(bank, papers))
    expect(found.filter(({ certain }) => certain)).toEqual([])
    const told = match(
      facts(
        [...bank.slice(1), line(1, 100_000, { payer: '咸阳宏达粮油有限公司' })],
        papers.filter(({ customer, id }) => customer !== 4 || id === 4),
      ),
    )
    expect(pairs(told.filter(({ certain }) => certain))).toEqual([{ bank: [1], papers: [4], certain: true, fee: 0 }])
  })

  test('PAY-14: equals of one customer on one day stand for one another: as many pairs as there are, in order, made by themselves; the rest is left', () => {
    const bank = [1, 2, 3].map((id) => line(id, 100_000, { payer: names[2] ?? null }))
    const papers = [1, 2, 3].map((id) => paper(id, 100_000, 3))
    const pair = (id: number, other = id) => ({ bank: [id], papers: [other], certain: true, fee: 0 })
    expect(pairs(match(facts(bank, papers)))).toEqual([pair(1), pair(2), pair(3)])
    const fewer = match(facts(bank.slice(1), papers))
    expect(pairs(fewer)).toEqual([pair(2, 1), pair(3, 2)])
    expect(fewer[0]?.reason[0]).toMatch(/流水 2 笔、单据 3 张.*无从区分/)
    expect(pairs(match(facts(bank, papers.slice(1))))).toEqual([pair(1, 2), pair(2, 3)])
    // Who pays is not told: a person decides.
    const nameless = bank.map((each) => ({ ...each, payer: null }))
    expect(match(facts(nameless, papers.slice(1))).some(({ certain }) => certain)).toBe(false)
    const many = match(
      facts(
        Array.from({ length: 1200 }, (_, at) => line(at + 1, 50_000, { payer: names[2] ?? null })),
        Array.from({ length: 1000 }, (_, at) => paper(at + 1, 50_000, 3)),
      ),
    )
    expect(many.filter(({ certain }) => certain)).toHaveLength(1000)
    expect(many).toHaveLength(1000)
    // Two sorts of papers on a day are no longer alike; those of other days are.
    const sorts = match(
      facts(
        [...bank, line(4, 100_000, { payer: names[2] ?? null, date: '2026-11-04' })],
        [paper(1, 100_000, 3), paper(2, 100_000, 3, { payer: '张三' }), paper(3, 100_000, 3, { date: '2026-11-04' })],
      ),
    )
    expect(pairs(sorts.filter(({ certain }) => certain))).toEqual([pair(4, 3)])
  })

  test('PAY-14: what a reason says of an amount is true of every open paper near; where another customer has it, the payer must tell whose it is', () => {
    const both = [paper(1, 4_567_890, 3), paper(2, 4_567_890, 4)]
    const [told] = match(facts([line(1, 4_567_890, { payer: names[2] ?? null })], both))
    expect(told).toMatchObject({ certain: true, papers: [{ id: 1 }] })
    expect(told?.reason[0]).not.toContain('仅此一笔')
    expect(match(facts([line(1, 4_567_890, { payer: '查无此人' })], both)).some(({ certain }) => certain)).toBe(false)
    // One of them is spoken for by its payer: what is left stands alone by exclusion, which proves nothing.
    const left = match(facts([line(1, 4_567_890, { payer: names[2] ?? null }), line(2, 4_567_890, { payer: '查无此人' })], both))
    expect(pairs(left.filter(({ certain }) => certain))).toEqual([{ bank: [1], papers: [1], certain: true, fee: 0 }])
    expect(left.flatMap(({ reason }) => reason).join()).not.toMatch(/仅此一笔|nothing else/)
    const [alone] = match(facts([line(1, 4_567_890, { payer: '查无此人' })], both.slice(0, 1)))
    expect(alone).toMatchObject({ certain: true })
    expect(alone?.reason[0]).toContain('未勾对的仅此一笔')
  })

  test('the number of the paper in the bank’s text decides among equals', () => {
    const papers = [1, 2].map((id) => paper(id, 100_000, 3, { numbers: [`SK-202611-0000${id}`] }))
    const found = match(facts([line(1, 100_000, { text: '货款SK-202611-00002' })], papers))
    expect(pairs(found.filter(({ certain }) => certain))).toEqual([{ bank: [1], papers: [2], certain: true, fee: 0 }])
  })

  test('brackets, widths, kinds of company and pinyin', () => {
    for (const payer of [
      '西安（秦源）商贸有限公司',
      '西安秦源商贸　有限责任公司',
      'XIAN QINYUAN SHANGMAO YOUXIAN GONGSI',
      "XI'AN QIN YUAN SHANG MAO CO., LTD.",
    ])
      expect(pairs(match(facts([line(1, 123_456, { payer })], [paper(9, 123_456, 3)]))), payer).toEqual([
        { bank: [1], papers: [9], certain: true, fee: 0 },
      ])
    expect(normaliseName('ＡＢＣ 有限公司')).toBe('abc')
    expect(normaliseName('某某有限公司西安分公司')).not.toBe(normaliseName('某某有限公司'))
  })

  test('a remembered account or name; one of two customers is a hint, never a match by itself', () => {
    const alias = (customer: number) => ({ customer, normalised: normaliseName('王小明'), account: '6222001' })
    const bank = [line(1, 200_000, { payer: '王小明', payerAccount: '6222001' })]
    expect(pairs(match(facts(bank, [paper(1, 200_000, 3)], [alias(3)])))).toMatchObject([{ certain: true }])
    expect(match(facts(bank, [paper(1, 200_000, 3), paper(2, 200_000, 4)], [alias(3), alias(4)])).some(({ certain }) => certain)).toBe(
      false,
    )
  })

  test('one transfer for several receipts, several for one, a fee, a small difference', () => {
    const payer = names[3] ?? null
    expect(pairs(match(facts([line(1, 70_123, { payer })], [paper(1, 30_023, 4), paper(2, 40_100, 4)])))).toEqual([
      { bank: [1], papers: [1, 2], certain: true, fee: 0 },
    ])
    expect(pairs(match(facts([line(1, 30_023, { payer }), line(2, 40_100, { payer })], [paper(1, 70_123, 4)])))).toEqual([
      { bank: [1, 2], papers: [1], certain: true, fee: 0 },
    ])
    expect(pairs(match(facts([line(1, 98_500, { payer })], [paper(1, 100_000, 4)])))).toEqual([
      { bank: [1], papers: [1], certain: true, fee: 1_500 },
    ])
    expect(pairs(match(facts([line(1, 100_050, { payer })], [paper(1, 100_000, 4)])))).toEqual([
      { bank: [1], papers: [1], certain: true, fee: -50 },
    ])
    expect(match(facts([line(1, 94_000, { payer })], [paper(1, 100_000, 4)]))).toEqual([])
  })

  test('two ways to make a sum: only proposed', () => {
    const found = match(
      facts(
        [line(1, 30_000, { payer: names[3] ?? null })],
        [paper(1, 10_000, 4), paper(2, 20_000, 4), paper(3, 5_000, 4), paper(4, 25_000, 4)],
      ),
    )
    expect(found.map(({ certain }) => certain)).toEqual([false])
  })

  test('a reversal goes with its line; a refund with its payment', () => {
    const payer = names[2] ?? null
    const found = match(
      facts(
        [
          line(1, 50_000, { payer }),
          line(2, -50_000, { payer, date: '2026-11-04', text: '退汇' }),
          line(3, 50_000, { payer, date: '2026-11-05' }),
        ],
        [paper(1, 50_000, 3, { date: '2026-11-05' })],
      ),
    )
    expect(pairs(found)).toEqual([
      { bank: [3], papers: [1], certain: true, fee: 0 },
      { bank: [1, 2], papers: [], certain: true, fee: 0 },
    ])
    expect(pairs(match(facts([line(1, -8_800, { payer })], [paper(7, -8_800, 3)])))).toEqual([
      { bank: [1], papers: [7], certain: true, fee: 0 },
    ])
  })

  test('another company account, or too many days apart, is never made by itself', () => {
    const payer = names[2] ?? null
    expect(pairs(match(facts([line(1, 50_001, { payer, account: 2 })], [paper(1, 50_001, 3)])))).toMatchObject([{ certain: false }])
    expect(match(facts([line(1, 50_001, { payer, date: '2026-11-20' })], [paper(1, 50_001, 3)]))).toEqual([])
  })
})

test('what an amount pays to the 分: the invoice of this amount, or the only ones that add up to it', () => {
  const invoices = [
    { id: 1, date: '2026-10-01', dueOn: '2026-10-31', outstanding: 300 },
    { id: 2, date: '2026-10-02', dueOn: '2026-10-20', outstanding: 500 },
    { id: 3, date: '2026-10-03', dueOn: null, outstanding: 200 },
  ]
  expect(paidExactly(300, invoices)).toEqual([{ invoice: 1, amount: 300 }])
  expect(
    paidExactly(700, invoices)
      ?.map(({ invoice }) => invoice)
      .sort(),
  ).toEqual([2, 3])
  expect(paidExactly(600, invoices)).toBeUndefined()
  expect(paidExactly(500, [...invoices, { id: 4, date: '2026-10-01', dueOn: null, outstanding: 500 }])).toEqual([
    { invoice: 4, amount: 500 },
  ])
})
