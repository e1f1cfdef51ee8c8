/** Rights on every path: rows and fields in lists, search, sort, filter, links, writes and history; default deny (SEC-01, SEC-17, SEC-24). */
import { expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { describeAll } from '../../server/catalog/describe.ts'
import type { LinesField } from '../../server/definition/types.ts'
import { targetsOf } from '../../server/exchange/columns.ts'
import { exportTable } from '../../server/exchange/exportTable.ts'
import type { World } from '../../server/records/index.ts'
import { create, find, get, getMany, history, remove, restore, reveal, update, updateMany } from '../../server/records/index.ts'
import { weeklyQuestion } from '../../server/reporting/weeklySales.ts'
import { eachEngine } from '../support/engines.ts'
import { actorOf, person } from '../support/people.ts'

interface Company {
  world: World
  wang: Actor
  li: Actor
  manager: Actor
  administrator: Actor
  mine: number
  theirs: number
}

eachEngine('rights', (open) => {
  const opening = open().then(async (world): Promise<Company> => {
    const head = await create(world, system, 'departments', { name: '总部', kind: 'headOffice' })
    const north = await create(world, system, 'departments', { name: '华北区', kind: 'region', superior: head.id })
    const south = await create(world, system, 'departments', { name: '华南区', kind: 'region', superior: head.id })
    const team = await create(world, system, 'departments', { name: '北京组', kind: 'department', superior: north.id })
    const wang = await person(world, 'sales', 'Wang', team.id)
    const li = await person(world, 'sales', 'Li', south.id)
    const manager = await person(world, 'salesManager', 'Guo', north.id)
    const administrator = await person(world, 'administrator', 'Ma', head.id)
    const mine = await create(world, wang, 'customers', { name: '王的客户', representative: '赵法人', creditCode: '91330100799655058B' })
    const theirs = await create(world, li, 'customers', { name: '李的客户', representative: '钱法人' })
    return { world, wang, li, manager, administrator, mine: mine.id, theirs: theirs.id }
  })

  it('rows: own, department and below, all', async () => {
    const { world, wang, manager, administrator, mine, theirs } = await opening
    const seen = async (actor: Actor) => (await find(world, actor, 'customers')).rows.map((row) => row.id).sort()
    expect(await seen(wang)).toEqual([mine])
    expect(await seen(manager)).toEqual([mine])
    expect(await seen(administrator)).toEqual([mine, theirs].sort())
    expect((await getMany(world, wang, 'customers', [mine, theirs])).map((row) => row.id)).toEqual([mine])
    await expect(get(world, wang, 'customers', theirs)).rejects.toMatchObject({ status: 404 })
    await expect(history(world, wang, 'customers', theirs)).rejects.toMatchObject({ status: 404 })
    await expect(update(world, wang, 'customers', theirs, { note: 'x' })).rejects.toMatchObject({ status: 404 })
    await expect(updateMany(world, wang, 'customers', [mine, theirs], { note: 'x' })).rejects.toMatchObject({ status: 404 })
    await expect(remove(world, manager, 'customers', theirs)).rejects.toMatchObject({ status: 404 })
  })

  it('a missing row and a forbidden one look the same', async () => {
    const { world, wang, theirs } = await opening
    const fault = (id: number) =>
      get(world, wang, 'customers', id).catch((error: { words: string[] }) => error.words[0]?.replace(String(id), '#'))
    expect(await fault(theirs)).toBe(await fault(999_999))
  })

  it('what follows a customer follows its rights, and links cannot reach past them', async () => {
    const { world, wang, li, mine, theirs } = await opening
    const contact = await create(world, li, 'contacts', { customer: theirs, name: '李的联系人' })
    await create(world, wang, 'contacts', { customer: mine, name: '王的联系人' })
    expect((await find(world, wang, 'contacts')).rows.map((row) => row.name)).toEqual(['王的联系人'])
    await expect(get(world, wang, 'contacts', contact.id)).rejects.toMatchObject({ status: 404 })
    await expect(create(world, wang, 'contacts', { customer: theirs, name: '偷看' })).rejects.toMatchObject({ status: 422 })
  })

  it('a filter through a link tells nothing of rows and registers out of reach', async () => {
    const { world, wang, li } = await opening
    await expect(find(world, wang, 'users', { filter: { 'role.code': 'administrator' } })).rejects.toMatchObject({ status: 400 })
    expect((await find(world, li, 'users', { filter: { 'department.name': '华南区' } })).total).toBeGreaterThan(0)
    const analyst = await person(world, 'analyst', 'Shen')
    const probe = { 'contact.mobile': { startsWith: '1' } }
    await expect(find(world, analyst, 'communications', { filter: probe })).rejects.toMatchObject({ status: 400 })
  })

  it('a list whose own order is hidden from somebody still opens', async () => {
    const { world } = await opening
    const [role] = await world.database.knex('roles').where({ code: 'logistics' })
    await update(world, system, 'roles', role.id, { permissions: [{ register: 'orders', read: 'all', hidden: 'date' }] })
    const logistics = await person(world, 'logistics', 'Lei')
    expect((await find(world, logistics, 'orders')).total).toBe(0)
    expect(describeAll(world.catalog, logistics).find((each) => each.name === 'orders')?.sort).toEqual(['id', 'DESC'])
  })

  it('nobody writes a record out of, or into, his or her reach', async () => {
    const { world, wang, li, manager, mine } = await opening
    await expect(update(world, wang, 'customers', mine, { owner: li.id })).rejects.toMatchObject({ status: 422 })
    await expect(update(world, manager, 'customers', mine, { owner: li.id, department: li.department })).rejects.toMatchObject({
      status: 403,
    })
    expect((await get(world, system, 'customers', mine)).owner).toBe(wang.id)
    await expect(create(world, wang, 'customers', { name: '给别人', owner: li.id })).rejects.toMatchObject({ status: 422 })
  })

  it('hidden fields are neither shown, filtered, sorted nor searched by', async () => {
    const { world, mine } = await opening
    const finance = await person(world, 'finance', 'Gu')
    const hidden = finance.grant('customers').hidden ?? []
    expect(hidden.length).toBeGreaterThan(0)
    const [row] = (await find(world, finance, 'customers', { filter: { id: mine } })).rows
    const described = describeAll(world.catalog, finance).find((each) => each.name === 'customers')
    for (const field of hidden) {
      expect(row).not.toHaveProperty(field)
      expect(described?.fields).not.toHaveProperty(field)
      await expect(find(world, finance, 'customers', { filter: { [field]: { empty: false } } })).rejects.toMatchObject({ status: 400 })
      await expect(find(world, finance, 'customers', { sort: [field, 'ASC'] })).rejects.toMatchObject({ status: 400 })
      await expect(find(world, finance, 'contacts', { filter: { [`customer.${field}`]: { empty: false } } })).rejects.toMatchObject({
        status: 400,
      })
    }
  })

  it('columns of lines can be hidden or read-only on every path, whatever becomes of the others', async () => {
    const { world, mine } = await opening
    const role = await create(world, system, 'roles', {
      code: 'store',
      name: '仓管',
      englishName: 'Store',
      permissions: [
        {
          register: 'orders',
          read: 'all',
          update: 'all',
          export: true,
          import: true,
          hidden: 'total, lines.unitPrice, lines.amount',
          readOnly: 'lines.description',
        },
        { register: 'customers', read: 'all' },
        { register: 'products', read: 'all' },
      ],
    })
    const { id: user } = await create(world, system, 'users', { name: '库', username: 'store', role: role.id, active: true })
    const keeper = await actorOf(world, user)
    const product = (await create(world, system, 'products', { code: 'S-1', name: '货' })).id
    const line = { product, description: '原样', quantity: '2', unitPrice: '7.5' }
    const { id } = await create(world, system, 'orders', { customer: mine, lines: [line] })

    const seen = await get(world, keeper, 'orders', id)
    const [shown = {}] = seen.lines as Record<string, unknown>[]
    expect(shown).toMatchObject({ product, quantity: '2.000', description: '原样' })
    for (const column of ['unitPrice', 'amount']) {
      expect(shown).not.toHaveProperty(column)
      const path = `lines.${column}`
      await expect(find(world, keeper, 'orders', { filter: { [path]: { gt: '0' } } })).rejects.toMatchObject({ status: 400 })
    }
    expect((await find(world, keeper, 'orders', { filter: { id, 'lines.product': product } })).total).toBe(1)
    const orders = world.catalog.get('orders')
    const { fields = {} } = describeAll(world.catalog, keeper).find((each) => each.name === 'orders') ?? {}
    const columns = (fields.lines as LinesField).fields
    expect(Object.keys(columns)).toEqual(
      orders.lines[0]?.columns.map(({ name }) => name).filter((name) => !/^(unitPrice|amount)$/.test(name)),
    )
    expect([columns.description?.readOnly, columns.quantity?.readOnly]).toEqual([true, undefined])
    const targets = targetsOf(orders, keeper).map(({ path }) => path)
    expect(targets).toContain('lines.quantity')
    for (const path of ['lines.unitPrice', 'lines.description']) expect(targets).not.toContain(path)
    const sheet = (await exportTable(world, keeper, 'orders', { filter: { id } }, 'xlsx')).lines[0]
    const titles = sheet?.columns.map(({ name }) => name)
    expect(titles).toContain('quantity')
    expect(titles).not.toContain('unitPrice')
    for await (const page of sheet?.pages() ?? []) expect(page.flat()).not.toContain('7.5000')

    // What is not seen stays as it is, and cannot be written; what is read-only may come back unchanged.
    await update(world, keeper, 'orders', id, { lines: [{ ...shown, quantity: '4' }] })
    const stored = async () => (await get(world, system, 'orders', id)).lines as Record<string, unknown>[]
    expect(await stored()).toMatchObject([{ quantity: '4.000', unitPrice: '7.5000', amount: '30.00', description: '原样' }])
    for (const change of [{ unitPrice: '1' }, { description: '改' }])
      await expect(update(world, keeper, 'orders', id, { lines: [{ ...shown, ...change }] })).rejects.toMatchObject({
        errors: { [`lines.0.${Object.keys(change)[0]}`]: [expect.any(String), expect.any(String)] },
      })

    const [old] = await stored()
    await update(world, system, 'orders', id, { lines: [{ ...old, unitPrice: '9' }] })
    const past = await history(world, keeper, 'orders', id)
    expect(past[0]?.changes).toEqual([])
    expect(past[1]?.changes).toMatchObject([{ field: 'quantity' }, { field: 'lines', after: [{ quantity: '4.000' }] }])
    expect(JSON.stringify(past)).not.toMatch(/unitPrice|amount|7\.5/)
    await restore(world, keeper, 'orders', id, 1)
    expect(await stored()).toMatchObject([{ quantity: '4.000', unitPrice: '9.0000' }])
  })

  it('statistics show no amounts, and nothing by product, to those from whom these columns are hidden', async () => {
    const { world, administrator } = await opening
    const blind = (...hidden: string[]): Actor => ({ ...administrator, grant: () => ({ read: 'all', hidden }) })
    const ask = (actor: Actor, by = '') => weeklyQuestion(world, actor, { from: '2026-01-05', to: '2026-01-11', by, where: undefined })
    expect([ask(blind()).amounts, ask(blind('lines.amount')).amounts]).toEqual([true, false])
    expect(ask(blind('lines.amount'), 'product').by).toEqual(['product'])
    expect(() => ask(blind('lines.product'), 'product')).toThrow(/产品|Product/)
  })

  it('personal data is masked until revealed, which is logged first (SEC-24)', async () => {
    const { world, wang, mine } = await opening
    const field = 'representativeFamily'
    await update(world, system, 'customers', mine, { [field]: '秘密内容' })
    const shown = await get(world, wang, 'customers', mine)
    expect(shown[field]).toBe('秘**')
    expect(shown._masked).toContain(field)
    await update(world, wang, 'customers', mine, { ...shown, note: '原样送回' })
    expect((await get(world, system, 'customers', mine))[field]).toBe('秘密内容')
    expect(JSON.stringify(await history(world, wang, 'customers', mine))).not.toContain('秘密内容')
    expect(await reveal(world, wang, 'customers', mine, [field])).toEqual({ [field]: '秘密内容' })
    const [reading] = await world.database.knex('reads').where({ verb: 'reveal', record: mine })
    expect(reading).toMatchObject({ actor: wang.id, register: 'customers', fields: field })
    const clerk = await person(world, 'salesClerk', 'Tian', wang.department ?? undefined)
    await expect(reveal(world, clerk, 'customers', mine, [field])).rejects.toMatchObject({ status: 403 })
    await expect(find(world, clerk, 'customers', { filter: { [field]: { startsWith: '秘' } } })).rejects.toMatchObject({ status: 400 })
    expect((await find(world, clerk, 'customers', { filter: { q: '秘密' } })).total).toBe(0)
  })

  it('a register without a grant is closed; an administrator’s change counts at once', async () => {
    const { world, wang } = await opening
    await expect(find(world, wang, 'roles')).rejects.toMatchObject({ status: 403 })
    const [role] = await world.database.knex('roles').where({ code: 'sales' })
    await update(world, system, 'roles', role.id, {
      permissions: [
        { register: 'roles', read: 'all' },
        { register: 'customers', read: 'none' },
      ],
    })
    const again = await actorOf(world, wang.id ?? 0)
    expect((await find(world, again, 'roles')).total).toBeGreaterThan(0)
    await expect(find(world, again, 'customers')).rejects.toMatchObject({ status: 403 })
    expect((await find(world, again, 'contacts')).total).toBe(1)
    await update(world, system, 'roles', role.id, { permissions: [] })
  })

  it('the auditor reads everything and writes nothing', async () => {
    const { world, mine } = await opening
    const auditor = await person(world, 'auditor', 'Qin')
    for (const register of world.catalog.registers) {
      const grant = auditor.grant(register.name)
      expect([register.name, grant.create ?? 'none', grant.remove ?? 'none']).toEqual([
        register.name,
        register.detached && register.system === 'settings' ? (grant.create ?? 'none') : 'none',
        register.detached && register.system === 'settings' ? (grant.remove ?? 'none') : 'none',
      ])
    }
    await expect(update(world, auditor, 'customers', mine, { note: 'x' })).rejects.toMatchObject({ status: 403 })
  })
})
