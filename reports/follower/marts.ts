/** Tables worked out of others, kept right by doing again just the weeks that a change touched. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { plusDays } from '../../server/calendar/weeks.ts'
import { models } from './models.ts'
import { name, rows } from './warehouse.ts'

interface Mart {
  readonly table: string
  /** The macro that works out the weeks from one day to another; see the model of that name. */
  readonly between: string
  /** By which date of which register a row falls into a week. */
  readonly follows: Readonly<Record<string, string>>
}

export const marts: readonly Mart[] = [
  { table: 'weekly_sales', between: 'weekly_sales_between', follows: { orders: 'date', returns: 'date' } },
]

/** Mondays of the weeks that the records in `temp.keys` are in now. */
export async function touched(connection: DuckDBConnection, register: string): Promise<string[]> {
  const fields = new Set(marts.flatMap((mart) => mart.follows[register] ?? []))
  const found: string[] = []
  for (const field of fields) {
    const weeks = await rows(
      connection,
      `select distinct date_trunc('week', ${name(field)})::date as week from ${name(register)} where id in (select id from temp.keys) and ${name(field)} is not null`,
    )
    found.push(...weeks.map((row) => String(row.week)))
  }
  return found
}

/** Joins neighbouring weeks to ranges, so that an import over a year is worked out in one go. */
export function ranges(mondays: readonly string[]): { first: string; last: string }[] {
  const found: { first: string; last: string }[] = []
  for (const monday of [...new Set(mondays)].sort()) {
    const open = found.at(-1)
    if (open && plusDays(open.last, 1) === monday) open.last = plusDays(monday, 6)
    else found.push({ first: monday, last: plusDays(monday, 6) })
  }
  return found
}

/** Does the weeks again that records of `register` left (`before`) or came to; call in the transaction of the change, after it. */
export async function refresh(connection: DuckDBConnection, register: string, before: readonly string[]): Promise<void> {
  const concerned = marts.filter((mart) => mart.follows[register] !== undefined)
  if (concerned.length === 0) return
  const spans = ranges([...before, ...(await touched(connection, register))])
  for (const { table, between } of concerned)
    for (const { first, last } of spans) {
      await connection.run(`delete from ${name(table)} where week between $1::date and $2::date`, [first, last])
      await connection.run(`insert into ${name(table)} from ${between}($1::date, $2::date)`, [first, last])
    }
}

/** Works every mart out anew. */
export async function rebuildMarts(connection: DuckDBConnection): Promise<void> {
  for (const { table, between } of marts) {
    await connection.run(`create or replace table ${name(table)} as from ${between}(date '0001-01-01', date '9999-12-31')`)
    const title = models().find(({ file }) => file.slice(4, -4).replaceAll('-', '_') === table)
    const [chinese, english] = (title?.sql ?? '').split('\n').map((line) => line.replace(/^-- /, '').replaceAll("'", "''"))
    await connection.run(`comment on table ${name(table)} is '${chinese ?? ''} ${english ?? ''}'`)
  }
}
