/** The board over HTTP: both sides, proposals, what is made, and what is suggested; cut to what a role may see. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { matchMonth } from '../../server/reconciliation/matchMonth.ts'
import { create } from '../../server/records/index.ts'
import { type EngineName, engines } from '../support/engines.ts'
import { type Client, type Served, served } from '../support/served.ts'

const path = '/api/reconciliation/2026-11'

describe.each(engines)('the board (PAY-14) on %s', (engine: EngineName) => {
  let company: Served
  let finance: Client
  let sales: Client

  beforeAll(async () => {
    company = await served(engine, { now: () => new Date('2026-11-20T02:00:00Z') })
    finance = await company.as('finance', 'finance')
    sales = await company.as('sales', 'sales')
    const { world } = company
    const { id: account } = await create(world, system, 'bankAccounts', { name: '基本户', bank: '工行', number: '6103012345678901234' })
    const { id: customer } = await create(world, system, 'customers', { name: '陕西华山食品有限公司' })
    const line = (amount: string, more: object) =>
      create(world, system, 'bankLines', { account, date: '2026-11-03', amount, payer: '陕西华山食品有限公司', ...more })
    const receipt = (amount: string, more: object = {}) =>
      create(world, system, 'receipts', { customer, date: '2026-11-03', amount, account, status: 'confirmed', ...more })
    await line('1000.01', {})
    await receipt('1000.01')
    await line('2000', { date: '2026-11-06', payer: null })
    await receipt('2000')
    await line('333.33', { payer: '查无此人' })
    await line('-80', { payer: '运输公司' })
    await receipt('450.50', { date: '2026-11-10' })
    await receipt('70', { date: '2026-10-01' })
    await matchMonth(world, { from: '2026-11-01', to: '2026-11-30' }, async () => {})
  })
  afterAll(() => company.stop())

  const body = async (query: string, as = finance) => (await as.get(`${path}/${query}`)).body

  test('each side tells what is open, in pages', async () => {
    const bank = await body('board?side=bank')
    expect(bank.rows.map(({ amount, state }: Record<string, unknown>) => [amount, state])).toEqual([
      ['333.33', 'open'],
      ['-80.00', 'open'],
    ])
    // What a proposal takes is told with the proposal, and once.
    expect((await body('board?side=bank&state=proposed')).rows).toMatchObject([{ amount: '2000.00' }])
    expect(await body('board?side=bank&perPage=1&page=2')).toMatchObject({ total: 2, rows: [{ amount: '-80.00', account: '基本户' }] })
    expect((await body('board?side=bank&state=matched')).rows).toMatchObject([
      { amount: '1000.01', open: '0.00', customer: { name: '陕西华山食品有限公司' } },
    ])
    expect((await body('board?side=bank&q=查无')).total).toBe(1)
    expect((await body('board?side=bank&state=all')).total).toBe(4)
    const papers = await body('board?side=papers')
    expect(papers.total).toBe(1)
    expect(papers.rows).toMatchObject([{ kind: 'receipts', amount: '450.50', customer: { name: '陕西华山食品有限公司' } }])
  })

  test('proposals and matches come with their lines, papers and reason', async () => {
    expect(await body('board?side=proposed')).toMatchObject({
      total: 1,
      rows: [{ status: 'proposed', lines: [{ amount: '2000.00', taken: '2000.00' }], papers: [{ taken: '2000.00' }], mayUndo: true }],
    })
    const made = await body('board?side=made')
    expect(made).toMatchObject({ total: 1, rows: [{ made: 'auto', lines: [{ taken: '1000.01' }] }] })
    expect(made.rows[0].reason).toContain('金额相同')
  })

  test('suggestions for a line or a paper, the best first', async () => {
    const { rows } = await body('board?side=bank&state=proposed')
    const found = await body(`suggest?line=${rows[0].id}`)
    expect(found[0]).toMatchObject({ papers: [{ amount: '2000.00' }] })
    const [proposal] = (await body('board?side=proposed')).rows
    expect((await body(`suggest?receipt=${proposal.papers[0].id}`))[0]).toMatchObject({ lines: [{ amount: '2000.00' }] })
    expect(await body('suggest?line=999999')).toEqual([])
  })

  test('a wrong question is told, and who may not look at months sees nothing', async () => {
    expect((await finance.get(`${path}/board?side=other`)).status).toBe(400)
    expect((await finance.get(`${path}/board?side=bank&page=0`)).status).toBe(400)
    expect((await finance.get(`${path}/suggest`)).status).toBe(400)
    expect((await sales.get(`${path}/board?side=bank`)).status).toBe(403)
  })
})
