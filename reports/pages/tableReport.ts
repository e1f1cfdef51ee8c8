/** Answers a table report: its statement over the rows that the asker may read, with names, totals and words, as ready JSON. */
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { ChoiceField } from '../../server/definition/types.ts'
import { type Language, say } from '../../server/definition/words.ts'
import { Refusal } from '../../server/errors.ts'
import type { Shape } from '../follower/shape.ts'
import type { ReportColumn, TableQuestion } from '../messages.ts'
import type { SqlTable, TableColumn } from '../tables/definition.ts'
import { ofCredit, tableOf } from '../tables/index.ts'
import { builder, narrow, translation } from './conditions.ts'

const mostRows = 50_000

const quoted = (name: string) => `"${name}"`

/** The ids of a register that the asker may read, and asked for where it is the one that is filtered. */
function may(register: string, table: SqlTable, question: TableQuestion, catalog: Catalog, shapes: readonly Shape[]): Knex.QueryBuilder {
  const by = translation(catalog, shapes, question)
  const { reach: _reach, visible: _visible, ...unasked } = by
  const query = builder(register).select(`${register}.id`)
  narrow(query, catalog.get(register), question.rules[register] ?? { id: { in: [] } }, unasked, register)
  return register === table.filter ? narrow(query, catalog.get(register), question.where, by, register) : query
}

/** The words of a choice field as a map from its codes. */
function wordsOf(catalog: Catalog, path: string, language: Language): Knex.Raw {
  const [register = '', field = ''] = path.split('.')
  const choices = Object.entries((catalog.get(register).fields[field] as ChoiceField).choices)
  const list = choices.map(() => '?::varchar').join(', ')
  return builder.raw(`map([${list}], [${list}])`, [...choices.map(([code]) => code), ...choices.map(([, words]) => say(words, language))])
}

const decimals: ReadonlySet<ReportColumn['format']> = new Set(['money', 'percent', 'days', 'quantity', 'price'])
const scales: Readonly<Partial<Record<ReportColumn['format'], number>>> = { money: 2, quantity: 3 }

/** Decimals travel as text, so that no reader makes floats of them. */
const written = ({ format }: ReportColumn, expression: string) => (decimals.has(format) ? `(${expression})::varchar` : expression)

const total = (column: TableColumn) => {
  const scale = scales[column.format]
  const sum = `coalesce(sum(${quoted(column.name)}), 0)`
  return `"${column.name}": ${written(column, scale === undefined ? `${sum}::bigint` : `${sum}::decimal(18, ${scale})`)}`
}

/** One JSON text a row, named and ordered. */
function listed({ columns, order }: SqlTable, catalog: Catalog, language: Language): Knex.Raw {
  const bindings: Knex.RawBinding[] = []
  const joins: string[] = []
  const labels = columns.flatMap((column) => {
    const name = quoted(column.name)
    if (column.names) {
      joins.push(`left join ${quoted(column.names)} as ${quoted(`n_${column.name}`)} on ${quoted(`n_${column.name}`)}.id = r.${name}`)
      return [`${name}: coalesce(${quoted(`n_${column.name}`)}.${quoted(catalog.get(column.names).title)}::varchar, '#' || r.${name})`]
    }
    if (!column.words) return []
    bindings.push(wordsOf(catalog, column.words, language) as never)
    return [`${name}: ?[r.${name}]`]
  })
  const entries = columns.map((column) => `"${column.name}": ${written(column, `r.${quoted(column.name)}`)}`)
  const all = [...entries, ...(labels.length > 0 ? [`"_labels": {${labels.join(', ')}}`] : [])]
  return builder.raw(
    `select r.place, to_json({${all.join(', ')}})::varchar as json from (select *, row_number() over (order by ${order}) as place from result) as r ${joins.join(' ')}
    where r.place <= ${mostRows + 1}`,
    bindings,
  )
}

/** The bytes of the table in JSON without `asOf` and the brace after it. */
export async function tableReport(
  connection: DuckDBConnection,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: TableQuestion,
): Promise<Buffer> {
  const table = tableOf(question.table)
  if (!table || ofCredit(table)) throw new Refusal(404, 'missing', ['没有这个报表。', 'There is no such report.'])
  const parts: readonly (readonly [name: string, sql: Knex.Raw | Knex.QueryBuilder])[] = [
    ['asked', builder.raw('select ?::date as first, ?::date as last', [question.first, question.last])],
    ...Object.keys(table.reads).map((register) => [quoted(`may_${register}`), may(register, table, question, catalog, shapes)] as const),
    ['result', builder.raw(table.sql)],
    ['list', listed(table, catalog, question.asker.language)],
  ]
  const totals = table.columns.filter(({ sum }) => sum).map(total)
  const statement = builder.raw(
    `with ${parts.map(([name]) => `${name} as (?)`).join(', ')}
    select (select encode(coalesce(string_agg(json, ',' order by place), '')) from list) as list, (select count(*) from result) as count,
      (select to_json({${['"rows": count(*)', ...totals].join(', ')}})::varchar from result) as totals`,
    parts.map(([, sql]) => sql) as Knex.RawBinding[],
  )
  const { sql, bindings } = statement.toSQL().toNative()
  const [row] = (await connection.runAndReadAll(sql, bindings as DuckDBValue[])).getRowObjects()
  if (Number(row?.count) > mostRows)
    throw new Refusal(422, 'tooMany', [
      `“${table.label[0]}”超过 ${mostRows} 行：请缩短期间或增加筛选。`,
      `“${table.label[1]}” has more than ${mostRows} rows: shorten the period or filter more.`,
    ])
  const columns = JSON.stringify(table.columns.map(({ sum: _sum, words: _words, ...column }) => column))
  const { list } = row ?? {}
  return Buffer.concat([
    Buffer.from(`{"columns":${columns},"rows":[`),
    list instanceof DuckDBBlobValue ? list.bytes : Buffer.alloc(0),
    Buffer.from(`],"totals":${String(row?.totals)}`),
  ])
}
