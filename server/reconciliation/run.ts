/** The run of a month (PAY-05, PAY-14): the bank matched, the books looked through, the differences filed. A job: taken over when its process dies, the same when done again. */
import { system } from '../access/actor.ts'
import { holdersOf, type NoticeKind, notify } from '../approvals/index.ts'
import { dayOf } from '../calendar/today.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { oncePer } from '../jobs/lease.ts'
import { type PolicyName, policiesAt } from '../policy/index.ts'
import { insist, updateMany, type World } from '../records/index.ts'
import type { Found } from './differences/found.ts'
import { fileDifferences } from './filing.ts'
import { digestOf, ledgerOf, totalOf } from './ledger.ts'
import { bankOf, heldMonth, inYuan, type MonthRow, monthRow, recount } from './month.ts'
import { named, periodOf } from './period.ts'
import { type Steps, shippedSteps } from './steps.ts'

export const runPolicies = [
  'recon.salesFunds.day',
  'recon.salesFunds.shift',
  'recon.match.window',
  'recon.match.threshold',
  'recon.fee.most',
  'recon.difference.most',
] as const satisfies readonly PolicyName[]

/** The part of the work that matching is, in percent. */
const matching = 80

/** Everybody who keeps the month. */
export async function keepers(world: World, roles: readonly string[]): Promise<number[]> {
  const found: number[] = []
  for (const role of roles) found.push(...(await holdersOf(world, role, null)))
  return found
}

const about = ({ id }: MonthRow, title: Words) => ({ document: 'reconciliations', record: id, title })

const tellKeepers = async (world: World, row: MonthRow, kind: NoticeKind, title: Words): Promise<void> =>
  notify(world, await keepers(world, ['salesClerk', 'finance']), kind, about(row, title))

async function tell(world: World, row: MonthRow, assigned: ReadonlyMap<number, number>): Promise<void> {
  const month = named(row.month)
  const open = (await monthRow(world, row.month))?.openCount ?? 0
  const [zh, en] = open > 0 ? ['请逐笔说明差异', 'explain its differences'] : ['没有待说明的差异', 'nothing is left to explain']
  await tellKeepers(world, row, 'inform', [`资金对账 ${month} 已核对，${zh}`, `Fund reconciliation ${month} has run: ${en}`])
  for (const [owner, count] of assigned)
    await notify(
      world,
      [owner],
      'alert',
      about(row, [`资金对账 ${month} 有 ${count} 笔差异待您查清`, `${count} difference(s) of ${month} are yours to explain`]),
    )
}

/** The work of one run. */
async function work(world: World, row: MonthRow, { match, families }: Steps): Promise<void> {
  const period = periodOf(row.month)
  const say = async (progress: number) => {
    await world.database.knex('reconciliations').where({ id: row.id, status: 'matching' }).whereNotNull('progress').update({ progress })
  }
  await match(world, period, (part) => say(Math.floor(matching * part)))
  await say(matching)
  const ledger = await ledgerOf(world, period)
  const found: Found[] = []
  for (const family of families) found.push(...(await family(world, period)))
  const policies = await policiesAt(world, runPolicies, {}, dayOf(world.now(), world.timeZone))
  await insist(world, async (inner) => {
    const held = await heldMonth(inner, row.id)
    if (held?.status !== 'matching' || held.runs !== row.runs || held.progress === null) return
    const assigned = await fileDifferences(inner, period, row.id, found)
    await updateMany(inner, system, 'reconciliations', [row.id], {
      ...inYuan(totalOf(ledger.values())),
      ...(await bankOf(inner, period)),
      digest: digestOf(ledger),
      policies: Object.values(policies),
      ranAt: inner.now().toISOString(),
      progress: null,
      fault: null,
    })
    await recount(inner, row.id)
    await tell(inner, row, assigned)
  })
}

/** Why a run stopped, for the people who keep the month: it can be asked for again, and what was matched by then stays. */
async function stopped(world: World, row: MonthRow, error: unknown): Promise<void> {
  const [zh, en] =
    error instanceof Refusal
      ? [0, 1].map((at) =>
          [error.words, ...Object.values(error.errors ?? {})]
            .map((words) => words[at])
            .join(' ')
            .slice(0, 900),
        )
      : ([
          '对账因系统错误中止；已勾对的保留，可重新开始。',
          'The run stopped on a system error; what was matched stays, run it again.',
        ] as const)
  const month = named(row.month)
  await insist(world, async (inner) => {
    await updateMany(inner, system, 'reconciliations', [row.id], { fault: `${zh}\n${en}`, progress: null })
    await tellKeepers(inner, row, 'alert', [
      `资金对账 ${month} 中止，请查看原因后重新开始`,
      `Fund reconciliation ${month} stopped: see why and run it again`,
    ])
  })
}

/** Does the run that was asked for of this month, unless it is done or somebody is at it. Answers whether it was done here. */
export async function runMonth(world: World, from: string, steps: Steps = shippedSteps): Promise<boolean> {
  const row = await monthRow(world, from)
  if (row?.status !== 'matching' || row.progress === null) return false
  return oncePer(
    world.database,
    'fundReconciliation',
    `${named(row.month)} ${row.runs}`,
    async () => {
      try {
        await work(world, row, steps)
      } catch (error) {
        await stopped(world, row, error)
        throw error
      }
    },
    world.now,
  )
}

/** Does every run that was asked for, here or on a server that died at it. */
export async function runPending(world: World): Promise<void> {
  const rows: { month: string }[] = await world.database
    .knex('reconciliations')
    .where({ status: 'matching' })
    .whereNotNull('progress')
    .whereNull('deletedAt')
    .orderBy('month')
    .select('month')
  for (const { month } of rows) await runMonth(world, month)
}
