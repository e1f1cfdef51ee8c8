/** A company keeps an administrator, however its administrators are taken away: one by one, in one batch, or each by the other at the same moment. */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { together, update, updateMany, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const active = ({ database }: World) => database.knex('users').where({ active: 1 }).pluck('name')

eachEngine('the last administrator', (open, engine) => {
  it('stays when a batch would disable them all', async () => {
    const world = await open()
    const ids = [(await person(world, 'administrator', 'Ma')).id ?? 0, (await person(world, 'administrator', 'Bai')).id ?? 0]
    const sales = await world.database.knex('roles').where({ code: 'sales' }).first('id')
    for (const body of [{ active: false }, { role: sales.id }])
      await expect(updateMany(world, system, 'users', ids, body)).rejects.toMatchObject({
        status: 422,
        errors: { [Object.keys(body)[0] ?? '']: expect.any(Array) },
      })
    expect(await active(world)).toHaveLength(2)
  })

  // SQLite lets one transaction write at a time: there the two cannot overlap.
  it.runIf(engine === 'postgres')('stays when two disable each other at the same moment', async () => {
    const world = await open()
    const ma = await person(world, 'administrator', 'Ma')
    const bai = await person(world, 'administrator', 'Bai')
    let arrived = 0
    let go = () => {}
    const both = new Promise<void>((start) => {
      go = start
    })
    // Both stand inside their transaction before either writes, as two servers would.
    const disable = (actor: typeof ma, id: number | null) =>
      together(world, async (inner) => {
        await inner.database.knex('users').first('id')
        arrived += 1
        if (arrived === 2) go()
        await both
        await update(inner, actor, 'users', id ?? 0, { active: false })
      })
    for (let round = 0; round < 5; round += 1) {
      arrived = 0
      const ends = await Promise.allSettled([disable(ma, bai.id), disable(bai, ma.id)])
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await active(world)).toHaveLength(1)
      await world.database.knex('users').update({ active: 1 })
    }
  })
})
