/** The secret level of a customer (SEC-07): normal, confidential or top secret, and one keeper who sets it. */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, find, get, update } from '../../server/records/index.ts'
import { type RoleCode, shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

eachEngine('secret levels', (open) => {
  it('SEC-07: the keeper of the archive marks a customer, and nobody else who keeps files does', async () => {
    const world = await open()
    const { id: department } = await create(world, system, 'departments', { name: '总部', kind: 'headOffice' })
    const seller = await person(world, 'sales', 'seller', department)
    const { id } = await create(world, system, 'customers', { name: '宁夏绿洲', owner: seller.id, department })
    const level = async () => (await get(world, system, 'customers', id)).secrecy
    expect(await level()).toBe('normal')
    for (const code of Object.keys(shippedRoles) as RoleCode[]) {
      const actor = code === 'sales' ? seller : await person(world, code, code, department)
      const marked = await update(world, actor, 'customers', id, { secrecy: 'topSecret' }).then(
        () => true,
        () => false,
      )
      expect([code, marked, await level()]).toEqual(
        ['archiveKeeper', 'administrator'].includes(code) ? [code, true, 'topSecret'] : [code, marked, 'normal'],
      )
      await world.database.knex('customers').where({ id }).update({ secrecy: 'normal' })
    }
    for (const code of ['sales', 'salesManager', 'regionalManager', 'salesClerk'] as const) {
      const body = { name: `新客户 ${code}`, owner: seller.id, department, secrecy: 'confidential' }
      const opened = await create(world, await person(world, code, `new-${code}`, department), 'customers', body).catch(() => undefined)
      expect([code, opened?.secrecy ?? 'normal']).toEqual([code, 'normal'])
    }
    const keeper = await person(world, 'archiveKeeper', 'keeper', department)
    for (const secrecy of ['confidential', 'topSecret']) {
      await update(world, keeper, 'customers', id, { secrecy })
      expect((await find(world, keeper, 'customers', { filter: { secrecy } })).rows.map((row) => row.id)).toEqual([id])
    }
    await expect(update(world, keeper, 'customers', id, { secrecy: 'utmost' })).rejects.toMatchObject({
      errors: { secrecy: expect.anything() },
    })
  })
})
