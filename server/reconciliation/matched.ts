/** What matches take of bank lines and papers: how much is left, and the state that follows for each line (PAY-14). */
import type { Knex } from 'knex'
import { system } from '../access/actor.ts'
import { inPortions, portions } from '../database/portions.ts'
import { yuan } from '../definition/decimal.ts'
import { type World, writeMany } from '../records/index.ts'
import type { PaperKind } from './matching/facts.ts'
import { normaliseName } from './matching/names.ts'

/** The field of a match's papers that leads to each kind. */
export const paperField = { receipts: 'receipt', refunds: 'refund' } as const satisfies Record<PaperKind, string>

interface Part {
  /** Of the line or paper. */
  readonly id: number
  readonly match: number
  readonly amount: number
  readonly status: string
}

/** What matches take of these lines or papers. Their parts are found first and the matches by id: engines that enter by the status read all that was ever confirmed. */
async function partsOf({ database: { knex } }: World, table: string, column: string, ids: readonly number[]): Promise<Part[]> {
  const parts = await inPortions<Omit<Part, 'status'>>(ids, (portion) =>
    knex(table).whereIn(column, portion).select({ id: column, match: 'parent' }, 'amount'),
  )
  const matches = await inPortions<{ id: number; status: string }>([...new Set(parts.map(({ match }) => match))], (portion) =>
    knex('matches').whereIn('id', portion).whereNull('deletedAt').select('id', 'status'),
  )
  const states = new Map(matches.map(({ id, status }) => [id, status]))
  return parts.flatMap((part) => {
    const status = states.get(part.match)
    return status === undefined ? [] : [{ ...part, status }]
  })
}

/** Confirmed amounts in 分, by line or paper; nothing of what has none. */
function sumsOf(parts: readonly Part[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { id, amount, status } of parts) if (status === 'confirmed') sums.set(id, (sums.get(id) ?? 0) + amount)
  return sums
}

/** Confirmed matches of these papers, in 分, by paper; signed as papers are. */
export const matchedPapers = async (world: World, kind: PaperKind, ids: readonly number[]): Promise<Map<number, number>> =>
  sumsOf(await partsOf(world, 'matches_papers', paperField[kind], ids))

/** Keeps of a query over papers those that matches of these states do not cover wholly: a company of some years has few of them among very many. */
export function notCovered(
  { database: { knex } }: World,
  kind: PaperKind,
  query: Knex.QueryBuilder,
  states: readonly ('confirmed' | 'proposed')[],
): Knex.QueryBuilder {
  // No join: PostgreSQL, which knows nothing yet of matches that were just made, would begin it at the wrong end, once for each paper.
  const state = knex({ m: 'matches' }).where('m.id', knex.ref('p.parent')).whereNull('m.deletedAt').select('m.status')
  const covered = knex({ p: 'matches_papers' })
    .where(`p.${paperField[kind]}`, knex.ref(`${kind}.id`))
    .whereRaw(`(?) in (${states.map(() => '?').join(', ')})`, [state, ...states])
    .select(knex.raw('coalesce(sum(abs(??)), 0)', ['p.amount']))
  return query.whereRaw('?? > (?)', [`${kind}.amount`, covered])
}

/** Customers of the papers in these matches, by match. */
async function customersOf({ database: { knex } }: World, matches: readonly number[]): Promise<Map<number, number[]>> {
  const found: { id: number; customer: number }[] = []
  for (const [register, field] of Object.entries(paperField))
    found.push(
      ...(await inPortions<{ id: number; customer: number }>(matches, (portion) =>
        knex({ p: 'matches_papers' })
          .join({ r: register }, 'r.id', `p.${field}`)
          .whereIn('p.parent', portion)
          .distinct({ id: 'p.parent', customer: 'r.customer' }),
      )),
    )
  return group(found)
}

function group(list: readonly { id: number; customer: number }[]): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const { id, customer } of list) found.set(id, [...(found.get(id) ?? []), customer])
  return found
}

