/** Whose money is it? Which customers a payer's name and account point to, and how strongly; worked out once for each payer. */
import type { AliasFact, CustomerFact } from './facts.ts'
import { isLatin, likeness, normaliseName, pairsOf, spelled } from './names.ts'

/** How a payer points to a customer. */
export type Hint = 'account' | 'seen' | 'alias' | 'name' | 'pinyin' | 'like'

export interface Pointer {
  readonly customer: number
  /** 0–55: what it adds to a score. */
  readonly strength: number
  readonly hint: Hint
}

/** The most a payer can add to a score. */
export const mostStrength = 55
/** From here a payer tells whose money it is. */
export const telling = 40

const none: readonly Pointer[] = []

export class Payers {
  readonly #byName = new Map<string, Set<number>>()
  readonly #aliases = new Map<string, Set<number>>()
  readonly #accounts = new Map<string, Set<number>>()
  readonly #seen = new Map<string, Set<number>>()
  /** Normalised names by the pairs of characters in them. */
  readonly #byPair = new Map<string, string[]>()
  readonly #pairs = new Map<string, ReadonlySet<string>>()
  #spelled: Map<string, Set<number>> | undefined
  readonly #known = new Map<string, readonly Pointer[]>()

  constructor(customers: readonly CustomerFact[], aliases: readonly AliasFact[]) {
    const put = (map: Map<string, Set<number>>, key: string, customer: number) => {
      const list = map.get(key)
      if (list) list.add(customer)
      else map.set(key, new Set([customer]))
    }
    for (const { id, names } of customers)
      for (const name of names) {
        const normalised = normaliseName(name)
        if (normalised.length > 1) put(this.#byName, normalised, id)
      }
    for (const { customer, normalised, account } of aliases) {
      if (normalised !== '') put(this.#aliases, normalised, customer)
      if (account !== null) put(this.#accounts, account, customer)
    }
    for (const name of this.#byName.keys()) {
      const pairs = pairsOf(name)
      this.#pairs.set(name, pairs)
      for (const pair of pairs) {
        const list = this.#byPair.get(pair)
        if (list) list.push(name)
        else this.#byPair.set(pair, [name])
      }
    }
  }

  /** Remembers accounts that paid under the very name of one customer: what comes from them under a garbled name is that customer's too. */
  observe(payments: Iterable<{ readonly payer: string | null; readonly payerAccount: string | null }>): void {
    const seen = new Map<string, Set<number>>()
    for (const { payer, payerAccount } of payments) {
      if (payer === null || payerAccount === null) continue
      const name = normaliseName(payer)
      const customers = this.#byName.get(name) ?? this.#aliases.get(name)
      const [customer] = customers?.size === 1 ? customers : []
      if (customer !== undefined) seen.set(payerAccount, (seen.get(payerAccount) ?? new Set()).add(customer))
    }
    for (const [account, customers] of seen) this.#seen.set(account, customers)
    this.#known.clear()
  }

  /** Customers that this payer may be, the strongest first; a name or account of several customers is weak evidence for each. */
  of(payer: string | null, payerAccount: string | null): readonly Pointer[] {
    if (payer === null && payerAccount === null) return none
    const key = `${payer ?? ''}\n${payerAccount ?? ''}`
    const known = this.#known.get(key)
    if (known) return known
    const found = this.#find(normaliseName(payer), payerAccount)
    this.#known.set(key, found)
    return found
  }

  #find(name: string, account: string | null): readonly Pointer[] {
    const best = new Map<number, Pointer>()
    const offer = (customers: ReadonlySet<number> | undefined, strength: number, hint: Hint) => {
      if (!customers) return
      const shared = customers.size > 1 ? Math.min(strength, 25) : strength
      for (const customer of customers)
        if ((best.get(customer)?.strength ?? 0) < shared) best.set(customer, { customer, strength: shared, hint })
    }
    offer(account === null ? undefined : this.#accounts.get(account), mostStrength, 'account')
    offer(this.#aliases.get(name), mostStrength, 'alias')
    offer(this.#byName.get(name), mostStrength, 'name')
    if (best.size === 0) offer(account === null ? undefined : this.#seen.get(account), 50, 'seen')
    const told = [...best.values()].some(({ strength }) => strength >= telling)
    if (!told && name.length > 2 && isLatin(name)) offer(this.#spellings().get(name), 50, 'pinyin')
    if (!told && name.length > 2) for (const [customers, strength] of this.#alike(name)) offer(customers, strength, 'like')
    return [...best.values()].sort((a, b) => b.strength - a.strength || a.customer - b.customer)
  }

  #spellings(): Map<string, Set<number>> {
    if (this.#spelled) return this.#spelled
    this.#spelled = new Map()
    for (const [name, customers] of this.#byName) {
      const letters = spelled(name)
      const list = this.#spelled.get(letters)
      if (list) for (const customer of customers) list.add(customer)
      else this.#spelled.set(letters, new Set(customers))
    }
    return this.#spelled
  }

  /** Names that look like this one: nearly all of it is the same, and no second name comes close. */
  *#alike(name: string): Generator<readonly [ReadonlySet<number>, number]> {
    const pairs = pairsOf(name)
    const shared = new Map<string, number>()
    for (const pair of pairs) {
      const list = this.#byPair.get(pair) ?? []
      // A pair that hundreds of names have tells nothing.
      if (list.length > 400) continue
      for (const each of list) shared.set(each, (shared.get(each) ?? 0) + 1)
    }
    const close = [...shared]
      .filter(([, count]) => count >= 2 || pairs.size < 4)
      .map(([each]) => {
        const whole = likeness(pairs, this.#pairs.get(each) ?? new Set())
        // A bank that cuts names off leaves their beginning.
        const cut = (name.length >= 4 && each.startsWith(name)) || (each.length >= 4 && name.startsWith(each))
        return { each, rank: cut ? Math.max(whole, 0.8) : whole }
      })
      .filter(({ rank }) => rank >= 0.5)
      .sort((a, b) => b.rank - a.rank || (a.each < b.each ? -1 : 1))
    const [first, second] = close
    for (const { each, rank } of close.slice(0, 5)) {
      const alone = each === first?.each && (second === undefined || rank - second.rank >= 0.15)
      const customers = this.#byName.get(each)
      if (customers) yield [customers, alone ? Math.min(50, Math.round(30 + 25 * rank)) - 5 : 20]
    }
  }
}
