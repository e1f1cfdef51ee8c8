/** The lines of exported records as sheets of their own: one row a line, the number of its record before it. */
import type { Actor } from '../access/actor.ts'
import { mayRead, readableColumns } from '../access/rows.ts'
import type { CompleteRegister, Lines } from '../catalog/complete.ts'
import { say } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { findStored, matching, type Query } from '../records/find.ts'
import type { World } from '../records/index.ts'
import { present, type Wire } from '../records/present.ts'
import { withLines } from '../records/rows.ts'
import { type Cell, type Column, cellAt, cellOf, mostExported, type Sheet, shapeOf } from './exportCells.ts'

/** Records read at once: each may have many lines. */
const atOnce = 500

/** The field that tells which record a line belongs to: its number, else its title; undefined when neither is for the actor's eyes. */
function namingColumn(register: CompleteRegister, actor: Actor): Column | undefined {
  for (const name of ['number', register.title]) {
    const field = register.fields[name]
    if (field && mayRead(register, actor, name)) return { name, title: say(field.label, actor.language), shape: shapeOf(field) }
  }
  return undefined
}

const tooMany = (most: number) =>
  new Refusal(422, 'tooMany', [
    `明细超过一次导出的上限 ${most} 行；请用筛选缩小范围，或改为导出 CSV（不含明细）。`,
    `There are more than the ${most} lines that one export takes; narrow the filter, or export CSV, which has no lines.`,
  ])

export interface LineSheet extends Sheet {
  /** The field of the record that holds the lines. */
  readonly field: string
}

/** Sheets for the lines that the actor may see. Throws a 422 Refusal when there are more lines than a workbook takes. */
export async function lineSheets(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  query: Pick<Query, 'filter' | 'sort'>,
  total: number,
): Promise<LineSheet[]> {
  const visible = register.lines.filter(({ name }) => mayRead(register, actor, name))
  for (const { table } of visible) {
    const parents = matching(world, actor, register, query.filter).select(`${register.table}.id`)
    const counted: { lines: number }[] = await world.database.knex(table).whereIn('parent', parents).count({ lines: '*' })
    if (Number(counted[0]?.lines ?? 0) > mostExported.xlsx) throw tooMany(mostExported.xlsx)
  }
  return visible.map((lines) => sheetOf(world, actor, register, lines, query, total))
}

function sheetOf(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  lines: Lines,
  query: Pick<Query, 'filter' | 'sort'>,
  total: number,
): LineSheet {
  const naming = namingColumn(register, actor)
  const inner = readableColumns(register, actor, lines).map(({ name, field }) => ({
    name,
    field,
    title: say(field.label, actor.language),
    shape: shapeOf(field),
  }))
  const rowsOf = (record: Wire): Cell[][] => {
    const first = naming ? cellAt(register, record, naming, actor, world.timeZone) : `#${record.id}`
    const labels = record._labels as Record<string, string>
    return ((record[lines.name] as Record<string, unknown>[] | undefined) ?? []).map((line, at) => [
      first,
      ...inner.map(({ name, field, shape }) =>
        cellOf(line[name], field, shape, labels[`${lines.name}.${at}.${name}`], actor, world.timeZone),
      ),
    ])
  }
  const label = register.fields[lines.name]?.label ?? register.label
  return {
    field: lines.name,
    name: say(label, actor.language),
    columns: [naming ?? { name: 'id', title: say(register.label, actor.language), shape: { as: 'text' } }, ...inner],
    async *pages() {
      for (let start = 0; start < total; start += atOnce) {
        const { records } = await findStored(world, actor, register, { ...query, range: [start, start + atOnce - 1] })
        await withLines(world.database, register, records)
        yield (await present(world, actor, register, records)).flatMap(rowsOf)
      }
    },
  }
}
