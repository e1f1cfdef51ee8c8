/** Tables worked out of others, kept right by doing again just the weeks that a change touched. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { plusDays } from '../../server/calendar/weeks.ts'
import { literal, name, rows } from './warehouse.ts'

export interface Mart {
  readonly table: string
  readonly label: string
  /** The macro that works out the weeks from one day to another, or the whole table; see the model of that name. */
  readonly from: string
  /** By which date of which register a row falls into a week; for a table that is small enough to be worked out as a whole, just the registers. */
  readonly follows: Readonly<Record<string, string | null>>
}

/** In the order in which they are worked out: later ones read earlier ones. */
export const marts: readonly Mart[] = [
  {
    table: 'weekly_sales',
    label: '每周销售（按客户） · Weekly sales by customer',
    from: 'weekly_sales_between',
    follows: { orders: 'date', returns: 'date' },
  },
  {
    table: 'weekly_people',
    label: '每周销售（按客户经理） · Weekly sales by salesperson',
    from: 'weekly_people_between',
    follows: { orders: 'date', returns: 'date' },
  },
  {
    table: 'weekly_products',
    label: '每周销售（按产品） · Weekly sales by product',
    from: 'weekly_products_between',
    follows: { orders: 'date', returns: 'date' },
  },
  {
    table: 'target_shares',
    label: '起作用的销售目标 · Sales targets in effect',
    from: 'target_shares_now',
    follows: { salesTargets: null, users: null, departments: null },
  },
]

const byWeek = (mart: Mart) => Object.values(mart.follows).every((field) => field !== null)

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
  const spans = concerned.some(byWeek) ? ranges([...before, ...(await touched(connection, register))]) : []
  for (const mart of concerned)
    if (byWeek(mart)) {
      for (const { first, last } of spans) {
        await connection.run(`delete from ${name(mart.table)} where week between $1::date and $2::date`, [first, last])
        await connection.run(`insert into ${name(mart.table)} from ${mart.from}($1::date, $2::date)`, [first, last])
      }
    } else await workOut(connection, mart)
}

/** Works a mart out anew. */
export async function workOut(connection: DuckDBConnection, mart: Mart): Promise<void> {
  const all = byWeek(mart) ? `date '0001-01-01', date '9999-12-31'` : ''
  await connection.run(`create or replace table ${name(mart.table)} as from ${mart.from}(${all})`)
  await connection.run(`comment on table ${name(mart.table)} is ${literal(mart.label)}`)
}
