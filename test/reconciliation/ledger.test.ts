/** The account of a month over random papers: what each customer's papers say by hand, opening and movements that make the closing, and closings that are the next opening (PAY-05, PAY-14). */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { monthEnd, plusMonths } from '../../server/calendar/duration.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { digestOf, type Figures, figures, ledgerOf, monthOf, movements, periodOf, totalOf } from '../../server/reconciliation/index.ts'
import { Ledger } from '../reports/ledger.ts'
import { begin, file, Papers, paper, span } from '../reports/papers.ts'
import { eachEngine } from '../support/engines.ts'

const nothing: Figures = totalOf([])
const signs = { invoiced: 1, received: -1, returned: -1, discounted: -1, writtenOff: -1, adjusted: 1 } as const
const charge = (moved: Readonly<Record<keyof typeof signs, number>>) => movements.reduce((sum, name) => sum + signs[name] * moved[name], 0)

eachEngine('the ledger of a month', (open) => {
  it('PAY-05, PAY-14: agrees with the papers, adds up, and rolls forward', async () => {
    const world = await open()
    const ledger = new Ledger(world)
    const papers = new Papers()
    const months = Array.from({ length: Math.ceil(span / 30) + 2 }, (_, at) => plusMonths(monthOf(begin), at - 1))
    let digests = new Map<string, string>()
    // Every kind of paper, about one another, from the first look on.
    for (const each of fc.sample(paper(12), { numRuns: 150, seed: 7 })) {
      papers.set(each)
      await file(ledger, each)
    }
    await fc.assert(
      fc.asyncProperty(fc.array(paper(12), { minLength: 3, maxLength: 12 }), async (batch) => {
        for (const each of batch) {
          papers.set(each)
          await file(ledger, each)
        }
        const seen = new Map<string, string>()
        let before = new Map<number, number>()
        for (const from of months) {
          const period = periodOf(from)
          const accounts = await ledgerOf(world, period)
          for (const customer of [1, 2, 3, 4]) {
            const found = accounts.get(customer) ?? nothing
            const opening = charge(papers.moved(customer, '0000-01-01', plusDays(from, -1)))
            const { refunded: _, ...moved } = papers.moved(customer, from, monthEnd(from))
            // Nothing is nothing, whatever its sign.
            const byHand = { opening, ...moved, closing: opening + charge(moved) }
            expect(found).toEqual(Object.fromEntries(Object.entries(byHand).map(([name, amount]) => [name, amount + 0])))
            expect(found.opening).toBe(before.get(customer) ?? 0)
          }
          const total = totalOf(accounts.values())
          for (const name of figures) expect(total[name]).toBe([...accounts.values()].reduce((sum, each) => sum + each[name], 0))
          expect(total.closing).toBe(total.opening + charge(total))
          before = new Map([...accounts].map(([customer, { closing }]) => [customer, closing]))
          seen.set(from, digestOf(accounts))
        }
        digests = seen
      }),
      { numRuns: 12, endOnFailure: true },
    )
    // The same books say the same; one 分 more, on whatever day, says something else from that month on.
    expect(digestOf(await ledgerOf(world, periodOf('2025-03-01')))).toBe(digests.get('2025-03-01'))
    await ledger.put('receipts', 900, { number: 'one', customer: 1, date: '2025-03-31', amount: 1, status: 'confirmed' })
    expect(digestOf(await ledgerOf(world, periodOf('2025-02-01')))).toBe(digests.get('2025-02-01'))
    for (const from of ['2025-03-01', '2025-04-01']) expect(digestOf(await ledgerOf(world, periodOf(from)))).not.toBe(digests.get(from))
  })

  it('a deleted paper moves nothing', async () => {
    const world = await open()
    const ledger = new Ledger(world)
    await ledger.put('invoices', 1, { number: 'one', customer: 1, date: '2025-03-31', total: 500, status: 'issued' })
    expect(totalOf((await ledgerOf(world, periodOf('2025-03-01'))).values())).toMatchObject({ invoiced: 500, closing: 500 })
    await ledger.remove('invoices', 1)
    expect((await ledgerOf(world, periodOf('2025-03-01'))).size).toBe(0)
  })
})
