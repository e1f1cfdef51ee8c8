/** Files what a run found as differences of the month: new ones opened, known ones kept with what was said of them, those no longer found closed (PAY-14). */
import { system } from '../access/actor.ts'
import { holdersOf } from '../approvals/index.ts'
import { portions } from '../database/portions.ts'
import { yuan } from '../definition/decimal.ts'
import { createMany, type Item, type Stored, type World, writeMany } from '../records/index.ts'
import { closedUntil } from './closed.ts'
import { type Found, type OwnerRole, paperLinks } from './differences/found.ts'
import type { Period } from './period.ts'

interface Known extends Readonly<Record<(typeof paperLinks)[number], number | null>> {
  readonly id: number
  readonly key: string
  readonly amount: number
  readonly since: string
  readonly what: string
  readonly explanation: string | null
  readonly owner: number | null
  readonly status: string
}

const columns = ['id', 'key', 'amount', 'since', 'what', 'explanation', 'owner', 'status', ...paperLinks] as const

const keyOf = ({ kind, about }: Found) => `${kind} ${about}`

/** Characters of each language: a notice of a hundred lines must not keep its month from running. */
const longest = 999

const wordsOf = ({ what }: Found) =>
  what.map((words) => (words.length > longest ? `${words.slice(0, longest - 1).toWellFormed()}…` : words)).join('\n')
const linksOf = ({ papers }: Found) => paperLinks.map((name) => [name, papers[name] ?? null] as const)

/** Is what is found the very thing that is on file: the same amount and the same papers? */
const unchanged = (row: Known, found: Found): boolean =>
  Number(row.amount) === found.amount && linksOf(found).every(([name, id]) => row[name] === id)

/** What a difference was and what was said of it, before it is asked about anew. */
function saidOf({ what, explanation }: Known): string {
  const [zh = '', en = ''] = what.split('\n')
  const given = (explanation ?? '').replaceAll('\n', ' ')
  return [`此前：${zh}${given ? `说明：${given}` : ''}`, `Before: ${en}${given ? ` Said of it: ${given}` : ''}`].join('\n')
}

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
  for (const some of portions(customers)) {
    const rows: { id: number; owner: number | null; department: number | null }[] = await knex('customers')
      .whereIn('id', some)
      .select('id', 'owner', 'department')
    for (const { id, owner, department } of rows) found.set(id, { owner, department })
  }
  return found
}

/** Differences before the month as they were last on file, by key. */
async function filedBefore(
  { database: { knex } }: World,
  from: string,
  keys: readonly string[],
): Promise<Map<string, Known & { month: string }>> {
  const found = new Map<string, Known & { month: string }>()
  for (const some of portions(keys)) {
    const rows: (Known & { month: string })[] = await knex('differences')
      .where('month', '<', from)
      .whereIn('key', some)
      .whereNull('deletedAt')
      .orderBy('month')
      .select('month', ...columns)
    for (const row of rows) found.set(row.key, row)
  }
  return found
}

/**
 * What of `found` is this month's: papers of the month, what was carried forward, whatever of earlier days nobody was asked about when its own month was looked at,
 * and what is no longer what was explained in a month that is closed by now. What was explained as it is, or is still to explain in its own month, is not asked about again.
 */
async function ofMonth(
  world: World,
  { from }: Period,
  found: readonly Found[],
): Promise<readonly (Found & { readonly earlier?: Known })[]> {
  const once = new Map(found.map((each) => [keyOf(each), each]))
  const filed = await filedBefore(world, from, [...once.keys()])
  const closed = (await closedUntil(world)) ?? ''
  return [...once.values()].flatMap((each) => {
    const earlier = filed.get(keyOf(each))
    if (!earlier || earlier.status === 'gone') return [each]
    if (earlier.status === 'carried') return [{ ...each, earlier, since: earlier.since < each.since ? earlier.since : each.since }]
    if (each.since >= from) return [each]
    return earlier.month <= closed && !unchanged(earlier, each) ? [{ ...each, earlier }] : []
  })
}

const ofThis = ({ database: { knex } }: World, { from }: Period): Promise<Known[]> =>
  knex('differences').where({ month: from }).whereNull('deletedAt').orderBy('id').select(columns)

/** Are the differences on file those that are found now, of the same amounts and papers? What was matched, undone or entered since the run shows here. */
export async function filedAsFound(world: World, period: Period, all: readonly Found[]): Promise<boolean> {
  const found = new Map((await ofMonth(world, period, all)).map((each) => [keyOf(each), each]))
  const rows = (await ofThis(world, period)).filter(({ status }) => status !== 'gone')
  return (
    rows.length === found.size &&
    rows.every((row) => {
      const each = found.get(row.key)
      return each !== undefined && unchanged(row, each)
    })
  )
}

/** Files the differences of the month; call in a transaction that holds its record. Answers the people who have something new to explain, with how many. */
export async function fileDifferences(
  world: World,
  period: Period,
  reconciliation: number,
  all: readonly Found[],
): Promise<Map<number, number>> {
  const found = await ofMonth(world, period, all)
  const rows = await ofThis(world, period)
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
      amount: yuan(each.amount),
      since: each.since,
      what: wordsOf(each),
      customer: each.customer,
      salesperson: seller?.owner ?? null,
      department: seller?.department ?? null,
      owner,
      carriedFrom: each.earlier?.id ?? null,
      earlier: each.earlier ? saidOf(each.earlier) : null,
      ...each.papers,
    })
  }
  for (const some of portions(bodies)) await createMany(world, system, 'differences', some)
  const items = found.flatMap((each) => {
    const row = known.get(keyOf(each))
    if (!row) return []
    const other = !unchanged(row, each)
    // What was said of it was said of another amount or of other papers.
    const unsaid = other && ['explained', 'carried'].includes(row.status)
    const again = unsaid || row.status === 'gone'
    if (!other && !again && row.what === wordsOf(each)) return []
    if (again && row.owner !== null) told.set(row.owner, (told.get(row.owner) ?? 0) + 1)
    const body = {
      amount: yuan(each.amount),
      what: wordsOf(each),
      ...Object.fromEntries(linksOf(each)),
      ...(unsaid ? { earlier: saidOf(row) } : {}),
      ...(again ? { status: 'open' } : {}),
    }
    return [{ id: row.id, body }]
  })
  const standing = new Set(found.map(keyOf))
  const gone = rows.filter(({ key, status }) => !standing.has(key) && status !== 'gone').map(({ id }) => ({ id, body: { status: 'gone' } }))
  const changed: Item[] = [...items, ...gone]
  for (const some of portions(changed)) await writeMany(world, system, 'differences', some)
  return told
}
