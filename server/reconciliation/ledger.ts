/** The account of every customer over a month, by each paper's own day (PAY-05): what moved before it is the opening, what moved in it are its figures. Amounts in 分. */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import type { World } from '../records/index.ts'
import type { Period } from './period.ts'

/** Movements within the month, in the order of the form. */
export const movements = ['invoiced', 'received', 'returned', 'discounted', 'writtenOff', 'adjusted'] as const
export type Movement = (typeof movements)[number]

/** States of a dispatch in which the goods have left. */
export const shippedStates = ['shipped', 'received'] as const

/** What a movement does to the balance. */
export const signs: Readonly<Record<Movement, 1 | -1>> = {
  invoiced: 1,
  received: -1,
  returned: -1,
  discounted: -1,
  writtenOff: -1,
  adjusted: 1,
}

export const figures = ['opening', 'shipped', ...movements, 'closing'] as const
export type Figures = Readonly<Record<(typeof figures)[number], number>>

type Sums = Record<Movement | 'shipped', { before: number; during: number }>

/** One kind of paper: on which day, how much, all as SQL over the query's tables, in which `p` is the paper. */
interface Source {
  readonly kind: Movement | 'shipped'
  readonly query: Knex.QueryBuilder
  /** The day; of several the latest. */
  readonly days: readonly [string, ...string[]]
  readonly amount: string | Knex.Raw
  readonly sign?: -1
}

const live = (query: Knex.QueryBuilder, ...aliases: string[]) =>
  aliases.reduce((each, alias) => each.whereNull(`${alias}.deletedAt`), query)

function sources({ database: { knex } }: World): Source[] {
  /** A paper about another one counts only with it, and not before it. */
  const about = (table: string, field: 'invoice' | 'receipt') => {
    const [other, state] = field === 'invoice' ? ['invoices', 'issued'] : ['receipts', 'confirmed']
    const query = knex({ p: table }).join({ o: other }, (on) =>
      on.on('o.id', `p.${field}`).on('o.customer', 'p.customer').andOnVal('o.status', state),
    )
    return live(query, 'p', 'o')
  }
  const alone = (table: string) => live(knex({ p: table }), 'p')
  const returned = ['confirmed', 'refunded']
  /** Paid refunds of a return `o`, with its issued invoice `i` where it has one. */
  const ofReturns = () => {
    const query = knex({ p: 'refunds' })
      .join({ o: 'returns' }, (on) => on.on('o.id', 'p.return').on('o.customer', 'p.customer').andOnIn('o.status', returned))
      .leftJoin({ i: 'invoices' }, (on) =>
        on.on('i.id', 'o.invoice').on('i.customer', 'o.customer').andOnVal('i.status', 'issued').andOnNull('i.deletedAt'),
      )
    return live(query, 'p', 'o').where('p.status', 'paid')
  }
  const own = { days: ['p.date'], amount: 'p.amount' } as const
  const later = { ...own, days: ['p.date', 'o.date'] } as const
  const refunded = { ...own, days: ['p.paidOn', 'o.date', 'i.date'] } as const
  const adjustments = (field: 'invoice' | 'receipt', kinds: readonly string[]) =>
    about('adjustments', field).where('p.status', 'approved').whereIn('p.kind', kinds)
  return [
    { kind: 'invoiced', query: alone('invoices').where('p.status', 'issued'), ...own, amount: 'p.total' },
    { kind: 'received', query: alone('receipts').where('p.status', 'confirmed'), ...own },
    { kind: 'received', query: about('refunds', 'receipt').where('p.status', 'paid'), ...own, days: ['p.paidOn', 'o.date'], sign: -1 },
    {
      kind: 'returned',
      query: about('returns', 'invoice').whereIn('p.status', returned),
      ...later,
      // What goods sent in exchange are worth is invoiced with them.
      amount: knex.raw(`case when ?? = 'exchange' then ?? else ?? end`, ['p.kind', 'p.credited', 'p.total']),
    },
    { kind: 'received', query: ofReturns(), ...refunded, sign: -1 },
    // A return that is in no figure is returned as its money goes back, so that `received` agrees with the bank and the balance stays.
    { kind: 'returned', query: ofReturns().where((query) => query.whereNull('i.id').orWhere('o.kind', 'exchange')), ...refunded },
    {
      kind: 'writtenOff',
      query: about('badDebts', 'invoice').whereIn('p.status', ['confirmed', 'settled']),
      ...own,
      days: ['p.confirmedOn', 'o.date'],
    },
    ...(['invoice', 'receipt'] as const).flatMap((field): Source[] => [
      { kind: 'discounted', query: adjustments(field, ['discount', 'difference']), ...later, sign: -1 },
      { kind: 'adjusted', query: adjustments(field, ['correction']), ...later },
    ]),
    {
      kind: 'shipped',
      query: alone('dispatches').whereIn('p.status', shippedStates),
      ...own,
      days: ['p.shippedOn'],
      amount: 'p.total',
    },
  ]
}

