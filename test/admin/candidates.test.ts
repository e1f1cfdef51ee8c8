/** What a link offers: the definition's condition with the values of this record, cut to what the asker may filter by. */
import { expect, test } from 'vitest'
import { candidatesOf, conditionsOf, siblingsOf } from '../../admin/registers/candidates.ts'
import { complete } from '../../server/catalog/complete.ts'
import type { Description } from '../../server/catalog/description.ts'
import { registers } from '../../server/registers/index.ts'
import { invoices } from '../../server/registers/sales/invoices.ts'

/** Descriptions as somebody sees them who may filter by everything but `shut`. */
const byName = (shut: readonly string[] = []): ReadonlyMap<string, Description> =>
  new Map(
    registers.map((each) => {
      const fields = Object.entries(complete(each).fields).map(([name, field]) => [
        name,
        { ...field, operators: shut.includes(`${each.name}.${name}`) ? [] : ['eq'] },
      ])
      return [each.name, { ...each, fields: Object.fromEntries(fields) } as unknown as Description]
    }),
  )

const offered = (name: string, record: Record<string, unknown>, shut?: readonly string[]) =>
  Object.fromEntries(
    Object.entries(candidatesOf(invoices.fields, name, byName(shut))).map(([path, { where, target }]) => [
      path,
      conditionsOf(where, target, record),
    ]),
  )

test('lines of an invoice offer dispatches of its customer that are on no invoice', () => {
  const bound = ['checked', 'stamped', 'loaded', 'shipped', 'received']
  expect(offered('lines', { customer: 7 })['lines.dispatch']).toEqual({ customer: 7, status: bound, invoice: null })
  expect(offered('lines', { customer: null })['lines.dispatch']).toEqual({ status: bound, invoice: null })
  expect(siblingsOf(candidatesOf(invoices.fields, 'lines', byName()))).toEqual(['customer'])
})

test('contracts of the same customer are offered because both need a customer; a condition on a hidden field is left out', () => {
  expect(offered('contract', { customer: 7 })).toEqual({ contract: { customer: 7, status: ['signed', 'ended'] } })
  expect(offered('contract', { customer: 7 }, ['contracts.status'])).toEqual({ contract: { customer: 7 } })
})

test('products, people, departments, accounts and carriers are offered while they are in use', () => {
  for (const name of ['products', 'users', 'departments', 'bankAccounts', 'carriers'])
    expect(registers.find((each) => each.name === name)?.offered, name).toEqual({ active: true })
})
