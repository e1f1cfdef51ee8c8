/** What a table or column holds, at a glance: a sample, and how one column's values are spread. */
import type { SnapshotColumn, SnapshotTable } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import { missing } from '../errors.ts'
import type { Limits } from './limits.ts'
import type { Runs } from './runs.ts'

const sampled = 50
/** Up to so many rows different values are counted one by one; beyond, they are estimated. */
const counted = 1_000_000
const listed = 10

const quoted = (word: string) => `"${word.replaceAll('"', '""')}"`

const isNumber = ({ type }: SnapshotColumn) => /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|DOUBLE|FLOAT)$/.test(type)

/** A table of the actor's snapshot. Throws a 404 Refusal when it has none of that name. */
export async function tableOf(runs: Runs, actor: Actor, limits: Limits, name: string): Promise<SnapshotTable> {
  const { tables } = await runs.snapshot(actor, limits)
  const found = tables.find((each) => each.name === name)
  if (!found) throw missing(['表', 'table'], name.slice(0, 60))
  return found
}

/** Who looks, for as long as the answer is wanted: who looks around asks for many things that are left again. */
export interface Looking {
  readonly runs: Runs
  readonly actor: Actor
  readonly limits: Limits
  readonly left: AbortSignal
}

async function rowsOf(
  { runs, actor, limits, left }: Looking,
  sql: string,
  limit: number,
): Promise<{ columns: unknown; rows: unknown[][] }> {
  const { head, body } = await runs.run(actor, limits, { kind: 'profile', sql, request: { do: 'query', sql, limit }, left })
  return { columns: head.columns, rows: JSON.parse(`[${body.toString()}]`) as unknown[][] }
}

async function countOf(looking: Looking, { name }: SnapshotTable): Promise<number> {
  const [[rows] = []] = (await rowsOf(looking, `select count(*) from ${quoted(name)}`, 1)).rows
  return Number(rows)
}

/** A few rows of a table, and how many it has. */
export async function sampleOf(looking: Looking, table: SnapshotTable) {
  const sample = await rowsOf(looking, `select * from ${quoted(table.name)}`, sampled)
  return { table: table.name, rows: await countOf(looking, table), sample }
}

/** How the values of one column are spread. Throws a 404 Refusal for a column that is not there. */
export async function profileOf(looking: Looking, table: SnapshotTable, name: string) {
  const column = table.columns.find((each) => each.name === name)
  if (!column) throw missing(['列', 'column'], name.slice(0, 60))
  const own = quoted(column.name)
  const numbers = isNumber(column) ? `round(avg(${own}), 4)::varchar, median(${own})::varchar` : 'null, null'
  const exact = (table.rows ?? (await countOf(looking, table))) <= counted
  // An estimate may come out above what is possible.
  const different = exact ? `count(distinct ${own})` : `least(approx_count_distinct(${own}), count(${own}))`
  const figures = `select count(*), count(*) - count(${own}), ${different}, min(${own})::varchar, max(${own})::varchar, ${numbers} from ${quoted(table.name)}`
  const top = `select ${own}::varchar as value, count(*) as count from ${quoted(table.name)} group by 1 order by 2 desc, 1`
  const [[rows, nulls, distinct, min, max, average, median] = []] = (await rowsOf(looking, figures, 1)).rows
  return {
    table: table.name,
    column: column.name,
    type: column.type,
    rows: Number(rows),
    nulls: Number(nulls),
    distinct: Number(distinct),
    exact,
    min,
    max,
    average,
    median,
    top: (await rowsOf(looking, top, listed)).rows.map(([value, count]) => ({ value, count: Number(count) })),
  }
}
