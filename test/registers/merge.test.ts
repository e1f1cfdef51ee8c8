/** Customers opened twice become one: papers, debts and lines go along, with a trace; what may not go stops it. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { explain } from '../../server/credit/index.ts'
import { create, get, history, move, remove, update } from '../../server/records/index.ts'
import { mergeCustomers } from '../../server/registers/customers/merge.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { now, trade } from '../support/trade.ts'

eachEngine('merging customers', (open) => {
  const opening = open({ now })

  test('open debt goes along and counts at the gate; frozen papers and lines are led over, with a trace in each history', async () => {
    const of = await trade(await opening)
    const { world } = of
    const admin = await of.as('administrator')
    const twin = (await of.make('customers', { name: '同一家 旧档', stage: 'customer', owner: admin.id })).id
    const invoice = await of.newInvoice('100', { customer: twin, opening: true })
    const promotion = await of.make('productPromotions', {
      name: '推广',
      product: of.product,
      adviser: admin.id,
      guidance: '冲泡',
      visits: [{ customer: twin }],
    })
    await expect(remove(world, admin, 'customers', twin)).rejects.toMatchObject({ code: 'linked' })
    const asked = { customer: of.customer, amount: 0, day: '2026-03-20', contract: null }
    const before = (await explain(world, asked)).inputs.exposure
    const moved = await mergeCustomers(world, admin, twin, of.customer)
    expect(moved).toContainEqual({ register: 'invoices', count: 1 })
    expect((await explain(world, asked)).inputs.exposure).toBe(before + 100_00)
    expect(await get(world, admin, 'invoices', invoice)).toMatchObject({ customer: of.customer, status: 'issued', outstanding: '100.00' })
    const [last] = await history(world, admin, 'invoices', invoice)
    expect(last).toMatchObject({
      verb: 'update',
      note: expect.stringContaining('合并'),
      changes: [{ field: 'customer', before: twin, after: of.customer }],
    })
    expect((await get(world, admin, 'productPromotions', promotion.id)).visits).toMatchObject([{ customer: of.customer }])
    expect(await world.database.knex('customers').where({ id: twin }).whereNotNull('deletedAt')).toHaveLength(1)
    expect(await world.database.knex('customerAssignments').where({ customer: of.customer, to: null })).toHaveLength(0)
    expect((await get(world, admin, 'customers', of.customer)).stage).toBe('customer')
  })

  test('it stops while a paper is under approval, where both have what may occur once, for those who may not, and into itself', async () => {
    const of = await trade(await opening)
    const { world } = of
    const admin = await of.as('administrator')
    const head = await create(world, system, 'departments', { name: `部 ${of.customer}`, kind: 'region' })
    const chief = await person(world, 'salesManager', `chief${of.customer}`, head.id)
    await update(world, system, 'departments', head.id, { manager: chief.id })
    const twin = (await of.make('customers', { name: '同一家', tier: 'key', owner: admin.id, department: head.id })).id
    await expect(mergeCustomers(world, admin, twin, twin)).rejects.toMatchObject({ status: 400 })
    await expect(mergeCustomers(world, await of.as('sales'), twin, of.customer)).rejects.toMatchObject({ status: 404 })
    await of.as('finance')
    await of.as('executive')
    const asked = await of.make(
      'preferences',
      { customer: twin, benefits: ['supply'], details: '保供', appraisal: '优', to: '2026-12-31' },
      admin,
    )
    await move(world, admin, 'preferences', asked.id, 'submit')
    await expect(mergeCustomers(world, admin, twin, of.customer)).rejects.toMatchObject({ status: 409, message: /under approval/ })
    await move(world, admin, 'preferences', asked.id, 'recall', { reason: '改' })
    const scheme = (await of.make('gradingSchemes', { name: `方案 ${twin}`, code: `s${twin}`, grades: [{ code: 'A', name: 'A 级' }] })).id
    for (const customer of [twin, of.customer]) await of.make('customerGrades', { customer, scheme, grade: 'A', from: '2026-01-01' })
    await expect(mergeCustomers(world, admin, twin, of.customer)).rejects.toMatchObject({ status: 409, message: /only once/ })
    expect((await get(world, admin, 'customers', twin)).deletedAt).toBeUndefined()
  })

  test('the worse credit standing stays, and what was decided on credit is found under the one that remains, its figures as they were', async () => {
    const of = await trade(await opening)
    const { world } = of
    const admin = await of.as('administrator')
    const twin = async (creditStatus: string) => (await of.make('customers', { name: `同一家 ${creditStatus}`, creditStatus })).id
    const standing = async () => (await get(world, admin, 'customers', of.customer)).creditStatus
    for (const [other, then] of [
      ['watch', 'watch'],
      ['good', 'watch'],
      ['stopped', 'stopped'],
    ] as const) {
      await mergeCustomers(world, admin, await twin(other), of.customer)
      expect(await standing()).toBe(then)
    }
    const dispatch = await of.newDispatch()
    await update(world, system, 'customers', of.customer, { creditStatus: 'good' })
    await of.take('dispatches', dispatch, 'check', await of.as('logistics'))
    const decided = await world.database.knex('creditDecisions').where({ customer: of.customer }).first()
    const into = await twin('restricted')
    await mergeCustomers(world, admin, of.customer, into)
    const led = await get(world, admin, 'creditDecisions', decided.id)
    expect(led).toMatchObject({ customer: into, inputs: JSON.parse(decided.inputs), number: decided.number })
    expect((await history(world, admin, 'creditDecisions', decided.id))[0]).toMatchObject({
      note: expect.stringContaining('合并'),
      changes: [{ field: 'customer', before: of.customer, after: into }],
    })
    expect((await get(world, admin, 'customers', into)).creditStatus).toBe('restricted')
  })

  test('the higher secret level stays, whichever file remains (SEC-07)', async () => {
    const of = await trade(await opening)
    const admin = await of.as('administrator')
    const merged = async (from: string, into: string) => {
      const [gone, kept] = [await of.newCustomer({ secrecy: from }), await of.newCustomer({ secrecy: into })]
      await mergeCustomers(of.world, admin, gone, kept)
      return (await get(of.world, system, 'customers', kept)).secrecy
    }
    expect(await merged('topSecret', 'normal')).toBe('topSecret')
    expect(await merged('confidential', 'topSecret')).toBe('topSecret')
    expect(await merged('normal', 'confidential')).toBe('confidential')
    expect(await merged('normal', 'normal')).toBe('normal')
  })

  test('it stops where both have a release of one kind that is not back, and where terms differ that are not the actor’s to write', async () => {
    const of = await trade(await opening)
    const { world } = of
    const admin = await of.as('administrator')
    const unit = (await of.make('departments', { name: `区 ${of.customer}`, kind: 'region' })).id
    const manager = await person(world, 'salesManager', `manager${of.customer}`, unit)
    const terms = { department: unit, paymentMode: 'rolling', creditDays: 30 }
    await update(world, system, 'customers', of.customer, terms)
    const twin = (await of.make('customers', { name: '同一家', ...terms, creditDays: 60 })).id
    await expect(mergeCustomers(world, manager, twin, of.customer)).rejects.toMatchObject({ status: 409, message: /Credit days/ })
    await update(world, system, 'customers', twin, { creditDays: 30, paymentMode: 'cash' })
    await expect(mergeCustomers(world, manager, twin, of.customer)).rejects.toMatchObject({ status: 409, message: /Payment mode/ })
    await update(world, system, 'customers', twin, { creditDays: null, paymentMode: null })
    const at = { createdAt: now().toISOString(), updatedAt: now().toISOString(), version: 1 }
    const release = async (customer: number, kind: string, status: string) => {
      const number = `CS-${customer}-${kind}`
      await world.database.knex('releases').insert({ ...at, number, customer, kind, status, reason: '测试' })
      return number
    }
    const [one, other] = [await release(of.customer, 'first', 'used'), await release(twin, 'first', 'approved')]
    await release(twin, 'last', 'used')
    for (const actor of [admin, manager])
      await expect(mergeCustomers(world, actor, twin, of.customer)).rejects.toMatchObject({
        status: 409,
        message: expect.stringMatching(new RegExp(`${one}.*${other}`)),
      })
    await world.database.knex('releases').where({ number: other }).update({ status: 'settled' })
    expect(await mergeCustomers(world, manager, twin, of.customer)).toContainEqual({ register: 'releases', count: 2 })
  })
})
