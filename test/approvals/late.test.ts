/** Those who let an approval wait too long are reminded once a working round (policy `approval.remind`). */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { decide, remindLate } from '../../server/approvals/index.ts'
import { create, move, update } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

eachEngine('late approvals', (open) => {
  it('are called to mind when due, not before, once in twenty hours, and never once decided', async () => {
    let now = '2026-06-15T02:00:00Z'
    const world = await open({ now: () => new Date(now) })
    const { id: unit } = await create(world, system, 'departments', { name: '华东区', kind: 'region' })
    const chief = await person(world, 'salesManager', 'chief', unit)
    const clerk = await person(world, 'salesClerk', 'clerk', unit)
    await person(world, 'executive', 'boss')
    const finance = await person(world, 'finance', 'gu')
    await update(world, system, 'departments', unit, { manager: chief.id })
    const customer = await create(world, system, 'customers', { name: '客户', department: unit })
    const line = await create(world, clerk, 'creditLines', { customer: customer.id, amount: '100.00', reason: '评定' })
    await move(world, clerk, 'creditLines', line.id, 'submit')
    const reminders = () => world.database.knex('notices').where({ document: 'creditLines', record: line.id, kind: 'reminder' }).pluck('to')
    expect(await remindLate(world)).toBe(0)
    now = '2026-06-30T02:00:00Z'
    expect([await remindLate(world), await remindLate(world)]).toEqual([1, 0])
    expect(await reminders()).toEqual([finance.id])
    now = '2026-06-30T23:00:00Z'
    expect(await remindLate(world)).toBe(1)
    const [{ id }] = await world.database.knex('approvals').where({ record: line.id })
    await decide(world, finance, id, 'return', '依据不足')
    now = '2026-07-10T02:00:00Z'
    expect(await remindLate(world)).toBe(0)
    expect(await reminders()).toHaveLength(2)
  })
})
