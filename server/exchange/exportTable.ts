/** A list as a table to take away: the rows and fields that the actor sees, in his or her language, with real numbers and dates. */
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { say } from '../definition/words.ts'
import { forbidden, malformed, Refusal } from '../errors.ts'
import { kindOf } from '../kinds/index.ts'
import { mostRows, type Query } from '../records/find.ts'
import { find, noteReading, type World } from '../records/index.ts'
import { type Column, cellAt, type Format, mostExported, shapeOf, type Table } from './exportCells.ts'
import { lineSheets } from './exportLines.ts'

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
  const lines = format === 'xlsx' ? await lineSheets(world, actor, register, query, total) : []
  await noteReading(world, actor, {
    register: name,
    verb: 'export',
    fields: [...columns.map((each) => each.name), ...lines.map((each) => each.field)],
    rows: total,
    filter: query.filter ?? {},
  })
  return {
    name: say(register.label, actor.language),
    columns,
    total,
    lines,
    async *pages() {
      for (let first = 0; first < total; first += mostRows) {
        const { rows } = await find(world, actor, name, { ...query, range: [first, first + mostRows - 1] })
        if (rows.length === 0) return
        yield rows.map((row) => columns.map((column) => cellAt(register, row, column, actor, world.timeZone)))
      }
    },
  }
}
