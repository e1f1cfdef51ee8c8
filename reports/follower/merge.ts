/** Puts a batch of the feed into the warehouse: changed rows replace theirs, deleted ones go, and the cursor moves, all in one transaction. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Cursor } from '../../server/changes/read.ts'
import { refresh, touched } from './marts.ts'
import type { Shape } from './shape.ts'
import type { Batch } from './source.ts'
import { append, type Row } from './stage.ts'
import { name, rows } from './warehouse.ts'

export interface Position {
  readonly cursor: Cursor
  readonly seq: number
  readonly at: string | null
}

const idColumn = { name: 'id', type: 'INTEGER', label: ['', ''], value: (raw: unknown) => raw } as const

async function mergeTable(connection: DuckDBConnection, shape: Shape, found: readonly Row[]): Promise<void> {
  const [table, stage] = [name(shape.name), 'temp.stage']
  await connection.run(`create or replace temp table stage as from ${table} limit 0`)
  await append(connection, 'stage', shape.columns, found)
  // Were a key there twice, MERGE would take both: one row a key, whatever was read.
  const newest = `select * from ${stage} qualify row_number() over (partition by id order by ${shape.lines ? 'position' : 'version'} desc) = 1`
  await connection.run(
    `merge into ${table} as t using (${newest}) as s on t.id = s.id when matched then update when not matched then insert`,
  )
  const own = shape.lines ? 'parent' : 'id'
  await connection.run(`delete from ${table} where ${own} in (select id from temp.keys) and id not in (select id from ${stage})`)
}

/** Applies `batch`; call inside a transaction. Applying one again changes nothing. */
export async function merge(connection: DuckDBConnection, shapes: readonly Shape[], batch: Batch): Promise<void> {
  for (const [register, ids] of batch.keys) {
    const concerned = shapes.filter((shape) => shape.register === register)
    if (concerned.length === 0) continue
    await connection.run('create or replace temp table keys (id integer)')
    await append(
      connection,
      'keys',
      [idColumn],
      ids.map((id) => ({ id })),
    )
    const before = await touched(connection, register)
    for (const shape of concerned) await mergeTable(connection, shape, batch.rows.get(shape.name) ?? [])
    await refresh(connection, register, before)
  }
  await setPosition(connection, batch)
}

export async function setPosition(connection: DuckDBConnection, { cursor, seq, at }: Position): Promise<void> {
  await connection.run('delete from meta.follower')
  await connection.run('insert into meta.follower values ($1, $2::bigint, $3)', [cursor, seq, at])
}

/** Where the warehouse stands; undefined when it was never filled. */
export async function position(connection: DuckDBConnection): Promise<Position | undefined> {
  const [row] = await rows(connection, 'select "cursor", seq, "at" from meta.follower')
  return row && { cursor: String(row.cursor), seq: Number(row.seq), at: row.at === null ? null : String(row.at) }
}
