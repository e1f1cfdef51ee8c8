/** What people are told is in the language of whoever reads it: one sentence, not two. */
import { expect, it } from 'vitest'
import { inLanguage } from '../../admin/kinds/bilingual.ts'
import { notify } from '../../server/approvals/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

eachEngine('notices', (open) => {
  it('a sentence reaches each in his or her own language, the title of a record reaches all as it is', async () => {
    const world = await open()
    const [reader, other] = [await person(world, 'finance', 'english'), await person(world, 'finance', 'chinese')]
    await world.database.knex('users').where({ id: reader.id }).update({ language: 'en' })
    const people = [Number(reader.id), Number(other.id)]
    await notify(world, people, 'alert', { document: 'customers', record: 1, title: ['待签字', 'waits for a signature'] })
    await notify(world, people, 'inform', { document: 'customers', record: 1, title: 'KH-1 宁夏枸杞' })
    const rows: { to: number; title: string }[] = await world.database.knex('notices').orderBy('id').select('to', 'title')
    expect(rows.map(({ to, title }) => [to, title])).toEqual([
      [reader.id, 'waits for a signature'],
      [other.id, '待签字'],
      [reader.id, 'KH-1 宁夏枸杞'],
      [other.id, 'KH-1 宁夏枸杞'],
    ])
  })
})

it.each([
  ['一句。\nOne.', '一句。', 'One.'],
  ['甲。\n乙。\nA.\nB.', '甲。\n乙。', 'A.\nB.'],
  ['只有一句', '只有一句', '只有一句'],
])('%j is shown in one language', (text, zh, en) => {
  expect([inLanguage(text, 'zh'), inLanguage(text, 'en')]).toEqual([zh, en])
})
