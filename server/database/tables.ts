/** Brings the database up to the registers: adds missing tables, columns and indexes; never alters or drops anything. */
import type { Database } from './connect.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { TableSpec } from './spec.ts'

const quoted = (name: string): string => {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new Error(`not a name for a table or column: ${name}`)
  return `"${name}"`
}

const indexName = (prefix: string, table: string, columns: readonly string[]) =>
  quoted(`${prefix}_${table}_${columns.join('_')}`.slice(0, 60))

/** Statements that are missing between what there is and `spec`. */
function* missing(spec: TableSpec, present: Set<string> | undefined, dialect: Dialect): Generator<string> {
  const table = quoted(spec.name)
  const columns = Object.entries(spec.columns).map(([name, type]) => [name, `${quoted(name)} ${dialect.types[type]}`] as const)
  if (!present) {
    const extra = spec.name === 'changes' ? dialect.changeColumns : ''
    yield `create table ${table} (${[dialect.idColumn, ...columns.map(([, ddl]) => ddl)].join(', ')}${extra})${dialect.tableEnd}`
  } else {
    for (const [name, ddl] of columns) if (!present.has(name)) yield `alter table ${table} add column ${ddl}`
  }
  for (const { columns: of, live } of spec.unique ?? [])
    yield `create unique index if not exists ${indexName('ux', spec.name, of)} on ${table} (${of.map(quoted).join(', ')})${live ? ' where "deletedAt" is null' : ''}`
  const feed = spec.name === 'changes' && dialect.feedIndex.length > 0 ? [dialect.feedIndex] : []
  for (const of of [...(spec.index ?? []), ...feed])
    yield `create index if not exists ${indexName('ix', spec.name, of)} on ${table} (${of.map(quoted).join(', ')})`
}

/** Adds whatever of `specs` the database does not have yet; safe with several servers starting at once. */
export async function prepareTables(database: Database, specs: readonly TableSpec[]): Promise<void> {
  const { dialect } = database
  await database.knex.transaction(async (knex) => {
    await dialect.lockTables(knex)
    const present = await dialect.columns(knex)
    for (const spec of specs) for (const statement of missing(spec, present.get(spec.name), dialect)) await knex.raw(statement)
  })
}
