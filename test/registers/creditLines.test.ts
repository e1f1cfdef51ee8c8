/** Credit lines: once approved they change by their end alone (CRD-16). */
import { expect, test } from 'vitest'
import { get, move, remove, update } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { fault, now, today, trade } from '../support/trade.ts'

eachEngine('credit lines', (open) => {
  test('an approved line is neither extended, shortened nor deleted by hand; its end says the last day', async () => {
    const of = await trade(await open({ now }))
    const { world } = of
    const [sales, finance] = [await of.as('sales'), await of.as('finance')]
    await update(world, await of.as('administrator'), 'customers', of.customer, { owner: sales.id })
    const line = async (body: object) =>
      (await of.make('creditLines', { customer: of.customer, amount: '200', reason: '评定', status: 'approved', ...body })).id
    const running = await line({ from: '2026-01-01', to: '2026-12-31' })
    for (const actor of [sales, finance]) {
      await expect(update(world, actor, 'creditLines', running, { to: '2036-12-31' })).rejects.toMatchObject(fault('to', /Approved/))
      await expect(update(world, actor, 'creditLines', running, { to: null })).rejects.toMatchObject(fault('to', /Approved/))
    }
    await expect(remove(world, sales, 'creditLines', running)).rejects.toMatchObject(fault('root', /cannot be deleted/))
    await expect(move(world, sales, 'creditLines', running, 'end', { reason: '改' })).rejects.toMatchObject({ status: 403 })
    await move(world, finance, 'creditLines', running, 'end', { reason: '风险上升' })
    expect(await get(world, finance, 'creditLines', running)).toMatchObject({ status: 'ended', to: today })
    for (const [body, to] of [
      [{ from: '2026-01-02', to: '2026-02-01' }, '2026-02-01'],
      [{ from: '2026-05-01' }, '2026-05-01'],
    ] as const) {
      const id = await line(body)
      await move(world, finance, 'creditLines', id, 'end', { reason: '不再需要' })
      expect(await get(world, finance, 'creditLines', id)).toMatchObject({ status: 'ended', to })
    }
  })
})
