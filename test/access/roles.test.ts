/** Roles keep the company working: codes stay, permission lines name what exists, administrators cannot shut themselves out (SEC-01). */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, get, move, update, type World } from '../../server/records/index.ts'
import { shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { addFirstAdministrator, openWorld } from '../../server/start.ts'
import { eachEngine, freshSettings } from '../support/engines.ts'
import { actorOf } from '../support/people.ts'

const roleId = async ({ database }: World, code: string): Promise<number> => (await database.knex('roles').where({ code }).first('id')).id

const faults = (promise: Promise<unknown>): Promise<string[]> =>
  promise.then(
    () => [],
    (error: { errors?: object }) => Object.keys(error.errors ?? { error }),
  )

eachEngine('roles', (open, engine) => {
  const opening = open()

  it('keep their code', async () => {
    const world = await opening
    expect(await faults(update(world, system, 'roles', await roleId(world, 'sales'), { code: 'sellers' }))).toEqual(['code'])
    const own = await create(world, system, 'roles', { code: 'driver', name: '司机', englishName: 'Driver' })
    expect(await faults(update(world, system, 'roles', own.id, { code: 'drivers' }))).toEqual(['code'])
    expect(await faults(update(world, system, 'roles', own.id, { code: 'driver', name: '驾驶员' }))).toEqual([])
  })

  it('that cannot be added do not keep the server from starting', async () => {
    const { settings, clean } = await freshSettings(engine)
    const first = await openWorld(settings)
    await first.database.knex('roles').where({ code: 'sales' }).update({ code: 'sellers' })
    await first.database.close()
    const said: string[] = []
    const second = await openWorld(settings, { warn: (sentence) => said.push(sentence) })
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('sales')
    await second.database.close()
    await clean()
  })

  it('of administrators keep roles and users whole', async () => {
    const world = await opening
    const id = await roleId(world, 'administrator')
    const put = (line: object) => faults(update(world, system, 'roles', id, { permissions: [line] }))
    const whole = { read: 'all', create: 'all', update: 'all' }
    for (const register of ['roles', 'users']) {
      expect(await put({ register, read: 'none' })).toEqual(['permissions.0.read', 'permissions.0.create', 'permissions.0.update'])
      expect(await put({ register, ...whole, update: 'own' })).toEqual(['permissions.0.update'])
      expect(await put({ register, ...whole, readOnly: register === 'roles' ? 'permissions' : 'role' })).toEqual(['permissions.0.readOnly'])
      expect(await put({ register, ...whole })).toEqual([])
    }
    expect(await put({ register: 'products', read: 'none' })).toEqual([])
    expect(await faults(update(world, system, 'roles', id, { active: false }))).toEqual(['active'])
    const sales = await roleId(world, 'sales')
    expect(await faults(update(world, system, 'roles', sales, { permissions: [{ register: 'roles', read: 'none' }] }))).toEqual([])
  })

  it('name registers and fields that exist', async () => {
    const world = await opening
    const id = await roleId(world, 'finance')
    const put = (...permissions: object[]) => faults(update(world, system, 'roles', id, { permissions }))
    expect(await put({ register: 'products' }, { register: 'costumers' })).toEqual(['permissions.1.register'])
    expect(await put({ register: 'customers', hidden: 'phone, nmae' })).toContain('permissions.0.hidden')
    expect(await put({ register: 'customers', readOnly: 'toString' })).toEqual(['permissions.0.readOnly'])
    expect(await put({ register: 'orders', hidden: 'lines.price' })).toEqual(['permissions.0.hidden'])
    expect(await put({ register: 'orders', hidden: 'lines.unitPrice', readOnly: 'lines.product' })).toEqual([])
    expect(await put({ register: 'customers', hidden: 'note，representative', readOnly: 'name createdAt' })).toEqual([])
    expect(await put({ register: 'products' }, { register: 'products' })).toEqual(['permissions'])
  })

  it('make the moves that their permission line names, and the shipped ones while it names none', async () => {
    const world = await opening
    const customer = await create(world, system, 'customers', { name: '甲公司' })
    const product = await create(world, system, 'products', { code: 'A', name: 'A' })
    const lines = [{ product: product.id, quantity: '1', unitPrice: '1' }]
    const order = await create(world, system, 'orders', { customer: customer.id, lines })
    const own = await create(world, system, 'roles', { code: 'clerk', name: '内勤', englishName: 'Clerk' })
    await create(world, system, 'users', { name: '内勤', username: 'clerk', role: own.id, active: true })
    const user = await world.database.knex('users').where({ username: 'clerk' }).first('id')
    /** The moves that are open to the clerk once the role has this line. */
    const open = async (line: object): Promise<string[]> => {
      await update(world, system, 'roles', own.id, { permissions: [{ register: 'orders', read: 'all', ...line }] })
      const found = await get(world, await actorOf(world, user.id), 'orders', order.id)
      return (found._moves as { name: string; allowed: boolean }[]).flatMap(({ name, allowed }) => (allowed ? [name] : []))
    }
    expect(await open({ update: 'all' })).toEqual(['confirm'])
    expect(await open({ update: 'all', moves: 'cancel' })).toEqual(['cancel'])
    expect(await open({ update: 'none', moves: 'confirm, cancel' })).toEqual([])
    expect(await open({ update: 'all', moves: 'confirm，cancel' })).toEqual(['confirm', 'cancel'])
    const clerk = await actorOf(world, user.id)
    expect((await move(world, clerk, 'orders', order.id, 'cancel', { reason: '客户取消' })).status).toBe('cancelled')
    expect(
      await faults(update(world, system, 'roles', own.id, { permissions: [{ register: 'orders', read: 'all', moves: 'toString' }] })),
    ).toEqual(['permissions.0.moves'])
  })

  // Two SQLite connections inside one process would wait for each other on its one event loop.
  it.runIf(engine === 'postgres')('and the first administrator are added once by servers that start together', async () => {
    const { settings, clean } = await freshSettings(engine)
    const worlds = await Promise.all([openWorld(settings), openWorld(settings)])
    const made = await Promise.all(worlds.map((world) => addFirstAdministrator(world, settings)))
    expect(made.filter(Boolean)).toHaveLength(1)
    const [world] = worlds
    expect(await world?.database.knex('users')).toHaveLength(1)
    expect(await world?.database.knex('roles')).toHaveLength(Object.keys(shippedRoles).length)
    for (const each of worlds) await each.database.close()
    await clean()
  })
})
