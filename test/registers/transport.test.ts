/** Carriers, freights and their monthly settlement, claims, and the ex-works price (CAR-01…09). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, get, remove, update } from '../../server/records/index.ts'
import { exWorks } from '../../server/registers/transport/exWorks.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, fault, now, refusedMove, type Trade, trade } from '../support/trade.ts'

const freight = (of: Trade, dispatch: number, more: Body = {}) =>
  of.make('freights', { dispatch, kind: 'expense', date: '2026-03-12', amount: '300', ...more })

/** Gives a file field something to hold without going through an upload. */
const attach = (of: Trade, register: string, id: number, field: string) =>
  of.world.database
    .knex(register)
    .where({ id })
    .update({ [field]: '[{"id":1}]' })

eachEngine('transport', (open) => {
  const opening = open({ now })
  const company = async () => trade(await opening)

  test('a carrier is scored each year on five criteria; the latest year stands beside the name (CAR-01)', async () => {
    const of = await company()
    const score = (year: number, all: number, claims = all) => ({ year, standing: all, service: all, fees: all, punctuality: all, claims })
    const carrier = await of.make('carriers', { name: `评分 ${of.carrier}`, scores: [score(2025, 80, 81), score(2024, 90)] })
    expect(carrier.score).toBe('80.2')
    expect((carrier.scores as Body[]).map((line) => line.score)).toEqual(['80.2', '90.0'])
    await expect(of.change('carriers', carrier.id, { scores: [score(2025, 1), score(2025, 2)] })).rejects.toMatchObject(
      fault('scores', /CAR-01/),
    )
    await expect(of.change('carriers', carrier.id, { scores: [score(2025, 101)] })).rejects.toMatchObject({ status: 422 })
  })

  test('a long-haul contract is submitted only with its three clauses (CAR-03); approval alone puts it in force (CAR-04)', async () => {
    const of = await company()
    const logistics = await of.as('logistics')
    const body = { carrier: of.carrier, from: '2026-01-01', to: '2026-12-31', longHaul: true }
    for (const clauses of [[], ['onArrival', 'lateFine'], ['lateFine', 'lossCompensation'], ['onArrival', 'lossCompensation']]) {
      const contract = await of.make('carrierContracts', { ...body, clauses })
      await expect(of.take('carrierContracts', contract.id, 'submit', logistics)).rejects.toMatchObject(refusedMove(/CAR-03/))
    }
    const waiting = await of.make('carrierContracts', { ...body, clauses: ['onArrival', 'lateFine', 'lossCompensation'], status: 'review' })
    await expect(of.take('carrierContracts', waiting.id, 'approve', await of.as('marketHead'))).rejects.toMatchObject(
      refusedMove(/approval/),
    )
    await expect(of.change('carrierContracts', waiting.id, { rates: '涨价' })).rejects.toMatchObject({ status: 422 })
    expect((await of.take('carrierContracts', waiting.id, 'approve')).status).toBe('inForce')
    await expect(of.make('carrierContracts', { ...body, to: '2025-12-31' })).rejects.toMatchObject(fault('to', /before the start/))
  })

  test('freight is entered once per dispatch, carrier and kind, with what the notice says (CAR-07, CF-09)', async () => {
    const of = await company()
    const dispatch = await of.newDispatch({ freightTerm: 'monthly' })
    expect(await freight(of, dispatch)).toMatchObject({ order: of.order, customer: of.customer, carrier: of.carrier, term: 'monthly' })
    await expect(freight(of, dispatch)).rejects.toMatchObject({ status: 422, errors: { dispatch: expect.any(Array) } })
    expect((await freight(of, dispatch, { kind: 'advanced' })).kind).toBe('advanced')
    await expect(freight(of, dispatch, { carrier: null, kind: 'advanced', amount: '0' })).rejects.toMatchObject({
      ...{ status: 422, errors: { amount: expect.any(Array) } },
    })
    const gone = await of.make('dispatches', { order: await of.newOrder([{ product: of.product, quantity: '1', unitPrice: '1' }]) })
    await of.take('dispatches', gone.id, 'cancel')
    await expect(freight(of, gone.id)).rejects.toMatchObject(fault('dispatch', /was cancelled/))
  })

  test('monthly freight: all of the carrier’s month, voucher, signed by the head of market, paid by finance (CAR-06, CAR-08)', async () => {
    const of = await company()
    const dispatch = await of.newDispatch({ freightTerm: 'monthly' })
    const first = await freight(of, dispatch)
    const second = await freight(of, dispatch, { kind: 'advanced', amount: '50.5' })
    const april = await freight(of, dispatch, { carrier: (await of.make('carriers', { name: `别家 ${dispatch}` })).id })
    const body = { carrier: of.carrier, month: '2026-03-01' }
    await expect(of.make('freightSettlements', { ...body, month: '2026-03-02' })).rejects.toMatchObject({ status: 422 })
    await expect(of.make('freightSettlements', { ...body, lines: [{ freight: april.id }] })).rejects.toMatchObject(
      fault('lines.0.freight', /CAR-06/),
    )
    const settlement = await of.make('freightSettlements', body)
    // CAR-08: freight is reported to finance by the end of its month.
    expect(settlement._clocks).toMatchObject([{ name: 'report', dueDay: '2026-03-31', state: 'running' }])
    expect(settlement.total).toBe('350.50')
    await expect(of.make('freightSettlements', { ...body, lines: [{ freight: first.id }] })).rejects.toMatchObject(
      fault('lines.0.freight', /another settlement/),
    )
    await expect(of.change('freights', first.id, { amount: '1' })).rejects.toMatchObject(fault('amount', /CAR-06/))
    await expect(remove(of.world, system, 'freights', first.id)).rejects.toMatchObject({ code: 'linked' })
    const head = await of.as('marketHead')
    await expect(of.take('freightSettlements', settlement.id, 'sign', head)).rejects.toMatchObject(refusedMove(/CAR-06/))
    await attach(of, 'freightSettlements', settlement.id, 'voucher')
    await expect(of.take('freightSettlements', settlement.id, 'sign', await of.as('logistics'))).rejects.toMatchObject({ status: 403 })
    const finance = await of.as('finance')
    await expect(of.take('freightSettlements', settlement.id, 'pay', finance)).rejects.toMatchObject({ status: 409 })
    await of.take('freightSettlements', settlement.id, 'sign', head)
    expect((await get(of.world, system, 'freightSettlements', settlement.id))._clocks).toMatchObject([{ name: 'report', state: 'met' }])
    const stamps = await of.world.database.knex('stamps').where({ document: 'freightSettlements', record: settlement.id })
    expect(stamps).toMatchObject([{ kind: 'unit', holder: head.id, at: now().toISOString() }])
    const [line] = settlement.lines as Body[]
    for (const later of [{ lines: [{ id: line?.id }] }, { voucher: null }])
      await expect(of.change('freightSettlements', settlement.id, later)).rejects.toMatchObject({ status: 422 })
    await expect(of.take('freightSettlements', settlement.id, 'pay', head)).rejects.toMatchObject({ status: 403 })
    expect((await of.take('freightSettlements', settlement.id, 'pay', finance)).paidOn).toBe('2026-03-20')
    expect(await get(of.world, system, 'freights', second.id)).toMatchObject({ settlement: settlement.id, paidOn: '2026-03-20' })
  })

  test('a settlement takes monthly freight of its own month alone, each once (CAR-06)', async () => {
    const of = await company()
    const sent = async (freightTerm: string, more: Body = {}) => {
      const order = await of.newOrder([{ product: of.product, quantity: '1', unitPrice: '1' }])
      return (await freight(of, await of.newDispatch({ order, freightTerm }), more)).id
    }
    const mine = await sent('monthly')
    const [paidByUs, before, after] = [
      await sent('ours'),
      await sent('monthly', { date: '2026-02-28' }),
      await sent('monthly', { date: '2026-04-01' }),
    ]
    const body = { carrier: of.carrier, month: '2026-03-01' }
    for (const other of [paidByUs, before, after])
      await expect(of.make('freightSettlements', { ...body, lines: [{ freight: mine }, { freight: other }] })).rejects.toMatchObject(
        fault('lines.1.freight', /no monthly freight of this carrier and month \(CAR-06\)/),
      )
    await expect(of.make('freightSettlements', { ...body, lines: [{ freight: mine }, { freight: mine }] })).rejects.toMatchObject(
      fault('lines', /listed twice \(CAR-06\)/),
    )
    const made = await of.make('freightSettlements', body)
    expect((made.lines as Body[]).map((line) => line.freight)).toEqual([mine])
  })

  test('a void settlement gives its freights back, and two at the same second never share one (CAR-06)', async () => {
    const of = await company()
    const entry = await freight(of, await of.newDispatch({ freightTerm: 'monthly' }))
    const body = { carrier: of.carrier, month: '2026-03-01', lines: [{ freight: entry.id }] }
    const both = await Promise.allSettled([0, 1].map(() => of.make('freightSettlements', body)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const made = both.find((each) => each.status === 'fulfilled')?.value.id ?? 0
    await of.take('freightSettlements', made, 'void')
    expect((await get(of.world, system, 'freights', entry.id)).settlement).toBeNull()
    await of.make('freightSettlements', body)
  })

  test('tracking and claims hang on a dispatch: who was contacted, what the carrier owes (CAR-05, CAR-09)', async () => {
    const of = await company()
    const dispatch = await of.newDispatch()
    const logistics = await of.as('logistics')
    const event = await create(of.world, logistics, 'transitEvents', { dispatch, place: '兰州', contacted: true, contactedPerson: '赵' })
    expect(event).toMatchObject({ state: 'moving', at: now().toISOString(), contacted: true })
    const claim = await create(of.world, logistics, 'cargoClaims', { dispatch, kind: 'damage', claimed: '500' })
    expect(claim).toMatchObject({ carrier: of.carrier, customer: of.customer, status: 'open' })
    await of.take('cargoClaims', claim.id, 'claim', logistics)
    await expect(of.take('cargoClaims', claim.id, 'settle', logistics)).rejects.toMatchObject(refusedMove(/CAR-09/))
    await expect(update(of.world, logistics, 'cargoClaims', claim.id, { claimed: '5' })).rejects.toMatchObject({ status: 422 })
    await update(of.world, logistics, 'cargoClaims', claim.id, { settled: '450', settledOn: '2026-03-19' })
    expect((await of.take('cargoClaims', claim.id, 'settle', logistics)).status).toBe('settled')
  })
})

test('freight is shared by amount and adds up exactly; the last line takes the rest (CAR-07)', () => {
  expect(
    exWorks(
      [
        { id: 1, quantity: 3000, amount: 100 },
        { id: 2, quantity: 1000, amount: 100 },
        { id: 3, quantity: 2000, amount: 100 },
      ],
      [60, 40],
    ),
  ).toEqual([
    { id: 1, freight: 33, value: 67, unitPrice: 2233 },
    { id: 2, freight: 33, value: 67, unitPrice: 6700 },
    { id: 3, freight: 34, value: 66, unitPrice: 3300 },
  ])
  const line = fc.record({ id: fc.nat(), quantity: fc.integer({ min: -1e9, max: 1e9 }), amount: fc.integer({ min: 0, max: 1e11 }) })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(1e10), { maxLength: 5 }), (lines, freights) => {
      const result = exWorks(lines, freights)
      const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
      expect(sum(result.map((each) => each.freight))).toBe(sum(freights))
      expect(result.map((each) => each.value + each.freight)).toEqual(lines.map(({ amount }) => amount))
      const total = sum(lines.map(({ amount }) => amount))
      for (const [index, each] of result.slice(0, -1).entries())
        if (total > 0) expect(Math.abs(each.freight - (sum(freights) * (lines[index]?.amount ?? 0)) / total)).toBeLessThan(0.51)
    }),
  )
  expect(exWorks([], [5])).toEqual([])
})
