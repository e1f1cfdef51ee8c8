/** How well a bank line and a paper belong together, 0 to 100, and why, in words. */
import { yuan } from '../../definition/decimal.ts'
import type { Words } from '../../definition/words.ts'
import { type BankFact, dayNumber, type PaperFact } from './facts.ts'
import { normaliseName } from './names.ts'
import { type Hint, mostStrength, type Payers, telling } from './payers.ts'

/** What speaks for a pair apart from its amounts. */
export interface Evidence {
  /** 0–70 without the amount, less when something speaks against it. */
  readonly strength: number
  /** The payer is this customer beyond doubt, or the paper's number stands in the bank's text. */
  readonly telling: boolean
  /** The payer is known, and is somebody else. */
  readonly against: boolean
  readonly words: readonly Words[]
}

const hints: Readonly<Record<Hint, Words>> = {
  account: ['付款账号是该客户已记住的账号', "the payer's account is remembered as this customer's"],
  seen: ['同一账号曾以该客户户名付款', "the same account paid under this customer's name"],
  alias: ['付款户名是该客户已记住的户名', "the payer's name is remembered as this customer's"],
  name: ['户名一致', 'the name is the same'],
  pinyin: ['户名拼音一致', 'the name spelled in pinyin is the same'],
  like: ['户名相近', 'the name is much alike'],
}

const plain = (text: string) => text.normalize('NFKC').toUpperCase()

/** Numbers in a text, long enough to prove something, without their dashes. */
const numbersIn = (text: string): string[] =>
  (plain(text).match(/[0-9A-Z][0-9A-Z\-/]{4,}[0-9A-Z]/g) ?? [])
    .map((each) => each.replace(/[^0-9A-Z]/g, ''))
    .filter((each) => each.length >= 6)

export const keyOf = ({ kind, id }: { readonly kind: string; readonly id: number }): string => `${kind}/${id}`

const nobody: ReadonlySet<string> = new Set()

/** Compares lines and papers, working each text out once. */
export class Evidences {
  readonly #payers: Payers
  readonly #byNumber = new Map<string, Set<string>>()
  readonly #named = new Map<number, ReadonlySet<string>>()
  readonly #names = new Map<string, string>()
  readonly #days = new Map<string, number>()
  /** Days of everything of one amount that was open at the beginning, whatever has been matched since. */
  readonly #open = { bank: new Map<number, number[]>(), papers: new Map<number, number[]>() }

  constructor(payers: Payers, bank: readonly BankFact[], papers: readonly PaperFact[]) {
    this.#payers = payers
    for (const [side, all] of [
      ['bank', bank],
      ['papers', papers],
    ] as const)
      for (const { amount, date } of all) {
        const list = this.#open[side].get(amount)
        if (list) list.push(this.day(date))
        else this.#open[side].set(amount, [this.day(date)])
      }
    for (const paper of papers)
      for (const number of paper.numbers) {
        const key = plain(number).replace(/[^0-9A-Z]/g, '')
        if (key.length < 6) continue
        const list = this.#byNumber.get(key)
        if (list) list.add(keyOf(paper))
        else this.#byNumber.set(key, new Set([keyOf(paper)]))
      }
  }

  day(date: string): number {
    const known = this.#days.get(date)
    if (known !== undefined) return known
    const found = dayNumber(date)
    this.#days.set(date, found)
    return found
  }

  /** Days between a line and a paper. */
  apart(line: BankFact, paper: PaperFact): number {
    return Math.abs(this.day(line.date) - this.day(paper.date))
  }

  /** Is nothing else of this amount open within so many days of the one or the other, whoever's it is? */
  alone(line: BankFact, paper: PaperFact, window: number): boolean {
    const near = [this.day(line.date), this.day(paper.date)]
    const count = (days: readonly number[] = []) => days.filter((day) => near.some((each) => Math.abs(day - each) <= window)).length
    return count(this.#open.bank.get(line.amount)) === 1 && count(this.#open.papers.get(paper.amount)) === 1
  }

  #normalised(name: string | null): string {
    if (name === null) return ''
    let known = this.#names.get(name)
    if (known === undefined) {
      known = normaliseName(name)
      this.#names.set(name, known)
    }
    return known
  }

  /** Papers that the bank's text names by a number of theirs. */
  named(line: BankFact): ReadonlySet<string> {
    const known = this.#named.get(line.id)
    if (known) return known
    const found = new Set(numbersIn(line.text).flatMap((number) => [...(this.#byNumber.get(number) ?? nobody)]))
    this.#named.set(line.id, found)
    return found
  }

  /** Customers that the payer is known to be, beyond doubt. */
  customersOf(line: BankFact): readonly number[] {
    return this.#payers
      .of(line.payer, line.payerAccount)
      .filter(({ strength }) => strength >= telling)
      .map(({ customer }) => customer)
  }

  /** `alone`: nothing else of this amount is open near, which speaks for the pair. */
  of(line: BankFact, paper: PaperFact, alone = false): Evidence {
    const words: Words[] = []
    const pointers = this.#payers.of(line.payer, line.payerAccount)
    const own = pointers.find(({ customer }) => customer === paper.customer)
    const named = this.named(line).has(keyOf(paper))
    const written =
      (paper.payerAccount !== null && paper.payerAccount === line.payerAccount) ||
      (paper.payer !== null &&
        line.payer !== null &&
        this.#normalised(paper.payer) !== '' &&
        this.#normalised(paper.payer) === this.#normalised(line.payer))
    let strength = named || written ? mostStrength : (own?.strength ?? 0)
    if (named) words.push(['附言写明单据号', "the bank's text names the paper"])
    else if (written) words.push(['付款人与单据所记一致', 'the payer is the one on the paper'])
    else if (own) words.push(hints[own.hint])
    const known = named || written || strength >= telling
    const against = !known && (pointers[0]?.strength ?? 0) >= telling
    if (against) {
      strength = -30
      words.push(['付款人是另一客户', 'the payer is another customer'])
    } else if (alone) {
      // An amount down to the fen that occurs once is nearly a name.
      const odd = line.amount % 10_000 !== 0
      strength = Math.min(mostStrength, Math.max(odd ? 45 : 25, strength === 0 ? 0 : strength + (odd ? 10 : 5)))
      words.push(['前后几天内未勾对的仅此一笔此金额', 'nothing else of this amount is open within some days'])
    }
    const apart = this.apart(line, paper)
    strength += Math.max(0, 10 - 2 * apart)
    words.push(apart === 0 ? ['同日', 'same day'] : [`相差 ${apart} 天`, `${apart} day(s) apart`])
    if (paper.account !== null && paper.account === line.account) strength += 5
    else if (paper.account !== null) {
      strength -= 20
      words.push(['单据写的是另一公司账户', 'the paper names another company account'])
    }
    return { strength, telling: known, against, words }
  }
}

export const within = (score: number): number => Math.max(0, Math.min(100, Math.round(score)))

/** A reason out of its parts. */
export const reasonOf = (parts: readonly Words[]): Words => [
  `${parts.map(([zh]) => zh).join('；')}。`,
  `${parts.map(([, en]) => en).join('; ')}.`,
]

export const sameAmount = (amount: number): Words => [`金额相同 ${yuan(amount)}`, `same amount ${yuan(amount)}`]
