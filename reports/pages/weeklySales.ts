/**
 * Weekly sales statistics (销售统计表, RPT-01) with targets and completion (RPT-36).
 *
 * An order counts in the ISO week of its date unless it is a draft or cancelled; a return counts in the week of its own date; net is ordered less returned,
 * in yuan as decimal text. `quantity` is what was ordered. `customers` are the different customers that ordered; totals count them anew, they are no sum.
 * `changeWeek` and `changeYear` are the change of net in percent against the same days of the week before (of the whole weeks before, when weeks are not shown)
 * and of the same ISO week a year before; null where there is nothing to compare with. `target` and `completion` exist for people and departments.
 */
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import { Refusal } from '../../server/errors.ts'
import type { Shape } from '../follower/shape.ts'
import type { WeeklyQuestion } from '../messages.ts'
import { dimensionColumns, measureColumns } from './columns.ts'
import { translation } from './conditions.ts'
import { statement } from './statements.ts'

/** More rows than anybody reads, and few enough to send. */
export const mostRows = 50_000

/**
 * The answer as the bytes of a `Report` in JSON without `asOf` and the brace after it; the warehouse writes the JSON, which is several times as quick as making
 * objects of every cell. Throws a 422 Refusal when there would be more rows than anybody reads.
 */
export async function weeklySales(
  connection: DuckDBConnection,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: WeeklyQuestion,
): Promise<Buffer> {
  const facts = { question, catalog, by: translation(catalog, shapes, question) }
  const { sql, bindings } = statement(facts, mostRows + 1)
    .toSQL()
    .toNative()
  const [row] = (await connection.runAndReadAll(sql, bindings as DuckDBValue[])).getRowObjects()
  const { list, count, totals, before, year } = row ?? {}
  if (Number(count) > mostRows)
    throw new Refusal(422, 'tooMany', [
      `周销售统计超过 ${mostRows} 行：请缩短期间、增加筛选或减少分组。`,
      `The weekly sales statistics have more than ${mostRows} rows: shorten the period, filter more or group by less.`,
    ])
  const columns = JSON.stringify([...dimensionColumns(question), ...measureColumns(question)])
  return Buffer.concat([
    Buffer.from(`{"columns":${columns},"rows":[`),
    list instanceof DuckDBBlobValue ? list.bytes : Buffer.alloc(0),
    Buffer.from(`],"totals":${totals},"compared":{"before":${before},"year":${year}}`),
  ])
}
