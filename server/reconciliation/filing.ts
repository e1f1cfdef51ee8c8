/** Files what a run found as differences of the month: new ones opened, known ones kept with what was said of them, those no longer found closed (PAY-14). */
import { system } from '../access/actor.ts'
import { holdersOf } from '../approvals/index.ts'
import { formatDecimal } from '../definition/decimal.ts'
import { createMany, move, type Stored, updateMany, type World } from '../records/index.ts'
import type { Found, OwnerRole } from './differences/found.ts'
import type { Period } from './period.ts'

interface Known {
  readonly id: number
  readonly key: string
  readonly amount: number
  readonly what: string
  readonly status: string
}

interface Said {
  readonly id: number
  readonly key: string
  readonly since: string
  readonly status: string
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

/** What was last said of differences before the month, by key. */
async function saidBefore({ database: { knex } }: World, from: string, keys: readonly string[]): Promise<Map<string, Said>> {
  const found = new Map<string, Said>()
  for (let start = 0; start < keys.length; start += 500) {
    const rows: Said[] = await knex('differences')
      .where('month', '<', from)
      .whereIn('key', keys.slice(start, start + 500))
      .whereNull('deletedAt')
      .orderBy('month')
      .select('id', 'key', 'since', 'status')
    for (const row of rows) found.set(row.key, row)
  }
  return found
}

/**
 * What of `found` is this month's: papers of the month, what was carried forward, and whatever of earlier days nobody was asked about when its own month was looked at.
 * What somebody explained in an earlier month, or is still to explain there, is not asked about again.
 */
async function ofMonth(world: World, { from }: Period, found: readonly Found[]): Promise<readonly (Found & { readonly carried?: Said })[]> {
  const once = new Map(found.map((each) => [keyOf(each), each]))
  const said = await saidBefore(world, from, [...once.keys()])
  return [...once.values()].flatMap((each) => {
    const before = said.get(keyOf(each))
    if (before?.status === 'carried') return [{ ...each, carried: before, since: before.since < each.since ? before.since : each.since }]
    return each.since >= from || before === undefined || before.status === 'gone' ? [each] : []
  })
}

/** Are the differences on file those that are found now, with the same amounts? What was matched, undone or entered since the run shows here. */
export async function filedAsFound(world: World, period: Period, all: readonly Found[]): Promise<boolean> {
  const found = new Map((await ofMonth(world, period, all)).map((each) => [keyOf(each), each.amount]))
  const rows: Pick<Known, 'key' | 'amount'>[] = await world.database
    .knex('differences')
    .where({ month: period.from })
    .whereNull('deletedAt')
    .whereNot('status', 'gone')
    .select('key', 'amount')
  return rows.length === found.size && rows.every(({ key, amount }) => found.get(key) === Number(amount))
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
