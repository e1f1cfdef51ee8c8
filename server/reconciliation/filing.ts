/** Files what a run found as differences of the month: new ones opened, known ones kept with what was said of them, those no longer found closed (PAY-14). */
import { system } from '../access/actor.ts'
import { holdersOf } from '../approvals/index.ts'
import { formatDecimal } from '../definition/decimal.ts'
import { createMany, move, type Stored, updateMany, type World } from '../records/index.ts'
import type { Found, OwnerRole } from './differences/found.ts'
import { monthOf, type Period } from './period.ts'

interface Known {
  readonly id: number
  readonly key: string
  readonly amount: number
  readonly what: string
  readonly status: string
}

interface Carried {
  readonly id: number
  readonly key: string
  readonly since: string
}

const keyOf = ({ kind, about }: Found) => `${kind} ${about}`
const wordsOf = ({ what }: Found) => what.join('\n')

/** Who answers for a difference: asked once a unit and role. */
function owners(world: World) {
  const asked = new Map<string, Promise<number | null>>()
  return (role: OwnerRole, salesperson: number | null, department: number | null): Promise<number | null> => {
    if (role === 'salesperson' && salesperson !== null) return Promise.resolve(salesperson)
    const code = role === 'salesperson' ? 'salesClerk' : role
    const key = `${code} ${department}`
    const known = asked.get(key) ?? holdersOf(world, code, department).then(([first]) => first ?? null)
    asked.set(key, known)
    return known
  }
}

/** Customers with whoever looks after them. */
async function sellers(
  { database: { knex } }: World,
  customers: readonly number[],
): Promise<Map<number, { owner: number | null; department: number | null }>> {
  const found = new Map<number, { owner: number | null; department: number | null }>()
  for (let start = 0; start < customers.length; start += 500) {
    const rows: { id: number; owner: number | null; department: number | null }[] = await knex('customers')
      .whereIn('id', customers.slice(start, start + 500))
      .select('id', 'owner', 'department')
    for (const { id, owner, department } of rows) found.set(id, { owner, department })
  }
  return found
}

/**
 * What of `found` is this month's: papers of the month, and of earlier months what was carried forward. The first month of all takes everything that stands open.
 * What somebody explained in an earlier month is not asked about again.
 */
async function ofMonth(
  { database: { knex } }: World,
  { from }: Period,
  found: readonly Found[],
): Promise<readonly (Found & { readonly carried?: Carried })[]> {
  const earlier = await knex('reconciliations').where('month', '<', from).whereNull('deletedAt').first('id')
  const rows: Carried[] = await knex('differences')
    .where({ month: monthOf(from, -1), status: 'carried' })
    .whereNull('deletedAt')
    .select('id', 'key', 'since')
  const carried = new Map(rows.map((row) => [row.key, row]))
  const once = new Map(found.map((each) => [keyOf(each), each]))
  return [...once.values()].flatMap((each) => {
    const before = carried.get(keyOf(each))
    if (before) return [{ ...each, carried: before, since: before.since < each.since ? before.since : each.since }]
    return earlier === undefined || each.since >= from ? [each] : []
  })
}

/** Files the differences of the month; call in a transaction that holds its record. Answers the people who have something new to explain, with how many. */
export async function fileDifferences(
  world: World,
  period: Period,
  reconciliation: number,
  all: readonly Found[],
): Promise<Map<number, number>> {
  const { knex } = world.database
  const found = await ofMonth(world, period, all)
  const rows: Known[] = await knex('differences')
    .where({ month: period.from })
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'key', 'amount', 'what', 'status')
  const known = new Map(rows.map((row) => [row.key, row]))
  const fresh = found.filter((each) => !known.has(keyOf(each)))
  const people = await sellers(world, [...new Set(fresh.flatMap(({ customer }) => customer ?? []))])
  const ownerOf = owners(world)
  const told = new Map<number, number>()
  const bodies: Stored[] = []
  for (const each of fresh) {
    const seller = each.customer === null ? undefined : people.get(each.customer)
    const owner = await ownerOf(each.owner, seller?.owner ?? null, seller?.department ?? null)
    if (owner !== null) told.set(owner, (told.get(owner) ?? 0) + 1)
    bodies.push({
      month: period.from,
      reconciliation,
      kind: each.kind,
      key: keyOf(each),
      amount: formatDecimal(each.amount, 2),
      since: each.since,
      what: wordsOf(each),
      customer: each.customer,
      salesperson: seller?.owner ?? null,
      department: seller?.department ?? null,
      owner,
      carriedFrom: each.carried?.id ?? null,
      ...each.papers,
    })
  }
  for (let start = 0; start < bodies.length; start += 500) await createMany(world, system, 'differences', bodies.slice(start, start + 500))
  const standing = new Set(found.map(keyOf))
  for (const each of found) {
    const row = known.get(keyOf(each))
    if (!row) continue
    const other = Number(row.amount) !== each.amount
    if (other || row.what !== wordsOf(each))
      await updateMany(world, system, 'differences', [row.id], { amount: formatDecimal(each.amount, 2), what: wordsOf(each) })
    if (row.status === 'gone') await move(world, system, 'differences', row.id, 'return')
    // What was said of it was said of another amount.
    else if (other && row.status !== 'open')
      await move(world, system, 'differences', row.id, 'reopen', { reason: '金额已变 The amount changed' })
  }
  for (const { id, key, status } of rows)
    if (!standing.has(key) && status !== 'gone') await move(world, system, 'differences', id, 'vanish')
  return told
}
