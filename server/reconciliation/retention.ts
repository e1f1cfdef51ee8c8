/**
 * What is kept and how long (CF-24): a paper of a closed month is not deleted before the time of its class is over, and no paper, of whatever register, while a legal hold
 * names it.
 * Before its month is closed, what was entered by mistake is taken back into the recycle bin, which nothing empties.
 */
import { monthEnd, plusMonths } from '../calendar/duration.ts'
import { dayOf } from '../calendar/today.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { isPolicy, policyAt } from '../policy/index.ts'
import { type Change, type Everywhere, oncePerBatch, type Stored } from '../records/index.ts'
import { closedFor } from './closed.ts'

/** The first and the last day that a record speaks of: of a month all of them; one that says no day speaks of that on which it was entered. */
function daysOf(
  { world: { timeZone }, register: { fields, retained, booked } }: Change,
  record: Readonly<Stored>,
): readonly [string, string] {
  const on = retained?.from ?? booked?.on ?? 'date'
  const field = fields[on]
  const said = field?.kind === 'date' ? record[on] : null
  const day = typeof said === 'string' ? said : dayOf(new Date(String(record.createdAt)), timeZone)
  const since = record[retained?.since ?? '']
  return [typeof since === 'string' ? since : day, field?.kind === 'date' && field.month ? monthEnd(day) : day]
}

/** Papers of the books, and whatever else names a customer. What the system learnt by itself it may forget: who paid for whom is no paper. */
const isPaper = ({ register: { retained, booked, fields }, actor }: Change): boolean =>
  Boolean(retained ?? booked) || (fields.customer !== undefined && !actor.unbound)

interface Hold {
  readonly number: string
  readonly matter: string
  readonly customer: number | null
  readonly from: string
  readonly until: string | null
}

/** The holds in force, few as they are. */
const holdsInForce = (change: Change): Promise<Hold[]> =>
  oncePerBatch(change, 'legal holds', async () =>
    change.world.database
      .knex('legalHolds')
      .where({ status: 'inForce' })
      .whereNull('deletedAt')
      .orderBy('id')
      .select('number', 'matter', 'customer', 'from', 'until'),
  )

/** The hold in force that names a paper of this customer and of one of its days. */
async function holdOf(change: Change, record: Readonly<Stored>): Promise<string | undefined> {
  const named = change.register.fields.customer ? record.customer : undefined
  const [first, last] = daysOf(change, record)
  const hold = (await holdsInForce(change)).find(
    ({ customer, from, until }) => from <= last && (until === null || until >= first) && (customer === null || customer === named),
  )
  return hold ? `${hold.number}“${hold.matter}”` : undefined
}

/** Why the record is kept; undefined when it may go. */
async function keptFor(change: Change, record: Readonly<Stored>): Promise<Words | undefined> {
  const { world, register } = change
  const hold = await holdOf(change, record)
  if (hold)
    return [
      `受法律保全 ${hold} 约束，不能删除（CF-24）；请待公司领导解除保全。`,
      `it is under legal hold ${hold} and is not deleted (CF-24); wait until the management lifts it.`,
    ]
  const { from, policy } = register.retained ?? { from: '', policy: '' }
  const day = record[from]
  if (typeof day !== 'string' || !isPolicy(policy)) return undefined
  const today = dayOf(world.now(), world.timeZone)
  const { value, unit } = await oncePerBatch(change, policy, () => policyAt(world, policy, {}, today))
  const until = plusMonths(day, 12 * Number(value))
  if (unit !== 'year' || day > ((await closedFor(change)) ?? '') || today > until) return undefined
  return [
    `所属月份已关账，须保存 ${value} 年至 ${until}，不能删除（CF-24）；差错请在未关账的月份更正。`,
    `its month is closed and it is kept ${value} years, until ${until}, and not deleted before (CF-24). Correct mistakes in the open month.`,
  ]
}

export const retention: Everywhere = {
  async check(change) {
    const { verb, before, register } = change
    if (verb !== 'remove' || !before || !isPaper(change)) return
    const why = await keptFor(change, before)
    const name = String(before[register.title] ?? before.number ?? before.id)
    if (why) throw new Refusal(409, 'retained', [`${register.label[0]} ${name}：${why[0]}`, `${register.label[1]} ${name}: ${why[1]}`])
  },
}
