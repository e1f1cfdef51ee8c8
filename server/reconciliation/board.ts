/** The board of a month: what is open at the bank, what is open among papers, proposals, and what is matched; each cut to what the asker may see. */
import type { Knex } from 'knex'
import type { Actor } from '../access/actor.ts'
import { parseDecimal, yuan } from '../definition/decimal.ts'
import { say, type Words } from '../definition/words.ts'
import { find, getMany, type World } from '../records/index.ts'
import { within } from '../records/scope.ts'
import { applySearch } from '../records/search.ts'
import { closedUntil } from './closed.ts'
import { matchedPapers, notCovered } from './matched.ts'
import type { BankFact, PaperFact, PaperKind } from './matching/facts.ts'
import { suggest } from './matching/suggest.ts'
import { firstDay, matchingFacts } from './matchingFacts.ts'
import { matchPolicy } from './matchMonth.ts'
import type { BoardLine, BoardMatch, BoardPaper, Page, Suggestion } from './messages.ts'
import type { Period } from './period.ts'
import { unclaimedStates } from './unclaimed.ts'

export interface Asked {
  readonly q: string | undefined
  readonly state: string | undefined
  readonly first: number
  readonly count: number
}

type Wire = Awaited<ReturnType<typeof getMany>>[number]

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const labelOf = (row: Wire, field: string): string => (row._labels as Record<string, string> | undefined)?.[field] ?? ''
const customerOf = (row: Wire) => (typeof row.customer === 'number' ? { id: row.customer, name: labelOf(row, 'customer') } : null)

const lineOf = (row: Wire): BoardLine => ({
  id: row.id,
  version: Number(row.version),
  date: String(row.date),
  account: labelOf(row, 'account'),
  amount: String(row.amount),
  open: String(row.open),
  payer: text(row.payer),
  payerAccount: text(row.payerAccount),
  reference: text(row.reference) ?? text(row.summary),
  serial: text(row.serial),
  state: String(row.state),
  customer: customerOf(row),
})

/** Papers of one kind by their ids, with what is open of them. */
async function papersOf(world: World, actor: Actor, kind: PaperKind, ids: readonly number[]): Promise<Map<number, BoardPaper>> {
  const rows = await getMany(world, actor, kind, ids)
  const matched = await matchedPapers(world, kind, ids)
  const sign = kind === 'receipts' ? 1 : -1
  return new Map(
    rows.map((row) => {
      const amount = sign * (parseDecimal(String(row.amount), 2) ?? 0)
      const paper: BoardPaper = {
        kind,
        id: row.id,
        number: String(row.number),
        date: String(row.date ?? row.paidOn ?? ''),
        amount: yuan(amount),
        open: yuan(amount - (matched.get(row.id) ?? 0)),
        customer: customerOf(row),
        payer: text(row.payer) ?? text(row.payee),
        method: text(row.method),
        account: labelOf(row, 'account') || null,
      }
      return [row.id, paper]
    }),
  )
}

/** Lines of the month, and older ones that still wait; without a state, those that are not done and in no proposal. */
export async function boardBank(
  world: World,
  actor: Actor,
  { from, to }: Period,
  { q, state, first, count }: Asked,
): Promise<Page<BoardLine>> {
  const waiting = { state: { in: [...unclaimedStates, 'claimed'] }, open: { ne: '0' } }
  const { rows, total } = await find(world, actor, 'bankLines', {
    filter: {
      ...(q ? { q } : {}),
      date: { lte: to },
      ...(state === 'all'
        ? { $or: [{ date: { gte: from } }, waiting] }
        : state
          ? { state, ...(state === 'open' ? {} : { date: { gte: from, lte: to } }) }
          : waiting),
    },
    sort: ['date', 'ASC'],
    range: [first, first + count - 1],
  })
  return { total, rows: rows.map(lineOf) }
}

/** Confirmed receipts and paid refunds up to the end of the month that no match and no proposal covers wholly. */
export async function boardPapers(world: World, actor: Actor, { to }: Period, { q, first, count }: Asked): Promise<Page<BoardPaper>> {
  const { knex, dialect } = world.database
  const start = await firstDay(world)
  if (start === null) return { total: 0, rows: [] }
  const open = (kind: PaperKind, day: string, status: string): Knex.QueryBuilder => {
    const register = world.catalog.get(kind)
    const query = within(world, actor, register, 'read')
      .where({ [`${kind}.status`]: status })
      .whereBetween(`${kind}.${day}`, [start, to])
    if (q) applySearch(query, register, actor, q, dialect.like)
    return notCovered(world, kind, query, ['confirmed', 'proposed']).select(
      knex.raw('? as ??', [kind, 'kind']),
      `${kind}.id as id`,
      `${kind}.${day} as day`,
    )
  }
  const parts = [open('receipts', 'date', 'confirmed').where({ 'receipts.paidInto': 'company' }), open('refunds', 'paidOn', 'paid')]
  const all = () =>
    knex.from(
      knex
        .unionAll(
          parts.map((part) => part.clone()),
          false,
        )
        .as('u'),
    )
  const [counted]: { total: number }[] = await all().count({ total: '*' })
  const page: { kind: PaperKind; id: number }[] = await all().orderBy(['day', 'kind', 'id']).offset(first).limit(count).select('kind', 'id')
  const found = new Map<PaperKind, Map<number, BoardPaper>>()
  for (const kind of ['receipts', 'refunds'] as const)
    found.set(
      kind,
      await papersOf(
        world,
        actor,
        kind,
        page.flatMap((each) => (each.kind === kind ? [each.id] : [])),
      ),
    )
  return { total: Number(counted?.total ?? 0), rows: page.flatMap(({ kind, id }) => found.get(kind)?.get(id) ?? []) }
}

