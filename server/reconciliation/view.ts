/** A month as the panel shows it: where it stands, its figures, what differs, what nobody claimed. */
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import { yuan } from '../definition/decimal.ts'
import { get, type Stored, type World } from '../records/index.ts'
import { countKinds } from './issue.ts'
import { figures, ledgerOf, totalOf } from './ledger.ts'
import type { Figures, MonthLine, MonthStatus, MonthView } from './messages.ts'
import { bankOf, inYuan, isClosed, type MonthRow, monthRow, type Unclaimed, unclaimedOf } from './month.ts'
import { monthOf, named, type Period, periodOf } from './period.ts'
import { importsUnderWay } from './sign.ts'

type Told = Pick<MonthView, 'figures' | 'bank' | 'unclaimed'>

/** What was signed of a closed month, as its record keeps it. */
const signedMonth = (row: Readonly<MonthRow & Stored>): Told => ({
  figures: Object.fromEntries(figures.map((name) => [name, yuan(Number(row[name] ?? 0))])) as unknown as Figures,
  bank: {
    count: Number(row.bankCount ?? 0),
    amount: yuan(Number(row.bankAmount ?? 0)),
    matchedCount: Number(row.matchedCount ?? 0),
    matchedAmount: yuan(Number(row.matchedAmount ?? 0)),
  },
  unclaimed: unclaimedWords(row),
})

const unclaimedWords = ({ unclaimedCount, unclaimedAmount, unclaimedSince }: Unclaimed): MonthView['unclaimed'] => ({
  count: unclaimedCount ?? 0,
  amount: yuan(unclaimedAmount ?? 0),
  oldest: unclaimedSince,
})

/** The same of a month that is open, as the registers stand now. */
async function liveMonth(world: World, period: Period): Promise<Told> {
  const bank = (await bankOf(world, period)) as Record<'bankCount' | 'matchedCount' | 'bankAmount' | 'matchedAmount', never>
  return {
    figures: inYuan(totalOf((await ledgerOf(world, period)).values())),
    bank: { count: bank.bankCount, amount: bank.bankAmount, matchedCount: bank.matchedCount, matchedAmount: bank.matchedAmount },
    unclaimed: unclaimedWords(await unclaimedOf(world, period)),
  }
}

const runnable = ['open', 'matching', 'explained']

/** May this person ask for a run of the month now? */
async function mayRun(world: World, actor: Actor, period: Period, row: MonthRow | undefined): Promise<boolean> {
  const keeps = actor.unbound === true || ['salesClerk', 'finance'].includes(actor.role)
  if (!keeps || period.from > dayOf(world.now(), world.timeZone)) return false
  return row ? runnable.includes(row.status) : true
}

/** The month that begins on `from`. Throws 403 for somebody who may not look at months. */
export async function monthView(world: World, actor: Actor, from: string): Promise<MonthView> {
  const { knex } = world.database
  const period = periodOf(from)
  const row = await monthRow(world, from)
  const proposed: { count?: number | string } | undefined = await knex('matches')
    .where({ status: 'proposed' })
    .whereNull('deletedAt')
    .where((query) => query.whereNull('month').orWhere('month', '<=', from))
    .count({ count: '*' })
    .first()
  return {
    month: named(from),
    from: period.from,
    to: period.to,
    record: row ? await get(world, actor, 'reconciliations', row.id) : null,
    status: (row?.status ?? 'open') as MonthStatus,
    ...(row && isClosed(row.status) ? signedMonth(row) : await liveMonth(world, period)),
    differences: (await countKinds(world, from)).map(({ kind, count, open, amount }) => ({ kind, count, open, amount: yuan(amount) })),
    proposed: Number(proposed?.count ?? 0),
    running: row?.status === 'matching' ? row.progress : null,
    importing: await importsUnderWay(world),
    mayRun: await mayRun(world, actor, period, row),
  }
}

/** Months there is something to say of, the latest first: those begun, this month, and the one before. */
export async function monthLines(world: World): Promise<MonthLine[]> {
  const rows: (MonthRow & { differenceCount: number | null })[] = await world.database
    .knex('reconciliations')
    .whereNull('deletedAt')
    .orderBy('month', 'desc')
    .select('id', 'month', 'status', 'differenceCount', 'openCount', 'closing')
  const today = dayOf(world.now(), world.timeZone)
  const known = new Map(rows.map((row) => [row.month, row]))
  const months = new Set([monthOf(today), monthOf(today, -1), ...known.keys()])
  return [...months]
    .sort()
    .reverse()
    .map((from) => {
      const row = known.get(from)
      return {
        month: named(from),
        id: row?.id ?? null,
        status: (row?.status ?? 'open') as MonthStatus,
        differences: row?.differenceCount ?? 0,
        open: row?.openCount ?? 0,
        closing: row?.closing === null || row === undefined ? null : yuan(row.closing),
      }
    })
}
