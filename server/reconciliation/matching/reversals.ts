/** Money that the bank took back: a reversal goes with the line it reverses, and needs no paper. */
import { yuan } from '../../definition/decimal.ts'
import { within } from './evidence.ts'
import { type BankFact, dayNumber, type Found, type MatchPolicy } from './facts.ts'
import { normaliseName } from './names.ts'

const words = /冲正|冲销|退汇|退票|撤销|红冲|反交易|抹账|冲账|冲帐|reversal|returned/i

/** Days that a reversal may come after its line. */
const latest = 31

/** Pairs of lines that cancel each other; certain when the same payer's money went back and the bank says so. */
export function matchReversals(bank: readonly BankFact[], policy: MatchPolicy): Found[] {
  const incoming = new Map<string, BankFact[]>()
  for (const line of bank) {
    if (line.amount <= 0) continue
    const key = `${line.account}/${line.amount}`
    incoming.set(key, [...(incoming.get(key) ?? []), line])
  }
  const taken = new Set<number>()
  const found: Found[] = []
  const reversals = bank.filter((line) => line.amount < 0 && words.test(line.text))
  for (const back of reversals.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id - b.id))) {
    const day = dayNumber(back.date)
    const same = (line: BankFact) =>
      (line.payerAccount !== null && line.payerAccount === back.payerAccount) ||
      (line.payer !== null && back.payer !== null && normaliseName(line.payer) === normaliseName(back.payer))
    const near = (incoming.get(`${back.account}/${-back.amount}`) ?? []).filter(
      (line) => !taken.has(line.id) && dayNumber(line.date) <= day && day - dayNumber(line.date) <= latest,
    )
    const payers = near.filter(same)
    const nameless = back.payer === null && back.payerAccount === null
    // The latest before: money that came twice and went back once came right the last time only if it came after.
    const line = payers.at(-1) ?? (nameless && near.length === 1 ? near[0] : undefined)
    if (!line) continue
    taken.add(line.id)
    const score = within(payers.length > 0 ? 96 : 80)
    found.push({
      bank: [
        { id: line.id, amount: line.amount },
        { id: back.id, amount: back.amount },
      ],
      papers: [],
      fee: 0,
      score,
      reason: [
        `银行冲正：${back.date} 冲回 ${line.date} 的 ${yuan(line.amount)}${payers.length > 0 ? '，对方相同' : ''}。`,
        `Reversed by the bank: ${yuan(line.amount)} of ${line.date} went back on ${back.date}${payers.length > 0 ? ', same party' : ''}.`,
      ],
      certain: score >= policy.threshold,
    })
  }
  return found
}
