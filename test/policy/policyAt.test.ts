/** Which policy holds: the narrowest scope, the day, the shipped value, and what a company must answer itself. */
import { beforeAll, expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { policyAt } from '../../server/policy/index.ts'
import { create, recover, remove, update, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const today = '2026-06-15'
const key = 'credit.window'

eachEngine('policies', (open) => {
  let now = `${today}T02:00:00Z`
  let world: World
  let admin: Actor
  let customer: number
  let unit: number
  const set = (body: object) => create(world, admin, 'policies', { key, reason: '测试', ...body })
  const at = async (day = today, subject: object = { customer }) => (await policyAt(world, key, subject, day)).value

  beforeAll(async () => {
    world = await open({ now: () => new Date(now) })
    admin = await person(world, 'administrator', 'root')
    const above = await create(world, system, 'departments', { name: '事业部', kind: 'businessUnit', pack: 'FMC' })
    unit = (await create(world, system, 'departments', { name: '西北区', kind: 'region', superior: above.id })).id
    const made = await create(world, system, 'customers', { name: '测试客户', tier: 'key', department: unit })
    customer = made.id
  })

  it('the shipped value holds until somebody says otherwise', async () => {
    expect(await policyAt(world, key, { customer }, today)).toMatchObject({
      value: '30',
      unit: 'day',
      row: null,
      scope: 'shipped',
      source: 'CRD-02',
    })
  })

  it('customer › tier › unit › pack › company (§17)', async () => {
    await set({ scope: 'company', value: '31', from: today })
    expect(await at()).toBe('31')
    await set({ scope: 'pack', pack: 'FMC', value: '32', from: today })
    expect(await at()).toBe('32')
    await set({ scope: 'department', department: unit, value: '33', from: today })
    expect(await at()).toBe('33')
    await set({ scope: 'tier', tier: 'key', value: '34', from: today })
    expect(await at()).toBe('34')
    await set({ scope: 'customer', customer, value: '35', from: today })
    expect(await at()).toBe('35')
    expect(await at(today, { department: unit })).toBe('33')
    expect(await at(today, {})).toBe('31')
  })

  it('CF-13: a bare number of days means calendar days, and the unit may be told otherwise', async () => {
    const made = await create(world, admin, 'policies', {
      key: 'credit.overdueAfter',
      value: '45',
      scope: 'company',
      from: today,
      reason: '测试',
    })
    expect(made.unit).toBe('day')
    const other = await create(world, admin, 'policies', {
      key: 'credit.overdueAfter',
      value: '20',
      unit: 'workingDay',
      scope: 'tier',
      tier: 'key',
      from: today,
      reason: '测试',
    })
    expect(other.unit).toBe('workingDay')
  })

  it('a later value takes over from the one before, which stays for the days it held', async () => {
    const next = plusDays(today, 10)
    await set({ scope: 'company', value: '45', from: next })
    expect([await at(plusDays(next, -1), {}), await at(next, {})]).toEqual(['31', '45'])
  })

  it('what has been in force is neither changed nor deleted, and no rule reaches back (§17)', async () => {
    const row = await world.database.knex('policies').where({ key, scope: 'company', value: '31' }).first()
    await expect(update(world, admin, 'policies', row.id, { value: '60' })).rejects.toThrow(/has been in force/)
    await expect(remove(world, admin, 'policies', row.id)).rejects.toThrow(/has been in force/)
    await expect(set({ scope: 'company', value: '60', from: plusDays(today, -3) })).rejects.toMatchObject({
      errors: { from: [expect.stringContaining('不溯及既往'), expect.anything()] },
    })
    await expect(set({ scope: 'company', value: '60', from: today })).rejects.toMatchObject({ errors: { from: expect.anything() } })
  })

  it('a value whose follower goes, or comes later, holds on until the next: no gap (§17)', async () => {
    const of = 'collection.remit.within'
    const add = async (value: string, from: string, more: object = {}) =>
      (await set({ key: of, scope: 'company', value, from, ...more })).id
    const on = async (day: string) => (await policyAt(world, of, {}, day)).value
    const [soon, later, last] = [plusDays(today, 10), plusDays(today, 20), plusDays(today, 30)]
    await add('5', today)
    const follower = await add('6', soon)
    await add('7', last)
    await remove(world, admin, 'policies', follower)
    expect([await on(soon), await on(plusDays(last, -1)), await on(last)]).toEqual(['5', '5', '7'])
    await recover(world, admin, 'policies', follower)
    expect([await on(plusDays(soon, -1)), await on(soon), await on(last)]).toEqual(['5', '6', '7'])
    await update(world, admin, 'policies', follower, { from: later })
    expect([await on(soon), await on(plusDays(later, -1)), await on(later), await on(last)]).toEqual(['5', '5', '6', '7'])
    await update(world, admin, 'policies', follower, { scope: 'tier', tier: 'key' })
    expect([await on(later), (await policyAt(world, of, { customer }, later)).value]).toEqual(['5', '6'])
    await remove(world, admin, 'policies', follower)
    const day = plusDays(today, 5)
    const brief = await add('8', day, { to: plusDays(day, 1) })
    await update(world, admin, 'policies', brief, { to: plusDays(last, 9) })
    expect([await on(plusDays(last, -1)), await on(last)]).toEqual(['8', '7'])
    expect(
      await world.database.knex('policies').where({ key: of, scope: 'company' }).whereNull('deletedAt').orderBy('from').pluck('to'),
    ).toEqual([plusDays(day, -1), plusDays(last, -1), null])
  })

  it('nobody dates a value back: not the first of a scope, not by a change, not out of the recycle bin; the system may', async () => {
    const past = { from: [expect.stringContaining('不溯及既往'), expect.anything()] }
    const first = { key: 'deadline.soon', scope: 'department', department: unit, value: '3', unit: 'day' }
    await expect(set({ ...first, from: plusDays(today, -1) })).rejects.toMatchObject({ errors: past })
    const { id } = await set({ ...first, from: plusDays(today, 2) })
    await expect(update(world, admin, 'policies', id, { from: plusDays(today, -1) })).rejects.toMatchObject({ errors: past })
    await remove(world, admin, 'policies', id)
    now = `${plusDays(today, 3)}T02:00:00Z`
    await expect(recover(world, admin, 'policies', id)).rejects.toMatchObject({ errors: past })
    now = `${today}T02:00:00Z`
    await create(world, system, 'policies', { ...first, from: '2020-01-01', reason: '初始' })
    expect((await policyAt(world, 'deadline.soon', { department: unit }, '2020-01-01')).value).toBe('3')
  })

  it('an end that has passed stays', async () => {
    const { id } = await set({ key: 'deadline.soon', scope: 'company', value: '9', unit: 'day', from: today, to: plusDays(today, 1) })
    now = `${plusDays(today, 2)}T02:00:00Z`
    for (const to of [null, plusDays(today, 40)])
      await expect(update(world, admin, 'policies', id, { to })).rejects.toMatchObject({
        errors: { to: [expect.stringContaining('已失效'), expect.anything()] },
      })
    now = `${today}T02:00:00Z`
  })

  it('a value names one scope, its unit and shape fit the rule', async () => {
    for (const [body, field] of [
      [{ scope: 'customer', value: '1', from: today }, 'customer'],
      [{ scope: 'company', tier: 'key', value: '1', from: '2027-01-01' }, 'tier'],
      [{ scope: 'company', unit: 'yuan', value: '1', from: '2027-01-01' }, 'unit'],
      [{ scope: 'company', value: 'thirty', from: '2027-01-01' }, 'value'],
    ] as const)
      await expect(set(body)).rejects.toMatchObject({ errors: { [field]: expect.anything() } })
  })

  it('a blank of the written policies stops with a sentence that names it (§18)', async () => {
    await expect(policyAt(world, 'credit.badDebt.inLimit.share', {}, today)).rejects.toMatchObject({
      status: 409,
      code: 'policy',
      message: /CRD-10/,
    })
    await create(world, admin, 'policies', {
      key: 'credit.badDebt.inLimit.share',
      value: 'sales:40, company:60',
      scope: 'company',
      from: today,
      reason: '总经理办公会决定',
    })
    expect((await policyAt(world, 'credit.badDebt.inLimit.share', {}, today)).value).toBe('sales:40, company:60')
  })
})
