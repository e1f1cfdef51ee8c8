/** What the shipped rules do beyond the definitions: assignments, the four-part file, same-customer links, signing, administrators. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import type { Register } from '../../server/definition/types.ts'
import { exportTable } from '../../server/exchange/exportTable.ts'
import { create, createMany, find, get, move, recover, remove, together, update } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const refused = (field: string) => ({ status: 422, errors: { [field]: expect.any(Array) } })

const product = async (world: World) => (await create(world, system, 'products', { code: `P${Math.random()}`, name: '枸杞' })).id
const roleOf = async (world: World, user: number | null) => (await get(world, system, 'users', user ?? 0)).role
const line = async (world: World) => [{ product: await product(world), quantity: '2', unitPrice: '1.005' }]

eachEngine('rules', (open) => {
  test('the customer is the company’s: every change of account manager leaves an assignment with its days (ARC-32)', async () => {
    const world = await open({ now: () => new Date('2026-05-01T02:00:00Z') })
    const unit = await create(world, system, 'departments', { name: '华东区', kind: 'region' })
    const first = await person(world, 'sales', 'First', unit.id)
    const second = await person(world, 'sales', 'Second')
    const customer = await create(world, system, 'customers', { name: '甲', owner: first.id, openedOn: '2026-01-05' })
    expect(customer.department).toBe(unit.id)
    await update(world, system, 'customers', customer.id, { owner: second.id, handoverReason: '区域调整' })
    const { rows } = await find(world, system, 'customerAssignments', { sort: ['id', 'ASC'] })
    expect(rows.map(({ user, from, to, cause, reason }) => ({ user, from, to, cause, reason }))).toEqual([
      { user: first.id, from: '2026-01-05', to: '2026-05-01', cause: 'opened', reason: null },
      { user: second.id, from: '2026-05-01', to: null, cause: 'handover', reason: '区域调整' },
    ])
    await expect(update(world, system, 'customers', customer.id, { owner: null })).rejects.toMatchObject(refused('owner'))
    await expect(
      create(world, first, 'customerAssignments', { customer: customer.id, user: first.id, from: '2026-01-01' }),
    ).rejects.toMatchObject({ status: 403 })
    const own = await create(world, first, 'customers', { name: '乙' })
    expect(own.owner).toBe(first.id)
  })

  test('the four-part file, the stage and the completeness follow what is filed (ARC-06, ARC-08)', async () => {
    const world = await open()
    const { id } = await create(world, system, 'customers', { name: '甲' })
    const file = async () => {
      const { fileParts, stage, completeness, firstTradeOn } = await get(world, system, 'customers', id)
      return { fileParts, stage, completeness: Number(completeness), firstTradeOn }
    }
    const empty = await file()
    expect(empty).toMatchObject({ fileParts: [], stage: 'potential' })
    const note = await create(world, system, 'marketNotes', { customer: id, subject: '行情', content: '上涨' })
    expect((await file()).fileParts).toEqual(['market'])
    await createMany(world, system, 'orders', [
      { customer: id, date: '2026-03-02', status: 'confirmed', lines: await line(world) },
      { customer: id, date: '2026-03-03', status: 'confirmed', lines: await line(world) },
    ])
    expect(await file()).toMatchObject({ fileParts: ['sales', 'market'], stage: 'customer', firstTradeOn: '2026-03-02' })
    expect((await file()).completeness).toBeGreaterThan(empty.completeness + 49)
    await remove(world, system, 'marketNotes', note.id)
    expect((await file()).fileParts).toEqual(['sales'])
  })

  test('what is linked belongs to the same customer; the salesperson follows the customer (ORD-13, ORD-17)', async () => {
    const world = await open()
    const seller = await person(world, 'sales', 'Seller')
    const one = await create(world, system, 'customers', { name: '甲', owner: seller.id })
    const two = await create(world, system, 'customers', { name: '乙' })
    const order = await create(world, system, 'orders', { customer: one.id, lines: await line(world) })
    expect(order).toMatchObject({ salesperson: seller.id, total: '2.01', quantity: '2.000' })
    await expect(create(world, system, 'returns', { customer: two.id, order: order.id, lines: await line(world) })).rejects.toMatchObject(
      refused('order'),
    )
    await expect(
      create(world, system, 'orders', { customer: one.id, date: '2026-03-02', requiredOn: '2026-03-01', lines: await line(world) }),
    ).rejects.toMatchObject(refused('requiredOn'))
  })

  test('a contract is signed only with its mandatory clauses and a scan or the reason for none (ORD-03, ARC-04)', async () => {
    const world = await open()
    const customer = await create(world, system, 'customers', { name: '甲' })
    const contract = await create(world, system, 'contracts', {
      name: '年度合同',
      customer: customer.id,
      kind: 'direct',
      from: '2026-01-01',
      to: '2026-12-31',
      clauses: ['breach', 'claims'],
    })
    await expect(move(world, system, 'contracts', contract.id, 'sign')).rejects.toMatchObject({ status: 409 })
    await update(world, system, 'contracts', contract.id, { clauses: ['breach', 'claims', 'forceMajeure'], scanMissing: '在途' })
    expect((await move(world, system, 'contracts', contract.id, 'sign')).status).toBe('signed')
    expect((await get(world, system, 'customers', customer.id)).stage).toBe('contracted')
    await expect(
      create(world, system, 'contracts', { name: '反', customer: customer.id, kind: 'direct', from: '2026-02-01', to: '2026-01-01' }),
    ).rejects.toMatchObject(refused('to'))
  })

  test('targets are of one person or department and a whole month; grades belong to their scheme (RPT-36, CF-03, CF-06)', async () => {
    const world = await open()
    const seller = await person(world, 'sales', 'Seller')
    const target = (body: object) => create(world, system, 'salesTargets', { month: '2026-03-01', amount: '100', ...body })
    expect((await target({ user: seller.id })).subject).toBe('Seller 2026-03')
    const namesake = await create(world, system, 'users', {
      name: 'Seller',
      username: 'seller2',
      active: true,
      role: await roleOf(world, seller.id),
    })
    expect((await target({ user: namesake.id })).subject).toBe('Seller 2026-03')
    const unit = await create(world, system, 'departments', { name: '华东', kind: 'region' })
    expect((await target({ department: unit.id, month: '2026-04-01' })).subject).toBe('华东 2026-04')
    await expect(target({ department: unit.id, month: '2026-04-01' })).rejects.toMatchObject({ status: 422 })
    await expect(target({ user: seller.id })).rejects.toMatchObject({ status: 422 })
    await expect(target({})).rejects.toMatchObject(refused('user'))
    await expect(target({ user: seller.id, month: '2026-03-02' })).rejects.toMatchObject(refused('month'))
    const scheme = await create(world, system, 'gradingSchemes', {
      name: '四级',
      code: 'T',
      primary: true,
      grades: [{ code: 'S', name: '战略' }],
    })
    await expect(create(world, system, 'gradingSchemes', { name: '又一', code: 'U', primary: true })).rejects.toMatchObject(
      refused('primary'),
    )
    const customer = await create(world, system, 'customers', { name: '甲' })
    const grade = (code: string) => create(world, system, 'customerGrades', { customer: customer.id, scheme: scheme.id, grade: code })
    await expect(grade('X')).rejects.toMatchObject(refused('grade'))
    expect((await grade('S')).grade).toBe('S')
  })

  test('orders of one customer confirmed at the same time are all confirmed; one scheme is primary', async () => {
    const world = await open()
    const { id } = await create(world, system, 'customers', { name: '甲' })
    const lines = await line(world)
    const orders = await createMany(
      world,
      system,
      'orders',
      Array.from({ length: 16 }, (_, day) => ({ customer: id, date: `2026-03-${String(day + 1).padStart(2, '0')}`, lines })),
    )
    const outcomes = await Promise.allSettled(orders.map((order) => move(world, system, 'orders', order, 'confirm')))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect((await get(world, system, 'customers', id)).stage).toBe('customer')
    const schemes = ['A', 'B', 'C', 'D'].map((code) => ({ name: code, code, primary: true, grades: [{ code: 'S', name: '战略' }] }))
    const made = await Promise.allSettled(schemes.map((scheme) => create(world, system, 'gradingSchemes', scheme)))
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
  })

  test('orders made for one customer at the same time all land, and none waits for a deadlock to be broken', async () => {
    const world = await open()
    const { id } = await create(world, system, 'customers', { name: '甲' })
    const lines = await line(world)
    const bodies = Array.from({ length: 16 }, (_, day) => ({ customer: id, date: `2026-03-${String(day + 1).padStart(2, '0')}`, lines }))
    const outcomes = await Promise.allSettled(bodies.map((body) => together(world, (inner) => createMany(inner, system, 'orders', [body]))))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect((await get(world, system, 'customers', id)).fileParts).toContain('sales')
  })

  test('a customer who has nothing but assignments can be deleted and comes back (ARC-32)', async () => {
    const world = await open()
    const seller = await person(world, 'sales', 'Seller')
    const { id } = await create(world, system, 'customers', { name: '甲', owner: seller.id })
    await remove(world, system, 'customers', id)
    expect((await find(world, system, 'customers', { filter: { id: [id] } })).total).toBe(0)
    expect((await recover(world, system, 'customers', id)).owner).toBe(seller.id)
    await create(world, system, 'marketNotes', { customer: id, subject: '行情', content: '上涨' })
    await expect(remove(world, system, 'customers', id)).rejects.toMatchObject({ status: 409 })
  })

  test('a role whose orders hide their lines gets none, by reading and by export', async () => {
    const hide = (register: Register): Register => ({
      ...register,
      permissions: { ...register.permissions, logistics: { ...register.permissions.logistics, hidden: ['lines'], export: true } },
    })
    const world = await open({ registers: registers.map((each) => (each.name === 'orders' ? hide(each) : each)) })
    const keeper = await person(world, 'logistics', 'Driver')
    const { id: customer } = await create(world, system, 'customers', { name: '甲' })
    const { id } = await create(world, system, 'orders', { customer, lines: await line(world) })
    const seen = await get(world, keeper, 'orders', id)
    expect([seen.id, 'lines' in seen]).toEqual([id, false])
    await expect(find(world, keeper, 'orders', { filter: { 'lines.unitPrice': { gt: '1' } } })).rejects.toMatchObject({ status: 400 })
    await expect(exportTable(world, keeper, 'orders', {}, 'xlsx', ['lines'])).rejects.toMatchObject({ status: 400 })
    expect((await exportTable(world, keeper, 'orders', {}, 'xlsx')).columns.map(({ name }) => name)).not.toContain('lines')
  })

  test('nobody locks the company out; shared views are their owner’s (ORG)', async () => {
    const world = await open()
    const boss = await person(world, 'administrator', 'Boss')
    await expect(update(world, boss, 'users', boss.id ?? 0, { active: false })).rejects.toMatchObject(refused('active'))
    const role = (await find(world, system, 'roles', { filter: { code: 'sales' } })).rows[0]?.id
    await expect(update(world, system, 'users', boss.id ?? 0, { role })).rejects.toMatchObject(refused('role'))
    const deputy = await person(world, 'administrator', 'Deputy')
    expect((await update(world, deputy, 'users', boss.id ?? 0, { active: false })).active).toBe(false)
    const [one, two] = [await person(world, 'sales', 'One'), await person(world, 'sales', 'Two')]
    const view = await create(world, one, 'views', { name: '我的', register: 'orders', filter: { status: 'draft' }, shared: true })
    expect((await get(world, two, 'views', view.id)).name).toBe('我的')
    await expect(update(world, two, 'views', view.id, { name: '改' })).rejects.toMatchObject(refused('name'))
    await update(world, one, 'views', view.id, { shared: false })
    await expect(get(world, two, 'views', view.id)).rejects.toMatchObject({ status: 404 })
  })
})
