/** Compares the warehouse with the database: per table the number of rows, the sum of every decimal column and the newest version. */
import type { Knex } from 'knex'
import type { Database } from '../../server/database/connect.ts'
import type { Shape } from './shape.ts'
import { snapshot } from './source.ts'
import { name, rows, type Warehouse } from './warehouse.ts'

export interface Difference {
  readonly table: string
  readonly figure: string
  readonly database: string
  readonly warehouse: string
}

type Figures = Readonly<Record<string, string>>

/** Times a difference is looked at again: on PostgreSQL a long transaction of somebody else holds the feed back for a while. */
const patience = 20

const decimals = (shape: Shape) => shape.columns.filter((column) => column.type.startsWith('DECIMAL')).map((column) => column.name)
const newestOf = (shape: Shape) => (shape.lines ? 'position' : 'version')
const whole = (value: unknown) => String(BigInt(String(value ?? 0).replace('.', '')))

async function figuresOfDatabase({ knex }: Database, shape: Shape): Promise<Figures> {
  const sum = (column: string) => knex.raw('cast(sum(??) as text) as ??', [`t.${column}`, column])
  const query: Knex.QueryBuilder = knex({ t: shape.name })
    .count({ rows: '*' })
    .max({ newest: `t.${newestOf(shape)}` })
    .select(decimals(shape).map(sum))
  const [row]: Record<string, unknown>[] = await (shape.lines
    ? query.join({ p: shape.register }, 'p.id', 't.parent').whereNull('p.deletedAt')
    : query.whereNull('t.deletedAt'))
  return Object.fromEntries(Object.entries(row ?? {}).map(([figure, value]) => [figure, whole(value)]))
}

async function figuresOfWarehouse(warehouse: Warehouse, shape: Shape): Promise<Figures> {
  const sums = decimals(shape).map((column) => `, sum(${name(column)}) as ${name(column)}`)
  const sql = `select count(*) as "rows", max(${newestOf(shape)}) as newest${sums.join('')} from ${name(shape.name)}`
  const [row] = await warehouse.read((connection) => rows(connection, sql))
  return Object.fromEntries(Object.entries(row ?? {}).map(([figure, value]) => [figure, whole(value)]))
}

async function compare(database: Database, warehouse: Warehouse, shapes: readonly Shape[]): Promise<Difference[]> {
  const found: Difference[] = []
  for (const shape of shapes) {
    const [there, here] = [await figuresOfDatabase(database, shape), await figuresOfWarehouse(warehouse, shape)]
    for (const [figure, value] of Object.entries(there))
      if (value !== here[figure]) found.push({ table: shape.name, figure, database: value, warehouse: here[figure] ?? '' })
  }
  return found
}

/**
 * The differences that remain after `follow` took all there is. The database is read as of one moment each time;
 * writes that come in between show as a difference, so only one that stays is believed.
 */
export async function check(
  database: Database,
  shapes: readonly Shape[],
  warehouse: Warehouse,
  follow: () => Promise<void>,
): Promise<Difference[]> {
  let suspects = shapes
  let found: Difference[] = []
  for (let attempt = 0; attempt < patience; attempt++) {
    await follow()
    found = await snapshot(database, (inner) => compare(inner, warehouse, suspects))
    if (found.length === 0) return []
    const tables = new Set(found.map((difference) => difference.table))
    suspects = shapes.filter((shape) => tables.has(shape.name))
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return found
}
