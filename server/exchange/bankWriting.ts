/** Writes the lines of a bank's file: new ones, what the bank changed since, and the statements they stand in. */
import { type Actor, onBehalfOf } from '../access/actor.ts'
import { formatDecimal } from '../definition/decimal.ts'
import { Refusal } from '../errors.ts'
import { type BookLine, checkStatements, keepStatement, linesNear, takenIdentities } from '../reconciliation/bankBook.ts'
import { closedUntil } from '../reconciliation/index.ts'
import { findKnown, identityOf } from '../reconciliation/statement/known.ts'
import type { StatementFormat, StatementLine } from '../reconciliation/statement/statement.ts'
import { type Item, together, type World, writeMany } from '../records/index.ts'
import { changesOf } from './bankChanges.ts'
import type { BankPlan, Part, Placed } from './bankPlan.ts'
import { add, nothing, type Outcome } from './importer.ts'
import { counted } from './written.ts'

const yuan = (amount: number | null) => (amount === null ? null : formatDecimal(amount, 2))

const bodyOf = (line: StatementLine) => ({ ...line, amount: yuan(line.amount), balance: yuan(line.balance) })

/** What to write for each line: a new one, a change, or nothing. */
async function itemsOf(
  world: World,
  lines: readonly Placed[],
  statements: readonly number[],
): Promise<{ placed: Placed; item: Item | undefined }[]> {
  const account = lines[0]?.account ?? 0
  const known: BookLine[] = await linesNear(
    world,
    account,
    lines.map(({ line }) => line.date),
    lines.flatMap(({ line }) => line.serial ?? []),
  )
  const found = findKnown(
    lines.map(({ line }) => line),
    known,
  )
  const byId = new Map(known.map((each) => [each.id, each]))
  const closed = (await closedUntil(world)) ?? ''
  const bases = lines.map(({ line }) => `${account} ${identityOf(line)}`.slice(0, 110))
  const taken = await takenIdentities(world, [...new Set(bases)])
  for (const { identity } of known) taken.add(identity)
  const free = (base: string) => {
    let identity = base
    for (let at = 2; taken.has(identity); at += 1) identity = `${base} #${at}`
    taken.add(identity)
    return identity
  }
  return lines.map((placed, at) => {
    const old = byId.get(found[at]?.id ?? 0)
    if (old) {
      const body = changesOf(old, placed.line, old.date <= closed || placed.line.date <= closed)
      return { placed, item: body ? { id: old.id, body } : undefined }
    }
    const statement = statements[placed.statement] ?? null
    return { placed, item: { body: { ...bodyOf(placed.line), account, statement, identity: free(bases[at] ?? '') } } }
  })
}

const blame = ({ entry }: Placed, error: Refusal): Outcome => ({
  ...nothing,
  refused: [
    {
      entry,
      faults: Object.entries(error.errors ?? { root: error.words }).flatMap(([field, sentence]) =>
        entry.rows[0] ? [{ row: entry.rows[0], path: field === 'root' ? null : field, sentence }] : [],
      ),
    },
  ],
})

/** All at once, or, when something of it is refused, halves of it, down to the lines that cannot go in. */
async function writeLines(world: World, actor: Actor, list: readonly { placed: Placed; item: Item }[]): Promise<Outcome> {
  if (list.length === 0) return nothing
  try {
    return counted(
      await together(world, (inner) =>
        writeMany(
          inner,
          onBehalfOf(actor),
          'bankLines',
          list.map(({ item }) => item),
        ),
      ),
    )
  } catch (error) {
    const [only] = list
    if (!(error instanceof Refusal) || !only) throw error
    if (list.length === 1) return blame(only.placed, error)
  }
  const middle = list.length >> 1
  return add(await writeLines(world, actor, list.slice(0, middle)), await writeLines(world, actor, list.slice(middle)))
}

/** Writes part of a plan inside the transaction of `world`: its statements, its lines, and whether they add up. */
export async function writePart(
  world: World,
  actor: Actor,
  plan: BankPlan,
  { left, lines }: Part,
  file: { readonly name: string; readonly format: StatementFormat },
): Promise<Outcome> {
  const { dialect, knex } = world.database
  const account = lines[0]?.account
  const moved = new Set(plan.lines.map((each) => each.account))
  const still = plan.spans.flatMap((span) => (moved.has(span.account) ? [] : [span.account]))
  const concerned = [...new Set(account === undefined ? still : [account, ...still])].sort((a, b) => a - b)
  // Two imports of one account at once would both find a line missing.
  for (const each of concerned) await dialect.lock(knex, `bank lines ${each}`)
  const statements: number[] = []
  for (const [at, span] of plan.spans.entries())
    if (concerned.includes(span.account)) statements[at] = await keepStatement(world, span, file.format, file.name)
  const items = lines.length > 0 ? await itemsOf(world, lines, statements) : []
  const unchanged = items.filter(({ item }) => item === undefined).length
  const written = await writeLines(
    world,
    actor,
    items.flatMap(({ placed, item }) => (item ? [{ placed, item }] : [])),
  )
  for (const each of concerned) await checkStatements(world, each)
  const refused = left.map(({ entry, faults, ignored }) => ({
    entry,
    ignored,
    faults: faults.flatMap(({ target, sentence }) => (entry.rows[0] ? [{ row: entry.rows[0], path: target, sentence }] : [])),
  }))
  return add(written, { ...nothing, skipped: unchanged, refused })
}
