/** Rules of monthly freight settlement (CAR-06): one carrier, one month, monthly terms, each freight settled once. */
import { system } from '../../access/actor.ts'
import { monthEnd } from '../../calendar/duration.ts'
import { dayOf } from '../../calendar/today.ts'
import { updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { linesOf } from '../saying.ts'

const freightsOf = (record: Readonly<Stored> | undefined) => linesOf(record).map(({ freight }) => Number(freight))

/** The carrier's monthly freights of the month that no settlement has. */
const openFreights = ({ world, after }: Change): Promise<Stored[]> =>
  world.database
    .knex('freights')
    .where({ carrier: after.carrier, term: 'monthly' })
    .whereBetween('date', [String(after.month), monthEnd(String(after.month))])
    .whereNull('settlement')
    .whereNull('deletedAt')
    .orderBy('id') as unknown as Promise<Stored[]>

async function prepare(change: Change): Promise<void> {
  const { world, before, after, move } = change
  if (move === 'pay') after.paidOn ??= dayOf(world.now(), world.timeZone)
  if (before && before.status !== 'draft') return
  if (!before && linesOf(after).length === 0 && typeof after.month === 'string')
    after.lines = (await openFreights(change)).map(({ id }) => ({ freight: id }))
  const rows: { id: number; amount: number }[] = await world.database
    .knex('freights')
    .whereIn('id', freightsOf(after))
    .select('id', 'amount')
  for (const line of linesOf(after)) line.amount = rows.find(({ id }) => id === line.freight)?.amount ?? null
}

/** Each freight is this carrier's, monthly, of the month and in no other settlement; held, so that two settlements cannot both have it. */
async function checkFreights({ world, after, fault }: Change): Promise<void> {
  const { knex, dialect } = world.database
  const ids = freightsOf(after)
  const rows: Stored[] = await dialect.hold(knex('freights').whereIn('id', ids).orderBy('id'), 'changed')
  const last = monthEnd(String(after.month))
  for (const row of rows) {
    const at = `lines.${ids.indexOf(Number(row.id))}.freight`
    const fits =
      row.carrier === after.carrier && row.term === 'monthly' && String(row.date) >= String(after.month) && String(row.date) <= last
    if (!fits)
      fault(at, [
        `运费 ${String(row.number)} 不是该承运商当月的月结运费（CAR-06）；请移出。`,
        `Freight ${String(row.number)} is no monthly freight of this carrier and month (CAR-06); take it out.`,
      ])
    else if (row.settlement !== null && row.settlement !== after.id)
      fault(at, [
        `运费 ${String(row.number)} 已在其他月结单（CAR-06）；一笔运费只结一次。`,
        `Freight ${String(row.number)} is in another settlement (CAR-06); each is settled once.`,
      ])
  }
  if (new Set(ids).size < ids.length)
    fault('lines', ['同一笔运费写了两次（CAR-06），请删去一行。', 'A freight is listed twice (CAR-06); remove one line.'])
}

export const freightSettlementsRules: Rules = {
  prepare,
  async check(change) {
    const { verb, before, after, fault } = change
    if (verb === 'remove') {
      if (before?.status !== 'draft')
        fault('root', ['已签的月结单不能删除，请作废（CAR-06）。', 'A signed settlement is not deleted; void it (CAR-06).'])
      return
    }
    if (after.status === 'void') return
    if (typeof after.month === 'string' && !after.month.endsWith('-01')) {
      fault('month', ['月份请填当月 1 日（CAR-06），如 2026-03-01。', 'Write the first day of the month (CAR-06), such as 2026-03-01.'])
      return
    }
    await checkFreights(change)
  },
  async after({ world, verb, move, before, after }) {
    const now = verb === 'remove' || after.status === 'void' ? [] : freightsOf(after)
    const left = freightsOf(before).filter((id) => !now.includes(id))
    if (left.length > 0 && before?.status !== 'void') await updateMany(world, system, 'freights', left, { settlement: null })
    if (now.length > 0)
      await updateMany(world, system, 'freights', now, { settlement: after.id, ...(move === 'pay' ? { paidOn: after.paidOn } : {}) })
  },
}
