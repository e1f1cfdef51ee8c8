/** What links offer can be asked of the registers they lead to, by everybody who may read those. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import type { Field } from '../../server/definition/types.ts'
import type { Where } from '../../server/definition/where.ts'
import { find } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { now, trade } from '../support/trade.ts'

const links = (fields: Readonly<Record<string, Field>>): { to: string; choose: Where }[] =>
  Object.values(fields).flatMap((field) =>
    field.kind === 'lines' ? links(field.fields) : field.kind === 'link' && field.choose ? [{ to: field.to, choose: field.choose }] : [],
  )

const filled = (where: Where): Where =>
  Object.fromEntries(
    Object.entries(where).map(([path, value]) => [path, typeof value === 'string' && value.startsWith('$record.') ? 1 : value]),
  )

eachEngine('candidates', (open) => {
  test('every condition on what links offer is one the list understands', async () => {
    const world = await open()
    const asked = registers.flatMap((each) => [...links(each.fields), ...(each.offered ? [{ to: each.name, choose: each.offered }] : [])])
    expect(asked.length).toBeGreaterThan(15)
    for (const { to, choose } of asked)
      await expect(find(world, system, to, { filter: filled(choose) }), JSON.stringify(choose)).resolves.toBeDefined()
  })

  test('a dispatch that is invoiced is no candidate of another invoice any more', async () => {
    const of = await trade(await open({ now }))
    const dispatch = await of.newDispatch()
    await of.ship(dispatch)
    const field = registers.find(({ name }) => name === 'invoices')?.fields.lines
    const choose = (field?.kind === 'lines' && field.fields.dispatch?.kind === 'link' && field.fields.dispatch.choose) || {}
    const candidates = async () =>
      (await find(of.world, system, 'dispatches', { filter: { ...choose, customer: of.customer } })).rows.map(({ id }) => id)
    expect(await candidates()).toEqual([dispatch])
    await of.make('invoices', { customer: of.customer, date: '2026-03-20', lines: [{ dispatch }] })
    expect(await candidates()).toEqual([])
  })
})
