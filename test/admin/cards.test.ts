/** Cards on a phone and the customer's timeline say what a money register is about: its amounts. */
import { expect, test } from 'vitest'
import { cardFields } from '../../admin/registers/cardFields.ts'
import { sources } from '../../admin/screens/customer/happenings.ts'
import { complete } from '../../server/catalog/complete.ts'
import type { Description } from '../../server/catalog/description.ts'
import { registers } from '../../server/registers/index.ts'

const described = registers.map((each) => complete(each) as unknown as Description)

test('a card on a phone has the amounts of its register, and never more than four facts', () => {
  for (const each of described) {
    const shown = cardFields(each)
    expect(shown.length, each.name).toBeLessThanOrEqual(4)
    const kinds = each.list.map((name) => each.fields[name]?.kind)
    if (kinds.includes('money'))
      expect(
        shown.map((name) => each.fields[name]?.kind),
        each.name,
      ).toContain('money')
  }
  expect(cardFields(described.find(({ name }) => name === 'invoices') as Description)).toEqual([
    'taxNumber',
    'customer',
    'total',
    'outstanding',
  ])
})

test('the timeline of a customer tells of goods, invoices and money as well', () => {
  const told = sources.map(({ register }) => register)
  expect(told).toEqual(expect.arrayContaining(['orders', 'dispatches', 'invoices', 'receipts', 'returns']))
  for (const { register, when, facts, said = [] } of sources) {
    const fields = described.find(({ name }) => name === register)?.fields ?? {}
    for (const name of ['customer', when, ...facts, ...said]) expect(fields, `${register}.${name}`).toHaveProperty(name)
  }
})
