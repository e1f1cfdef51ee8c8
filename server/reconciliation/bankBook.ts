/** The bank's side in the database: which account a number is, which lines are known, statements kept and checked. */
import { system } from '../access/actor.ts'
import { formatDecimal } from '../definition/decimal.ts'
import { createMany, update, type World } from '../records/index.ts'
import { sameAccount } from './statement/cells.ts'
import { statementFaults } from './statement/check.ts'
import type { KnownLine } from './statement/known.ts'
import { type DayLine, linesOfShared } from './statement/sharedDays.ts'
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

export interface BookLine extends KnownLine {
  readonly identity: string
  readonly statement: number | null
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
    for (let start = 0; start < values.length; start += 500) {
      const rows: BookLine[] = await knex('bankLines')
        .where({ account })
        .whereIn(column, values.slice(start, start + 500))
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
  for (let start = 0; start < identities.length; start += 500) {
    const rows: { identity: string }[] = await world.database
      .knex('bankLines')
      .whereIn('identity', identities.slice(start, start + 500))
      .whereNull('deletedAt')
      .select('identity')
    for (const { identity } of rows) taken.add(identity)
  }
  return taken
}

export interface StatementSpan {
  readonly account: number
  readonly from: string
  readonly to: string
  readonly opening: number | null
  readonly closing: number | null
}

const yuan = (amount: number | null) => (amount === null ? null : formatDecimal(amount, 2))

/** The statement over these days: the one that is there, balances filled in where it had none, or a new one. */
export async function keepStatement(world: World, span: StatementSpan, format: StatementFormat, fileName: string): Promise<number> {
  const { account, from, to, opening, closing } = span
  const known: { id: number; opening: number | null; closing: number | null } | undefined = await world.database
    .knex('bankStatements')
    .where({ account, from, to })
    .whereNull('deletedAt')
    .orderBy('id')
    .first('id', 'opening', 'closing')
  if (!known) {
    const [id = 0] = await createMany(world, system, 'bankStatements', [
      { account, from, to, opening: yuan(opening), closing: yuan(closing), format, fileName: fileName.slice(0, 200) },
    ])
    return id
  }
  if ((known.opening === null && opening !== null) || (known.closing === null && closing !== null))
    await update(world, system, 'bankStatements', known.id, {
      opening: yuan(known.opening ?? opening),
      closing: yuan(known.closing ?? closing),
    })
  return known.id
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

/** Works out sums, balance and neighbours of an account's statements anew and writes what became different (PAY-14). */
export async function checkStatements(world: World, account: number): Promise<void> {
  const all: StatementRow[] = await world.database.knex('bankStatements').where({ account }).whereNull('deletedAt').orderBy(['from', 'id'])
  const byEnd = [...all].sort((a, b) => (a.to < b.to ? -1 : 1))
  for (const row of all) {
    const sums = await sumsOf(world, row, all)
    const before = byEnd.findLast(({ id, to }) => id !== row.id && to <= row.from)
    const after = all.find(({ id, from }) => id !== row.id && from >= row.to)
    const sum = sums.credited - sums.debited
    const faults = statementFaults({ ...row, sum }, before, after)
    const expected = row.opening === null ? null : row.opening + sum
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
