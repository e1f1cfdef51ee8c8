/** What is known of an account when a file of it comes in: its lines, its statements, and which known lines the file can speak of. */
import { type BookLine, type KnownStatement, knownExtent, linesNear, statementsOf } from '../reconciliation/bankBook.ts'
import type { FileWords } from '../reconciliation/statement/known.ts'
import { type Extent, extentOn, type Sharing, sharingOf } from '../reconciliation/statement/sharing.ts'
import type { World } from '../records/index.ts'
import type { BankPlan, Placed } from './bankPlan.ts'

export interface AccountKnown {
  readonly lines: readonly BookLine[]
  readonly statements: ReadonlyMap<number, KnownStatement>
  /** By `keyOf` what statements of the file share with known ones. */
  readonly sharing: ReadonlyMap<string, Sharing>
}

const keyOf = (ours: number, theirs: number, day: string) => `${ours}/${theirs}/${day}`

/** How a statement of the file lies over one of its days. */
const planExtent = ({ spans, lines }: BankPlan, at: number, day: string): Promise<Extent> | undefined => {
  const span = spans[at]
  return (
    span &&
    extentOn(span, day, async (part) =>
      lines.reduce(
        (sum, { statement, line: { date, amount } }) =>
          statement === at && (part === 'before' ? date < day : date > day) ? sum + amount : sum,
        0,
      ),
    )
  )
}

/** Everything known that these lines, of one account in whole days, could be. */
export async function knownOf(world: World, plan: BankPlan, account: number, placed: readonly Placed[]): Promise<AccountKnown> {
  const lines = await linesNear(
    world,
    account,
    placed.map(({ line }) => line.date),
    placed.flatMap(({ line }) => line.serial ?? []),
  )
  const statements = await statementsOf(world, account)
  const sharing = new Map<string, Sharing>()
  const days = new Map<string, Set<number>>()
  for (const { date, statement } of lines) if (statement !== null) days.set(date, (days.get(date) ?? new Set()).add(statement))
  for (const { line, statement: ours } of placed)
    for (const theirs of days.get(line.date) ?? []) {
      const key = keyOf(ours, theirs, line.date)
      const told = statements.get(theirs)
      if (sharing.has(key) || !told) continue
      const own = await planExtent(plan, ours, line.date)
      sharing.set(key, own ? sharingOf(own, await knownExtent(world, account, told, line.date)) : 'unknown')
    }
  return { lines, statements, sharing }
}

/** What the file as a whole says of its lines at these places and of known ones. */
export function wordsOf({ spans, lines }: BankPlan, placed: readonly Placed[], { sharing }: AccountKnown): FileWords {
  const listed = new Set(lines.map(({ account, line }) => `${account}/${line.date}/${line.serial}/${line.amount}`))
  return {
    sharing(at, { date, statement }) {
      const ours = placed[at]?.statement ?? -1
      // One that a person entered is of no file, and the bank's is that very line.
      return statement === null ? 'shared' : (sharing.get(keyOf(ours, statement, date)) ?? 'shared')
    },
    misses(at, { date, serial, amount }) {
      const own = placed[at]
      const span = spans[own?.statement ?? -1]
      if (!own || !span || date < span.from || date > span.to) return false
      return !listed.has(`${own.account}/${date}/${serial}/${amount}`)
    },
  }
}
