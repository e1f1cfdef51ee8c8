/** Every shipped register does what every register does, on both engines: create, get, list, filter, update, conflict, history, restore, recycle bin. */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'

import { create, find, get, getMany, history, recover, remove, restore, update } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import { Bodies } from '../support/bodies.ts'
import { eachEngine } from '../support/engines.ts'

/** A text or note field that can be changed without a rule minding. */
const changeable = ['note', 'summary', 'content', 'description', 'handoverReason', 'englishName', 'jobTitle', 'name', 'title', 'basis']

eachEngine('registers', (open) => {
  const opening = open().then((world) => ({ world, bodies: new Bodies(world) }))

  it.each(registers.map((each) => each.name))('%s goes the whole way', async (name) => {
    const { world, bodies } = await opening
    const register = world.catalog.get(name)
    const body = await bodies.body(register, true)
    const made = await create(world, system, name, body)
    expect(made.version).toBe(1)
    expect(await get(world, system, name, made.id)).toEqual(made)
    expect((await getMany(world, system, name, [made.id])).map((row) => row.id)).toEqual([made.id])

    for (const { name: field, kind } of register.columns) {
      const value = made[field]
      if (value === null || (Array.isArray(value) && value.length === 0)) continue
      const first: unknown = Array.isArray(value) ? value[0] : undefined
      const has = kind.operators.includes('has') && typeof first === 'string'
      const [operator, asked] = kind.operators.includes('eq') ? ['eq', value] : has ? ['has', first] : ['empty', false]
      const { rows } = await find(world, system, name, { filter: { [field]: { [operator]: asked } }, sort: [field, 'DESC'] })
      expect(
        rows.map((row) => row.id),
        `${name}.${field}`,
      ).toContain(made.id)
    }

    const field = changeable.find(
      (each) =>
        register.fields[each] && !register.fields[each]?.readOnly && ['text', 'longText'].includes(register.fields[each]?.kind ?? ''),
    )
    if (field) {
      const changed = await update(world, system, name, made.id, { version: 1, [field]: '改过的 changed' })
      expect(changed).toMatchObject({ version: 2, [field]: '改过的 changed' })
      await expect(update(world, system, name, made.id, { version: 1, [field]: 'late' })).rejects.toMatchObject({
        status: 409,
        code: 'conflict',
      })
      const [newest] = await history(world, system, name, made.id)
      expect(newest?.changes).toContainEqual({ field, before: made[field], after: '改过的 changed' })
      expect((await restore(world, system, name, made.id, 1))[field]).toEqual(made[field])
    }

    const gone = await remove(world, system, name, made.id).then(
      () => true,
      (error: { code?: string }) => error.code !== 'linked' && error.code !== 'invalid' && Promise.reject(error),
    )
    if (!gone) return
    await expect(get(world, system, name, made.id)).rejects.toMatchObject({ status: 404 })
    expect((await find(world, system, name, { filter: { $deleted: true } })).rows.map((row) => row.id)).toContain(made.id)
    expect((await recover(world, system, name, made.id)).id).toBe(made.id)
  })
})
