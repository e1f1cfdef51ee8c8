/** The way from opening to closing in steps, each with the balance before and after it. */
import { parseDecimal, yuan } from '../../../server/definition/decimal.ts'
import { movements, signs } from '../../../server/reconciliation/ledger.ts'
import type { WaterfallStep } from '../../messages.ts'

const fen = (text: string | undefined): number => parseDecimal(text ?? '0', 2) ?? 0

/** Steps over figures as decimal text; the ends stand on zero. `amount` is what the figure of that name says. */
export function waterfall(figures: Readonly<Record<string, string>>): WaterfallStep[] {
  const opening = fen(figures.opening)
  let balance = opening
  const steps = movements.map((name): WaterfallStep => {
    const amount = fen(figures[name])
    const from = balance
    balance += signs[name] * amount
    return { name, amount: yuan(amount), from: yuan(from), to: yuan(balance) }
  })
  const end = (name: string, at: number): WaterfallStep => ({ name, amount: yuan(at), from: '0.00', to: yuan(at) })
  return [end('opening', opening), ...steps, end('closing', balance)]
}
