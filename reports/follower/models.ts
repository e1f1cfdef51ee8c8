/** Puts the models of `reports/models/*.sql` into the warehouse, in the order of their numbers. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { marts, workOut } from './marts.ts'
import { name, rows } from './warehouse.ts'

const folder = new URL('../models/', import.meta.url)

export interface Model {
  readonly file: string
  readonly sql: string
}

let loaded: readonly Model[] | undefined

/** The models, read once. */
export function models(): readonly Model[] {
  loaded ??= readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ file, sql: readFileSync(new URL(file, folder), 'utf8') }))
  return loaded
}

/** Changes with any of the models. */
const signature = () => createHash('sha256').update(JSON.stringify(models())).digest('hex')

/** Everything that earlier models left: what is of another sort now could not be replaced otherwise. A snapshot that is being written beside is none of it. */
async function clear(connection: DuckDBConnection): Promise<void> {
  const views = await rows(
    connection,
    `select view_name as name from duckdb_views() where database_name = current_database() and not internal and schema_name = 'main' and not temporary`,
  )
  for (const view of views) await connection.run(`drop view ${name(String(view.name))}`)
  const tables = await rows(
    connection,
    `select table_name as name from duckdb_tables() where database_name = current_database() and schema_name = 'main' and not temporary and table_name not in (select name from meta.shapes)`,
  )
  for (const table of tables) await connection.run(`drop table ${name(String(table.name))}`)
}

/** Makes every view, macro and table of the models, and works the marts out, unless nothing they are made of is new. */
export async function applyModels(connection: DuckDBConnection, tablesAreNew: boolean): Promise<void> {
  const now = signature()
  const [known] = await rows(connection, 'select signature from meta.models')
  if (!tablesAreNew && known?.signature === now) return
  await clear(connection)
  for (const { sql } of models()) {
    await connection.run(sql)
    for (const mart of marts) if (sql.includes(`macro ${mart.from}(`)) await workOut(connection, mart)
  }
  await connection.run('delete from meta.models')
  await connection.run('insert into meta.models values ($1)', [now])
}
