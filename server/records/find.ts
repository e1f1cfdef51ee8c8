/** Lists: filter, search, sort and page within what the actor may read, with the total. */
import type { Knex } from 'knex'
import type { Actor } from '../access/actor.ts'
import { mayAskBy } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Where } from '../definition/where.ts'
import { malformed } from '../errors.ts'
import { acceptText } from '../kinds/textual.ts'
import { present, type Wire } from './present.ts'
import { fromRow } from './rows.ts'
import type { StoredRecord } from './rules.ts'
import { storedWithin, translation, within } from './scope.ts'
import { applySearch } from './search.ts'
import { applyWhere } from './where.ts'
import type { World } from './world.ts'

export interface Query {
  /** A `where`; besides, `q` searches and `$deleted: true` looks into the recycle bin. */
  readonly filter?: Readonly<Record<string, unknown>>
  readonly sort?: readonly [field: string, direction: 'ASC' | 'DESC']
  /** First and last row, both included. */
  readonly range?: readonly [first: number, last: number]
  /** Only these fields are wanted; all unless told. */
  readonly fields?: readonly string[]
}

/** Most rows in one answer. */
export const mostRows = 1_000

/** The rows that a query speaks of, not yet sorted or paged. */
export function matching(world: World, actor: Actor, register: CompleteRegister, filter: Query['filter'] = {}): Knex.QueryBuilder {
  const { q, $deleted, ...where } = filter
  const query = within(world, actor, register, $deleted === true ? 'remove' : 'read', $deleted === true)
  const words = acceptText(q, 200, false)
  if ('fault' in words) throw malformed(`搜索内容无效：${words.fault[0]}`, `The search is not usable: ${words.fault[1]}`)
  if (words.value !== null) applySearch(query, register, actor, String(words.value), world.database.dialect.like)
  return applyWhere(query, register, where as Where, translation(world, actor, true))
}

function applySort(
  query: Knex.QueryBuilder,
  register: CompleteRegister,
  actor: Actor,
  [name, direction]: readonly [string, 'ASC' | 'DESC'],
): void {
  const known =
    name === 'id' ||
    (Object.hasOwn(register.fields, name) && mayAskBy(register, actor, name) && register.columns.some((each) => each.name === name))
  if (!known) throw malformed(`不能按“${name.slice(0, 40)}”排序。`, `The list cannot be sorted by “${name.slice(0, 40)}”.`)
  // Written out, because Knex's own "nulls last" forgets the column's order on SQLite.
  if (name !== 'id') query.orderByRaw(`?? ${direction === 'DESC' ? 'desc' : 'asc'} nulls last`, [`${register.table}.${name}`])
  query.orderBy(`${register.table}.id`, direction)
}

/** The register's own order, or the newest first for those who may not ask by its field. */
export const defaultSort = (register: CompleteRegister, actor: Actor): readonly [string, 'ASC' | 'DESC'] =>
  register.sort[0] === 'id' || mayAskBy(register, actor, register.sort[0]) ? register.sort : ['id', 'DESC']

/** Stored records of a query, without lines, and how many there are in all. */
export async function findStored(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  { filter, sort, range }: Query,
): Promise<{ records: StoredRecord[]; total: number }> {
  const [first, last] = range ?? [0, mostRows - 1]
  if (!(Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last >= first && last - first < mostRows))
    throw malformed(`range 应为 [起,止]，一次最多 ${mostRows} 行。`, `range must be [first, last] of at most ${mostRows} rows.`)
  const query = matching(world, actor, register, filter)
  const counting = query.clone().count({ total: '*' })
  applySort(query, register, actor, sort ?? defaultSort(register, actor))
  const counted: { total: number }[] = await counting
  const total = Number(counted[0]?.total ?? 0)
  if (total <= first) return { records: [], total }
  const rows = await query
    .select(`${register.table}.*`)
    .offset(first)
    .limit(last - first + 1)
  return { records: rows.map((row: Record<string, unknown>) => fromRow(register, row) as StoredRecord), total }
}

/** A page of a register as the actor sees it; lines are left out. */
export async function find(world: World, actor: Actor, name: string, query: Query = {}): Promise<{ rows: Wire[]; total: number }> {
  const register = world.catalog.get(name)
  const { records, total } = await findStored(world, actor, register, query)
  return { rows: await present(world, actor, register, records), total }
}

/** The records with these ids that the actor may read, in the order asked; others are left out. */
export async function getMany(world: World, actor: Actor, name: string, ids: readonly number[]): Promise<Wire[]> {
  const register = world.catalog.get(name)
  const found = await storedWithin(world, actor, register, 'read', ids)
  return present(
    world,
    actor,
    register,
    [...new Set(ids)].flatMap((id) => found.get(id) ?? []),
  )
}
