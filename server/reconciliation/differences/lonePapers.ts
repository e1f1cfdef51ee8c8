/** Receipts and refunds as the bank's side looks at them (PAY-14): what is open of each, and whether statements of its account speak of its day. */
import { inPortions } from '../../database/portions.ts'
import type { World } from '../../records/index.ts'
import { matchedPapers, notCovered } from '../matched.ts'
import type { PaperKind } from '../matching/facts.ts'

export interface LonePaper {
  readonly kind: PaperKind
  readonly id: number
  readonly number: string
  readonly date: string
  /** 分; refunds are below nothing. */
  readonly amount: number
  readonly open: number
  readonly customer: number
  readonly account: number | null
  /** Do statements of its account speak of its day, and should the bank know it? */
  readonly covered: boolean
}

interface PaperRow {
  readonly id: number
  readonly number: string
  readonly date: string
  readonly amount: number
  readonly customer: number
  readonly account: number | null
  readonly method?: string
}

/** Papers that the bank does not bear out wholly, and those of the same customer and amount, which one of them may repeat. */
async function papersOf(world: World, kind: PaperKind, from: string, to: string): Promise<PaperRow[]> {
  const { knex } = world.database
  const [day, settled, more] =
    kind === 'receipts' ? ['date', { status: 'confirmed', paidInto: 'company' }, ['method']] : ['paidOn', { status: 'paid' }, []]
  const all = () =>
    knex(kind)
      .where(settled)
      .whereNull('deletedAt')
      .whereBetween(day, [from, to])
      .select('id', 'number', { date: day }, 'amount', 'customer', 'account', ...more)
  const open: PaperRow[] = await notCovered(world, kind, all(), ['confirmed'])
  const found = new Map(open.map((row) => [row.id, row]))
  const keyOf = ({ customer, amount }: PaperRow) => `${customer}/${amount}`
  const keys = new Set(open.map(keyOf))
  const amounts = [...new Set(open.map(({ amount }) => amount))]
  const alike = await inPortions<PaperRow>(amounts, (portion) => all().whereIn('amount', portion))
  for (const row of alike) if (keys.has(keyOf(row))) found.set(row.id, row)
  return [...found.values()].sort((one, other) => one.id - other.id)
}

/** All of [from, to] that are open at the bank, and those that one of them may repeat. */
export async function papersUntil(world: World, from: string, to: string): Promise<LonePaper[]> {
  const spans: { account: number; from: string; to: string }[] = await world.database
    .knex('bankStatements')
    .whereNull('deletedAt')
    .select('account', 'from', 'to')
  const known = (account: number | null, day: string) =>
    spans.some((span) => (account === null || span.account === account) && span.from <= day && day <= span.to)
  const found: LonePaper[] = []
  for (const [kind, sign] of [
    ['receipts', 1],
    ['refunds', -1],
  ] as const) {
    const rows = await papersOf(world, kind, from, to)
    const matched = await matchedPapers(
      world,
      kind,
      rows.map(({ id }) => id),
    )
    for (const { method, ...row } of rows) {
      const amount = sign * row.amount
      // Cash and drafts come to the bank later and in other sums, or never as they are.
      const covered = (method === undefined || ['transfer', 'collection'].includes(method)) && known(row.account, row.date)
      found.push({ ...row, kind, amount, open: amount - (matched.get(row.id) ?? 0), covered })
    }
  }
  return found
}
