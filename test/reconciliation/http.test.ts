/** Last month from the run to the lock over HTTP, by two people who are logged in; then the paper form held against the registers by an SQL written apart (PAY-05, PAY-14). */
import { setTimeout as wait } from 'node:timers/promises'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { inCapitals } from '../../server/definition/capitals.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import { create, type World } from '../../server/records/index.ts'
import { type EngineName, engines } from '../support/engines.ts'
import { type Client, type Served, served } from '../support/served.ts'
import { type Trade, trade } from '../support/trade.ts'

const path = '/api/reconciliation/2026-02'
const names = ['opening', 'invoiced', 'received', 'returned', 'discounted', 'writtenOff', 'adjusted', 'closing'] as const

/** February of everybody in 分, straight from the registers: written apart from the ledger of the product. */
const independent = (first: string, last: string) => `
  select sum(case when d < '${first}' then c else 0 end) as opening, sum(c) as closing,
    sum(case when d >= '${first}' and k = 'i' then c else 0 end) as invoiced, sum(case when d >= '${first}' and k = 'r' then -c else 0 end) as received,
    sum(case when d >= '${first}' and k = 't' then -c else 0 end) as returned, sum(case when d >= '${first}' and k = 'd' then -c else 0 end) as discounted,
    sum(case when d >= '${first}' and k = 'w' then -c else 0 end) as "writtenOff", sum(case when d >= '${first}' and k = 'a' then c else 0 end) as adjusted
  from (
    select 'i' as k, date as d, total as c from invoices where status = 'issued' and "deletedAt" is null
    union all select 'r', date, -amount from receipts where status = 'confirmed' and "deletedAt" is null
    union all select 'r', "paidOn", amount from refunds where status = 'paid' and "deletedAt" is null
    union all select 't', date, -total from returns where status in ('confirmed', 'refunded') and invoice is not null and "deletedAt" is null
    union all select 'w', "confirmedOn", -amount from "badDebts" where status in ('confirmed', 'settled') and invoice is not null and "deletedAt" is null
    union all select case when kind = 'correction' then 'a' else 'd' end, date, amount from adjustments where status = 'approved' and "deletedAt" is null
  ) as papers where d <= '${last}'`

