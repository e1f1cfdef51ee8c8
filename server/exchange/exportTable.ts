/** A list as a table to take away: the rows and fields that the actor sees, in his or her language, with real numbers and dates. */
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Field } from '../definition/types.ts'
import { say } from '../definition/words.ts'
import { forbidden, malformed, Refusal } from '../errors.ts'
import { kindOf } from '../kinds/index.ts'
import { mostRows, type Query } from '../records/find.ts'
import { find, noteReading, type World } from '../records/index.ts'

/** Rows of one export at most: a workbook is written in one piece, CSV as it goes. */
export const mostExported = { xlsx: 50_000, csv: 500_000 }

export type Format = keyof typeof mostExported

/** How a column is written in a spreadsheet. */
export type Shape =
  | { readonly as: 'text' }
  | { readonly as: 'number'; readonly digits: number }
  | { readonly as: 'day' }
  | { readonly as: 'moment' }

export interface Column {
  readonly name: string
  readonly title: string
  readonly shape: Shape
}

/** A cell: text, a number as decimal text, a day, an instant in local time, or nothing. */
export type Cell = string | null

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly total: number
  /** Pages of cells, read as they are asked for. */
  pages(): AsyncGenerator<Cell[][]>
}

/** The shape follows from how a kind enters the warehouse: what is a number there is a number in a sheet. */
function shapeOf(field: Field): Shape {
  if (field.kind === 'link') return { as: 'text' }
  const type = kindOf(field).warehouse?.type(field) ?? 'VARCHAR'
  const digits = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1]
  if (digits !== undefined) return { as: 'number', digits: Number(digits) }
  if (type === 'BIGINT' || type === 'INTEGER') return { as: 'number', digits: 0 }
  return type === 'DATE' ? { as: 'day' } : type === 'TIMESTAMP' ? { as: 'moment' } : { as: 'text' }
}

function columnsOf(register: CompleteRegister, actor: Actor, asked: readonly string[] | undefined): Column[] {
  const names = asked ?? Object.keys(register.fields)
  return names.flatMap((name) => {
    const field = Object.hasOwn(register.fields, name) && mayRead(register, actor, name) ? register.fields[name] : undefined
    if (!field) {
      if (asked) throw malformed(`没有可导出的字段“${name.slice(0, 40)}”。`, `There is no field “${name.slice(0, 40)}” to export.`)
      return []
    }
    return kindOf(field).column && field.kind !== 'json' ? [{ name, title: say(field.label, actor.language), shape: shapeOf(field) }] : []
  })
}

/** Local wall-clock time of an instant, `2026-01-31 09:30:00`. */
const localTime = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant))

type Wire = Awaited<ReturnType<typeof find>>['rows'][number]

/** What stands in a cell. A wire value goes back through its kind to be shown as people read it; masked personal data stays masked. */
function cellOf(register: CompleteRegister, row: Wire, { name, shape }: Column, actor: Actor, timeZone: string): Cell {
  const value = row[name]
  const field = register.fields[name]
  if (value === null || value === undefined || !field) return null
  if (field.kind === 'link') return (row._labels as Record<string, string>)[name] ?? String(value)
  if (shape.as === 'moment') return localTime(String(value), timeZone)
  if (shape.as !== 'text' || (row._masked as string[]).includes(name)) return String(value)
  return kindOf(field).text(value, field, actor.language)
}

/** Prepares an export and notes it (who took what, SEC-24). Throws 403 without the right to export, 422 when there are too many rows. */
export async function exportTable(
  world: World,
  actor: Actor,
  name: string,
  query: Pick<Query, 'filter' | 'sort'>,
  format: Format,
  fields?: readonly string[],
): Promise<Table> {
  const register = world.catalog.get(name)
  if (actor.grant(name).export !== true)
    throw forbidden(
      `您的角色不能导出“${register.label[0]}”，如确有需要请联系管理员。`,
      `Your role may not export ${register.label[1]}; ask an administrator if you need to.`,
    )
  const columns = columnsOf(register, actor, fields)
  const { total } = await find(world, actor, name, { ...query, range: [0, 0] })
  const most = mostExported[format]
  if (total > most)
    throw new Refusal(422, 'tooMany', [
      `共 ${total} 行，超过一次导出的上限 ${most} 行；请用筛选缩小范围${format === 'xlsx' ? '，或改为导出 CSV' : ''}。`,
      `There are ${total} rows and one export takes ${most} at most; narrow the filter${format === 'xlsx' ? ', or export CSV' : ''}.`,
    ])
  await noteReading(world, actor, {
    register: name,
    verb: 'export',
    fields: columns.map((each) => each.name),
    rows: total,
    filter: query.filter ?? {},
  })
  return {
    name: say(register.label, actor.language),
    columns,
    total,
    async *pages() {
      for (let first = 0; first < total; first += mostRows) {
        const { rows } = await find(world, actor, name, { ...query, range: [first, first + mostRows - 1] })
        if (rows.length === 0) return
        yield rows.map((row) => columns.map((column) => cellOf(register, row, column, actor, world.timeZone)))
      }
    },
  }
}