interface MatchLines {
  readonly bank: readonly { readonly line: number; readonly amount: number }[]
  readonly papers: readonly { readonly receipt: number | null; readonly refund: number | null; readonly amount: number }[]
}

/** Lines and papers of matches, by match. */
async function partsOf({ database: { knex } }: World, ids: readonly number[]): Promise<Map<number, MatchLines>> {
  const bank: { parent: number; line: number; amount: number }[] = await knex('matches_bank')
    .whereIn('parent', ids as number[])
    .orderBy(['parent', 'position'])
    .select('parent', 'line', 'amount')
  const papers: { parent: number; receipt: number | null; refund: number | null; amount: number }[] = await knex('matches_papers')
    .whereIn('parent', ids as number[])
    .orderBy(['parent', 'position'])
    .select('parent', 'receipt', 'refund', 'amount')
  return new Map(
    ids.map((id) => [id, { bank: bank.filter(({ parent }) => parent === id), papers: papers.filter(({ parent }) => parent === id) }]),
  )
}

/** Proposals that wait, the surest first; or the matches made of the month. */
export async function boardMatches(
  world: World,
  actor: Actor,
  { from, to }: Period,
  side: 'proposed' | 'made',
  { q, first, count }: Asked,
): Promise<Page<BoardMatch>> {
  const { rows, total } = await find(world, actor, 'matches', {
    filter: {
      ...(q ? { q } : {}),
      ...(side === 'proposed' ? { status: 'proposed', month: { lte: to } } : { status: 'confirmed', month: from }),
    },
    sort: side === 'proposed' ? ['score', 'DESC'] : ['id', 'DESC'],
    range: [first, first + count - 1],
  })
  const parts = await partsOf(
    world,
    rows.map(({ id }) => id),
  )
  const all = [...parts.values()]
  const lines = new Map(
    (
      await getMany(
        world,
        actor,
        'bankLines',
        all.flatMap(({ bank }) => bank.map(({ line }) => line)),
      )
    ).map((row) => [row.id, lineOf(row)]),
  )
  const papers = {
    receipt: await papersOf(
      world,
      actor,
      'receipts',
      all.flatMap((each) => each.papers.flatMap(({ receipt }) => receipt ?? [])),
    ),
    refund: await papersOf(
      world,
      actor,
      'refunds',
      all.flatMap((each) => each.papers.flatMap(({ refund }) => refund ?? [])),
    ),
  }
  const closed = await closedUntil(world)
  const mayWrite = actor.grant('matches').update === 'all'
  return {
    total,
    rows: rows.map((row): BoardMatch => {
      const own = parts.get(row.id)
      return {
        id: row.id,
        version: Number(row.version),
        status: String(row.status),
        made: String(row.made),
        score: String(row.score),
        reason: reasonIn(row.reason, actor),
        fee: String(row.fee),
        lines: (own?.bank ?? []).flatMap(({ line, amount }) => {
          const found = lines.get(line)
          return found ? [{ ...found, taken: yuan(amount) }] : []
        }),
        papers: (own?.papers ?? []).flatMap(({ receipt, refund, amount }) => {
          const found = receipt === null ? papers.refund.get(refund ?? 0) : papers.receipt.get(receipt)
          return found ? [{ ...found, taken: yuan(amount) }] : []
        }),
        mayUndo: mayWrite && (closed === null || String(row.month ?? '9') > closed),
      }
    }),
  }
}

/** The asker's line of a reason that is kept in both languages. */
const reasonIn = (reason: unknown, { language }: Actor): string => {
  const [zh = '', en = zh] = String(reason ?? '').split('\n')
  return language === 'zh' ? zh : en
}

/** What may belong to one line or one paper, the best first. */
export async function boardSuggestions(
  world: World,
  actor: Actor,
  period: Period,
  of: { readonly line?: number; readonly paper?: { readonly kind: PaperKind; readonly id: number } },
): Promise<Suggestion[]> {
  const facts = await matchingFacts(world, period, await matchPolicy(world))
  const line: BankFact | undefined = facts.bank.find(({ id }) => id === of.line)
  const paper: PaperFact | undefined = facts.papers.find(({ kind, id }) => kind === of.paper?.kind && id === of.paper?.id)
  const found = line || paper ? suggest(facts, { line, paper }) : []
  const lines = new Map(
    (
      await getMany(
        world,
        actor,
        'bankLines',
        found.flatMap(({ bank }) => bank.map(({ id }) => id)),
      )
    ).map((row) => [row.id, lineOf(row)]),
  )
  const idsOf = (kind: PaperKind) => found.flatMap(({ papers }) => papers.flatMap((each) => (each.kind === kind ? [each.id] : [])))
  const papers = {
    receipts: await papersOf(world, actor, 'receipts', idsOf('receipts')),
    refunds: await papersOf(world, actor, 'refunds', idsOf('refunds')),
  }
  return found.map(({ score, reason, bank, papers: own }) => ({
    score,
    reason: say(reason as Words, actor.language),
    lines: bank.flatMap(({ id }) => lines.get(id) ?? []),
    papers: own.flatMap(({ kind, id }) => papers[kind].get(id) ?? []),
  }))
}
