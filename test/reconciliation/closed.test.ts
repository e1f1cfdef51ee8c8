/** The lock of a closed month (PAY-05): every register that is booked × every path a write can come by. A register that becomes booked without a sample here fails. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../server/access/actor.ts'
import { system } from '../../server/access/actor.ts'
import { createMany, recover, remove, removeMany, restore, updateMany, type World } from '../../server/records/index.ts'
import { send } from '../exchange/support.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, type Trade, trade } from '../support/trade.ts'

const closedDay = '2026-02-10'
const openDay = '2026-03-05'

interface Sample {
  /** A record whose figures count, on a day. */
  readonly counted: (of: Trade, day: string) => Promise<Body>
  /** The same as one row of a file, where people bring such papers in; `status` only where a finished paper is. */
  readonly row?: (of: Trade, day: string) => Readonly<Record<string, string>>
  /** A figure that the system may write at any time, with another value. */
  readonly figure: Body
}

const line = (of: Trade) => ({ product: of.product, quantity: '1', unitPrice: '100' })

/** Names of records that rows of files speak of. */
const names = { customer: '', product: '', account: '', accountNumber: '', dispatch: '', carrier: '' }

const samples: Readonly<Record<string, Sample>> = {
  invoices: {
    counted: async (of, date) => ({ customer: of.customer, date, dueOn: date, lines: [line(of)], status: 'issued' }),
    row: (_, date) => ({
      taxNumber: `T-${Math.random()}`,
      customer: names.customer,
      date,
      status: 'issued',
      'lines.product': names.product,
      'lines.quantity': '1',
      'lines.unitPrice': '7',
    }),
    figure: { date: openDay },
  },
  receipts: {
    counted: async (of, date) => ({ customer: of.customer, date, amount: '100', account: of.account, status: 'confirmed' }),
    row: (_, date) => ({ customer: names.customer, date, amount: '7', account: names.account, status: 'confirmed' }),
    figure: { date: openDay },
  },
  refunds: {
    counted: async (of, paidOn) => {
      const receipt = await of.make('receipts', {
        customer: of.customer,
        date: '2026-01-06',
        amount: '100',
        account: of.account,
        status: 'confirmed',
      })
      return { customer: of.customer, receipt: receipt.id, amount: '1', reason: '多付', account: of.account, paidOn, status: 'paid' }
    },
    figure: { paidOn: openDay },
  },
  returns: {
    counted: async (of, date) => ({
      customer: of.customer,
      date,
      invoice: await of.newInvoice('500', { date: '2026-01-20' }),
      reason: 'quality',
      lines: [line(of)],
      status: 'confirmed',
    }),
    row: (_, date) => ({
      externalNumber: `E-${Math.random()}`,
      customer: names.customer,
      date,
      reason: 'quality',
      status: 'confirmed',
      'lines.product': names.product,
      'lines.quantity': '1',
      'lines.unitPrice': '7',
    }),
    figure: { credited: '1' },
  },
  badDebts: {
    counted: async (of, confirmedOn) => ({
      customer: of.customer,
      cause: 'inLimit',
      month: '2026-02-01',
      amount: '10',
      invoice: await of.newInvoice('500', { date: '2026-01-20' }),
      shares: [{ capacity: '公司', share: '100' }],
      confirmedOn,
      status: 'confirmed',
    }),
    figure: { confirmedOn: openDay },
  },
  dispatches: {
    counted: async (of, shippedOn) => ({
      order: await of.newOrder([{ product: of.product, quantity: '1', unitPrice: '20' }], { date: '2026-01-10' }),
      date: '2026-01-15',
      shipBy: '2026-03-15',
      carrier: of.carrier,
      shippedOn,
      status: 'shipped',
    }),
    figure: { shippedOn: openDay },
  },
  adjustments: {
    counted: async (of, date) => ({
      customer: of.customer,
      kind: 'discount',
      invoice: await of.newInvoice('500', { date: '2026-01-20' }),
      amount: '-10',
      reason: '折让',
      date,
      status: 'approved',
    }),
    figure: { date: openDay },
  },
  freights: {
    counted: async (of, date) => ({ dispatch: await of.newDispatch({ order: await of.newOrder([line(of)]) }), date, amount: '30' }),
    row: (_, date) => ({ dispatch: names.dispatch, carrier: names.carrier, kind: 'advanced', date, amount: '7' }),
    figure: { amount: '31' },
  },
  bankLines: {
    counted: async (of, date) => ({ account: of.account, date, amount: '100', payer: `付款人 ${Math.random()}` }),
    row: (_, date) => ({ account: names.accountNumber, date, amount: '7', payer: '导入' }),
    figure: { amount: '31' },
  },
  bankStatements: {
    counted: async (of, to) => ({ account: of.account, from: `${to.slice(0, 7)}-02`, to, opening: '0', closing: '100' }),
    row: (_, date) => ({ account: names.accountNumber, date, amount: '7', payer: '另一笔导入' }),
    figure: { closing: '31' },
  },
  financeBalances: {
    counted: async (of, day) => ({ customer: await of.newCustomer(), month: `${day.slice(0, 7)}-01`, amount: '100' }),
    row: (_, day) => ({ customer: names.customer, month: `${day.slice(0, 7)}-01`, amount: '7' }),
    figure: { amount: '31' },
  },
}

