/** Which lines of a file are lines that are known already, so that a statement read twice, or two that overlap, never bring a line in twice. */
import type { Sharing } from './sharing.ts'
import type { StatementLine } from './statement.ts'

export interface KnownLine extends StatementLine {
  readonly id: number
  /** The statement that brought it in; null for one that a person entered. */
  readonly statement: number | null
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

/** What the file as a whole says of its lines, by their place, and those that are known. */
export interface FileWords {
  /** Can a known line of the same day stand in this file, too? */
  sharing(at: number, known: KnownLine): Sharing
  /** Does the file speak of the day of a known line without listing it there? */
  misses(at: number, known: KnownLine): boolean
}

/** A line of the file that is known; not `sure` where it could as well be another one like it. */
export interface Finding<K extends KnownLine = KnownLine> {
  readonly known: K
  readonly sure: boolean
}

const apart = (a: StatementLine, b: StatementLine): number => Math.abs(Date.parse(a.date) - Date.parse(b.date)) / 86_400_000

/**
 * One serial and amount on two days are one line only when something else says so, and the balance or the file says that the bank moved it:
 * banks begin to count again each day, or in each file.
 */
function sameSerial(a: StatementLine, b: StatementLine, missed: () => boolean): boolean {
  if (a.date === b.date) return true
  if (apart(a, b) > redated || agreeing(a, b, ['balance', 'payerAccount', 'payer']) !== true) return false
  return (a.balance !== null && b.balance !== null) || missed()
}

/** Does a line carry what no other line of its day carries? */
const marked = ({ serial, balance, at }: StatementLine): boolean => serial !== null || balance !== null || at !== null

/** Does something that only one line of a day has tell that the two are one? */
const proven = (a: StatementLine, b: StatementLine): boolean => agreeing(a, b, ['balance', 'at']) === true

/** Two lines of the same day and amount may be one unless a mark that both have says otherwise. */
const alike = (a: StatementLine, b: StatementLine): boolean => agreeing(a, b, ['balance', 'at', 'payerAccount', 'payer']) ?? true

class Pool<K extends KnownLine> {
  readonly #by = new Map<string, K[]>()
  readonly #used: Set<number>
  readonly #key: (line: StatementLine) => string | undefined

  constructor(known: readonly K[], used: Set<number>, key: (line: StatementLine) => string | undefined) {
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
  take(line: StatementLine, fits: (known: K) => boolean): K | undefined {
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

const sameFile: FileWords = { sharing: () => 'shared', misses: () => true }

/**
 * For each line of one account in whole days, the known line it is, or undefined when it is new. Equal lines are told apart by their number alone,
 * among the known ones that can stand in this file at all.
 */
export function findKnown<K extends KnownLine>(
  lines: readonly StatementLine[],
  known: readonly K[],
  { sharing, misses }: FileWords = sameFile,
): (Finding<K> | undefined)[] {
  const used = new Set<number>()
  const found: (Finding<K> | undefined)[] = new Array(lines.length).fill(undefined)
  const pass = (
    key: (line: StatementLine) => string | undefined,
    fits: (line: StatementLine, known: K, at: number) => boolean,
    sure: boolean,
  ) => {
    const pool = new Pool(known, used, key)
    for (const [at, line] of lines.entries()) {
      const taken = found[at] ? undefined : pool.take(line, (each) => fits(line, each, at))
      if (taken) found[at] = { known: taken, sure }
    }
  }
  const sameDay = ({ date, amount }: StatementLine) => `${date}/${amount}`
  const eitherWithout = (line: StatementLine, each: K) => line.serial === null || each.serial === null
  pass(content, (line) => marked(line), true)
  pass(
    ({ serial, amount }) => (serial === null ? undefined : `${serial}/${amount}`),
    (line, each, at) => sameSerial(line, each, () => misses(at, each)),
    true,
  )
  // The bank corrected the amount of a line with a serial of its own.
  const times = new Map<string, number>()
  for (const { serial } of lines) if (serial !== null) times.set(serial, (times.get(serial) ?? 0) + 1)
  pass(
    ({ serial }) => (serial !== null && (times.get(serial) ?? 0) < 2 ? serial : undefined),
    (line, each) => line.date === each.date && Math.sign(line.amount) === Math.sign(each.amount),
    true,
  )
  pass(sameDay, (line, each) => eitherWithout(line, each) && proven(line, each), true)
  // Nothing but the statements they stand in tells one from another.
  for (const [wanted, sure] of [
    ['shared', true],
    ['unknown', false],
  ] as const) {
    pass(content, (_, each, at) => sharing(at, each) === wanted, sure)
    pass(sameDay, (line, each, at) => eitherWithout(line, each) && alike(line, each) && sharing(at, each) === wanted, sure)
  }
  return found
}

/** The serial, or what tells the line from others where a bank gives none. */
export const identityOf = (line: StatementLine): string =>
  line.serial !== null
    ? line.serial
    : [line.date, line.at ?? '', line.amount, line.balance ?? '', line.payerAccount ?? line.payer ?? ''].join(' ')
