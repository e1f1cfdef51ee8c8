/** What the tables of a snapshot are called and what one row of each means, in both languages: for the comments in the file and for those who browse it. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { Field, LinkField } from '../../server/definition/types.ts'
import type { Words } from '../../server/definition/words.ts'
import { marts } from '../follower/marts.ts'
import { models } from '../follower/models.ts'
import type { Shape } from '../follower/shape.ts'
import { literal, name, rows } from '../follower/warehouse.ts'
import type { SnapshotColumn, SnapshotTable } from '../messages.ts'
import { choicesRow, choicesTable } from './choices.ts'

/** A table of a register: what it is called, what a row is. */
const ofShape = (shape: Shape): Pick<SnapshotTable, 'kind' | 'label' | 'row' | 'register'> => {
  const [zh, en] = shape.label
  return shape.lines
    ? {
        kind: 'lines',
        label: shape.label,
        row: [`${zh}的一行；parent 是所属记录的 id。`, `One line (${en}); parent is the id of its record.`],
        register: shape.register,
      }
    : {
        kind: 'register',
        label: shape.label,
        row: [`一条现存的“${zh}”记录；金额单位元。`, `One live record of ${en}; amounts in yuan.`],
        register: shape.register,
      }
}

/** The head of a model is Chinese first; English begins with the first line that has no Chinese character in it. */
const isEnglish = (line: string) => !/\p{Script=Han}/u.test(line)

/** What the head of the model that makes `table` says, or what is said of the words for codes. */
function headOf(table: string): Words {
  if (table === choicesTable) return choicesRow
  const mart = marts.find((each) => each.table === table)
  const made = mart ? `macro ${mart.from}(` : ` ${table} as`
  const lines = (models().find(({ sql }) => sql.includes(made))?.sql ?? '').split('\n')
  const end = lines.findIndex((line) => !line.startsWith('--'))
  const head = lines.slice(0, end).map((line) => line.replace(/^--\s*/, ''))
  const english = head.findIndex(isEnglish)
  return [head.slice(0, english).join(' '), head.slice(english).join(' ')]
}

const halves = (comment: string, otherwise: string): Words => {
  const [zh = '', en] = comment.split(' · ')
  return zh === '' ? [otherwise, otherwise] : [zh, en ?? zh]
}

/** A column of a mart means what the field of that name means in the registers that the mart follows. */
function ofField(catalog: Catalog, mart: string, column: string): Pick<SnapshotColumn, 'label' | 'link'> {
  const registers = Object.keys(marts.find(({ table }) => table === mart)?.follows ?? { orders: null, returns: null })
  const field: Field | undefined = registers
    .filter((each) => catalog.has(each))
    .map((each) => catalog.get(each))
    .flatMap((each) => [each.fields[column], ...each.lines.map((lines) => lines.fields[column])])
    .find((each) => each !== undefined)
  return { label: field?.label ?? null, link: field?.kind === 'link' ? (field as LinkField).to : null }
}

function linkOf(catalog: Catalog, shape: Shape, column: string): string | null {
  if (column === 'parent') return shape.register
  const register = catalog.get(shape.register)
  const set = shape.lines ? register.lines.find(({ table }) => table === shape.name) : register
  const field = set?.fields[column]
  return field?.kind === 'link' ? (field as LinkField).to : null
}

/** Rows of each table. What DuckDB estimates is nothing while they are not committed. */
async function counted(connection: DuckDBConnection, alias: string, tables: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const each = tables.map((table) => `select ${literal(table)} as "table", count(*) as "rows" from ${name(alias)}.${name(table)}`)
  const found = each.length > 0 ? await rows(connection, each.join(' union all ')) : []
  return new Map(found.map(({ table, rows: count }) => [String(table), Number(count)]))
}

/** Everything in the attached snapshot `alias`, as it is. */
export async function describeTables(
  connection: DuckDBConnection,
  alias: string,
  catalog: Catalog,
  shapes: readonly Shape[],
): Promise<SnapshotTable[]> {
  const found = await rows(
    connection,
    `select table_name as name, comment, true as kept from duckdb_tables() where database_name = $1
     union all select view_name, comment, false from duckdb_views() where database_name = $1 and not internal order by 1`,
    [alias],
  )
  const counts = await counted(
    connection,
    alias,
    found.filter(({ kept }) => kept).map((each) => String(each.name)),
  )
  const columns = await rows(
    connection,
    'select table_name as "table", column_name as name, data_type as type from duckdb_columns() where database_name = $1 order by table_name, column_index',
    [alias],
  )
  const byTable = new Map<string, Record<string, unknown>[]>()
  for (const column of columns) byTable.set(String(column.table), [...(byTable.get(String(column.table)) ?? []), column])
  return found.map((each) => {
    const table = String(each.name)
    const shape = shapes.find((one) => one.name === table)
    const label = halves(String(each.comment ?? ''), table)
    return {
      name: table,
      ...(shape ? ofShape(shape) : { kind: each.kept ? ('mart' as const) : ('view' as const), label, row: headOf(table), register: null }),
      rows: counts.get(table) ?? null,
      columns: (byTable.get(table) ?? []).map((column): SnapshotColumn => {
        const [own, type] = [String(column.name), String(column.type)]
        if (!shape) return { name: own, type, ...ofField(catalog, table, own) }
        return { name: own, type, label: shape.columns.find((one) => one.name === own)?.label ?? null, link: linkOf(catalog, shape, own) }
      }),
    }
  })
}

/** Writes the words into the file, where DuckDB's own tools show them. */
export async function comment(connection: DuckDBConnection, alias: string, tables: readonly SnapshotTable[]): Promise<void> {
  const statements = tables.flatMap(({ name: table, kind, label, row, columns }) => {
    const place = `${name(alias)}.${name(table)}`
    const sort = kind === 'view' ? 'view' : 'table'
    return [
      `comment on ${sort} ${place} is ${literal([label.join(' · '), ...row].join('\n'))}`,
      ...(kind === 'view'
        ? []
        : columns.flatMap((column) =>
            column.label ? [`comment on column ${place}.${name(column.name)} is ${literal(column.label.join(' · '))}`] : [],
          )),
    ]
  })
  if (statements.length > 0) await connection.run(statements.join(';\n'))
}
