/** Differences of the bank's side: pure, each kind by its own situation; and found in a run over the registers. */
import { describe, expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { type LonePaper, papersUntil } from '../../server/reconciliation/differences/lonePapers.ts'
import { matchedPairs, pairDifferences } from '../../server/reconciliation/differences/matchedPairs.ts'
import { statementGaps, uncovered } from '../../server/reconciliation/differences/statementGaps.ts'
import { type LoneLine, loneDifferences, unmatched } from '../../server/reconciliation/differences/unmatched.ts'
import { matchingFacts } from '../../server/reconciliation/matchingFacts.ts'
import { matchMonth, matchPolicy } from '../../server/reconciliation/matchMonth.ts'
import { create, move } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'

const line = (id: number, open: number, more: Partial<LoneLine> = {}): LoneLine => ({
  id,
  date: '2026-11-03',
  amount: open,
  open,
  payer: '甲',
  account: 1,
  customer: null,
  changed: null,
  ...more,
})
const paper = (id: number, open: number, more: Partial<LonePaper> = {}): LonePaper => ({
  kind: 'receipts',
  id,
  number: `SK-${id}`,
  date: '2026-11-03',
  amount: open,
  open,
  customer: 1,
  account: 1,
  covered: true,
  ...more,
})
const kinds = (lines: readonly LoneLine[], papers: readonly LonePaper[]) =>
  loneDifferences(lines, papers, 3).map(({ kind, about, amount }) => [kind, about, amount])

describe('what stands alone (PAY-14)', () => {
  test('money without a receipt, a receipt without money', () => {
    expect(kinds([line(1, 500)], [paper(2, 700, { customer: 9 })])).toEqual([
      ['bankWithoutReceipt', 'B1', 500],
      ['receiptNotInBank', 'R2', 700],
    ])
  })
  test('days without a statement say nothing about the bank', () => {
    expect(kinds([], [paper(2, 700, { covered: false })])).toEqual([])
  })
  test('near amounts of one customer are one difference', () => {
    expect(kinds([line(1, 690, { customer: 1 })], [paper(2, 700)])).toEqual([['amountDiffers', 'B1 R2', -10]])
    expect(kinds([line(1, 100, { customer: 1 })], [paper(2, 700)]).map(([kind]) => kind)).toEqual([
      'bankWithoutReceipt',
      'receiptNotInBank',
    ])
  })
  test('the same amount on another company account', () => {
    expect(kinds([line(1, 700, { customer: 1, account: 2 })], [paper(2, 700)])).toEqual([['wrongAccount', 'B1 R2', 700]])
    expect(kinds([line(1, 700, { customer: 1 })], [paper(2, 700)]).map(([kind]) => kind)).toEqual([
      'bankWithoutReceipt',
      'receiptNotInBank',
    ])
  })
  test('the same receipt twice', () => {
    expect(kinds([], [paper(1, 700, { open: 0 }), paper(2, 700, { date: '2026-11-05' })])).toEqual([['duplicate', 'R2 R1', 700]])
    expect(kinds([], [paper(1, 700, { open: 0 }), paper(2, 700, { date: '2026-11-15' })])).toEqual([['receiptNotInBank', 'R2', 700]])
  })
  test('PAY-14: receipts alike are no duplicates while the bank has as many; what is over is', () => {
    const alike = [1, 2, 3].map((id) => paper(id, 700))
    const found = loneDifferences([line(1, 700), line(2, 700, { customer: 1 })], alike, 3)
    expect(found.map(({ kind, about }) => [kind, about])).toEqual([
      ['duplicate', 'R3 R1'],
      ['bankWithoutReceipt', 'B1'],
      ['bankWithoutReceipt', 'B2'],
      ['receiptNotInBank', 'R1'],
      ['receiptNotInBank', 'R2'],
    ])
    expect(found.at(-1)?.what[0]).toContain('有同额流水')
    expect(kinds([line(1, 700, { customer: 9 })], alike.slice(0, 2)).filter(([kind]) => kind === 'duplicate')).toHaveLength(1)
  })
  test('parts that are left', () => {
    expect(kinds([line(1, 200, { amount: 500 })], [paper(2, 300, { amount: 900, customer: 5 })])).toEqual([
      ['amountDiffers', 'B1', 200],
      ['amountDiffers', 'R2', 300],
    ])
  })
})

test('PAY-14: a matched pair on another account or in another month', () => {
  const pair = {
    line: 1,
    day: '2026-12-01',
    lineAccount: 7,
    kind: 'receipts' as const,
    paper: 2,
    number: 'SK-2',
    date: '2026-11-30',
    amount: 100,
    account: 8,
    customer: 1,
    lineName: '工行',
    paperName: '建行',
  }
  expect(pairDifferences(pair).map(({ kind, since }) => [kind, since])).toEqual([
    ['wrongAccount', '2026-11-30'],
    ['wrongPeriod', '2026-11-30'],
  ])
  expect(pairDifferences({ ...pair, day: '2026-11-30', account: null })).toEqual([])
})

test('PAY-14: days that no statement covers', () => {
  const spans = [
    { from: '2026-11-05', to: '2026-11-10' },
    { from: '2026-11-08', to: '2026-11-20' },
  ]
  expect(uncovered('2026-11-01', '2026-11-30', spans)).toEqual([
    { from: '2026-11-01', to: '2026-11-04' },
    { from: '2026-11-21', to: '2026-11-30' },
  ])
  expect(uncovered('2026-11-06', '2026-11-12', spans)).toEqual([])
})

eachEngine('bank families over the registers (PAY-14)', (open) => {
  test('each names its papers', async () => {
    const world = await open({ now: () => new Date('2026-11-20T02:00:00Z') })
    const november = { from: '2026-11-01', to: '2026-11-30' }
    const account = Number((await create(world, system, 'bankAccounts', { name: '工行', bank: '工行', number: '6103012345678901234' })).id)
    const other = Number((await create(world, system, 'bankAccounts', { name: '建行', bank: '建行', number: '4367012345678901234' })).id)
    const customer = Number((await create(world, system, 'customers', { name: '陕西华山食品有限公司' })).id)
    await create(world, system, 'bankStatements', { account, from: '2026-11-01', to: '2026-11-15', opening: '0', closing: '1' })
    const receipt = (amount: string, more: object = {}) =>
      create(world, system, 'receipts', { customer, date: '2026-11-03', amount, account, status: 'confirmed', ...more })
    const bank = (amount: string, more: object = {}) =>
      create(world, system, 'bankLines', { account, date: '2026-11-03', amount, payer: '陕西华山食品有限公司', ...more })
    await bank('100.01')
    const first = await receipt('100.01', { account: other })
    await bank('55', { payer: '查无此人' })
    await bank('-20', { payer: '供应商' })
    await receipt('9000')
    await receipt('70', { date: '2026-11-18' })
    await matchMonth(world, november, async () => {})
    const match = await world.database.knex('matches').where({ status: 'proposed' }).first('id')
    await move(world, system, 'matches', match.id, 'confirm')
    const lone = await unmatched(world, november)
    expect(lone.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['bankWithoutReceipt', 5500],
      ['receiptNotInBank', 900000],
    ])
    expect(await matchedPairs(world, november)).toMatchObject([{ kind: 'wrongAccount', papers: { receipt: first.id }, amount: 10001 }])
    const gaps = await statementGaps(world, november)
    expect(gaps.map(({ kind, about, amount }) => [kind, about, amount])).toEqual([
      ['statementGap', 'S1', -13401],
      ['statementGap', 'A1 2026-11-16', 0],
    ])
  })

  test('PAY-14: of papers that the bank bears out only those are looked at that an open one may repeat', async () => {
    const world = await open({ now: () => new Date('2026-11-20T02:00:00Z') })
    const november = { from: '2026-11-01', to: '2026-11-30' }
    const { id: account } = await create(world, system, 'bankAccounts', { name: '工行', bank: '工行', number: '6103012345678901234' })
    const { id: customer } = await create(world, system, 'customers', { name: '陕西华山食品有限公司' })
    await create(world, system, 'bankStatements', { account, from: '2026-11-01', to: '2026-11-15' })
    const receipt = async (amount: string, date: string) =>
      (await create(world, system, 'receipts', { customer, date, amount, account, status: 'confirmed' })).id
    const bank = async (amount: string, date: string) =>
      (await create(world, system, 'bankLines', { account, date, amount, payer: '陕西华山食品有限公司' })).id
    const match = async (line: number, paper: number, amount: string) =>
      create(world, system, 'matches', {
        ...{ bank: [{ line, amount }], papers: [{ receipt: paper, amount }], made: 'auto' },
        ...{ status: 'confirmed', score: '100', reason: '同\nsame' },
      })
    const [first, others, part] = [await receipt('88', '2026-11-03'), await receipt('31', '2026-11-03'), await receipt('500', '2026-11-04')]
    await match(await bank('88', '2026-11-03'), first, '88')
    await match(await bank('31', '2026-11-03'), others, '31')
    await match(await bank('200', '2026-11-04'), part, '200')
    const again = await receipt('88', '2026-11-04')
    const found = await papersUntil(world, november.from, november.to)
    expect(found.map(({ id, open: left }) => [id, left])).toEqual([
      [first, 0],
      [part, 300_00],
      [again, 88_00],
    ])
    expect((await unmatched(world, november)).map(({ kind, about, amount }) => [kind, about, amount])).toEqual([
      ['duplicate', `R${again} R${first}`, 88_00],
      ['amountDiffers', `R${part}`, 300_00],
    ])
    const facts = await matchingFacts(world, november, await matchPolicy(world))
    expect(facts.papers.map(({ id, amount }) => [id, amount])).toEqual([
      [part, 300_00],
      [again, 88_00],
    ])
  })

  test('PAY-14: a refund that the bank paid in another month, or from another account, is asked about like a receipt', async () => {
    const world = await open({ now: () => new Date('2026-12-05T02:00:00Z') })
    const { id: account } = await create(world, system, 'bankAccounts', { name: '工行', bank: '工行', number: '6103012345678901234' })
    const { id: other } = await create(world, system, 'bankAccounts', { name: '建行', bank: '建行', number: '4367012345678901234' })
    const { id: customer } = await create(world, system, 'customers', { name: '陕西华山食品有限公司' })
    const { id: receipt } = await create(world, system, 'receipts', {
      ...{ customer, date: '2026-11-03', amount: '80', account, status: 'confirmed' },
    })
    const { id: refund } = await create(world, system, 'refunds', {
      ...{ customer, receipt, amount: '50', reason: '多付', account: other, paidOn: '2026-11-30', status: 'paid' },
    })
    const { id: line } = await create(world, system, 'bankLines', {
      account,
      date: '2026-12-01',
      amount: '-50',
      payer: '陕西华山食品有限公司',
    })
    await create(world, system, 'matches', {
      ...{ bank: [{ line, amount: '-50' }], papers: [{ refund, amount: '-50' }], made: 'auto' },
      ...{ status: 'confirmed', score: '100', reason: '同\nsame' },
    })
    const found = await matchedPairs(world, { from: '2026-11-01', to: '2026-11-30' })
    expect(found.map(({ kind, about, amount, papers }) => [kind, about, amount, papers])).toEqual([
      ['wrongAccount', `B${line} T${refund}`, 50_00, { bankLine: line, refund }],
      ['wrongPeriod', `B${line} T${refund}`, 50_00, { bankLine: line, refund }],
    ])
    expect(found[0]?.what).toEqual([expect.stringMatching(/付自“工行”/), expect.stringMatching(/the money left “工行”/)])
  })
})