const zero = (): Sums => ({
  invoiced: { before: 0, during: 0 },
  received: { before: 0, during: 0 },
  returned: { before: 0, during: 0 },
  discounted: { before: 0, during: 0 },
  writtenOff: { before: 0, during: 0 },
  adjusted: { before: 0, during: 0 },
  shipped: { before: 0, during: 0 },
})

function figuresOf(sums: Sums): Figures {
  const net = (part: 'before' | 'during') => movements.reduce((total, each) => total + signs[each] * sums[each][part], 0)
  const opening = net('before')
  const { invoiced, received, returned, discounted, writtenOff, adjusted, shipped } = sums
  return {
    opening,
    shipped: shipped.during,
    invoiced: invoiced.during,
    received: received.during,
    returned: returned.during,
    discounted: discounted.during,
    writtenOff: writtenOff.during,
    adjusted: adjusted.during,
    closing: opening + net('during'),
  }
}

/** The figures of every customer whose account has any in the month: opening + movements = closing, and that is the next month's opening. */
export async function ledgerOf(world: World, { from, to }: Period): Promise<Map<number, Figures>> {
  const { knex } = world.database
  const found = new Map<number, Sums>()
  for (const { kind, query, days, amount, sign = 1 } of sources(world)) {
    const [first, ...more] = days
    // A paper that is not there has no day, and is never later.
    const day = more.reduce(
      (latest, each) => knex.raw('case when ?? > ? then ?? else ? end', [each, latest, each, latest]),
      knex.raw('??', [first]),
    )
    const value = typeof amount === 'string' ? knex.raw('??', [amount]) : amount
    const rows: { customer: number; before: unknown; during: unknown }[] = await query
      .where(day, '<=', to)
      .groupBy('p.customer')
      .select({ customer: 'p.customer' })
      .select(
        knex.raw('sum(case when (?) < ? then ? else 0 end) as ??', [day, from, value, 'before']),
        knex.raw('sum(case when (?) >= ? then ? else 0 end) as ??', [day, from, value, 'during']),
      )
    for (const row of rows) {
      const sums = found.get(row.customer) ?? zero()
      sums[kind].before += sign * Number(row.before)
      sums[kind].during += sign * Number(row.during)
      found.set(row.customer, sums)
    }
  }
  const accounts = [...found].map(([id, sums]) => [id, figuresOf(sums)] as const)
  return new Map(accounts.filter(([, each]) => figures.some((name) => each[name] !== 0)).sort(([a], [b]) => a - b))
}

/** Figures added up. */
export const totalOf = (accounts: Iterable<Figures>): Figures => {
  const total = Object.fromEntries(figures.map((name) => [name, 0])) as Record<(typeof figures)[number], number>
  for (const each of accounts) for (const name of figures) total[name] += each[name]
  return total
}

/** Tells whether two looks at the ledger saw the same, customer by customer. */
export const digestOf = (accounts: ReadonlyMap<number, Figures>): string =>
  createHash('sha256')
    .update(JSON.stringify([...accounts].map(([customer, each]) => [customer, ...figures.map((name) => each[name])])))
    .digest('hex')
