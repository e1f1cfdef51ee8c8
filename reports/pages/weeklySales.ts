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
import { mondayOf } from '../../server/calendar/weeks.ts'
import type { Catalog } from '../../server/catalog/catalog.ts'
import { Refusal } from '../../server/errors.ts'
import type { Shape } from '../follower/shape.ts'
import { rows } from '../follower/warehouse.ts'
import type { AsOf, Cell, Dimension, Report, ReportColumn, ReportRow, WeeklyQuestion } from '../messages.ts'
import { builder, translation } from './conditions.ts'
import { type Facts, grainOf, sums, type Window } from './facts.ts'
import { namesOf } from './names.ts'
import { hasTargets, targets } from './targets.ts'

/** More rows than anybody reads, and few enough to send. */
export const mostRows = 50_000

const labels: Readonly<Record<Dimension, readonly [string, string]>> = {
  week: ['周（周一）', 'Week (Monday)'],
  salesperson: ['客户经理', 'Salesperson'],
  customer: ['客户', 'Customer'],
  product: ['产品', 'Product'],
  department: ['部门', 'Department'],
  region: ['地区（省）', 'Province'],
  tier: ['客户层级', 'Tier'],
}

const counts: readonly ReportColumn[] = [
  { name: 'orders', label: ['订单数', 'Orders'], format: 'count' },
  { name: 'customers', label: ['客户数', 'Customers'], format: 'count' },
  { name: 'quantity', label: ['数量', 'Quantity'], format: 'quantity' },
]

const amounts: readonly ReportColumn[] = [
  { name: 'ordered', label: ['订货金额（元）', 'Ordered (¥)'], format: 'money' },
  { name: 'returned', label: ['退货金额（元）', 'Returned (¥)'], format: 'money' },
  { name: 'net', label: ['净销售额（元）', 'Net (¥)'], format: 'money' },
  { name: 'changeWeek', label: ['较上周', 'On the week before'], format: 'percent' },
  { name: 'changeYear', label: ['较去年同周', 'On the same week last year'], format: 'percent' },
  { name: 'target', label: ['目标（元）', 'Target (¥)'], format: 'money' },
  { name: 'completion', label: ['完成率', 'Completion'], format: 'percent' },
]

const columnsOf = ({ by, amounts: shown }: WeeklyQuestion): ReportColumn[] => [
  ...by.map((dimension): ReportColumn => ({ name: dimension, label: labels[dimension], format: dimension === 'week' ? 'week' : 'name' })),
  ...counts,
  ...(shown ? amounts : []),
]

const share = (part: string, base: string) => `case when ${base} <> 0 then round(${part} * 100 / abs(${base}), 2)::decimal(18,2) end`

/** The statement for `facts`, complete with comparisons and targets. */
function statement(facts: Facts): Knex.Raw {
  const { question } = facts
  const { by, from, to } = question
  const others = by.filter((dimension) => dimension !== 'week')
  const same = (left: string, right: string) =>
    by.map((dimension) => `${left}.${dimension} is not distinct from ${right}.${dimension}`).join(' and ') || 'true'
  const withTargets = hasTargets(facts)
  const key = by.map((dimension) => `g.${dimension}`)
  const names = others.join(', ')
  const groups =
    others.length === 0
      ? 'select 1 as one'
      : `select ${names} from now${withTargets ? ` union select ${names} from target` : ` group by ${names}`}`
  const grid = by.includes('week')
    ? builder.raw(`select w.week, p.* from weeks as w cross join (${groups}) as p where w.week between ?::date and ?::date`, [
        mondayOf(from),
        to,
      ])
    : builder.raw(groups)
  const net = '(coalesce(now.ordered, 0) - coalesce(now.returned, 0))'
  const order = [...(by.includes('week') ? ['g.week'] : []), 'net desc', ...others.map((dimension) => `g.${dimension} nulls last`)]
  return builder.raw(
    `with now as (?), before as (?), year as (?), target as (?), grid as (?)
     select ${[...key, ''].join(', ')}
       coalesce(now.orders, 0) as orders, coalesce(now.customers, 0) as customers, coalesce(now.quantity, 0)::decimal(18,3) as quantity,
       coalesce(now.ordered, 0)::decimal(18,2) as ordered, coalesce(now.returned, 0)::decimal(18,2) as returned, ${net}::decimal(18,2) as net,
       ${share(`(${net} - before.net)`, 'before.net')} as "changeWeek",
       ${share(`(${net} - year.net)`, 'year.net')} as "changeYear",
       target.target, ${share(net, 'target.target')} as completion, before.net as "netBefore", year.net as "netYear"
     from grid as g
     left join now on ${same('now', 'g')} left join before on ${same('before', 'g')} left join year on ${same('year', 'g')}
     left join target on ${same('target', 'g')}
     order by ${order.join(', ')} limit ${mostRows + 1}`,
    [
      sums(facts, 'now', 'all'),
      sums(facts, 'before', 'net'),
      sums(facts, 'year', 'net'),
      withTargets ? targets(facts) : noTargets(by),
      grid,
    ],
  )
}