describe.each(engines)('the month over HTTP (PAY-05, PAY-14, §23.3, §23.4) on %s', (engine: EngineName) => {
  let company: Served
  let world: World
  let of: Trade
  let clerk: Client & { userId: number }
  let finance: Client & { userId: number }
  let executive: Client & { userId: number }
  let invoice = 0

  beforeAll(async () => {
    company = await served(engine, { now: () => new Date('2026-03-20T02:00:00Z') })
    world = company.world
    clerk = await company.as('salesClerk', 'clerk')
    finance = await company.as('finance', 'finance')
    executive = await company.as('executive', 'executive')
    await company.as('logistics', 'logistics')
    of = await trade(world)
    invoice = await of.newInvoice('3000.10', { date: '2026-02-03' })
    await of.make('receipts', { customer: of.customer, date: '2026-02-17', amount: '999.99', account: of.account, status: 'confirmed' })
    await of.make('returns', {
      customer: of.customer,
      date: '2026-02-18',
      invoice,
      reason: 'quality',
      lines: [{ product: of.product, quantity: '1', unitPrice: '100.01' }],
      status: 'confirmed',
    })
    await of.make('adjustments', {
      customer: of.customer,
      kind: 'discount',
      invoice,
      amount: '-10',
      reason: '折让',
      date: '2026-02-19',
      status: 'approved',
    })
    await of.make('badDebts', {
      customer: of.customer,
      cause: 'inLimit',
      month: '2026-02-01',
      amount: '50',
      invoice,
      shares: [{ capacity: '公司', share: '100' }],
      confirmedOn: '2026-02-20',
      status: 'confirmed',
    })
    const receipt = await of.make('receipts', {
      customer: of.customer,
      date: '2026-02-21',
      amount: '20',
      account: of.account,
      status: 'confirmed',
    })
    await of.make('refunds', {
      customer: of.customer,
      receipt: receipt.id,
      amount: '5',
      reason: '多付',
      account: of.account,
      paidOn: '2026-02-22',
      status: 'paid',
    })
    const dispatch = await of.newDispatch()
    await of.ship(dispatch)
    await world.database.knex('dispatches').where({ id: dispatch }).update({ shippedOn: '2026-02-25' })
    await of.make('receipts', { customer: of.customer, date: '2026-02-26', amount: '60', paidInto: 'personal' })
  }, 60_000)
  afterAll(() => company.stop())

  const view = async () => (await clerk.get(path)).body
  const take = async (who: Client, step: string, body: object = {}) =>
    who.post(`/api/records/reconciliations/${(await view()).record.id}/${step}`, body)
  const byHand = async (first: string, last: string) => {
    const found = await world.database.knex.raw(independent(first, last))
    const [row] = (found.rows ?? found) as Record<string, unknown>[]
    return Object.fromEntries(names.map((name) => [name, formatDecimal(Number(row?.[name]), 2)]))
  }
  const noticesOf = async ({ userId }: { userId: number }): Promise<string[]> =>
    (await world.database.knex('notices').where({ to: userId }).orderBy('id').select('title')).map(({ title }: { title: string }) => title)

  it('is closed to who may not look, and says what a month is', async () => {
    const stranger = await company.as('sales', 'someone')
    for (const each of ['/api/reconciliation', path, `${path}/form`]) expect((await stranger.get(each)).status).toBe(403)
    expect((await stranger.post(`${path}/run`)).status).toBe(403)
    expect((await clerk.get('/api/reconciliation/2026-13')).status).toBe(400)
    expect((await executive.post(`${path}/run`)).status).toBe(403)
    expect((await clerk.get('/api/reconciliation')).body).toMatchObject([
      { month: '2026-03', id: null, status: 'open' },
      { month: '2026-02', id: null, status: 'open' },
    ])
    expect(await view()).toMatchObject({
      month: '2026-02',
      from: '2026-02-01',
      to: '2026-02-28',
      record: null,
      status: 'open',
      mayRun: true,
      running: null,
    })
  })

  it('PAY-05, PAY-14: runs as a job and shows what differs', async () => {
    expect((await clerk.post(`${path}/run`)).body).toMatchObject({ status: 'matching', running: expect.any(Number) })
    for (let tries = 0; (await view()).running !== null && tries < 100; tries += 1) await wait(100)
    const found = await view()
    expect(found.figures).toMatchObject(await byHand('2026-02-01', '2026-02-28'))
    const kinds: string[] = found.differences.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['personalAccount', 'shippedNotInvoiced']))
    expect(await noticesOf(clerk)).toEqual(
      expect.arrayContaining([expect.stringMatching(/2026-02 已核对/), expect.stringMatching(/待您查清/)]),
    )
  })

  it('PAY-05, PAY-14, §23.3, §23.4: differences are explained by people; both sign, and it locks', async () => {
    expect((await take(clerk, 'signClerk')).status).toBe(409)
    const open = (await clerk.list('differences', { month: '2026-02-01', status: 'open' })).body as { id: number }[]
    expect((await clerk.post(`/api/records/differences/${open[0]?.id}/explain`)).status).toBe(422)
    for (const { id } of open) expect((await clerk.post(`/api/records/differences/${id}/explain`, { reason: '已核对' })).status).toBe(200)
    expect(await view()).toMatchObject({ status: 'explained' })
    expect((await take(finance, 'signClerk')).status).toBe(403)
    expect((await take(clerk, 'signClerk')).status).toBe(200)
    expect((await clerk.post(`/api/records/differences/${open[0]?.id}/reopen`, { reason: '再看' })).status).toBe(422)
    expect((await noticesOf(finance)).at(-1)).toMatch(/待财务签字/)
    for (const step of ['signFinance', 'sendBack']) expect((await take(clerk, step, { reason: '再看' })).status).toBe(403)
    expect((await take(finance, 'signFinance')).status).toBe(200)
    for (const step of ['sendBack', 'lock']) expect((await take(clerk, step, { reason: '再看' })).status).toBe(403)
    expect((await take(finance, 'lock')).status).toBe(200)
    expect(await view()).toMatchObject({ status: 'locked', mayRun: false })
    expect((await noticesOf(executive)).at(-1)).toMatch(/已锁定/)
    const stamps = await world.database.knex('stamps').where({ document: 'reconciliations' }).orderBy('id').select('kind', 'holder', 'at')
    expect(stamps).toEqual([
      { kind: 'unit', holder: clerk.userId, at: '2026-03-20T02:00:00.000Z' },
      { kind: 'finance', holder: finance.userId, at: '2026-03-20T02:00:00.000Z' },
    ])
  })

  it('PAY-05: what is dated in it comes in by no way; a late correction lands in this month', async () => {
    const before = (await finance.get(`${path}/form`)).body
    const body = { customer: of.customer, date: '2026-02-27', amount: '1', account: of.account }
    expect(await finance.post('/api/records/receipts', body)).toMatchObject({
      status: 422,
      body: { errors: { date: expect.stringMatching(/PAY-05/) } },
    })
    const draft = (await finance.post('/api/records/receipts', { ...body, date: '2026-03-02' })).body
    expect(
      (await finance.put(`/api/records/receipts?filter=${encodeURIComponent(JSON.stringify({ id: [draft.id] }))}`, { date: '2026-02-27' }))
        .status,
    ).toBe(422)
    const voided = await finance.post(`/api/records/invoices/${invoice}/void`, { reason: '多开' })
    expect(voided.status).toBeGreaterThanOrEqual(400)
    const asked = await create(world, system, 'adjustments', {
      customer: of.customer,
      kind: 'correction',
      corrects: '2026-02-01',
      invoice,
      amount: '-100.00',
      reason: '二月多开',
      status: 'approved',
    })
    expect(asked).toMatchObject({ date: '2026-03-20', corrects: '2026-02-01' })
    expect((await finance.get(`${path}/form`)).body).toEqual(before)
    const march = (await clerk.get('/api/reconciliation/2026-03')).body
    expect(march.figures).toMatchObject(await byHand('2026-03-01', '2026-03-31'))
    expect(march.figures).toMatchObject({ opening: before.totals.closing, adjusted: '-100.00' })
  })

  it('PAY-05: the paper form agrees with the registers to the 分, on screen and as Excel', async () => {
    const form = (await finance.get(`${path}/form`)).body
    expect(form.totals).toMatchObject(await byHand('2026-02-01', '2026-02-28'))
    expect(form).toMatchObject({ number: 'HS-202602-01', issued: true, clerk: { name: 'clerk' }, finance: { name: 'finance' } })
    const sheet = Buffer.from(await (await fetch(`${finance.url}${path}/form.xlsx`, { headers: { cookie: finance.cookie } })).arrayBuffer())
    const [first] = (await readXlsxFile(sheet)) as unknown as { data: unknown[][] }[]
    const rows = first?.data ?? []
    expect(rows[0]?.[0]).toBe('销售资金回收表')
    expect(rows[1]?.[0]).toMatch(/月份 2026-02 · 单位 元 · 编号 HS-202602-01/)
    const totals = rows.find((row) => row[0] === '合计') ?? []
    expect(totals[11]).toBe(Number(form.totals.closing))
    expect(rows.flat()).toEqual(
      expect.arrayContaining([
        ...(['opening', 'invoiced', 'received', 'closing'] as const).map((name) =>
          expect.stringMatching(new RegExp(`（大写）：${inCapitals(form.totals[name])}$`)),
        ),
        expect.stringMatching(/^销售内勤签字：clerk/),
        expect.stringMatching(/^财务签字：finance/),
      ]),
    )
  })
})
