/** What matches take of bank lines and papers: how much is left, and the state that follows for each line (PAY-14). */
import type { Knex } from 'knex'
import { system } from '../access/actor.ts'
import { formatDecimal } from '../definition/decimal.ts'
import { type World, writeMany } from '../records/index.ts'
import type { PaperKind } from './matching/facts.ts'
import { normaliseName } from './matching/names.ts'

const most = 500

/** The field of a match's papers that leads to each kind. */
export const paperField = { receipts: 'receipt', refunds: 'refund' } as const satisfies Record<PaperKind, string>

/** Asks in portions that every engine takes. */
async function inPortions<T>(ids: readonly number[], ask: (portion: number[]) => PromiseLike<readonly T[]>): Promise<T[]> {
  const found: T[] = []
  for (let start = 0; start < ids.length; start += most) found.push(...(await ask(ids.slice(start, start + most))))
  return found
}

const sumsBy = (rows: readonly { id: number; amount: unknown }[]): Map<number, number> =>
  new Map(rows.map(({ id, amount }) => [id, Number(amount)]))

/** Confirmed matches of these papers, in 分, by paper; signed as papers are. */
export const matchedPapers = async ({ database: { knex } }: World, kind: PaperKind, ids: readonly number[]): Promise<Map<number, number>> =>
  sumsBy(
    await inPortions(ids, (portion) =>
      knex({ p: 'matches_papers' })
        .join({ m: 'matches' }, 'm.id', 'p.parent')
        .whereIn(`p.${paperField[kind]}`, portion)
        .where({ 'm.status': 'confirmed' })
        .whereNull('m.deletedAt')
        .groupBy(`p.${paperField[kind]}`)
        .select({ id: `p.${paperField[kind]}` })
        .sum({ amount: 'p.amount' }),
    ),
  )

const byLine = (knex: Knex, portion: number[], status: string) =>
  knex({ b: 'matches_bank' })
    .join({ m: 'matches' }, 'm.id', 'b.parent')
    .whereIn('b.line', portion)
    .where({ 'm.status': status })
    .whereNull('m.deletedAt')

/** Customers of the papers in matches of these lines. */
async function customersBy(knex: Knex, portion: number[], status: string): Promise<{ id: number; customer: number }[]> {
  const found: { id: number; customer: number }[] = []
  for (const [register, field] of Object.entries(paperField))
    found.push(
      ...(await byLine(knex, portion, status)
        .join({ p: 'matches_papers' }, 'p.parent', 'm.id')
        .join({ r: register }, 'r.id', `p.${field}`)
        .distinct({ id: 'b.line', customer: 'r.customer' })),
    )
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
    for (let start = 0; start < values.length; start += most)
      known.push(
        ...(await knex('payerAliases')
          .whereIn(column, values.slice(start, start + most))
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
  const sums = sumsBy(
    await inPortions(ids, (portion) =>
      byLine(knex, portion, 'confirmed').groupBy('b.line').select({ id: 'b.line' }).sum({ amount: 'b.amount' }),
    ),
  )
  const proposed = new Set(
    (await inPortions<{ id: number }>(ids, (portion) => byLine(knex, portion, 'proposed').distinct({ id: 'b.line' }))).map(({ id }) => id),
  )
  const claims = await inPortions<{ id: number; customer: number }>(ids, (portion) =>
    knex('moneyClaims')
      .whereIn('bankLine', portion)
      .where({ status: 'open' })
      .whereNull('deletedAt')
      .select({ id: 'bankLine' }, 'customer'),
  )
  const customers = await inPortions(ids, (portion) => customersBy(knex, portion, 'confirmed'))
  const offered = await inPortions(ids, (portion) => customersBy(knex, portion, 'proposed'))
  const alias = await aliasOf(world, rows)
  const group = (list: readonly { id: number; customer: number }[]) => {
    const found = new Map<number, number[]>()
    for (const { id, customer } of list) found.set(id, [...(found.get(id) ?? []), customer])
    return found
  }
  const [claimed, matchedTo, offeredTo] = [group(claims), group(customers), group(offered)]
  const items = rows.flatMap((row) => {
    const { id, amount, state: before } = row
    const matched = sums.get(id) ?? 0
    const free = claimed.has(id) ? 'claimed' : proposed.has(id) ? 'proposed' : 'open'
    const state = before === 'aside' && matched === 0 ? 'aside' : matched === 0 ? free : matched === amount ? 'matched' : 'partly'
    const customer =
      only(matchedTo.get(id) ?? []) ??
      only(claimed.get(id) ?? []) ??
      (amount > 0 ? alias(row) : undefined) ??
      only(offeredTo.get(id) ?? []) ??
      null
    if (matched === (row.matched ?? 0) && state === before && customer === row.customer) return []
    return [{ id, body: { matched: formatDecimal(matched, 2), state, customer } }]
  })
  for (let start = 0; start < items.length; start += most) await writeMany(world, system, 'bankLines', items.slice(start, start + most))
}
