/** Leads every link from one record to another, in whatever register it stands: for two records that turn out to be one. Frozen papers too, because it is the same party they speak of. */
import type { Actor } from '../access/actor.ts'
import type { Incoming } from '../catalog/catalog.ts'
import { log } from '../changes/log.ts'
import { portions } from '../database/portions.ts'
import { Refusal } from '../errors.ts'
import type { World } from './world.ts'

export interface Relinked {
  readonly register: string
  readonly count: number
}

interface Linked {
  readonly id: number
  readonly version: number
}

/** Records that link to `from` by this field, of their own or of their lines; those in the recycle bin among them. */
async function linking({ database: { knex }, catalog }: World, { register, field, lines }: Incoming, from: number): Promise<Linked[]> {
  const { table } = catalog.get(register)
  if (!lines)
    return knex(table)
      .where({ [field]: from })
      .orderBy('id')
      .select('id', 'version')
  return knex({ r: table })
    .whereIn(
      'r.id',
      knex(`${table}_${lines}`)
        .where({ [field]: from })
        .select('parent'),
    )
    .orderBy('r.id')
    .select('r.id', 'r.version')
}

/**
 * Makes every link to `from` in register `name` one to `into`; each record gets a new version and an entry in its history with `note`.
 * Call inside a transaction. Throws a 409 Refusal where both have what may occur only once. Answers how many records of which register.
 */
export async function relink(world: World, actor: Actor, name: string, from: number, into: number, note: string): Promise<Relinked[]> {
  const { database, catalog } = world
  const { knex, dialect } = database
  const at = world.now().toISOString()
  const counts = new Map<string, number>()
  for (const incoming of catalog.incoming(name)) {
    const { register, field, lines } = incoming
    const rows = await linking(world, incoming, from)
    if (rows.length === 0) continue
    const { table, label } = catalog.get(register)
    try {
      await knex(lines ? `${table}_${lines}` : table)
        .where({ [field]: from })
        .update({ [field]: into })
    } catch (error) {
      if (dialect.brokenUnique(error) === undefined) throw error
      throw new Refusal(409, 'refused', [
        `不能合并：双方在“${label[0]}”中各有一条只能有一条的记录，请先删去其中一条。`,
        `Not merged: both have a record of ${label[1]} that may occur only once; delete one of them first.`,
      ])
    }
    for (const some of portions(rows)) {
      await knex(table)
        .whereIn(
          'id',
          some.map(({ id }) => id),
        )
        .update({ version: knex.raw('?? + 1', ['version']), updatedAt: at, updatedBy: actor.id })
      const entries = some.map(({ id, version }) => ({
        record: id,
        version: version + 1,
        verb: 'update',
        ...(lines ? {} : { diff: { [field]: [from, into] as const } }),
        note,
      }))
      await log(database, actor, register, at, entries)
    }
    counts.set(register, (counts.get(register) ?? 0) + rows.length)
  }
  return [...counts].map(([register, count]) => ({ register, count }))
}
