/** Writes one snapshot: a fresh DuckDB file with nothing in it but the rows and columns that its scope may see, and the marts worked out of just these. */
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import { type Mart, marts, wholeOf, workOut } from '../follower/marts.ts'
import { models } from '../follower/models.ts'
import type { Shape } from '../follower/shape.ts'
import { literal, name, rows } from '../follower/warehouse.ts'
import type { SnapshotQuestion, SnapshotTable } from '../messages.ts'
import { narrow, translation } from '../pages/conditions.ts'
import { writeChoices } from './choices.ts'
import { comment, describeTables } from './describe.ts'
import { choose, type Secrets, secretsOf } from './secrecy.ts'

/** The name that the file, and so its catalog, has everywhere. */
export const fileName = 'taizhang.duckdb'

/** What it is called while it is written. */
const alias = 'snapshot'

interface Source {
  readonly catalog: Catalog
  readonly shapes: readonly Shape[]
}

/** The columns of a table that are open to the scope and there. */
const openColumns = ({ tables }: SnapshotQuestion, shape: Shape): string[] =>
  shape.columns.map((column) => column.name).filter((column) => tables[shape.name]?.includes(column))

/** Are all rows of the register open? */
const isWhole = ({ rules }: SnapshotQuestion, register: string): boolean => JSON.stringify(rules[register]) === '{}'

/** Copies what the scope may see of one table. Lines go with their records. */
async function copyTable(
  connection: DuckDBConnection,
  into: string,
  shape: Shape,
  question: SnapshotQuestion,
  { catalog, shapes }: Source,
  secrets: Secrets | undefined,
): Promise<void> {
  const rule = question.rules[shape.register]
  const columns = openColumns(question, shape)
  if (!rule || columns.length === 0) return
  const query = choose(catalog, shape, columns, secrets)
  if (Object.keys(rule).length > 0) {
    const { reach: _reach, visible: _visible, ...by } = translation(catalog, shapes, question)
    if (shape.lines)
      query.whereIn(`${shape.name}.parent`, (sub) => {
        narrow(sub.select(`${shape.register}.id`).from(shape.register), catalog.get(shape.register), rule, by, shape.register)
      })
    else narrow(query, catalog.get(shape.register), rule, by, shape.name)
  }
  const { sql, bindings } = query.toSQL().toNative()
  await connection.run(`create table ${name(into)}.${name(shape.name)} as ${sql}`, bindings as DuckDBValue[])
}

/** Does `work`, which may fail for want of a table or column that the scope does not have; what depends on it is then left out, too. */
async function asFarAsOpen(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!(error instanceof Error) || !/^(Binder|Catalog) Error/.test(error.message)) throw error
  })
}

/**
 * Makes one mart. Where all rows that it follows from are open, and its own words find every column they need, it is what the warehouse has worked out already, and is
 * copied; otherwise it is worked out of what the scope has, or left out.
 */
async function makeMart(connection: DuckDBConnection, home: string, mart: Mart, question: SnapshotQuestion): Promise<void> {
  if (!Object.keys(mart.follows).every((register) => isWhole(question, register))) return workOut(connection, mart)
  ;(await connection.prepare(`from ${wholeOf(mart)}`)).destroySync()
  await connection.run(`create table ${name(mart.table)} as from ${name(home)}.main.${name(mart.table)}`)
  await connection.run(`comment on table ${name(mart.table)} is ${literal(mart.label)}`)
}

/** Puts the models into the snapshot, over its own tables, and their marts. The machinery does not stay in the file. */
async function applyModels(connection: DuckDBConnection, home: string, into: string, question: SnapshotQuestion): Promise<void> {
  await connection.run(`use ${name(into)}`)
  for (const { sql } of models()) {
    await asFarAsOpen(() => connection.run(sql))
    for (const mart of marts) if (sql.includes(`macro ${mart.from}(`)) await asFarAsOpen(() => makeMart(connection, home, mart, question))
  }
  const macros = await rows(
    connection,
    `select distinct function_name as name from duckdb_functions() where database_name = $1 and not internal and function_type = 'table_macro'`,
    [into],
  )
  for (const macro of macros) await connection.run(`drop macro table ${name(String(macro.name))}`)
}

/**
 * Writes the snapshot that `question` describes into `folder`, which appears when all is written. `connection` is to a copy of the warehouse that nobody else has open; when
 * this throws, both the copy and `folder.part` are to be thrown away.
 */
export async function publish(
  connection: DuckDBConnection,
  question: SnapshotQuestion,
  source: Source,
  folder: string,
): Promise<SnapshotTable[]> {
  const beside = `${folder}.part`
  mkdirSync(beside, { recursive: true, mode: 0o700 })
  const [found] = await rows(connection, 'select current_database() as name')
  const home = String(found?.name)
  // The tightest packing of texts takes a sixth of the time for a seventh of the size: a snapshot is short-lived.
  await connection.run(`set disabled_compression_methods = 'fsst,dict_fsst'`)
  // Half a snapshot is thrown away, so nothing is written twice for its sake.
  await connection.run(`attach ${literal(join(beside, fileName))} as ${name(alias)} (recovery_mode 'no_wal_writes')`)
  await connection.run('begin transaction')
  const secrets = await secretsOf(connection)
  for (const shape of source.shapes) await copyTable(connection, alias, shape, question, source, secrets)
  const open = (shape: Shape) => (question.rules[shape.register] ? openColumns(question, shape) : [])
  await writeChoices(connection, alias, source.catalog, source.shapes, open)
  await applyModels(connection, home, alias, question)
  const tables = await describeTables(connection, alias, source.catalog, source.shapes)
  await comment(connection, alias, tables)
  await connection.run('commit')
  await connection.run(`use ${name(home)}`)
  await connection.run(`checkpoint ${name(alias)}`)
  await connection.run(`detach ${name(alias)}`)
  if (existsSync(join(beside, `${fileName}.wal`))) throw new Error('a snapshot was not written to its end')
  renameSync(beside, folder)
  return tables
}
