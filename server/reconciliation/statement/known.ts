/** Which lines of a file are lines that are known already, so that a statement read twice, or two that overlap, never bring a line in twice. */
import type { StatementLine } from './statement.ts'

export interface KnownLine extends StatementLine {
  readonly id: number
}

/** What makes a line this line and no other, apart from day and amount. */
const marks = ['balance', 'at', 'payerAccount', 'payer', 'reference', 'summary'] as const

const content = (line: StatementLine): string => JSON.stringify([line.date, line.amount, line.serial, ...marks.map((name) => line[name])])

type Mark = 'balance' | 'at' | 'payerAccount' | 'payer'

/** Does the first of these marks that both lines have agree? Undefined when they have none in common. */
function agreeing(a: StatementLine, b: StatementLine, names: readonly Mark[]): boolean | undefined {
  const name = names.find((each) => a[each] !== null && b[each] !== null)
  return name && a[name] === b[name]
}

/** Days by which a bank puts the day of a line right. */
const redated = 7

const apart = (a: StatementLine, b: StatementLine): number => Math.abs(Date.parse(a.date) - Date.parse(b.date)) / 86_400_000

/** One serial and amount on two days are one line only when something else says so: banks begin to count again each day, or in each file. */
const sameSerial = (a: StatementLine, b: StatementLine): boolean =>
  a.date === b.date || (apart(a, b) <= redated && agreeing(a, b, ['balance', 'payerAccount', 'payer']) === true)

/** Two lines of the same day and amount are one when the strongest mark that both have agrees. */
const alike = (a: StatementLine, b: StatementLine): boolean => agreeing(a, b, ['balance', 'at', 'payerAccount', 'payer']) ?? true

class Pool {
  readonly #by = new Map<string, KnownLine[]>()
  readonly #used: Set<number>
  readonly #key: (line: StatementLine) => string | undefined

  constructor(known: readonly KnownLine[], used: Set<number>, key: (line: StatementLine) => string | undefined) {
    this.#used = used
    this.#key = key
    for (const line of known) {
      const at = key(line)
      if (at === undefined) continue
      const list = this.#by.get(at)
      if (list) list.push(line)
      else this.#by.set(at, [line])
    }
    // Taken from the end, so that the first of equals is found first.
    for (const list of this.#by.values()) list.reverse()
  }

  /** The first free line with this key that `fits`. */
  take(line: StatementLine, fits: (known: KnownLine) => boolean = () => true): KnownLine | undefined {
    const at = this.#key(line)
    const list = at === undefined ? undefined : this.#by.get(at)
    if (!list) return undefined
    while (list.length > 0 && this.#used.has(list.at(-1)?.id ?? 0)) list.pop()
    for (let place = list.length - 1; place >= 0; place -= 1) {
      const known = list[place]
      if (!known || this.#used.has(known.id) || !fits(known)) continue
      this.#used.add(known.id)
      return known
    }
    return undefined
  }
}

/** For each line of one account in whole days, the known line it is, or undefined when it is new. Equal lines are told apart by their number alone. */
export function findKnown(lines: readonly StatementLine[], known: readonly KnownLine[]): (KnownLine | undefined)[] {
  const used = new Set<number>()
  const found: (KnownLine | undefined)[] = new Array(lines.length).fill(undefined)
  const pass = (pool: Pool, fits?: (line: StatementLine, known: KnownLine) => boolean) => {
    for (const [at, line] of lines.entries()) found[at] ??= pool.take(line, fits ? (each) => fits(line, each) : undefined)
  }
  pass(new Pool(known, used, content))
  pass(new Pool(known, used, ({ serial, amount }) => (serial === null ? undefined : `${serial}/${amount}`)), sameSerial)
  // The bank corrected the amount of a line with a serial of its own.
  const times = new Map<string, number>()
  for (const { serial } of lines) if (serial !== null) times.set(serial, (times.get(serial) ?? 0) + 1)
  pass(
    new Pool(known, used, ({ serial }) => (serial !== null && (times.get(serial) ?? 0) < 2 ? serial : undefined)),
    (line, each) => line.date === each.date && Math.sign(line.amount) === Math.sign(each.amount),
  )
  pass(
    new Pool(known, used, ({ date, amount }) => `${date}/${amount}`),
    (line, each) => (line.serial === null || each.serial === null) && alike(line, each),
  )
  return found
}

/** The serial, or what tells the line from others where a bank gives none. */
export const identityOf = (line: StatementLine): string =>
  line.serial !== null
    ? line.serial
    : [line.date, line.at ?? '', line.amount, line.balance ?? '', line.payerAccount ?? line.payer ?? ''].join(' ')
