/** What holds before and after the signatures of a month (PAY-05): two persons, in order of months, over figures that did not move since the run, with no import under way. */
import { notify } from '../approvals/index.ts'
import { dayOf } from '../calendar/today.ts'
import { yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import type { Change, Stored, World } from '../records/index.ts'
import { closedStates, holdLedger } from './closed.ts'
import type { Found } from './differences/found.ts'
import { filedAsFound } from './filing.ts'
import { digestOf, type Figures, ledgerOf } from './ledger.ts'
import { bankOf, demandRunnable, followsOn, type MonthRow, monthRow, unclaimedOf } from './month.ts'
import { namesOf } from './names.ts'
import { monthOf, named, type Period, periodOf } from './period.ts'
import { keepers } from './run.ts'
import { shippedSteps } from './steps.ts'

/** Names of files whose import writes into the books right now: a month waits for them before it is signed. */
export async function importsUnderWay({ database: { knex }, catalog }: World): Promise<string[]> {
  const booked = catalog.registers.flatMap(({ name, booked: on }) => (on ? [name] : []))
  const rows: { fileName: string | null; id: number }[] = await knex('imports')
    .where({ state: 'running' })
    .where((query) => query.whereIn('register', booked).orWhereNotNull('profile'))
    .orderBy('id')
    .select('id', 'fileName')
  return rows.map(({ id, fileName }) => fileName ?? `#${id}`)
}

/** Do the bank's figures and the differences of the month still stand as its run left them? */
async function asRun(world: World, row: Readonly<Stored>, period: Period): Promise<boolean> {
  const bank = await bankOf(world, period)
  if (Object.entries(bank).some(([name, value]) => value !== (name.endsWith('Count') ? row[name] : yuan(Number(row[name] ?? 0)))))
    return false
  const found: Found[] = []
  for (const family of shippedSteps.families) found.push(...(await family(world, period)))
  return filedAsFound(world, period, found)
}

/** Customers, some of them by name, whose account does not go on where the issue closed it; those merged since count as the one they are now. */
async function tornOff(world: World, issue: number, ledger: ReadonlyMap<number, Figures>): Promise<string[]> {
  const rows: { customer: number; closing: unknown }[] = await world.database
    .knex('fundRecoveries_lines')
    .where({ parent: issue })
    .groupBy('customer')
    .select('customer')
    .sum({ closing: 'closing' })
  const closings = new Map(rows.map(({ customer, closing }) => [customer, Number(closing)]))
  const torn = [...new Set([...closings.keys(), ...ledger.keys()])].filter(
    (customer) => (closings.get(customer) ?? 0) !== (ledger.get(customer)?.opening ?? 0),
  )
  const names = await namesOf(world, 'customers', torn.slice(0, 3))
  return torn.slice(0, 3).map((customer) => names.get(customer) ?? `#${customer}`)
}

/** Why the month cannot be signed by the clerk now; undefined when it can. The ledger is held from here to the end of the transaction, so that what is signed is what was looked at. */
async function clerkFault(world: World, row: Readonly<Stored>): Promise<Words | undefined> {
  await holdLedger(world)
  const from = String(row.month)
  const period = periodOf(from)
  const month = named(from)
  if (dayOf(world.now(), world.timeZone) <= period.to)
    return [
      `${month} 要到 ${period.to} 才结束（PAY-05）；请月末之后重新核对再签字。`,
      `${month} lasts until ${period.to} (PAY-05); run it again after that, then sign.`,
    ]
  if (!(await followsOn(world, from)))
    return [
      `${named(monthOf(from, -1))} 尚未锁定，月份须逐月关账（PAY-05）；请先锁定上一个月。`,
      `${named(monthOf(from, -1))} is not locked, and months close one after the other (PAY-05); lock the month before first.`,
    ]
  const files = await importsUnderWay(world)
  if (files.length > 0)
    return [
      `正在导入“${files.join('”、“')}”，其中可能有 ${month} 的单据（PAY-05）；请待导入结束后重新核对再签字。`,
      `“${files.join('”, “')}” is being imported and may hold papers of ${month} (PAY-05); wait for it, run the month again, then sign.`,
    ]
  const ledger = await ledgerOf(world, period)
  if (digestOf(ledger) !== row.digest)
    return [
      `核对之后 ${month} 的账目又有变动（PAY-05）；请重新核对，看过新的差异再签字。`,
      `The books of ${month} changed after the run (PAY-05); run it again and look at what is new before signing.`,
    ]
  if (!(await asRun(world, row, period)))
    return [
      `核对之后 ${month} 的银行流水、勾对、运费或财务余额又有变动，差异已非核对时所列（PAY-14）；请重新核对，看过新的差异再签字。`,
      `Bank lines, matches, freight or finance's balances of ${month} changed after the run, and its differences are no longer those on file (PAY-14); run it again and look at what is new before signing.`,
    ]
  const before = await monthRow(world, monthOf(from, -1))
  const torn = before?.issue ? await tornOff(world, before.issue, ledger) : []
  if (before && torn.length > 0)
    return [
      `${torn.join('、')} 在 ${month} 的期初与 ${named(before.month)} 锁定的期末不等（PAY-05）；请联系系统管理员查明锁定月份中被改动的单据。`,
      `${torn.join(', ')}: the opening of ${month} is not the closing that ${named(before.month)} was locked with (PAY-05); an administrator finds out which locked paper was changed.`,
    ]
  return undefined
}

/** Only the latest closed month is re-opened: what follows stands on it. */
async function reopenFault({ database: { knex } }: World, { month }: Readonly<Stored>): Promise<Words | undefined> {
  const later: MonthRow | undefined = await knex('reconciliations')
    .where('month', '>', String(month))
    .whereIn('status', closedStates)
    .whereNull('deletedAt')
    .first()
  return later
    ? [
        `${named(later.month)} 已在其后关账，只能重开最后关账的月份（PAY-05）；差错请以往来调整更正。`,
        `${named(later.month)} was closed after it, and only the latest is re-opened (PAY-05); correct it by an adjustment.`,
      ]
    : undefined
}

const twoPersons: Words = [
  '内勤与财务须由两人分别签字（PAY-05）；请由另一位财务签字。',
  'Clerk and finance sign as two persons (PAY-05); let somebody else of finance sign.',
]

/** Refuses a step of a month that its rules do not allow: throws a 409 Refusal that says why. */
export async function checkStep({ world, actor, before, move }: Change): Promise<void> {
  if (!before) return
  if (move === 'run') await demandRunnable(world, String(before.month))
  const why =
    move === 'signClerk'
      ? await clerkFault(world, before)
      : move === 'signFinance' && actor.id === before.clerk
        ? twoPersons
        : move === 'askReopen' || move === 'reopen'
          ? await reopenFault(world, before)
          : undefined
  if (why)
    throw new Refusal(409, 'refused', [
      `资金对账 ${String(before.number)}：${why[0]}`,
      `Fund reconciliation ${String(before.number)}: ${why[1]}`,
    ])
}

const unsigned = {
  unclaimedCount: null,
  unclaimedAmount: null,
  unclaimedSince: null,
  clerk: null,
  clerkSignedAt: null,
  finance: null,
  financeSignedAt: null,
  lockedAt: null,
}

/** Writes what a step of a month means: who, when, and what is taken back. Unclaimed money is kept as the clerk signs for it: lines of a closed month are claimed and set aside later as they must. */
export async function writeStep({ world, actor, after, before, move }: Change): Promise<void> {
  const now = world.now().toISOString()
  if (move === 'run' && before?.progress === null)
    Object.assign(after, { runs: Number(before.runs ?? 0) + 1, startedAt: now, progress: 0, fault: null })
  if (move === 'signClerk')
    Object.assign(after, { clerk: actor.id, clerkSignedAt: now, ...(await unclaimedOf(world, periodOf(String(after.month)))) })
  if (move === 'signFinance') Object.assign(after, { finance: actor.id, financeSignedAt: now })
  if (move === 'lock') after.lockedAt = now
  if (move === 'sendBack' || move === 'reopen') Object.assign(after, unsigned)
}

/** Tells those who come next: finance that a signature waits, the clerk that it came back, everybody concerned that the month is locked. */
export async function tellStep({ world, after, move }: Change): Promise<void> {
  const about = (title: Words) => ({ document: 'reconciliations', record: Number(after.id), title })
  const month = named(String(after.month))
  const tell = async (roles: readonly string[], kind: 'inform' | 'alert', title: Words) =>
    notify(world, await keepers(world, roles), kind, about(title))
  if (move === 'signClerk')
    await tell(['finance'], 'alert', [`资金对账 ${month} 待财务签字`, `Fund reconciliation ${month} waits for the signature of finance`])
  if (move === 'sendBack')
    await tell(['salesClerk'], 'alert', [`资金对账 ${month} 被财务退回`, `Finance sent the fund reconciliation ${month} back`])
  if (move === 'lock')
    await tell(['finance', 'salesClerk', 'executive'], 'inform', [`资金对账 ${month} 已锁定`, `Fund reconciliation ${month} is locked`])
  if (move === 'reopen')
    await tell(['finance', 'salesClerk'], 'alert', [`资金对账 ${month} 已重开`, `Fund reconciliation ${month} is open again`])
}
