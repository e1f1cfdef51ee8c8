/** The fund reconciliation over HTTP with the reports process for real: whose rows, which roles, what is refused, what stands behind each figure, a month run, signed and locked. */
import { pino } from 'pino'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drill, papersOf } from '../../admin/reports/fundReconciliation/drill.ts'
import type { FundState, Group } from '../../admin/reports/fundReconciliation/state.ts'
import type { FundReport, TableRow } from '../../reports/messages.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import { askForRun, ledgerOf, periodOf, runPending, totalOf } from '../../server/reconciliation/index.ts'
import type { RecoveryForm } from '../../server/reconciliation/messages.ts'
import { move } from '../../server/records/index.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { openWorld, type Running, serve } from '../../server/start.ts'
import { freshSettings } from '../support/engines.ts'
import { Client, password } from '../support/served.ts'
import { now, type Trade, trade } from '../support/trade.ts'

const fen = (amount: unknown) => Math.round(Number(amount ?? 0) * 100)
const figures = ['opening', 'shipped', 'invoiced', 'received', 'returned', 'discounted', 'writtenOff', 'adjusted', 'closing'] as const
const february = 'month=2026-02'
const march = 'month=2026-03'

describe('fund reconciliation over HTTP', () => {
  let of: Trade
  let running: Running
  let clean: () => Promise<void>
  let mine = 0
  let invoice = 0
  let seller = 0
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
  const get = async (role: RoleCode, query: string, ending = '') =>
    (await as(role)).get(`/api/reports/fund-reconciliation${ending}?${query}`)
  /** The answer once everything written is in it. */
  const report = async (query: string, role: RoleCode = 'executive'): Promise<FundReport> => {
    const newest = await of.world.database.knex('changes').max({ seq: 'id' }).first()
    for (let seq = -1; seq < newest?.seq; ) ({ seq } = (await get('executive', march)).body.asOf ?? { seq: -1 })
    const { status, body } = await get(role, query)
    expect([query, status, body.message]).toEqual([query, 200, undefined])
    return body
  }
  const state = (more: Partial<FundState> = {}): FundState => ({
    month: '2026-03',
    by: 'customer',
    salesperson: undefined,
    department: undefined,
    customer: undefined,
    ...more,
  })

  beforeAll(async () => {
    const fresh = await freshSettings('sqlite')
    const world = await openWorld(fresh.settings, { now })
    of = await trade(world)
    seller = Number((await of.as('sales')).id)
    for (const role of ['executive', 'finance', 'salesClerk'] as const) await of.as(role)
    mine = await of.newCustomer({ owner: seller, tier: 'key' })
    invoice = await of.newInvoice('1000', { customer: mine, opening: true })
    await of.newInvoice('300.50', { customer: mine, date: '2026-03-02', opening: true })
    const settled = await of.newInvoice('70', { date: '2026-03-04' })
    const receipt = await of.make('receipts', {
      customer: mine,
      date: '2026-03-05',
      amount: '250',
      account: of.account,
      status: 'confirmed',
    })
    await of.make('refunds', {
      customer: mine,
      receipt: receipt.id,
      amount: '50',
      reason: '多付',
      account: of.account,
      paidOn: '2026-03-06',
      status: 'paid',
    })
    await of.ship(await of.newDispatch())
    const back = { customer: mine, date: '2026-03-07', invoice, reason: 'quality', status: 'confirmed' }
    const goods = (unitPrice: string) => ({ lines: [{ product: of.product, quantity: '1', unitPrice }] })
    const paid = { reason: '退货款', account: of.account, paidOn: '2026-03-09', status: 'paid' }
    await of.make('returns', { ...back, ...goods('40') })
    // One of goods never invoiced, and one of an invoice that was paid: both are paid back in part.
    const bare = await of.make('returns', { ...back, invoice: null, ...goods('15') })
    await of.make('refunds', { customer: mine, return: bare.id, amount: '6', ...paid })
    await of.make('receipts', {
      customer: of.customer,
      date: '2026-03-05',
      amount: '70',
      account: of.account,
      allocations: [{ invoice: settled, amount: '70' }],
      status: 'confirmed',
    })
    const owed = await of.make('returns', { ...back, customer: of.customer, invoice: settled, ...goods('30') })
    await of.make('refunds', { customer: of.customer, return: owed.id, amount: '10', ...paid })
    await of.make('badDebts', {
      customer: mine,
      cause: 'unapproved',
      month: '2026-03-01',
      confirmedOn: '2026-03-08',
      amount: '10',
      invoice,
      shares: [{ capacity: '公司', share: '100' }],
      status: 'confirmed',
    })
    await of.make('adjustments', { customer: mine, kind: 'discount', invoice, amount: '-5.05', reason: '折让', status: 'approved' })
    running = await serve(world, fresh.settings, { log: pino({ level: 'silent' }) })
    clean = fresh.clean
  }, 60_000)

  afterAll(async () => {
    await running.stop()
    await clean()
  })

  it('RPT-04: tells each asker the accounts of his or her own customers', async () => {
    const whole = await report(`${march}&by=customer`)
    expect(whole.rows.find(({ customer }) => customer === mine)).toMatchObject({
      opening: '-999000.00',
      shipped: '0.00',
      invoiced: '300.50',
      received: '194.00',
      refunded: '56.00',
      returned: '46.00',
      discounted: '5.05',
      writtenOff: '10.00',
      adjusted: '0.00',
      closing: '-998954.55',
    })
    expect(whole.totals).toMatchObject({ invoiced: '370.50', shipped: '200.00' })
    expect((await report(`${march}&by=customer`, 'sales')).rows.map(({ customer }) => customer)).toEqual([mine])
    const { rows } = await report(`${march}&by=salesperson&where=${encodeURIComponent(JSON.stringify({ salesperson: seller }))}`)
    expect(rows).toMatchObject([{ salesperson: seller, invoiced: '300.50' }])
    expect((await report(march)).rows).toMatchObject([{ company: 1, invoiced: '370.50', _labels: { company: '全公司' } }])
  })

  it.each(['logistics', 'warehouse', 'production', 'archiveKeeper'] as const)(
    'RPT-04: refuses %s, who may not see accounts',
    async (role) => {
      for (const ending of ['', '.xlsx']) expect((await get(role, march, ending)).status).toBe(403)
    },
  )

  it.each([
    'month=2026-13',
    'month=2026-04',
    'month=x',
    `${march}&by=moon`,
    `${march}&colour=red`,
    `${march}&where=${encodeURIComponent('{"total":1}')}`,
  ])('refuses %s with a sentence', async (query) => {
    const { status, body } = await get('executive', query)
    expect([status, body.code]).toEqual([400, 'malformed'])
  })

  it('RPT-04: tells the bank to those who read it whole, the pool to salespeople, and Excel to those who may export', async () => {
    expect((await report(march)).bank).toMatchObject({ count: 0, countShare: null })
    const pool = await report(march, 'sales')
    expect([pool.bank, pool.unclaimed?.count]).toEqual([null, 0])
    const client = await as('executive')
    const answer = await fetch(`${client.url}/api/reports/fund-reconciliation.xlsx?${march}&by=customer`, {
      headers: { cookie: client.cookie },
    })
    const sheet = await readSheet(Buffer.from(await answer.arrayBuffer()), 1)
    expect([sheet[0]?.[0], sheet[3]?.[1], sheet.at(-1)?.[0]]).toEqual(['资金对账', '期初', '合计'])
    expect((await get('sales', march, '.xlsx')).status).toBe(403)
  })

  /** Which field of the papers a figure adds up. */
  const fields: Readonly<Record<string, readonly [field: string, sign: number]>> = {
    shipped: ['total', 1],
    invoiced: ['total', 1],
    discounted: ['amount', -1],
    writtenOff: ['amount', 1],
    adjusted: ['amount', 1],
  }

  /** What the list behind a figure adds up to; its papers are those that anybody may read who sees the figure. */
  const listed = async (figure: string, row: TableRow | undefined, at: FundState, frozen = false): Promise<number> => {
    const papers = papersOf(figure, row, at, frozen)
    if (papers) {
      const where = encodeURIComponent(JSON.stringify(papers.where))
      const { status, body } = await (await as('executive')).get(`/api/reports/tables/${papers.table}?month=${papers.month}&where=${where}`)
      expect([figure, status, body.message]).toEqual([figure, 200, undefined])
      const { rows, totals } = body as FundReport
      expect(rows.reduce((sum, each) => sum + fen(each.amount), 0)).toBe(fen(totals.amount))
      return fen(totals.amount)
    }
    const found = drill(figure, row, at, frozen)
    if (!found) throw new Error(`no list behind ${figure}`)
    const { status, body } = await (await as('executive')).list(found.register, found.filter, [0, 999])
    expect([figure, found.register, status, body.message]).toEqual([figure, found.register, 200, undefined])
    const [field = '', sign = 1] = fields[figure] ?? []
    return (body as TableRow[]).reduce((sum, each) => sum + sign * fen(each[field]), 0)
  }

  it('RPT-04: leads each figure to the list that adds up to it', async () => {
    for (const by of ['customer', 'salesperson', 'department'] as const satisfies readonly Group[]) {
      const { rows, totals } = await report(`${march}&by=${by}`)
      for (const figure of ['received', 'returned', ...Object.keys(fields)])
        for (const row of [undefined, ...rows])
          expect([by, figure, row?.[by], await listed(figure, row, state({ by }))]).toEqual([
            by,
            figure,
            row?.[by],
            fen((row ?? totals)[figure]),
          ])
    }
    const { totals } = await report(`${march}&where=${encodeURIComponent(JSON.stringify({ salesperson: seller }))}`)
    expect(await listed('invoiced', undefined, state({ by: 'salesperson', salesperson: seller }))).toBe(fen(totals.invoiced))
  })

  it('PAY-05, §23.7: agrees with the reconciliation that is run, signed and locked, and keeps to its issue', async () => {
    const { world } = of
    const [clerk, finance] = [await of.as('salesClerk'), await of.as('finance')]
    const nobodys = await of.make('bankLines', {
      account: of.account,
      date: '2026-02-20',
      amount: '77',
      payer: '某人',
      identity: 'nobodys',
    })
    const live = await report(`${february}&by=customer`)
    expect(live.period).toMatchObject({ frozen: false, issue: null })
    await askForRun(world, clerk, '2026-02-01')
    await runPending(world)
    const open: { id: number }[] = await world.database.knex('differences').where({ month: '2026-02-01', status: 'open' }).select('id')
    expect((await report(february)).differences?.reduce((sum, { count }) => sum + count, 0)).toBe(open.length)
    for (const { id } of open) await of.take('differences', id, 'explain', clerk)
    const { id } = await world.database.knex('reconciliations').where({ month: '2026-02-01' }).first('id')
    await of.take('reconciliations', id, 'signClerk', clerk)
    // Between the signatures the dashboard and the month say what the clerk signed, whatever becomes of the money meanwhile.
    await move(world, finance, 'bankLines', Number(nobodys.id), 'setAside', { reason: '利息' })
    const between = await report(february)
    expect(between).toMatchObject({ period: { status: 'clerkSigned', frozen: false }, unclaimed: live.unclaimed, bank: live.bank })
    expect((await (await as('finance')).get('/api/reconciliation/2026-02')).body).toMatchObject({
      unclaimed: live.unclaimed,
      bank: { count: live.bank?.count, matchedCount: live.bank?.matchedCount },
    })
    await of.take('reconciliations', id, 'signFinance', finance)
    await of.take('reconciliations', id, 'lock', finance)
    const locked = await report(`${february}&by=customer`)
    expect(locked.period).toMatchObject({
      status: 'locked',
      frozen: true,
      number: 'HS-202602-01',
      edition: 1,
      clerk: clerk.name,
      finance: finance.name,
    })
    const cut = (found: FundReport) => found.rows.map((row) => [row.customer, ...figures.map((name) => row[name])])
    expect(cut(locked)).toEqual(cut(live))
    const record = (await (await as('finance')).get(`/api/records/reconciliations/${id}`)).body
    for (const name of figures) expect([name, locked.totals[name]]).toEqual([name, record[name]])
    // The rate that was signed is the rate that is shown, of each customer and of all.
    const form = (await (await as('finance')).get('/api/reconciliation/2026-02/form')).body as RecoveryForm
    const rates = (all: readonly object[]) =>
      all.map((each) => ['recoveryRate', 'advanced'].map((name) => String((each as TableRow)[name])).join(' ')).sort()
    expect(rates([form.totals, ...form.rows])).toEqual(rates([locked.totals, ...locked.rows]))
    const issued = (await (await as('finance')).get(`/api/records/fundRecoveries/${String(locked.period.issue)}`)).body
    expect(issued).toMatchObject({ recoveryRate: locked.totals.recoveryRate, advanced: locked.totals.advanced })
    // Whatever becomes later of money that nobody had claimed, the month keeps what was so at its locking.
    expect(locked.unclaimed).toEqual(live.unclaimed)
    expect(locked.unclaimed?.count).toBeGreaterThan(0)
    expect((await (await as('finance')).get('/api/reconciliation/2026-02')).body).toMatchObject({
      unclaimed: live.unclaimed,
      bank: { count: live.bank?.count },
    })
    // A late correction lands in March and names February; the signed table stands.
    await of.make('adjustments', {
      customer: mine,
      kind: 'correction',
      corrects: '2026-02-01',
      invoice,
      amount: '-100',
      reason: '多开',
      status: 'approved',
    })
    expect((await report(`${february}&by=customer`)).totals).toEqual(locked.totals)
    const after = await report(`${march}&by=customer`)
    expect([after.totals.opening, after.totals.adjusted]).toEqual([locked.totals.closing, '-100.00'])
    expect(after.trend.slice(-2).map(({ month, frozen }) => [month, frozen])).toEqual([
      ['2026-02', true],
      ['2026-03', false],
    ])
    for (const month of ['2026-02-01', '2026-03-01']) {
      const ledger = totalOf((await ledgerOf(world, periodOf(month))).values())
      const { totals } = await report(`month=${month.slice(0, 7)}`)
      for (const name of figures) expect([month, name, totals[name]]).toEqual([month, name, formatDecimal(ledger[name], 2)])
    }
    // Of a locked month a list stands behind the company and behind a customer; a group leads to its customers as they were.
    expect(await listed('invoiced', undefined, state({ month: '2026-02' }), true)).toBe(fen(locked.totals.invoiced))
    expect(await listed('invoiced', { customer: mine }, state({ month: '2026-02' }), true)).toBe(100_000)
    expect(drill('invoiced', { salesperson: seller }, state({ month: '2026-02', by: 'salesperson' }), true)).toBeUndefined()
  })
})
