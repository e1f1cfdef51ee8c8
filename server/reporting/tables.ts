/** Table reports as asked over HTTP: which of them the asker may see, and a question to one of them. */
import type { CreditQuestion, TableQuestion } from '../../reports/messages.ts'
import { ofCredit, type Period, periods, type SqlTable, type TableDefinition, tableOf, tables } from '../../reports/tables/index.ts'
import type { Actor } from '../access/actor.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import { monthEnd, plusMonths } from '../calendar/duration.ts'
import type { Words } from '../definition/words.ts'
import { forbidden, malformed, Refusal } from '../errors.ts'
import type { World } from '../records/world.ts'
import { type Askable, askedBy, monthIn, periodOf, whereOf } from './asking.ts'
import { creditQuestion, demandCredit } from './customerCredit.ts'

export type Query = Readonly<Record<string, string>>

/** Ten years. */
const mostDays = 3660

type Days = readonly [first: string, last: string]

const days: Readonly<Record<Exclude<Period, 'day'>, (query: Query) => Days>> = {
  month({ month }) {
    const first = monthIn(month)
    return [first, monthEnd(first)]
  },
  quarter({ quarter = '' }) {
    const [, year, place] = /^(\d{4})-([1-4])$/.exec(quarter) ?? []
    if (!year || !place) throw malformed('quarter 应为季度，例如 2026-1。', 'quarter must be a quarter such as 2026-1.')
    const first = plusMonths(`${year}-01-01`, (Number(place) - 1) * 3)
    return [first, monthEnd(first, 2)]
  },
  days: ({ from, to }) => periodOf({ from, to }, mostDays),
}

/** What the query string of a table may hold. */
export const parametersOf = (table: TableDefinition): string[] => [
  ...periods[table.period],
  ...(ofCredit(table) ? ['ageing'] : []),
  'where',
]

/** The register that decides whether the asker may take the table away as a file. */
export const exportedAs = (table: TableDefinition): string => (ofCredit(table) ? 'invoices' : table.filter)

/** The register whose paths a filter of the table uses. */
export const filteredBy = exportedAs

const readable = ({ catalog }: World, actor: Actor, { reads }: SqlTable): boolean =>
  Object.entries(reads).every(([name, fields]) => {
    const register = catalog.get(name)
    return rowRule(register, actor, 'read') !== undefined && fields.every((field) => mayRead(register, actor, field))
  })

function mayAsk(world: World, actor: Actor, table: TableDefinition): boolean {
  if (!ofCredit(table)) return readable(world, actor, table)
  try {
    demandCredit(world, actor)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

export interface TableDescription {
  readonly name: string
  readonly label: Words
  readonly source: string
  readonly period: Period
  readonly parameters: readonly string[]
  /** The register whose paths `where` uses. */
  readonly filter: string
  /** May the asker take it away as an Excel file? */
  readonly export: boolean
}

/** The tables that the asker may see. */
export const tablesFor = (world: World, actor: Actor): TableDescription[] =>
  tables
    .filter((table) => mayAsk(world, actor, table))
    .map((table) => ({
      name: table.name,
      label: table.label,
      source: table.source,
      period: table.period,
      parameters: parametersOf(table),
      filter: filteredBy(table),
      export: actor.grant(exportedAs(table)).export === true,
    }))

/** The table of that name. Throws a 404 Refusal. */
export function tableNamed(name: string): TableDefinition {
  const table = tableOf(name)
  if (!table) throw new Refusal(404, 'missing', ['没有这个报表。', 'There is no such report.'])
  return table
}

const anywhere: Askable = { paths: /./, words: ['字段', 'fields'] }

/** The question of a table. Throws 400, 403 Refusals. */
export function tableQuestion(
  world: World,
  actor: Actor,
  table: TableDefinition,
  query: Query,
  where: unknown,
): TableQuestion | CreditQuestion {
  if (ofCredit(table)) return creditQuestion(world, actor, { on: query.on, ageing: query.ageing, trend: '1', where }, table)
  if (!readable(world, actor, table))
    throw forbidden(
      `您的角色不能查看“${table.label[0]}”，如确有需要请联系管理员。`,
      `Your role may not see “${table.label[1]}”; ask an administrator if you need to.`,
    )
  const [first, last] = days[table.period as Exclude<Period, 'day'>](query)
  const rule = (name: string) => rowRule(world.catalog.get(name), actor, 'read') ?? { id: { in: [] } }
  return {
    ask: 'table',
    table: table.name,
    first,
    last,
    where: whereOf(world, actor, world.catalog.get(table.filter), where, anywhere),
    rules: Object.fromEntries(Object.keys(table.reads).map((name) => [name, rule(name)])),
    ...askedBy(world, actor),
  }
}
