/** Writes the lines of a bank's file: new ones, what the bank changed since, and the statements they stand in. */
import { type Actor, onBehalfOf } from '../access/actor.ts'
import { yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import {
  checkStatements,
  faultsOf,
  holdAccount,
  type KeptStatement,
  type KnownStatement,
  keepStatement,
  takenIdentities,
} from '../reconciliation/bankBook.ts'
import { closedUntil } from '../reconciliation/index.ts'
import { findKnown, identityOf } from '../reconciliation/statement/known.ts'
import type { StatementFormat, StatementLine } from '../reconciliation/statement/statement.ts'
import { type Item, together, type World, writeMany } from '../records/index.ts'
import { changesOf } from './bankChanges.ts'
import { type AccountKnown, knownOf, wordsOf } from './bankKnown.ts'
import type { BankPlan, Part, Placed } from './bankPlan.ts'
import { add, nothing, type Outcome } from './importer.ts'
import { counted } from './written.ts'

const bodyOf = (line: StatementLine) => ({ ...line, amount: yuan(line.amount), balance: yuan(line.balance) })

/** A line of the file with what is to be written for it, or why nothing can be. */
interface Work {
  readonly placed: Placed
  readonly item?: Item
  readonly doubt?: Words
}

const doubtOf = ({ date, payer, amount }: StatementLine, statement: KnownStatement | undefined): Words => [
  `${date} ${payer ?? ''} ${yuan(amount)} 已有同样的一笔${statement ? `（对账单 ${statement.number}）` : ''}；文件没有流水号、时间或余额，期初期末也说明不了这是同一笔还是另一笔（PAY-14），未导入。若是另一笔，请下载带流水号或余额的明细再导入，或手工登记。`,
  `${date} ${payer ?? ''} ${yuan(amount)}: the same is here already${statement ? ` (statement ${statement.number})` : ''}; the file gives no serial, time or balance, and its opening and closing do not tell whether this is that line or another one (PAY-14), so it was left out. If it is another, import a file with serials or balances, or enter it by hand.`,
]

/** What to write for each line: a new one, a change, or nothing. */
async function workOf(
  world: World,
  plan: BankPlan,
  lines: readonly Placed[],
  known: AccountKnown,
  statements: readonly KeptStatement[],
): Promise<Work[]> {
  const account = lines[0]?.account ?? 0
  const found = findKnown(
    lines.map(({ line }) => line),
    known.lines,
    wordsOf(plan, lines, known),
  )
  const closed = (await closedUntil(world)) ?? ''
  const bases = lines.map(({ line }) => `${account} ${identityOf(line)}`.slice(0, 110))
  const taken = await takenIdentities(world, [...new Set(bases)])
  for (const { identity } of known.lines) taken.add(identity)
  const free = (base: string) => {
    let identity = base
    for (let at = 2; taken.has(identity); at += 1) identity = `${base} #${at}`
    taken.add(identity)
    return identity
  }
  return lines.map((placed, at): Work => {
    const { line } = placed
    const statement = statements[placed.statement]?.id ?? null
    const finding = found[at]
    if (finding && !finding.sure) return { placed, doubt: doubtOf(line, known.statements.get(finding.known.statement ?? 0)) }
    if (!finding) return { placed, item: { body: { ...bodyOf(line), account, statement, identity: free(bases[at] ?? '') } } }
    const old = finding.known
    const body = changesOf(old, line, old.date <= closed || line.date <= closed)
    if (!body) return { placed }
    // One that the bank moved to another day stands in the file that says so.
    return { placed, item: { id: old.id, body: 'date' in body ? { ...body, statement } : body } }
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
  { left, lines, last }: Part,
  file: { readonly name: string; readonly format: StatementFormat },
): Promise<Outcome> {
  const account = lines[0]?.account
  const accounts = [...new Set(plan.spans.map((span) => span.account))].sort((a, b) => a - b)
  // The last part tells of the file as a whole, statements without any movement among them.
  const concerned = accounts.filter((each) => last || each === account)
  for (const each of concerned) await holdAccount(world, each)
  // What is known is looked at before the file changes what its statements say.
  const known = account === undefined ? undefined : await knownOf(world, plan, account, lines)
  const kept: KeptStatement[] = []
  for (const [at, span] of plan.spans.entries())
    if (concerned.includes(span.account)) kept[at] = await keepStatement(world, actor, span, file.format, file.name)
  const work = known ? await workOf(world, plan, lines, known, kept) : []
  const written = await writeLines(
    world,
    actor,
    work.flatMap(({ placed, item }) => (item ? [{ placed, item }] : [])),
  )
  for (const each of concerned) await checkStatements(world, each)
  const refused: Outcome['refused'] = [
    ...left.map(({ entry, faults, ignored }) => ({
      entry,
      ignored,
      faults: faults.flatMap(({ target, sentence }) => (entry.rows[0] ? [{ row: entry.rows[0], path: target, sentence }] : [])),
    })),
    ...work.flatMap(({ placed: { entry }, doubt }) =>
      doubt && entry.rows[0] ? [{ entry, faults: [{ row: entry.rows[0], path: null, sentence: doubt }] }] : [],
    ),
  ]
  return add(written, {
    ...nothing,
    skipped: work.filter(({ item, doubt }) => !item && !doubt).length,
    refused,
    notes: [...kept.flatMap(({ refused: why }) => (why ? [why] : [])), ...(last ? await faultsOf(world, plan.spans) : [])],
  })
}
