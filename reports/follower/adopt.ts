/** Brings the tables of the warehouse up to the registers in force: missing or changed ones are made anew and filled from the database. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Database } from '../../server/database/connect.ts'
import type { Shape } from './shape.ts'
import { pages } from './source.ts'
import { append } from './stage.ts'
import { literal, name, rows } from './warehouse.ts'

/** What a table must look like, as text: kept beside the table, so that any change of a definition is noticed. */
const signature = (shape: Shape) => JSON.stringify([shape.label, shape.columns.map(({ name, type, label }) => [name, type, label])])

/** Tables of the follower itself, in a schema of their own. */
export async function prepare(connection: DuckDBConnection): Promise<void> {
  await connection.run('create schema if not exists meta')
  await connection.run('create table if not exists meta.follower ("cursor" varchar not null, seq bigint not null, "at" varchar)')
  await connection.run('create table if not exists meta.models (signature varchar not null)')
  await connection.run('create table if not exists meta.shapes (name varchar not null, signature varchar not null)')
}

/** Shapes whose tables are missing here or look otherwise, and the names of tables that no register stands behind any more. */
export async function differences(
  connection: DuckDBConnection,
  shapes: readonly Shape[],
): Promise<{ changed: Shape[]; surplus: string[] }> {
  const known = new Map((await rows(connection, 'select name, signature from meta.shapes')).map((row) => [String(row.name), row.signature]))
  const wanted = new Set(shapes.map((shape) => shape.name))
  return {
    changed: shapes.filter((shape) => known.get(shape.name) !== signature(shape)),
    surplus: [...known.keys()].filter((table) => !wanted.has(table)),
  }
}

export async function drop(connection: DuckDBConnection, table: string): Promise<void> {
  await connection.run(`drop table if exists ${name(table)}`)
  await connection.run('delete from meta.shapes where name = $1', [table])
}

/** Makes the table of `shape` anew, empty, with comments in both languages. */
export async function make(connection: DuckDBConnection, shape: Shape): Promise<void> {
  await drop(connection, shape.name)
  await connection.run(
    `create table ${name(shape.name)} (${shape.columns.map((column) => `${name(column.name)} ${column.type}`).join(', ')})`,
  )
  await connection.run(`comment on table ${name(shape.name)} is ${literal(shape.label.join(' · '))}`)
  for (const column of shape.columns)
    await connection.run(`comment on column ${name(shape.name)}.${name(column.name)} is ${literal(column.label.join(' · '))}`)
  await connection.run('insert into meta.shapes values ($1, $2)', [shape.name, signature(shape)])
}

/** Fills the empty table of `shape` from the database; answers the number of rows. */
export async function fill(connection: DuckDBConnection, database: Database, shape: Shape): Promise<number> {
  let count = 0
  for await (const page of pages(database, shape)) {
    await append(connection, shape.name, shape.columns, page)
    count += page.length
  }
  // A scan of lines brings those of deleted records too: reading them all and dropping a few is quicker than joining every page.
  if (shape.lines) await connection.run(`delete from ${name(shape.name)} where parent not in (select id from ${name(shape.register)})`)
  return count
}