/** The month before the day's, which every register was written in, is closed: what the signatures do, put there at once. */
const close = async ({ database: { knex } }: World) => {
  const at = '2026-03-01T00:00:00Z'
  await knex('reconciliations').insert({
    version: 1,
    createdAt: at,
    updatedAt: at,
    number: 'ZJ-202602',
    month: '2026-02-01',
    status: 'locked',
  })
}

/** Refused because the month is closed: under the day's field, or as a whole. */
const shut = { status: expect.any(Number), message: expect.stringMatching(/PAY-05/) }

eachEngine('closed months (PAY-05)', (open) => {
  let world: World
  let of: Trade
  let admin: Actor
  const kept = new Map<string, { settled: number; binned: number; moved: number; late: number }>()
  /** Made ready before the month was closed: what they stand on may itself be dated in it. */
  const ready = new Map<string, { shut: Body; open: Body }>()

  beforeAll(async () => {
    world = await open({ now: () => new Date('2026-03-20T02:00:00Z') })
    of = await trade(world)
    admin = await of.as('administrator')
    const { knex } = world.database
    names.customer = (await knex('customers').where({ id: of.customer }).first('name')).name
    names.product = (await knex('products').where({ id: of.product }).first('name')).name
    const account = await knex('bankAccounts').where({ id: of.account }).first('name', 'number')
    names.account = account.name
    names.accountNumber = account.number
    names.carrier = (await knex('carriers').where({ id: of.carrier }).first('name')).name
    names.dispatch = (
      await knex('dispatches')
        .where({ id: await of.newDispatch() })
        .first('number')
    ).number
    for (const [register, sample] of Object.entries(samples)) {
      const { on } = world.catalog.get(register).booked ?? { on: '' }
      const settled = (await of.make(register, await sample.counted(of, closedDay))).id
      const binned = (await of.make(register, await sample.counted(of, closedDay))).id
      await knex(register).where({ id: binned }).update({ deletedAt: '2026-02-20T00:00:00Z' })
      const late = (await of.make(register, await sample.counted(of, openDay))).id
      // Once said a closed day, which its history still knows.
      const moved = (await of.make(register, await sample.counted(of, openDay))).id
      await knex('changes').insert({
        at: '2026-03-06T00:00:00Z',
        register,
        record: moved,
        version: 2,
        verb: 'update',
        diff: JSON.stringify({ [on]: [closedDay, openDay] }),
      })
      await knex(register).where({ id: moved }).update({ version: 2 })
      kept.set(register, { settled, binned, moved, late })
      ready.set(register, { shut: await sample.counted(of, closedDay), open: await sample.counted(of, openDay) })
    }
    await close(world)
  })

  it('every booked register has its sample', () => {
    expect(
      world.catalog.registers
        // The month of a match is given, never said: its tests are beside those of the bank.
        .filter(({ name, booked }) => booked && name !== 'matches')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(samples).sort())
  })

  describe.each(Object.keys(samples))('%s', (register) => {
    const sample = () => samples[register] as Sample
    const ids = () => kept.get(register) ?? { settled: 0, binned: 0, moved: 0, late: 0 }
    const on = () => world.catalog.get(register).booked?.on ?? ''
    const all = () => world.database.knex(register).orderBy('id')

    /** Refuses, and leaves everything as it was. */
    const refused = async (work: () => Promise<unknown>, how: object = shut) => {
      const before = await all()
      await expect(work()).rejects.toMatchObject(how)
      expect(await all()).toEqual(before)
    }

    it('nothing is made in it: form and API, bulk, copy, job', async () => {
      const { shut: body = {}, open: other = {} } = ready.get(register) ?? {}
      await refused(() => of.make(register, body))
      await refused(() => createMany(world, system, register, [other, body]))
    })

    it('the sentence has no gap where what is new has no name yet', async () => {
      const { shut: body = {} } = ready.get(register) ?? {}
      const told = await of.make(register, body).then(
        () => ['nothing was refused'],
        ({ words = [], errors = {} }: { words?: readonly string[]; errors?: Record<string, readonly string[]> }) => [
          ...words,
          ...Object.values(errors).flat(),
        ],
      )
      for (const sentence of told) expect(sentence).not.toMatch(/ {2}|nothing was refused/)
    })

    it('PAY-05: the sentence offers what helps: an adjustment where a customer’s account is wrong, re-opening everywhere', async () => {
      const { shut: body = {} } = ready.get(register) ?? {}
      const told = await of.make(register, body).catch((error: { errors?: Record<string, readonly string[]> }) => error)
      const sentence = (told as { errors?: Record<string, readonly string[]> }).errors?.[on()]?.[1] ?? ''
      expect(sentence).toContain('re-opened')
      expect(sentence.includes('adjustment')).toBe(!['bankLines', 'bankStatements', 'freights'].includes(register))
    })

    it('what counted there is not changed, moved out, deleted or voided', async () => {
      const { settled } = ids()
      await refused(() => updateMany(world, system, register, [settled], sample().figure), { status: 422 })
      await refused(() => updateMany(world, system, register, [settled], { [on()]: openDay }), { status: 422 })
      await refused(() => remove(world, system, register, settled), { status: expect.any(Number) })
      await refused(() => removeMany(world, system, register, [ids().late, settled]), { status: expect.any(Number) })
      const { workflow, booked } = world.catalog.get(register)
      const state = workflow ? (await world.database.knex(register).where({ id: settled }).first())[workflow.field] : ''
      for (const [step, { from, to }] of Object.entries(workflow?.moves ?? {}))
        if (booked?.states && from.includes(state) && !booked.states.includes(to))
          await refused(() => of.take(register, settled, step), { status: expect.any(Number) })
    })

    it('nothing is moved into it: change, restore, recover', async () => {
      const { late, moved, binned } = ids()
      await refused(() => updateMany(world, system, register, [late], { [on()]: closedDay }), { status: 422 })
      await refused(() => restore(world, system, register, moved, 1), { status: expect.any(Number) })
      await refused(() => recover(world, system, register, binned))
    })

    it('what leaves the figures alone passes', async () => {
      const field = Object.entries(world.catalog.get(register).fields).find(
        ([name, { kind }]) => name === 'note' && kind === 'longText',
      )?.[0]
      if (!field || register === 'dispatches') return
      await updateMany(world, system, register, [ids().settled], { [field]: '备注' })
      expect((await world.database.knex(register).where({ id: ids().settled }).first())[field]).toBe('备注')
    })

    it('nothing is imported into it, finished papers neither', async () => {
      for (const finished of [false, true]) {
        const { status, ...unfinished } = sample().row?.(of, closedDay) ?? {}
        if (Object.keys(unfinished).length === 0 || (finished && !status)) continue
        const row = finished ? { ...unfinished, status: status ?? '' } : unfinished
        const mapping = Object.fromEntries(Object.keys(row).map((path) => [path, path]))
        const content = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`
        const before = await all()
        const key = Object.keys(row).filter((name) => name.endsWith('Number'))
        const job = await send(world, admin, { content, register, mapping, key })
        expect([job.state, job.created, job.faulty, job.errors]).toEqual(['done', 0, 1, expect.stringMatching(/PAY-05/)])
        expect(await all()).toEqual(before)
        const fine = await send(world, admin, {
          content: content.replaceAll(closedDay, openDay).replaceAll('2026-02-01', '2026-03-01'),
          register,
          mapping,
          key,
        })
        expect([fine.errors, fine.created]).toEqual(['', 1])
      }
    })
  })

  it('PAY-05: a draft from before waits for nothing: it is confirmed only on an open day', async () => {
    const { knex } = world.database
    const { id } = await of.make('receipts', { customer: of.customer, date: openDay, amount: '5', account: of.account })
    await knex('receipts').where({ id }).update({ date: closedDay })
    await expect(of.take('receipts', id, 'confirm')).rejects.toMatchObject(shut)
    await of.change('receipts', id, { date: openDay })
    await of.take('receipts', id, 'confirm')
  })

  it('CRD-10: a bad debt is not confirmed before the day of its invoice', async () => {
    const invoice = await of.newInvoice('500', { date: '2026-03-10' })
    const debt = {
      customer: of.customer,
      cause: 'inLimit',
      month: '2026-03-01',
      amount: '10',
      invoice,
      shares: [{ capacity: '公司', share: '100' }],
    }
    await expect(of.make('badDebts', { ...debt, confirmedOn: '2026-03-09', status: 'confirmed' })).rejects.toMatchObject({
      errors: { invoice: expect.anything() },
    })
  })
})
