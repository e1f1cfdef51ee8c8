/** Reads whole tables of the database and of the warehouse in one form, so that they can be held against each other row by row. */
import { expect } from 'vitest'
import type { Follower } from '../../reports/follower/follower.ts'
import { marts, wholeOf } from '../../reports/follower/marts.ts'
import { type Column, shapes } from '../../reports/follower/shape.ts'
import { name, rows } from '../../reports/follower/warehouse.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import type { World } from '../../server/records/world.ts'

const asText = (value: unknown) => (value === null || value === undefined ? null : String(value))

/** What the database holds, as the warehouse should show it; written apart from the code under test. */
function expected({ type }: Column, raw: unknown): string | null {
  if (raw === null || raw === undefined) return null
  const scale = /^DECIMAL\(18,(\d)\)$/.exec(type)?.[1]
  if (scale !== undefined) return formatDecimal(Number(raw), Number(scale))
  if (type === 'TIMESTAMP')
    return String(raw)
      .replace('T', ' ')
      .replace(/\.?0*Z$/, '')
  if (type === 'BOOLEAN') return String(Number(raw) === 1)
  return String(raw)
}

/** Every live row of every register in the warehouse is what the database holds, and nothing else is there. */
export async function expectSame(world: World, follower: Follower): Promise<void> {
  for (const shape of shapes(world.catalog.registers)) {
    const columns = shape.columns.map((column) => `t.${column.name}`)
    const query = world.database.knex({ t: shape.name }).select(columns).orderBy('t.id')
    const there: Record<string, unknown>[] = await (shape.lines
      ? query.whereIn('t.parent', world.database.knex(shape.register).select('id').whereNull('deletedAt'))
      : query.whereNull('t.deletedAt'))
    const here = await follower.read((connection) => rows(connection, `select * from ${name(shape.name)} order by id`))
    const seen = here.map((row) =>
      shape.columns.map((column) =>
        column.type === 'TIMESTAMP'
          ? (asText(row[column.name])
              ?.replace(/(\.\d*?)0+$/, '$1')
              .replace(/\.$/, '') ?? null)
          : asText(row[column.name]),
      ),
    )
    expect(seen, shape.name).toEqual(there.map((row) => shape.columns.map((column) => expected(column, row[column.name]))))
  }
  await expectMarts(follower)
}

/** Each mart is what working it out anew gives. */
async function expectMarts(follower: Follower): Promise<void> {
  for (const mart of marts) {
    const kept = await follower.read((connection) => rows(connection, `select * from ${mart.table} order by all`))
    const fresh = await follower.read((connection) => rows(connection, `select * from ${wholeOf(mart)} order by all`))
    expect(kept, mart.table).toEqual(fresh)
  }
}

/** Takes the feed to its end. */
export async function follow(follower: Follower): Promise<void> {
  await follower.released()
  while (await follower.step());
}
