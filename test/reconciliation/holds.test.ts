/** What a legal hold holds (CF-24): every paper that speaks of a day of its time, also one of a month or of several days; on both engines. */
import { expect, it } from 'vitest'
import { remove } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { type Body, now, refusedMove, trade } from '../support/trade.ts'

eachEngine('legal holds', (open) => {
  it('CF-24: a hold from the middle of a month holds the papers of that month and statements that reach into it', async () => {
    const world = await open({ now })
    const of = await trade(world)
    const finance = await of.as('finance')
    const paper = async (register: string, body: Body) => [register, (await of.make(register, body)).id] as const
    const statement = (from: string, to: string) => paper('bankStatements', { account: of.account, from, to, format: 'manual' })
    const balance = async (month: string) => paper('financeBalances', { month, customer: await of.newCustomer(), amount: '1' })
    await of.make('legalHolds', { matter: '货款诉讼', from: '2026-02-10', until: '2026-03-05', reason: '法院通知' })
    const held = [await balance('2026-02-01'), await balance('2026-03-01')]
    held.push(await statement('2026-02-01', '2026-02-10'), await statement('2026-03-05', '2026-03-31'))
    const free = [await balance('2026-01-01'), await balance('2026-04-01')]
    free.push(await statement('2026-02-01', '2026-02-09'), await statement('2026-03-06', '2026-03-07'))
    for (const [register, id] of held)
      await expect(remove(world, finance, register, id)).rejects.toMatchObject(refusedMove(/under legal hold BQ-/))
    for (const [register, id] of free) await remove(world, finance, register, id)
  })
})
