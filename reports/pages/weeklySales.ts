/**
 * Weekly sales statistics (销售统计表, RPT-01) with targets and completion (RPT-36).
 *
 * An order counts in the ISO week of its date unless it is a draft or cancelled; a return counts in the week of its own date; net is ordered less returned,
 * in yuan as decimal text. `quantity` is what was ordered. `customers` are the different customers that ordered; totals count them anew, they are no sum.
 * `changeWeek` and `changeYear` are the change of net in percent against the same days of the week before (of the whole weeks before, when weeks are not shown)
 * and of the same ISO week a year before; null where there is nothing to compare with. `target` and `completion` exist for people and departments.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../server/catalog/catalog.ts'
import { Refusal } from '../../server/errors.ts'
import type { Shape } from '../follower/shape.ts'
import { rows } from '../follower/warehouse.ts'
import type { WeeklyQuestion } from '../messages.ts'
import { dimensionColumns, measureColumns } from './columns.ts'
import { translation } from './conditions.ts'
import { grainOf } from './facts.ts'
import { rowsStatement, totalsStatement } from './statements.ts'

/** More rows than anybody reads, and few enough to send. */
export const mostRows = 50_000

async function run(connection: DuckDBConnection, raw: Knex.Raw): Promise<Record<string, unknown>[]> {
  const { sql, bindings } = raw.toSQL().toNative()
  return rows(connection, sql, bindings as unknown[])
}

/** Two connections in one snapshot: rows and totals are worked out side by side. */
export type Pair = readonly [DuckDBConnection, DuckDBConnection]

/**
 * The answer as the JSON text of a `Report` without `asOf`, from the snapshot that both connections are in; the warehouse writes the JSON, which is several times
 * as quick as making objects of every cell. Throws a 422 Refusal when there would be more rows than anybody reads.
 */
export async function weeklySales(
  [one, other]: Pair,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: WeeklyQuestion,
): Promise<string> {
  const facts = { question, catalog, by: translation(catalog, shapes, question), grain: grainOf(question) }
  const [found, [whole]] = await Promise.all([run(one, rowsStatement(facts, mostRows + 1)), run(other, totalsStatement(facts))])
  if (found.length > mostRows)
    throw new Refusal(422, 'tooMany', [
      `周销售统计超过 ${mostRows} 行：请缩短期间、增加筛选或减少分组。`,
      `The weekly sales statistics have more than ${mostRows} rows: shorten the period, filter more or group by less.`,
    ])
  const columns = JSON.stringify([...dimensionColumns(question), ...measureColumns(question)])
  const list = found.map(({ json }) => json).join(',')
  return `{"columns":${columns},"rows":[${list}],"totals":${whole?.totals},"compared":{"before":${whole?.before},"year":${whole?.year}}}`
}
