/** Tables worked out of others, kept right by doing again just the weeks or the customers that a change touched. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { plusDays } from '../../server/calendar/weeks.ts'
import { append } from './stage.ts'
import { literal, name, rows } from './warehouse.ts'

/** What a mart is worked out by: the rows of a week or of a customer follow from nothing but the records of that week or customer. */
type Unit = 'week' | 'customer'

export interface Mart {
  readonly table: string
  readonly label: string
  /** The macro it comes from, see the model of that name: it takes two days (`week`), the name of a table of customers (`customer`), or nothing. */
  readonly from: string
  /** Null for a mart that is small enough to be worked out as a whole. */
  readonly unit: Unit | null
  /** By which field of which register a record belongs to a unit; just the registers where there is none. */
  readonly follows: Readonly<Record<string, string | null>>
}

/** Every register whose papers move a customer's account. */
const ofAccounts = {
  invoices: 'customer',
  receipts: 'customer',
  returns: 'customer',
  badDebts: 'customer',
  dispatches: 'customer',
  refunds: 'customer',
  adjustments: 'customer',
} as const

/** In the order in which they are worked out: later ones read earlier ones. */
export const marts: readonly Mart[] = [
  {
    table: 'weekly_sales',
    label: '每周销售（按客户） · Weekly sales by customer',
    from: 'weekly_sales_between',
    unit: 'week',
    follows: { orders: 'date', returns: 'date' },
  },
  {
    table: 'weekly_people',
    label: '每周销售（按客户经理） · Weekly sales by salesperson',
    from: 'weekly_people_between',
    unit: 'week',
    follows: { orders: 'date', returns: 'date' },
  },
  {
    table: 'weekly_products',
    label: '每周销售（按产品） · Weekly sales by product',
    from: 'weekly_products_between',
    unit: 'week',
    follows: { orders: 'date', returns: 'date' },
  },
  {
    table: 'target_shares',
    label: '起作用的销售目标 · Sales targets in effect',
    from: 'target_shares_now',
    unit: null,
    follows: { salesTargets: null, users: null, departments: null },
  },
  {
    table: 'dealings',
    label: '首次往来 · First dealings',
    from: 'dealings_of',
    unit: 'customer',
    follows: { invoices: 'customer', receipts: 'customer', dispatches: 'customer' },
  },
  {
    table: 'settlements',
    label: '发票清偿 · What was taken off invoices',
    from: 'settlements_of',
    unit: 'customer',
    follows: { invoices: 'customer', receipts: 'customer', returns: 'customer', badDebts: 'customer', adjustments: 'customer' },
  },
  {
    table: 'balances',
    label: '往来余额 · Balances with customers',
    from: 'balances_of',
    unit: 'customer',
    follows: ofAccounts,
  },
  {
    table: 'ledger_movements',
    label: '往来变动 · Movements of accounts',
    from: 'ledger_movements_of',
    unit: 'customer',
    follows: ofAccounts,
  },
  {
    table: 'account_months',
    label: '每月往来（按客户） · Accounts month by month',
    from: 'account_months_of',
    unit: 'customer',
    follows: ofAccounts,
  },
]

/** Everything a mart of each unit can be worked out for. */
const everything: Readonly<Record<Unit, string>> = { week: `date '0001-01-01', date '9999-12-31'`, customer: `'debtors'` }

/** The call that works `mart` out as a whole. */
export const wholeOf = ({ from, unit }: Mart): string => `${from}(${unit === null ? '' : everything[unit]})`

/** The weeks, by their Mondays, and the customers that some records belong to. */
export interface Touched {
  readonly weeks: readonly string[]
  readonly customers: readonly number[]
}

/** Where the records in `temp.keys` belong now. */
export async function touched(connection: DuckDBConnection, register: string): Promise<Touched> {
  const fieldsOf = (unit: Unit) => new Set(marts.flatMap((mart) => (mart.unit === unit ? (mart.follows[register] ?? []) : [])))
  const find = async (expression: string, field: string) =>
    rows(
      connection,
      `select distinct ${expression} as place from ${name(register)} where id in (select id from temp.keys) and ${name(field)} is not null`,
    )
  const weeks: string[] = []
  const customers: number[] = []
  for (const field of fieldsOf('week'))
    for (const { place } of await find(`date_trunc('week', ${name(field)})::date`, field)) weeks.push(String(place))
  for (const field of fieldsOf('customer')) for (const { place } of await find(name(field), field)) customers.push(Number(place))
  return { weeks, customers }
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

async function refreshWeeks(connection: DuckDBConnection, mart: Mart, weeks: readonly string[]): Promise<void> {
  for (const { first, last } of ranges(weeks)) {
    await connection.run(`delete from ${name(mart.table)} where week between $1::date and $2::date`, [first, last])
    await connection.run(`insert into ${name(mart.table)} from ${mart.from}($1::date, $2::date)`, [first, last])
  }
}

const customerColumn = { name: 'customer', type: 'INTEGER', label: ['', ''], value: (raw: unknown) => raw } as const

async function refreshCustomers(connection: DuckDBConnection, mart: Mart, customers: readonly number[]): Promise<void> {
  if (customers.length === 0) return
  await connection.run('create or replace temp table touched (customer integer)')
  await append(
    connection,
    'touched',
    [customerColumn],
    customers.map((customer) => ({ customer })),
  )
  await connection.run(`delete from ${name(mart.table)} where customer in (select customer from temp.touched)`)
  await connection.run(`insert into ${name(mart.table)} from ${mart.from}('temp.touched')`)
}

/** Does again what records of `register` left (`before`) or came to; call in the transaction of the change, after it. */
export async function refresh(connection: DuckDBConnection, register: string, before: Touched): Promise<void> {
  const concerned = marts.filter((mart) => mart.follows[register] !== undefined)
  if (concerned.length === 0) return
  const now = await touched(connection, register)
  const weeks = [...before.weeks, ...now.weeks]
  const customers = [...new Set([...before.customers, ...now.customers])]
  for (const mart of concerned)
    if (mart.unit === 'week') await refreshWeeks(connection, mart, weeks)
    else if (mart.unit === 'customer') await refreshCustomers(connection, mart, customers)
    else await workOut(connection, mart)
}

/** Works a mart out anew. */
export async function workOut(connection: DuckDBConnection, mart: Mart): Promise<void> {
  await connection.run(`create or replace table ${name(mart.table)} as from ${wholeOf(mart)}`)
  await connection.run(`comment on table ${name(mart.table)} is ${literal(mart.label)}`)
}
