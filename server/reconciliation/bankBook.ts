/** The bank's side in the database: which account a number is, which lines are known, statements kept and checked. */
import { type Actor, onBehalfOf, system } from '../access/actor.ts'
import { portions } from '../database/portions.ts'
import { yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { createMany, together, update, type World } from '../records/index.ts'
import { sameAccount } from './statement/cells.ts'
import { halves, type LineOver, statementFaults } from './statement/check.ts'
import type { KnownLine } from './statement/known.ts'
import { type DayLine, linesOfShared } from './statement/sharedDays.ts'
import { type Extent, extentOn, sharingOf, type Told } from './statement/sharing.ts'
import type { StatementFormat } from './statement/statement.ts'

export interface OwnAccount {
  readonly id: number
  readonly name: string
  readonly number: string
}

/** The company's accounts. */
export const ownAccounts = ({ database: { knex } }: World): Promise<OwnAccount[]> =>
  knex('bankAccounts').whereNull('deletedAt').orderBy('id').select('id', 'name', 'number')

/** The account with this number, when exactly one has it. */
export const accountOf = (accounts: readonly OwnAccount[], number: string): OwnAccount | undefined => {
  const found = accounts.filter((each) => sameAccount(each.number, number))
  return found.length === 1 ? found[0] : undefined
}

/** Waits until nobody else brings in or checks lines of the account, and keeps it so until the transaction ends: two at once would both find a line missing, or a sum short. */
export const holdAccount = ({ database: { dialect, knex } }: World, account: number): Promise<void> =>
  dialect.lock(knex, `bank lines ${account}`)

export interface BookLine extends KnownLine {
  readonly identity: string
  readonly state: string
  readonly changed: string | null
}

const lineColumns = [
  'id',
  'identity',
  'statement',
  'state',
  'changed',
  'date',
  'at',
  'amount',
  'balance',
  'payer',
  'payerAccount',
  'payerBank',
  'serial',
  'reference',
  'summary',
] as const

/** Lines of an account that a file with these days and serials could speak of, in the order in which they were made. */
export async function linesNear(world: World, account: number, days: readonly string[], serials: readonly string[]): Promise<BookLine[]> {
  const { knex } = world.database
  const found = new Map<number, BookLine>()
  const look = async (column: string, values: readonly string[]) => {
    for (const some of portions(values)) {
      const rows: BookLine[] = await knex('bankLines')
        .where({ account })
        .whereIn(column, some)
        .whereNull('deletedAt')
        .select(lineColumns as unknown as string[])
      for (const row of rows) found.set(row.id, row)
    }
  }
  await look('date', [...new Set(days)])
  await look('serial', [...new Set(serials)])
  return [...found.values()].sort((a, b) => a.id - b.id)
}

/** Identities, beginning with these, that lines of the account have already. */
export async function takenIdentities(world: World, identities: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>()
  for (const some of portions(identities)) {
    const rows: { identity: string }[] = await world.database
      .knex('bankLines')
      .whereIn('identity', some)
      .whereNull('deletedAt')
      .select('identity')
    for (const { identity } of rows) taken.add(identity)
  }
  return taken
}

export interface StatementSpan extends Told {
  readonly account: number
}

/** Where a statement of one day begins and ends. */
const edges = ({ opening, closing }: Told): Extent => ({ since: false, lasts: false, begins: opening, ends: closing })

/** Is a file's span that of a statement with the same days? Files of parts of one day are statements of their own when the one begins where the other ends. */
const isSame = (known: Told, span: Told): boolean =>
  span.from < span.to ||
  [known.opening, known.closing, span.opening, span.closing].includes(null) ||
  sharingOf(edges(known), edges(span)) === 'shared'

export interface KeptStatement {
  /** Null when it is new and was refused. */
  readonly id: number | null
  /** Why it does not say what the file says: its month is closed (PAY-05), for one. */
  readonly refused?: Words
}

/** Writes a head, or says why it cannot be written; its lines are another matter. */
async function writeHead(
  world: World,
  { account, from, to }: StatementSpan,
  known: number | null,
  write: (inner: World) => Promise<number>,
): Promise<KeptStatement> {
  try {
    return { id: await together(world, write) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const faults = Object.values(error.errors ?? { root: error.words })
    const own: { name: string } = await world.database.knex('bankAccounts').where({ id: account }).first('name')
    return {
      id: known,
      refused: [
        `${own.name} ${from} 至 ${to} 的对账单未写入：${faults.map(([zh]) => zh).join('')}`,
        `The statement of ${own.name}, ${from} to ${to}, was left as it is: ${faults.map(([, en]) => en).join(' ')}`,
      ],
    }
  }
}

/**
 * The statement over these days: a new one, or the one that is there, which is told anew by a later file: the bank corrected it, or the day was not over.
 * Its history keeps what it said before. One of a closed month stays as it is, and why is said.
 */
export async function keepStatement(
  world: World,
  actor: Actor,
  span: StatementSpan,
  format: StatementFormat,
  file: string,
): Promise<KeptStatement> {
  const { account, from, to, opening, closing } = span
  const fileName = file.slice(0, 200)
  const rows: KnownStatement[] = await world.database
    .knex('bankStatements')
    .where({ account, from, to })
    .whereNull('deletedAt')
    .orderBy('id')
    .select(statementColumns as unknown as string[])
  const exact = rows.find((each) => each.opening === opening && each.closing === closing)
  const known = exact ?? rows.find((each) => isSame(each, span))
  if (!known)
    return writeHead(world, span, null, async (inner) => {
      const body = { account, from, to, opening: yuan(opening), closing: yuan(closing), format, fileName }
      const [id = 0] = await createMany(inner, system, 'bankStatements', [body])
      return id
    })
  const told = { opening: opening ?? known.opening, closing: closing ?? known.closing }
  if (told.opening === known.opening && told.closing === known.closing) return { id: known.id }
  return writeHead(world, span, known.id, async (inner) => {
    await update(inner, onBehalfOf(actor), 'bankStatements', known.id, {
      opening: yuan(told.opening),
      closing: yuan(told.closing),
      fileName,
    })
    return known.id
  })
}

export interface KnownStatement extends Told {
  readonly id: number
  readonly number: string
}

const statementColumns = ['id', 'number', 'from', 'to', 'opening', 'closing'] as const

/** Statements of an account as they stand, by id. */
export async function statementsOf({ database: { knex } }: World, account: number): Promise<Map<number, KnownStatement>> {
  const rows: KnownStatement[] = await knex('bankStatements')
    .where({ account })
    .whereNull('deletedAt')
    .select(statementColumns as unknown as string[])
  return new Map(rows.map((row) => [row.id, row]))
}

/** How a statement of an account lies over one of its days, as the lines that are there tell. */
export const knownExtent = ({ database: { knex } }: World, account: number, statement: Told, day: string): Promise<Extent> =>
  extentOn(statement, day, async (part) => {
    const query = knex('bankLines').where({ account }).whereNull('deletedAt').sum({ sum: 'amount' }).first()
    const row: { sum?: unknown } | undefined = await (part === 'before'
      ? query.where('date', '>=', statement.from).where('date', '<', day)
      : query.where('date', '>', day).where('date', '<=', statement.to))
    return Number(row?.sum ?? 0)
  })

/** What is wrong with the statements over these days: number and sentences of each that does not add up or does not follow on. */
export async function faultsOf({ database: { knex } }: World, spans: readonly StatementSpan[]): Promise<Words[]> {
  const found = new Map<number, Words>()
  for (const { account, from, to } of spans) {
    const rows: { id: number; number: string; fault: string }[] = await knex('bankStatements')
      .where({ account, from, to })
      .whereNull('deletedAt')
      .whereNotNull('fault')
      .orderBy('id')
      .select('id', 'number', 'fault')
    for (const { id, number, fault } of rows) {
      const [zh, en] = halves(fault)
      found.set(id, [`对账单 ${number}：${zh}`, `Statement ${number}: ${en}`])
    }
  }
  return [...found.values()]
}

interface StatementRow extends StatementSpan {
  readonly id: number
  readonly number: string
  readonly credited: number
  readonly debited: number
  readonly expected: number | null
  readonly count: number
  readonly complete: number
  readonly fault: string | null
}

interface Sums {
  readonly credited: number
  readonly debited: number
  readonly count: number
}

/** Sums of the lines in a statement's days; of a first or last day that another statement covers too, of what is its own. */
async function sumsOf({ database: { knex } }: World, statement: StatementRow, all: readonly StatementRow[]): Promise<Sums> {
  const { id, account, from, to, opening, closing } = statement
  const shared = [from, to].filter((day) => all.some((other) => other.id !== id && other.from <= day && day <= other.to))
  const inside = () => knex('bankLines').where({ account }).whereNull('deletedAt')
  const [row]: { credited: number | null; debited: number | null; count: number }[] = await inside()
    .whereBetween('date', [from, to])
    .whereNotIn('date', shared)
    .select(
      knex.raw('sum(case when ?? > 0 then ?? else 0 end) as ??', ['amount', 'amount', 'credited']),
      knex.raw('sum(case when ?? < 0 then ?? else 0 end) as ??', ['amount', 'amount', 'debited']),
      knex.raw('count(*) as ??', ['count']),
    )
  const [credited, debited] = [Number(row?.credited ?? 0), 0 - Number(row?.debited ?? 0)]
  const days: DayLine[] =
    shared.length === 0 ? [] : await inside().whereIn('date', shared).orderBy(['date', 'id']).select('date', 'amount', 'statement')
  const rest = opening === null || closing === null ? null : closing - opening - credited + debited
  const edges = linesOfShared(days, { id, from, to, rest })
  const sum = (sign: 1 | -1) => edges.reduce((total, { amount }) => total + Math.max(0, sign * amount), 0)
  return { credited: credited + sum(1), debited: debited + sum(-1), count: Number(row?.count ?? 0) + edges.length }
}

/** A line without which the statement would add up: the earliest that nothing is matched with, as the bank may have put another in its place. */
async function lineOver(
  { database: { knex } }: World,
  { account, from, to }: StatementRow,
  surplus: number,
): Promise<LineOver | undefined> {
  return knex('bankLines')
    .where({ account, amount: surplus, matched: 0 })
    .whereNull('deletedAt')
    .whereBetween('date', [from, to])
    .whereIn('state', ['open', 'proposed', 'aside'])
    .orderBy('id')
    .first('date', 'payer', 'amount')
}

/** Works out sums, balance and neighbours of an account's statements anew and writes what became different (PAY-14). */
export async function checkStatements(world: World, account: number): Promise<void> {
  await holdAccount(world, account)
  const all: StatementRow[] = await world.database.knex('bankStatements').where({ account }).whereNull('deletedAt').orderBy(['from', 'id'])
  const byEnd = [...all].sort((a, b) => (a.to < b.to ? -1 : 1))
  for (const row of all) {
    const sums = await sumsOf(world, row, all)
    const others = all.filter(({ id }) => id !== row.id)
    // Where another statement reaches over an edge, days go on in that one.
    const reached = others.some(({ from, to }) => from < row.from && to > row.from)
    const goesOn = others.some(({ from, to }) => from < row.to && to > row.to)
    const before = reached ? undefined : byEnd.findLast(({ id, to }) => id !== row.id && to <= row.from)
    const after = goesOn ? undefined : others.find(({ from }) => from >= row.to)
    const sum = sums.credited - sums.debited
    const expected = row.opening === null ? null : row.opening + sum
    const surplus = expected === null || row.closing === null ? 0 : expected - row.closing
    const faults = statementFaults({ ...row, sum }, before, after, surplus === 0 ? undefined : await lineOver(world, row, surplus))
    const fault = faults.length > 0 ? [...faults.map(([zh]) => zh), ...faults.map(([, en]) => en)].join('\n') : null
    const same =
      row.credited === sums.credited &&
      row.debited === sums.debited &&
      row.count === sums.count &&
      row.expected === expected &&
      row.fault === fault &&
      row.complete === (fault === null ? 1 : 0)
    if (!same)
      await update(world, system, 'bankStatements', row.id, {
        credited: yuan(sums.credited),
        debited: yuan(sums.debited),
        count: sums.count,
        expected: yuan(expected),
        fault,
        complete: fault === null,
      })
  }
}
