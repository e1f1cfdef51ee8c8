/** The demo company: the same every time, a person in each role, things wrong on purpose, loaded once and never over other data. */
import { afterAll, expect, test } from 'vitest'
import { addDays, demand, weekday } from '../../seeds/days.ts'
import { loadOnce } from '../../seeds/demo.ts'
import { system } from '../../server/access/actor.ts'
import { create, find, type World } from '../../server/records/index.ts'
import { shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { openWorld } from '../../server/start.ts'
import { freshSettings } from '../support/engines.ts'

const cleaners: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const clean of cleaners) await clean()
})

async function open(): Promise<World> {
  const { settings, clean } = await freshSettings('sqlite')
  const world = await openWorld(settings, { now: () => new Date('2026-06-17T04:00:00Z') })
  cleaners.push(async () => {
    await world.database.close()
    await clean()
  })
  return world
}

const total = async (world: World, register: string, filter: Record<string, unknown> = {}) =>
  (await find(world, system, register, { filter })).total

test('loads once, with a person in each role and faults to find', async () => {
  const world = await open()
  expect(await loadOnce(world)).toBe(true)
  expect(await loadOnce(world)).toBe(false)
  for (const code of Object.keys(shippedRoles))
    expect(await total(world, 'users', { 'role.code': code, active: true }), code).toBeGreaterThan(0)
  expect(await total(world, 'customers')).toBe(184)
  expect(await total(world, 'orders')).toBeGreaterThan(4_500)
  expect(await total(world, 'orders', { date: { gt: '2026-06-17' } })).toBe(0)
  expect(await total(world, 'orders', { salesperson: null })).toBe(0)
  expect(await total(world, 'returns', { order: { empty: false } })).toBeGreaterThan(100)
  expect(await total(world, 'communications', { done: false, dueOn: { lt: '$today' } })).toBeGreaterThan(5)
  expect(await total(world, 'contracts', { status: 'signed', to: { lt: '$today' } })).toBeGreaterThan(0)
  expect(await total(world, 'contracts', { status: 'signed', scan: { empty: true }, scanMissing: { empty: true } })).toBeGreaterThan(0)
  expect(await total(world, 'customers', { completeness: { lt: '30' } })).toBeGreaterThan(5)
  const weekend: { date: string }[] = await world.database.knex('orders').distinct('date')
  expect(weekend.filter(({ date }) => weekday(date) > 5)).toEqual([])
}, 60_000)

test('never mixes with a company that is there', async () => {
  const world = await open()
  const role: { id: number } = await world.database.knex('roles').first('id')
  await create(world, system, 'users', { name: 'Somebody', username: 'somebody', role: role.id })
  await expect(loadOnce(world)).rejects.toThrow('DATA_DIR')
  expect(await total(world, 'customers')).toBe(0)
})

test('the year has its seasons', () => {
  const month = (first: string) =>
    Array.from({ length: 28 }, (_, at) => demand(addDays(first, at), '2025-01-01')).reduce((sum, each) => sum + each, 0)
  expect(month('2026-01-12')).toBeGreaterThan(1.4 * month('2026-04-06'))
  expect(month('2026-08-27')).toBeGreaterThan(1.2 * month('2026-06-29'))
  for (const holiday of ['2026-02-17', '2026-02-20', '2026-10-01', '2026-01-01', '2026-05-02'])
    expect(demand(holiday, '2025-01-01')).toBe(0)
})
