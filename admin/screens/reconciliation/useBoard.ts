/** What is done by hand on the board: matches made, lines set aside; every refusal is told in the server's words. */
import { useState } from 'react'
import { useDataProvider, useNotify } from 'react-admin'
import { parseDecimal, yuan } from '../../../server/definition/decimal.ts'
import type { BoardLine, BoardPaper } from '../../../server/reconciliation/messages.ts'
import type { PanelProvider } from '../../dataProvider.ts'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { useMonthDone } from './useMonth.ts'

const fen = (amount: string): number => parseDecimal(amount, 2) ?? 0

/** What is still open of the rows together, in 分. */
export const openOf = (rows: readonly { readonly open: string }[]): number => rows.reduce((sum, { open }) => sum + fen(open), 0)

/** Hands `whole` 分 out over the rows in their order, to none more than is open of it; a row that nothing is left for is not in the answer. */
export function handOut<T extends { readonly open: string }>(rows: readonly T[], whole: number): readonly { row: T; amount: string }[] {
  let left = whole
  return rows.flatMap((row) => {
    const open = fen(row.open)
    const amount = Math.sign(open) * Math.min(Math.abs(open), Math.max(0, left * Math.sign(open)))
    left -= amount
    return amount === 0 ? [] : [{ row, amount: yuan(amount) }]
  })
}

export function useBoard() {
  const say = useSay()
  const notify = useNotify()
  const dataProvider = useDataProvider<PanelProvider>()
  const done = useMonthDone()
  const [busy, setBusy] = useState(false)

  const attempt = async (said: string, work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      notify(said, { type: 'success' })
      return true
    } catch (error) {
      notify(sentencesOf(error).join(' '), { type: 'error', autoHideDuration: 8000 })
      return false
    } finally {
      setBusy(false)
      done()
    }
  }

  return {
    busy,
    setAside: ({ id, version }: BoardLine, reason: string) =>
      attempt(say(['已列为不属往来', 'Set aside']), () => dataProvider.move('bankLines', id, 'setAside', { version, reason })),
    /** Matches the lines with the papers: wholly, or by the smaller side where the sums differ and `split` says so. */
    match: (lines: readonly BoardLine[], papers: readonly BoardPaper[], split: boolean) =>
      attempt(say(['已勾对', 'Matched']), async () => {
        const [ofBank, ofPapers] = [openOf(lines), openOf(papers)]
        const smaller = Math.abs(ofBank) < Math.abs(ofPapers) ? ofBank : ofPapers
        const body = {
          bank: handOut(lines, split ? smaller : ofBank).map(({ row, amount }) => ({ line: row.id, amount })),
          papers: handOut(papers, split ? smaller : ofPapers).map(({ row, amount }) => ({
            [row.kind === 'receipts' ? 'receipt' : 'refund']: row.id,
            amount,
          })),
        }
        // One made by a person holds at once.
        await call('POST', '/api/records/matches', body)
      }),
  }
}
