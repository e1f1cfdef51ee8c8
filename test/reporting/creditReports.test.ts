/** Credit and table reports over HTTP with the reports process for real: whose rows, which roles, what is refused, Excel, and the figures of each table. */
import { pino } from 'pino'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tables } from '../../reports/tables/index.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { inCapitals } from '../../server/definition/capitals.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { exWorks } from '../../server/registers/transport/exWorks.ts'
import { openWorld, type Running, serve } from '../../server/start.ts'
import { freshSettings } from '../support/engines.ts'
import { Client, password } from '../support/served.ts'
import { now, type Trade, trade } from '../support/trade.ts'

describe('credit reports', () => {
  let of: Trade
  let running: Running
  let clean: () => Promise<void>
  let mine = 0
  let dispatch = 0
  const clients = new Map<RoleCode, Client>()

  const as = async (role: RoleCode): Promise<Client> => {
    const known = clients.get(role)
    if (known) return known
    const { id, username } = await of.as(role)
    await setPassword(of.world.database, { id: Number(id), username }, password, of.world.now())
    const client = await new Client(running.url).login(username)
    clients.set(role, client)
    return client
  }
  const get = async (role: RoleCode, path: string) => (await as(role)).get(`/api/reports/${path}`)
  /** The answer once everything written is in it. */
  const report = async (path: string, role: RoleCode = 'executive') => {
    const newest = await of.world.database.knex('changes').max({ seq: 'id' }).first()
    for (let seq = -1; seq < newest?.seq; )
      ({ seq } = (await get('executive', 'tables/freight-detail?month=2000-01')).body.asOf ?? { seq: -1 })
    const { status, body } = await get(role, path)
    expect([path, status, body.message]).toEqual([path, 200, undefined])
    return body
  }

  beforeAll(async () => {
    const fresh = await freshSettings('sqlite')
    const world = await openWorld(fresh.settings, { now })
    of = await trade(world)
    const seller = await of.as('sales')
    mine = await of.newCustomer({ owner: seller.id, tier: 'key', paymentMode: 'rolling' })
    await of.newInvoice('100', { customer: mine, date: '2025-11-01', dueOn: '2025-12-01', opening: true })
    const fifty = await of.newInvoice('50.5', { customer: mine, date: '2026-03-01', dueOn: '2026-03-31', opening: true })
    await of.make('receipts', {
      customer: mine,
      date: '2026-03-05',
      amount: '20',
      account: of.account,
      allocations: [{ invoice: fifty, amount: '20' }],
      status: 'confirmed',
    })
    await of.make('badDebts', {
      customer: mine,
      cause: 'unapproved',
      month: '2026-03-01',
      amount: '10',
      shares: [
        { capacity: '物流', person: seller.id, share: '33.33' },
        { capacity: '公司', share: '66.67' },
      ],
    })
    dispatch = await of.newDispatch()
    await of.ship(dispatch)
    await of.make('freights', { dispatch, kind: 'expense', date: '2026-03-12', amount: '1.01' })
    await of.make('freights', { dispatch, kind: 'advanced', date: '2026-03-12', amount: '2', paidOn: '2026-03-13' })
    await of.make('cargoClaims', { dispatch, kind: 'damage', date: '2026-03-18', claimed: '7.5' })
    running = await serve(world, fresh.settings, { log: pino({ level: 'silent' }) })
    clean = fresh.clean
  }, 60_000)

  afterAll(async () => {
    await running.stop()
    await clean()
  })

  it('shows each asker the customers of his or her own', async () => {
    const { rows, totals, columns } = await report('customer-credit')
    const row = rows.find(({ customer }: { customer: number }) => customer === mine)
    expect(row).toMatchObject({
      mode: 'rolling',
      receivable: '130.50',
      notDue: '30.50',
      overdueOver90: '100.00',
      oldestOverdueDays: 109,
      missing: ['card', 'idCopy', 'contract', 'lastYearBalance'],
      eligible: false,
      risk: 'critical',
      available: '0.00',
      _labels: { risk: '严重', mode: '滚动授信' },
    })
    expect(row.reasons[0]).toBe('逾期超过 90 天 ¥100.00（CRD-05）')
    expect(columns.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['customer', 'limit', 'reasons', 'plansKept']))
    expect([rows.length, totals.customers]).toEqual([2, 2])
    expect((await report('customer-credit', 'sales')).rows.map(({ customer }: { customer: number }) => customer)).toEqual([mine])
    const past = await report('customer-credit?on=2025-12-31')
    expect(past.rows.find(({ customer }: { customer: number }) => customer === mine)).toMatchObject({
      receivable: '100.00',
      overdue1to30: '100.00',
    })
    const english = await (await as('executive')).get('/api/reports/customer-credit', { 'accept-language': 'en' })
    expect(english.status).toBe(200)
  })

  it.each(['logistics', 'warehouse', 'production'] as const)('refuses %s, who may not see what customers owe', async (role) => {
    for (const path of [
      'customer-credit',
      'customer-credit.xlsx',
      `customer-credit/${mine}?from=2026-01-01&to=2026-01-31`,
      'tables/ageing?on=2026-03-01',
    ])
      expect([path, (await get(role, path)).status]).toEqual([path, 403])
  })

  it.each([
    'customer-credit?on=2026-02-30',
    'customer-credit?on=2030-01-01',
    'customer-credit?ageing=moon',
    'customer-credit?trend=0',
    'customer-credit?trend=999',
    'customer-credit?colour=red',
    `customer-credit?where=${encodeURIComponent('{"total":1}')}`,
    `customer-credit?where=${encodeURIComponent('{"customer.attachments":{"empty":true}}')}`,
    'customer-credit/1?from=2020-01-01&to=2026-01-01',
    'customer-credit/1?from=2026-01-01',
    'statement?customer=x&from=2026-01-01&to=2026-01-31',
    'tables/freight-detail?month=2026-13',
    'tables/carrier-scorecard?quarter=2026-5',
    `tables/freight-detail?month=2026-03&where=${encodeURIComponent('{"nothing":1}')}`,
  ])('refuses %s with a sentence', async (path) => {
    const { status, body } = await get('executive', path)
    expect([status, body.code]).toEqual([400, 'malformed'])
  })

  it('PAY-06, RPT-16: tells of a customer day by day, and of others to nobody', async () => {
    const { rows, customer, events } = await report(`customer-credit/${mine}?from=2026-02-27&to=2026-03-06`)
    expect(customer.id).toBe(mine)
    expect(rows.map(({ day, receivable }: { day: string; receivable: string }) => [day, receivable])).toEqual([
      ['2026-02-27', '100.00'],
      ['2026-02-28', '100.00'],
      ['2026-03-01', '150.50'],
      ['2026-03-02', '150.50'],
      ['2026-03-03', '150.50'],
      ['2026-03-04', '150.50'],
      ['2026-03-05', '130.50'],
      ['2026-03-06', '130.50'],
    ])
    expect(events).toEqual([])
    const went = await report(`customer-credit/${of.customer}?from=2026-03-01&to=2026-03-20`)
    expect(went.events).toMatchObject([
      { day: '2026-03-20', kind: 'decision', register: 'creditDecisions', what: 'prepaid', amount: '200.00' },
    ])
    expect((await get('sales', `customer-credit/${of.customer}?from=2026-03-01&to=2026-03-20`)).status).toBe(404)
    expect((await get('sales', `statement?customer=${of.customer}&from=2026-03-01&to=2026-03-20`)).status).toBe(404)
  })

  it('PAY-06, RPT-18: draws up the statement with its balance in capitals', async () => {
    const body = await report(`statement?customer=${mine}&from=2026-03-01&to=2026-03-31`)
    expect([body.opening, body.closing, body.closingInCapitals]).toEqual(['-999900.00', '-999869.50', inCapitals('-999869.50')])
    expect(body.rows).toMatchObject([
      { day: '2026-03-01', paper: 'invoices', charge: '50.50', credit: null, balance: '-999849.50', _labels: { paper: '发票' } },
      { day: '2026-03-05', paper: 'receipts', charge: null, credit: '20.00', balance: '-999869.50' },
    ])
    expect(['100.00', '0.00', '1234.50', '-20.05', '100000000.00'].map(inCapitals)).toEqual([
      '壹佰元整',
      '零元整',
      '壹仟贰佰叁拾肆元伍角',
      '负贰拾元零伍分',
      '壹亿元整',
    ])
  })

  it('PAY-06, RPT-05, RPT-18: gives Excel files to those who may export', async () => {
    const client = await as('executive')
    const bytes = async (path: string) =>
      Buffer.from(await (await fetch(`${client.url}/api/reports/${path}`, { headers: { cookie: client.cookie } })).arrayBuffer())
    await report('tables')
    const sheet = await readSheet(await bytes('customer-credit.xlsx'), 1)
    expect([sheet[0]?.[0], sheet[2]?.[0], sheet.at(-1)?.[0]]).toEqual(['客户授信分析', '客户', '合计'])
    const statement = await readSheet(await bytes(`statement.xlsx?customer=${mine}&from=2026-03-01&to=2026-03-31`), 1)
    expect(statement[4]?.slice(1)).toEqual(['发票', expect.any(String), 50.5, null, -999_849.5])
    for (const { name, period } of tables) {
      const query = { month: 'month=2026-03', quarter: 'quarter=2026-1', days: 'from=2026-03-01&to=2026-03-31', day: 'on=2026-03-20' }[
        period
      ]
      expect((await readSheet(await bytes(`tables/${name}.xlsx?${query}`), 1)).length).toBeGreaterThan(4)
    }
    for (const path of ['customer-credit.xlsx', `statement.xlsx?customer=${mine}&from=2026-03-01&to=2026-03-31`])
      expect((await get('sales', path)).status).toBe(403)
  })

  it('RPT-05, RPT-18: lists the tables that each role may see, and refuses the others', async () => {
    const names = async (role: RoleCode) => ((await report('tables', role)) as { name: string }[]).map(({ name }) => name)
    expect(await names('executive')).toEqual(tables.map(({ name }) => name))
    expect(await names('logistics')).toEqual(['liabilities', 'freight-detail', 'freight-summary', 'ex-works'])
    expect(await names('finance')).toEqual(expect.arrayContaining(['ageing', 'freight-detail', 'freight-summary', 'ex-works']))
    expect(await names('sales')).toEqual(['credit-daily', 'ageing', 'key-accounts', 'liabilities', 'money-received', 'goods-returned'])
    expect((await get('sales', 'tables/freight-detail?month=2026-03')).status).toBe(403)
    expect((await get('sales', 'tables/gross-profit?from=2026-03-01&to=2026-03-31')).status).toBe(403)
    expect((await get('executive', 'tables/nonsense')).status).toBe(404)
    const { rows } = await report('tables/liabilities?month=2026-03', 'logistics')
    expect(rows).toHaveLength(2)
  })

  it('RPT-16, RPT-14, RPT-18: are the analysis with columns of their own', async () => {
    const daily = await report('tables/credit-daily?on=2026-03-20')
    expect(daily.rows).toMatchObject([{ customer: mine, over: '0.00', overdue: '100.00', overdueOver30: '100.00', firstReleases: 0 }])
    const key = await report('tables/key-accounts?on=2026-03-20')
    expect(key.rows).toMatchObject([{ customer: mine, turnover: '150.50', receivable: '130.50' }])
    const { rows } = await report('tables/ageing?on=2026-03-20&ageing=invoice')
    expect(rows[0]).toMatchObject({ customer: mine, overdue1to30: '30.50', overdueOver90: '100.00', receivable: '130.50' })
  })

  it('RPT-05: freight of the month in detail and summed up, and the ex-works price of every line', async () => {
    const detail = await report('tables/freight-detail?month=2026-03')
    expect(detail.rows.map(({ kind, amount, _labels }: Record<string, never>) => [kind, amount, _labels])).toMatchObject([
      ['expense', '1.01', { kind: '销售费用' }],
      ['advanced', '2.00', { kind: '代垫运费' }],
    ])
    expect(detail.totals).toEqual({ rows: 2, amount: '3.01' })
    const summary = await report(`tables/freight-summary?month=2026-03&where=${encodeURIComponent('{"kind":"expense"}')}`)
    expect(summary.rows).toMatchObject([{ carrier: of.carrier, freights: 1, amount: '1.01', unpaid: '1.01' }])
    expect((await report('tables/freight-detail?month=2026-04')).rows).toEqual([])
    const products = [await of.newProduct(), await of.newProduct(), await of.newProduct()]
    const prices = ['33.33', '7.77', '0.01']
    const order = await of.newOrder(products.map((product, index) => ({ product, quantity: String(3 + index), unitPrice: prices[index] })))
    const sent = await of.newDispatch({ order })
    await of.make('freights', { dispatch: sent, kind: 'expense', date: '2026-03-14', amount: '10.01' })
    const { rows } = await report(`tables/ex-works?month=2026-03&where=${encodeURIComponent(JSON.stringify({ id: order }))}`)
    const lines = await of.world.database
      .knex('orders_lines')
      .where({ parent: order })
      .orderBy('position')
      .select('id', 'quantity', 'amount')
    expect(rows.map((row: Record<string, string>) => [row.freight, row.value, row.exWorks])).toEqual(
      exWorks(lines, [1001]).map((each) => [
        formatDecimal(each.freight, 2),
        formatDecimal(each.value, 2),
        formatDecimal(each.unitPrice ?? 0, 4),
      ]),
    )
  })

  it('RPT-17: liability by person and rule, RPT-27: carriers of a quarter, RPT-34: gross profit against its minimum', async () => {
    const liability = await report('tables/liabilities?month=2026-03')
    expect(liability.totals).toEqual({ rows: 2, proposed: '10.00', confirmed: '0.00' })
    const { rows } = await report('tables/carrier-scorecard?quarter=2026-1')
    expect(rows).toMatchObject([
      {
        carrier: of.carrier,
        shipments: 1,
        goods: '200.00',
        freight: '3.01',
        freightShare: '1.51',
        losses: 1,
        late: 0,
        claimed: '7.50',
        onTimeShare: null,
      },
    ])
    const product = await of.newProduct({ standardCost: '9' })
    const order = await of.newOrder([{ product, quantity: '10', unitPrice: '10' }])
    const period = `tables/gross-profit?from=2026-03-01&to=2026-03-31&where=${encodeURIComponent(JSON.stringify({ id: order }))}`
    expect((await report(period)).rows).toMatchObject([{ order, grossProfit: '10.00', margin: '10.00', floor: null, below: false }])
    await of.make('policies', { key: 'grossProfit.floor', value: '15', unit: 'percent', from: '2026-01-01', reason: '测试' })
    expect((await report(period)).rows).toMatchObject([{ margin: '10.00', floor: '15.00', below: true }])
  })

  it('§23.7, PAY-06: a statement of past days stays what it was, whatever comes later', async () => {
    const until = async (to: string) => {
      const { asOf: _, ...rest } = await report(`statement?customer=${mine}&from=2026-03-01&to=${to}`)
      return rest
    }
    const [before, month] = [await until('2026-03-10'), await until('2026-03-31')]
    const later = { customer: mine, date: '2026-03-15', amount: '7', account: of.account, status: 'confirmed' }
    await of.make('receipts', later)
    expect(await until('2026-03-10')).toEqual(before)
    expect(Number(month.closing) - Number((await until('2026-03-31')).closing)).toBeCloseTo(7)
  })
})