const noTargets = (by: readonly Dimension[]) =>
  builder.raw(`select ${[...by.map((dimension) => `null as ${dimension}`), 'null::decimal(18,2) as target'].join(', ')} where false`)

type Found = Record<string, Cell>

async function run(connection: DuckDBConnection, raw: Knex.Raw): Promise<Found[]> {
  const { sql, bindings } = raw.toSQL().toNative()
  return (await rows(connection, sql, bindings as unknown[])) as Found[]
}

/** The totals of another window than the one asked for, as zeros where there is nothing. */
async function totalsOf(connection: DuckDBConnection, facts: Facts, window: Window, columns: readonly ReportColumn[]): Promise<ReportRow> {
  const measured = builder.raw(
    `select orders, customers, coalesce(quantity, 0)::decimal(18,3) as quantity, coalesce(ordered, 0)::decimal(18,2) as ordered,
       coalesce(returned, 0)::decimal(18,2) as returned, (coalesce(ordered, 0) - coalesce(returned, 0))::decimal(18,2) as net from (?) as t`,
    [sums(facts, window, 'all')],
  )
  const [row = {}] = await run(connection, measured)
  return cut(row, columns)
}

const comparable = new Set(['orders', 'customers', 'quantity', 'ordered', 'returned', 'net'])

/** Numbers where they are counts, text where they are amounts; without amounts when the asker may not see them. */
function cut(row: Found, columns: readonly ReportColumn[]): Found {
  return Object.fromEntries(columns.map(({ name, format }) => [name, format === 'count' ? Number(row[name] ?? 0) : (row[name] ?? null)]))
}

/** Answers the question from one snapshot. Throws a 422 Refusal when the answer would be longer than anybody reads. */
export async function weeklySales(
  connection: DuckDBConnection,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: WeeklyQuestion,
  asOf: AsOf,
): Promise<Report> {
  const grain = grainOf(question)
  const by = translation(catalog, shapes, question.asker, question.today)
  const facts = { question, catalog, by, grain }
  const found = await run(connection, statement(facts))
  if (found.length > mostRows)
    throw new Refusal(422, 'tooMany', [
      `周销售统计超过 ${mostRows} 行：请缩短期间、增加筛选或减少分组。`,
      `The weekly sales statistics have more than ${mostRows} rows: shorten the period, filter more or group by less.`,
    ])
  const whole: Facts = { ...facts, question: { ...question, by: [] } }
  const [totals = {}] = await run(connection, statement(whole))
  const columns = columnsOf(question)
  const measured = columns.slice(question.by.length)
  const compared = measured.filter((column) => comparable.has(column.name))
  const named = question.by.filter((dimension) => dimension !== 'week')
  const names = await Promise.all(
    named.map((dimension) => namesOf(connection, catalog, dimension, new Set(found.map((row) => row[dimension])), question.asker.language)),
  )
  const label = (row: Found) =>
    Object.fromEntries(
      named.flatMap((dimension, index) => {
        const value = row[dimension] ?? null
        return value === null ? [] : [[dimension, names[index]?.get(String(value)) ?? `#${value}`]]
      }),
    )
  const bases = (row: Found) => (question.amounts ? { netBefore: row.netBefore ?? null, netYear: row.netYear ?? null } : {})
  return {
    columns,
    rows: found.map((row) => ({ ...cut(row, columns), ...bases(row), ...(named.length > 0 ? { _labels: label(row) } : {}) }) as ReportRow),
    totals: { ...cut(totals, measured), ...bases(totals) },
    compared: { before: await totalsOf(connection, whole, 'before', compared), year: await totalsOf(connection, whole, 'year', compared) },
    asOf,
  }
}
