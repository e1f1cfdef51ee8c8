/** The filter line of a report names only what the asker may see. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create } from '../../server/records/index.ts'
import { filterWords } from '../../server/reporting/filterWords.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

eachEngine('filter words', (open) => {
  test('a record that the asker may not see is told by its id', async () => {
    const world = await open()
    const [owner, other] = [await person(world, 'sales', 'Owner'), await person(world, 'sales', 'Other')]
    const { id } = await create(world, system, 'customers', { name: '甲公司', owner: owner.id })
    const words = (actor: typeof owner) => filterWords(world, actor, world.catalog.get('orders'), { customer: { in: [id] } })
    expect(await words(owner)).toEqual(['客户：甲公司'])
    expect(await words(other)).toEqual([`客户：#${id}`])
    expect(await words({ ...other, grant: () => ({}) })).toEqual([`客户：#${id}`])
    expect(await words({ ...owner, language: 'en' })).toEqual(['Customer: 甲公司'])
  })
})
