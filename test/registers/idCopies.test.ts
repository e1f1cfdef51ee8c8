/** Copies of IDs from before the register told statistics of them are counted from the next start on (CRD-01). */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, get } from '../../server/records/index.ts'
import { addShipped } from '../../server/shipped.ts'
import { eachEngine } from '../support/engines.ts'

eachEngine('ID copies', (open) => {
  test('an old customer’s copy is counted once, in the history and for the warehouse; others stay untouched', async () => {
    const world = await open()
    const { knex } = world.database
    const held = (await create(world, system, 'customers', { name: '老客户' })).id
    const without = (await create(world, system, 'customers', { name: '无复印件' })).id
    await knex('customers')
      .where({ id: held })
      .update({ idCopy: '[{"id":1,"name":"a.png","size":1,"type":"image/png"}]', idCopyHeld: null })
    await knex('customers').where({ id: without }).update({ idCopyHeld: null })
    await addShipped(world, () => undefined)
    expect(await get(world, system, 'customers', held)).toMatchObject({ idCopyHeld: true, version: 2 })
    expect(await get(world, system, 'customers', without)).toMatchObject({ version: 1 })
    await addShipped(world, () => undefined)
    expect(await knex('changes').where({ register: 'customers', record: held })).toHaveLength(2)
  })
})