interface LineRow {
  readonly id: number
  readonly amount: number
  readonly matched: number | null
  readonly state: string
  readonly customer: number | null
  readonly payer: string | null
  readonly payerAccount: string | null
}

const only = <T>(values: Iterable<T>): T | undefined => {
  const all = [...new Set(values)]
  return all.length === 1 ? all[0] : undefined
}

/** The customer whose alias a payer is, by account first; undefined for none or several. */
async function aliasOf({ database: { knex } }: World, rows: readonly LineRow[]): Promise<(row: LineRow) => number | undefined> {
  const names = [...new Set(rows.map(({ payer }) => normaliseName(payer)).filter(Boolean))]
  const accounts = [...new Set(rows.flatMap(({ payerAccount }) => payerAccount ?? []))]
  const known: { customer: number; normalised: string; account: string | null }[] = []
  for (const [column, values] of [
    ['normalised', names],
    ['account', accounts],
  ] as const)
    for (const some of portions(values))
      known.push(
        ...(await knex('payerAliases')
          .whereIn(column, some)
          .where({ active: 1 })
          .whereNull('deletedAt')
          .select('customer', 'normalised', 'account')),
      )
  return ({ payer, payerAccount }) =>
    only(known.filter(({ account }) => account !== null && account === payerAccount).map(({ customer }) => customer)) ??
    only(known.filter(({ normalised }) => normalised === normaliseName(payer)).map(({ customer }) => customer))
}

/** Brings matched amount, state and customer of these lines up to date with matches and claims; the one place that writes them. */
export async function reckonLines(world: World, lines: Iterable<number>): Promise<void> {
  const ids = [...new Set(lines)].sort((a, b) => a - b)
  if (ids.length === 0) return
  const { knex, dialect } = world.database
  const rows = await inPortions(
    ids,
    (portion) =>
      dialect.hold(
        knex('bankLines')
          .whereIn('id', portion)
          .orderBy('id')
          .select('id', 'amount', 'matched', 'state', 'customer', 'payer', 'payerAccount'),
        'changed',
      ) as PromiseLike<LineRow[]>,
  )
  const parts = await partsOf(world, 'matches_bank', 'line', ids)
  const sums = sumsOf(parts)
  const proposed = new Set(parts.flatMap(({ id, status }) => (status === 'proposed' ? [id] : [])))
  const claims = await inPortions<{ id: number; customer: number }>(ids, (portion) =>
    knex('moneyClaims')
      .whereIn('bankLine', portion)
      .where({ status: 'open' })
      .whereNull('deletedAt')
      .select({ id: 'bankLine' }, 'customer'),
  )
  const customers = await customersOf(world, [
    ...new Set(parts.flatMap(({ match, status }) => (status === 'confirmed' || status === 'proposed' ? [match] : []))),
  ])
  const customersIn = (asked: string) =>
    group(
      parts.flatMap(({ id, match, status }) =>
        status === asked ? (customers.get(match) ?? []).map((customer) => ({ id, customer })) : [],
      ),
    )
  const alias = await aliasOf(world, rows)
  const [claimed, matchedTo, offeredTo] = [group(claims), customersIn('confirmed'), customersIn('proposed')]
  const items = rows.flatMap((row) => {
    const { id, amount, state: before } = row
    const matched = sums.get(id) ?? 0
    // What is left of a line is claimed or proposed as a whole one is.
    const left = claimed.has(id) ? 'claimed' : proposed.has(id) ? 'proposed' : matched === 0 ? 'open' : 'partly'
    const state = before === 'aside' && matched === 0 ? 'aside' : matched === amount ? 'matched' : left
    const customer =
      only(matchedTo.get(id) ?? []) ??
      only(claimed.get(id) ?? []) ??
      (amount > 0 ? alias(row) : undefined) ??
      only(offeredTo.get(id) ?? []) ??
      null
    if (matched === (row.matched ?? 0) && state === before && customer === row.customer) return []
    return [{ id, body: { matched: yuan(matched), state, customer } }]
  })
  for (const some of portions(items)) await writeMany(world, system, 'bankLines', some)
}
