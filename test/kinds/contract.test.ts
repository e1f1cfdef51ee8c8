/** Every kind does the same things the same way on both engines: keep, show, refuse, filter, sort, empty, history. */
import { describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { defineRegister, section } from '../../server/definition/define.ts'
import { text } from '../../server/definition/fields.ts'
import type { Field } from '../../server/definition/types.ts'
import { Refusal } from '../../server/errors.ts'
import { kinds } from '../../server/kinds/index.ts'
import { create, find, get, history, update } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { fixtures } from './fixtures.ts'

const entries = Object.entries(fixtures)

/** Kinds whose first two fixtures stand in the order that lists give. */
const ordered = ['number', 'decimal', 'money', 'percent', 'date', 'dateTime', 'yesNo', 'choice', 'creditCode']

const sample = defineRegister('samples', '样本', 'Samples', {
  system: 'settings',
  title: 'name',
  fields: { name: text('名称', 'Name'), ...Object.fromEntries(entries.map(([kind, { field }]) => [`${kind}Field`, field as Field])) },
  list: ['name'],
  filters: [],
  search: ['name'],
  form: [section('样本', 'Sample', ['name'])],
  permissions: {},
})

describe('kinds', () => {
  it('has a fixture for every kind that stands alone', () => {
    expect([...Object.keys(fixtures), 'lines', 'link', 'file'].sort()).toEqual(Object.keys(kinds).sort())
  })
})

eachEngine('kinds', (open) => {
  const opening = open({ registers: [...registers, sample] })

  it.each(entries)('%s keeps and shows good values', async (kind, { good }) => {
    const world = await opening
    for (const [input, shown] of good) {
      const made = await create(world, system, 'samples', { [`${kind}Field`]: input })
      expect(made[`${kind}Field`]).toEqual(shown)
      expect((await get(world, system, 'samples', made.id))[`${kind}Field`]).toEqual(shown)
    }
  })

  it.each(entries)('%s refuses bad values with a sentence in both languages', async (kind, { bad }) => {
    const world = await opening
    for (const input of bad) {
      const refused = await create(world, system, 'samples', { [`${kind}Field`]: input }).then(
        (made) => made,
        (error: unknown) => error,
      )
      expect(refused, JSON.stringify(input)).toBeInstanceOf(Refusal)
      const words = (refused as Refusal).errors?.[`${kind}Field`]
      expect(words?.[0]).toMatch(/\p{Script=Han}/u)
      expect(words?.[1]).toMatch(/[a-z]/)
    }
  })

  it.each(entries)('%s filters by each of its operators', async (kind, { good }) => {
    const world = await opening
    const name = `${kind}Field`
    const tag = `f-${kind}`
    const [low, high] = good
    if (!low || !high) throw new Error('two values are needed')
    const a = await create(world, system, 'samples', { name: tag, [name]: low[0] })
    const b = await create(world, system, 'samples', { name: tag, [name]: high[0] })
    const empty = await create(world, system, 'samples', { name: tag })
    const ask = async (condition: unknown) =>
      (await find(world, system, 'samples', { filter: { name: tag, [name]: condition } })).rows.map((row) => row.id).sort((x, y) => x - y)
    const has = (operator: string) => kinds[kind as keyof typeof kinds].operators.includes(operator as never)
    expect(await ask({ empty: true })).toEqual([empty.id])
    expect(await ask({ empty: false })).toEqual([a.id, b.id])
    if (has('eq')) expect(await ask({ eq: high[1] })).toEqual([b.id])
    if (has('ne')) expect(await ask({ ne: high[1] })).toEqual([a.id, empty.id])
    if (has('in')) expect(await ask({ in: [low[1], high[1]] })).toEqual([a.id, b.id])
    if (has('notIn')) expect(await ask({ notIn: [low[1]] })).toEqual([b.id, empty.id])
    if (has('lt')) expect(await ask({ lt: high[1] })).toEqual([a.id])
    if (has('lte')) expect(await ask({ lte: high[1] })).toEqual([a.id, b.id])
    if (has('gt')) expect(await ask({ gt: low[1] })).toEqual([b.id])
    if (has('gte')) expect(await ask({ gte: low[1], lte: low[1] })).toEqual([a.id])
    if (has('contains')) expect(await ask({ contains: String(high[1]).slice(1, -1) || String(high[1]) })).toEqual([b.id])
    if (has('startsWith')) expect(await ask({ startsWith: String(low[1]).slice(0, 3) })).toContain(a.id)
    if (has('under')) expect(await ask({ under: String(high[1]).slice(0, 2) })).toEqual([b.id])
    if (has('has')) expect(await ask({ has: 'b' })).toEqual([b.id])
  })

  it.each(entries)('%s sorts both ways, empty ones last', async (kind, { good }) => {
    const world = await opening
    const name = `${kind}Field`
    const tag = `s-${kind}`
    const [low, high] = good
    const b = await create(world, system, 'samples', { name: tag, [name]: high?.[0] })
    const empty = await create(world, system, 'samples', { name: tag })
    const a = await create(world, system, 'samples', { name: tag, [name]: low?.[0] })
    const ask = async (direction: 'ASC' | 'DESC') =>
      (await find(world, system, 'samples', { filter: { name: tag }, sort: [name, direction] })).rows.map((row) => row.id)
    const rising = await ask('ASC')
    if (ordered.includes(kind)) expect(rising).toEqual([a.id, b.id, empty.id])
    else expect([...rising].sort((x, y) => x - y)).toEqual([b.id, empty.id, a.id])
    expect(await ask('DESC')).toEqual([rising[1], rising[0], empty.id])
  })

  it.each(entries)('%s is cleared by null and the history tells before and after', async (kind, { good }) => {
    const world = await opening
    const name = `${kind}Field`
    const [first] = good
    const made = await create(world, system, 'samples', { [name]: first?.[0] })
    const cleared = await update(world, system, 'samples', made.id, { [name]: null, version: 1 })
    expect(cleared[name]).toEqual(kind === 'choices' ? [] : null)
    const [newest] = await history(world, system, 'samples', made.id)
    expect(newest?.changes).toEqual([{ field: name, before: first?.[1], after: kind === 'choices' ? [] : null }])
  })
})
