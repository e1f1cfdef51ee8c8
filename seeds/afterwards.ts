/** After the goods left: where they are, what was lost on the way, what is exchanged and what is paid back. */
import { system } from '../server/access/actor.ts'
import { formatDecimal, yuan } from '../server/definition/decimal.ts'
import { createMany, type StoredRecord } from '../server/records/index.ts'
import { type Company, onDay } from './company.ts'
import { addDays, at } from './days.ts'
import { Desk } from './desk.ts'
import { noticeFor, takeTo } from './goods.ts'

const stations = ['中卫', '西安', '郑州', '徐州', '武汉'] as const

/** Events of goods that left in the last two weeks (CAR-05). */
export async function transit(company: Company): Promise<void> {
  const { by, today } = company
  const rows: { id: number; shippedOn: string; status: string }[] = await company.world.database
    .knex('dispatches')
    .whereIn('status', ['shipped', 'received'])
    .where('shippedOn', '>=', addDays(today, -14))
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'shippedOn', 'status')
  const event = (dispatch: number, day: string, hour: number, place: string, state: string, note: string | null = null) => ({
    dispatch,
    at: at(day > today ? today : day, hour).toISOString(),
    place,
    state,
    note,
    contacted: state === 'arrived' || state === 'delayed',
    contactedPerson: state === 'arrived' || state === 'delayed' ? '收货部值班' : null,
  })
  const events = rows.flatMap(({ id, shippedOn, status }, index) => [
    event(id, shippedOn, 8, '银川', 'departed'),
    ...(index % 9 === 0
      ? [event(id, addDays(shippedOn, 1), 9, by.pick(stations), 'delayed', '前方高速封闭，预计晚到一天')]
      : [event(id, addDays(shippedOn, 1), 9, by.pick(stations), 'moving')]),
    ...(status === 'received'
      ? [event(id, addDays(shippedOn, 2), 9, '目的地货场', 'arrived'), event(id, addDays(shippedOn, 3), 9, '客户仓库', 'delivered')]
      : []),
  ])
  await createMany(onDay(company, today), system, 'transitEvents', events)
}

/** Received goods whose carrier is to answer: open, claimed, settled, dropped (CAR-09). */
export async function claims(company: Company): Promise<void> {
  const { today } = company
  const rows: { id: number; receivedOn: string }[] = await company.world.database
    .knex('dispatches')
    .where({ status: 'received' })
    .where('receivedOn', '<=', addDays(today, -5))
    .orderBy('id', 'desc')
    .limit(40)
    .select('id', 'receivedOn')
  const cases = [
    ['damage', '420.00', []],
    ['loss', '880.00', ['claim']],
    ['damage', '1260.00', ['claim', 'settle']],
    ['late', '300.00', ['claim', 'drop']],
  ] as const
  for (const [index, [kind, claimed, steps]] of cases.entries()) {
    const row = rows[index * 7]
    if (!row) return
    const desk = new Desk(company, addDays(today, -2))
    const { id } = await desk.make('logistics', 'cargoClaims', {
      dispatch: row.id,
      kind,
      date: row.receivedOn,
      claimed,
      description: '卸货清点时发现，双方已在回单上签注。',
    })
    for (const step of steps) {
      if (step === 'settle') await desk.change('logistics', 'cargoClaims', id, { settled: '1000.00', settledOn: desk.day })
      await desk.take('logistics', 'cargoClaims', id, step, step === 'drop' ? '金额小，从下月运费协商抵扣' : undefined)
    }
  }
}

/** Damaged goods are exchanged: the return is booked and new goods go out for it (ORD-17). */
export async function exchanges(company: Company): Promise<void> {
  const { knex } = company.world.database
  const row: StoredRecord | undefined = await knex({ d: 'dispatches' })
    .join({ o: 'orders' }, 'o.id', 'd.order')
    .join({ i: 'invoices' }, 'i.id', 'd.invoice')
    .where({ 'd.status': 'received', 'o.paymentMode': 'prepaid', 'i.outstanding': 0 })
    .whereNotNull('d.contract')
    .whereIn(
      'd.customer',
      company.customers.map(({ id }) => id),
    )
    .where('d.receivedOn', '<=', addDays(company.today, -12))
    .orderBy('d.id', 'desc')
    .first('d.id', 'd.order', 'd.customer', 'd.contract')
  if (!row) return
  const line = await knex('dispatches_lines').where({ parent: row.id }).orderBy('position').first('product', 'unitPrice', 'quantity')
  const desk = new Desk(company, addDays(company.today, -3))
  const { id } = await desk.make('clerk', 'returns', {
    customer: row.customer,
    date: desk.day,
    order: row.order,
    kind: 'exchange',
    reason: 'damage',
    explanation: '运输破损，换发同品。',
    lines: [{ product: line.product, quantity: '2', unitPrice: formatDecimal(line.unitPrice, 4) }],
  })
  await desk.take('clerk', 'returns', id, 'confirm')
  const replacement = await noticeFor(company, desk, Number(row.order), {
    lines: [{ product: line.product, quantity: '2', packing: '五层瓦楞纸箱' }],
  })
  await desk.change('clerk', 'returns', id, { replacement })
  const value = yuan(Math.round((2 * line.unitPrice) / 100))
  await desk.make('finance', 'receipts', {
    customer: row.customer,
    date: desk.day,
    amount: value,
    account: company.accounts[0],
    note: '换货差额押款',
    status: 'confirmed',
  })
  await takeTo(desk, replacement, 'stamped')
}

/** Refunds of confirmed returns and of an advance: in draft, waiting for the department head and for the sales director, approved, paid (PAY-07). */
export async function refunds(company: Company): Promise<void> {
  const { today, accounts } = company
  const { knex } = company.world.database
  const rows: { id: number; customer: number; refundable: number }[] = await knex('returns')
    .where({ status: 'confirmed', kind: 'return' })
    .where('refundable', '>', 0)
    .whereNull('deletedAt')
    .orderBy('id', 'desc')
    .select('id', 'customer', 'refundable')
  const ways: readonly (readonly string[])[] = [['manager'], ['approved', 'pay'], [], ['approved'], ['draft']]
  for (const [index, way] of ways.entries()) {
    const row = rows[index]
    if (!row) return
    const desk = new Desk(company, addDays(today, -2))
    const { id } = await desk.make('clerk', 'refunds', {
      customer: row.customer,
      return: row.id,
      amount: yuan(Number(row.refundable)),
      reason: '退货退款，客户要求原路退回。',
      account: accounts[0],
      payee: '客户对公账户',
    })
    if (way.includes('draft')) continue
    await desk.take('clerk', 'refunds', id, 'submit')
    if (way.includes('approved')) await signAll(desk, id)
    if (way.includes('pay')) await desk.take('finance', 'refunds', id, 'pay')
  }
}

/** Signs as whoever is asked, until nobody is. */
async function signAll(desk: Desk, refund: number): Promise<void> {
  for (;;) {
    const row: { username: string } | undefined = await desk.world.database
      .knex({ a: 'approvals' })
      .join({ t: 'approvals_tasks' }, 't.parent', 'a.id')
      .join({ u: 'users' }, 'u.id', 't.approver')
      .where({ 'a.document': 'refunds', 'a.record': refund, 'a.state': 'pending', 't.state': 'open' })
      .first('u.username')
    if (!row) return
    await desk.sign(row.username, 'refunds', refund)
  }
}
