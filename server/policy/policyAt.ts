/** Which value of a policy holds for a case on a day: the narrowest scope wins — customer › tier › unit › pack › company — then the shipped value. */
import { parseDecimal } from '../definition/decimal.ts'
import { Refusal } from '../errors.ts'
import type { World } from '../records/index.ts'
import { type PolicyName, policyKeys } from './keys.ts'
import type { Unit } from './units.ts'
import { type RoleShare, readShare, readShares, type Share, toDuration } from './value.ts'

export const policyScopes = ['customer', 'tier', 'department', 'pack', 'company'] as const
export type PolicyScope = (typeof policyScopes)[number]

/** Whom a policy is asked for. */
export interface Subject {
  readonly customer?: number | null
  readonly tier?: string | null
  /** The business unit; a policy of a unit above holds too, the nearest one first. */
  readonly department?: number | null
}

/** A policy in force, in the form that a case keeps: what was decided under it stays explained by it. */
export interface Policy {
  readonly key: PolicyName
  readonly value: string
  readonly unit: Unit
  /** The row that says so; null for the shipped value. */
  readonly row: number | null
  readonly scope: PolicyScope | 'shipped'
  /** The first day it held; null for the shipped value. */
  readonly since: string | null
  /** Row of the catalogue. */
  readonly source: string
}

export interface PolicyRow {
  readonly id: number
  readonly key: PolicyName
  readonly value: string
  readonly unit: Unit
  readonly scope: PolicyScope
  readonly customer: number | null
  readonly tier: string | null
  readonly department: number | null
  readonly pack: string | null
  readonly from: string
}

/** Where a case belongs: its tier, and its unit with those above, nearest first, each with its industry pack. */
interface Place {
  readonly customer: number | null
  readonly tier: string | null
  readonly units: readonly { readonly id: number; readonly pack: string | null }[]
}

async function placeOf({ database: { knex } }: World, { customer, tier, department }: Subject): Promise<Place> {
  const known: { tier: string | null; department: number | null } | undefined =
    customer && (tier === undefined || department === undefined)
      ? await knex('customers').where({ id: customer }).first('tier', 'department')
      : undefined
  const unit = department ?? known?.department ?? null
  const own: { path: string | null } | undefined = unit ? await knex('departments').where({ id: unit }).first('path') : undefined
  const ids = (own?.path ?? '').split('/').filter(Boolean).map(Number).reverse()
  const above: { id: number; pack: string | null }[] =
    ids.length > 0 ? await knex('departments').whereIn('id', ids).select('id', 'pack') : []
  return {
    customer: customer ?? null,
    tier: tier ?? known?.tier ?? null,
    units: ids.flatMap((id) => above.find((each) => each.id === id) ?? []),
  }
}

/** How narrow a row is for this case: smaller is narrower; undefined when it does not speak of it. */
function narrowness(row: PolicyRow, { customer, tier, units }: Place): number | undefined {
  if (row.scope === 'customer') return row.customer === customer ? 0 : undefined
  if (row.scope === 'tier') return row.tier === tier ? 1 : undefined
  if (row.scope === 'company') return 1000
  const place = units.findIndex((unit) => (row.scope === 'department' ? unit.id === row.department : unit.pack === row.pack))
  return place < 0 ? undefined : place + (row.scope === 'department' ? 2 : 500)
}

const needed = (key: PolicyName): Refusal => {
  const { label, source } = policyKeys[key]
  return new Refusal(409, 'policy', [
    `制度“${label[0]}”（${source}）尚未填写，无法继续；请系统管理员在“制度”中填写。`,
    `The policy “${label[1]}” (${source}) has no value yet, so this cannot go on; an administrator enters it under Policies.`,
  ])
}

/** The policies of one case on one day, as far as they have a value. Rows are read once for all keys. */
export async function policiesAt<K extends PolicyName>(
  world: World,
  keys: readonly K[],
  subject: Subject,
  day: string,
): Promise<Partial<Record<K, Policy>>> {
  const rows: PolicyRow[] = await world.database
    .knex('policies')
    .whereIn('key', keys as K[])
    .whereNull('deletedAt')
    .where('from', '<=', day)
    .where((query) => query.whereNull('to').orWhere('to', '>=', day))
    .select('id', 'key', 'value', 'unit', 'scope', 'customer', 'tier', 'department', 'pack', 'from')
  const place: Place = rows.every(({ scope }) => scope === 'company')
    ? { customer: null, tier: null, units: [] }
    : await placeOf(world, subject)
  const found: Partial<Record<K, Policy>> = {}
  for (const key of keys) {
    const fitting = rows.flatMap((row) => {
      const rank = row.key === key ? narrowness(row, place) : undefined
      return rank === undefined ? [] : [{ row, rank }]
    })
    const [best] = fitting.sort((a, b) => a.rank - b.rank)
    const { value, units, source } = policyKeys[key]
    if (best) {
      const { id, value: own, unit, scope, from } = best.row
      found[key] = { key, value: own, unit, row: id, scope, since: from, source }
    } else if (value !== undefined) found[key] = { key, value, unit: units[0], row: null, scope: 'shipped', since: null, source }
  }
  return found
}

/** One policy of a case on a day. Throws a 409 Refusal that names it when the company has not filled its blank. */
export async function policyAt(world: World, key: PolicyName, subject: Subject, day: string): Promise<Policy> {
  const found = (await policiesAt(world, [key], subject, day))[key]
  if (!found) throw needed(key)
  return found
}

/** The policy among those read, or the refusal that names the blank. */
export function insistOn<K extends PolicyName>(found: Partial<Record<K, Policy>>, key: K): Policy {
  const policy = found[key]
  if (!policy) throw needed(key)
  return policy
}

const broken = ({ key, value }: Policy) => new RangeError(`policy ${key} holds ${value}`)

/** The amount of a policy in 分. */
export function moneyIn(policy: Policy): number {
  const amount = parseDecimal(policy.value, 2)
  if (amount === undefined) throw broken(policy)
  return amount
}

/** Hundredths of a percent. */
export const percentIn = moneyIn

export function shareIn(policy: Policy): Share {
  const share = readShare(policy.value)
  if (!share) throw broken(policy)
  return share
}

export function sharesIn(policy: Policy): RoleShare[] {
  const shares = readShares(policy.value)
  if (!shares) throw broken(policy)
  return shares
}

export const durationIn = ({ unit, value }: Policy) => toDuration(unit, value)
