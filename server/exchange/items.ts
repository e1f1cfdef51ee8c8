/** Turns the rows of a unit into bodies for the verbs: cells read, links resolved, existing records found by key. */
import { portions } from '../database/portions.ts'
import type { Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import type { Item, World } from '../records/index.ts'
import { within } from '../records/scope.ts'
import { readCell } from './cells.ts'
import type { Entry, EntryFault } from './importer.ts'
import { revived } from './inert.ts'
import { keyText, type Plan } from './plan.ts'
import { detached, type Row } from './rows.ts'

type Body = Record<string, unknown>

export interface Prepared {
  readonly entry: Entry
  readonly item: Item
  readonly faults: readonly EntryFault[]
}

/** Looks up, at once for the unit, every record that a link column names. */
async function lookUp(world: World, plan: Plan, entries: readonly Entry[]): Promise<void> {
  for (const [at, { field }] of plan.targets) {
    if (field.kind !== 'link') continue
    const texts = entries.flatMap(({ rows }) => rows.map((row) => revived((row.cells[at] ?? '').trim())))
    await plan.finder.look(
      world,
      field.to,
      texts.filter((text) => text !== ''),
    )
  }
}

/** Reads one row's cells into `body` (fields of the record) or a new line of it. */
function readRow(world: World, plan: Plan, row: Row, body: Body, first: boolean, faults: EntryFault[]): void {
  const made = new Map<string, Body>()
  for (const [at, { path, field, lines }] of plan.targets) {
    const cell = row.cells[at] ?? ''
    const text = revived(cell.trim())
    const put = (value: unknown) => {
      if (lines === undefined) {
        if (first || !(path in body)) body[path] = value
        else if (body[path] !== value)
          faults.push({ row, path, sentence: ['与同一记录上一行不一致。', 'It differs from the row above of the same record.'] })
        return
      }
      const line = made.get(lines) ?? {}
      line[path.slice(lines.length + 1)] = value
      made.set(lines, line)
    }
    if (field.kind === 'link') {
      if (text === '') continue
      const found = plan.finder.answer(world, field.to, text)
      if ('id' in found) put(found.id)
      else faults.push({ row, path, sentence: found.fault })
      continue
    }
    const read = readCell(cell, field, world.timeZone)
    if (read && 'fault' in read) faults.push({ row, path, sentence: read.fault })
    else if (read) put(read.value)
  }
  for (const [name, line] of made) {
    const list = body[name]
    if (Array.isArray(list)) list.push(line)
    else body[name] = [line]
  }
}

/** Ids of live records that the actor may see, by the key of the plan. */
async function existing(world: World, plan: Plan, bodies: readonly Body[]): Promise<Map<string, number[]>> {
  const { register, key, actor } = plan
  const [first] = key
  const found = new Map<string, number[]>()
  const field = first === undefined ? undefined : register.fields[first]
  if (first === undefined || !field) return found
  const values = [...new Set(bodies.flatMap((body) => storedKey(plan, body)?.[0] ?? []))] as string[]
  for (const some of portions(values)) {
    const rows: ({ id: number } & Body)[] = await within(world, actor, register, 'read')
      .whereIn(`${register.table}.${first}`, some)
      .select(`${register.table}.id as id`, ...key.map((name) => `${register.table}.${name} as ${name}`))
    for (const row of rows) {
      const at = JSON.stringify(key.map((name) => row[name]))
      found.set(at, [...(found.get(at) ?? []), row.id])
    }
  }
  return found
}

/** The key of a body as the database keeps it; undefined when part of it is missing or no value. */
function storedKey({ register, key }: Plan, body: Body): unknown[] | undefined {
  const parts: unknown[] = []
  for (const name of key) {
    const field = register.fields[name]
    const taken = field && body[name] !== undefined ? kindOf(field).accept(body[name], field) : undefined
    if (!field || !taken || !('value' in taken) || taken.value === null) return undefined
    parts.push(kindOf(field).write?.(taken.value) ?? taken.value)
  }
  return parts
}

const oneRecord: Words = [
  '同一键对应多条已有记录，请改用编号等唯一的键。',
  'Several records have this key: choose one that is unique, such as the number.',
]
const noKey: Words = ['对应键为空，无法判断是新增还是更新。', 'The key is empty, so it cannot be told whether this is new.']
const strangeNumber: Words = [
  '没有这个编号的记录。编号只用于查找已有记录，新记录的编号由系统按序生成；请核对编号，或换用其他对应键。',
  'No record has this number. Numbers only find records that are there, new ones are numbered by the system: check it, or choose another key.',
]

/** Ids of the lines that existing records have, in order, by record and lines name: unchanged lines stay the same lines. */
async function lineIds(world: World, plan: Plan, ids: readonly number[]): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>()
  const mapped = new Set(plan.targets.flatMap(([, { lines }]) => lines ?? []))
  for (const lines of plan.register.lines.filter(({ name }) => mapped.has(name)))
    for (const some of portions(ids)) {
      const rows: { id: number; parent: number }[] = await world.database
        .knex(lines.table)
        .whereIn('parent', some)
        .orderBy(['parent', 'position', 'id'])
        .select('id', 'parent')
      for (const { id, parent } of rows) {
        const at = `${parent}/${lines.name}`
        const list = found.get(at)
        if (list) list.push(id)
        else found.set(at, [id])
      }
    }
  return found
}

/** Everything that can be said about the entries before the verbs see them. */
export async function prepare(world: World, plan: Plan, entries: readonly Entry[]): Promise<Prepared[]> {
  await lookUp(world, plan, entries)
  const read = entries.map((entry) => {
    const body: Body = {}
    const faults: EntryFault[] = []
    for (const [at, row] of entry.rows.entries()) readRow(world, plan, row, body, at === 0, faults)
    return { entry, body, faults }
  })
  const known = await existing(
    world,
    plan,
    read.map(({ body }) => body),
  )
  const matched = read.map(({ entry, body, faults }) => {
    const [first] = entry.rows
    const stored = storedKey(plan, body)
    const ids = stored ? (known.get(JSON.stringify(stored)) ?? []) : []
    const blame = (sentence: Words) => first && faults.push({ row: first, path: plan.key[0] ?? null, sentence })
    if (plan.key.length > 0 && first) {
      const text = keyText(plan, first)
      const line = plan.seen.get(text)
      if (text === '') blame(noKey)
      else if (line !== undefined && line !== first.line)
        blame([`与第 ${line} 行的键相同，同一文件中一条记录只能出现一次。`, `Line ${line} has the same key: a file names a record once.`])
      else plan.seen.set(detached(text), first.line)
      if (ids.length > 1) blame(oneRecord)
      if (plan.register.number && plan.key.includes('number') && ids.length === 0 && text !== '')
        faults.push({ row: first, path: 'number', sentence: strangeNumber })
    }
    return { entry, body, faults, id: ids[0] }
  })
  const lines = await lineIds(
    world,
    plan,
    matched.flatMap(({ id }) => id ?? []),
  )
  return matched.map(({ entry, body, faults, id }) => {
    if (id !== undefined) {
      for (const { name } of plan.register.lines) {
        const old = lines.get(`${id}/${name}`) ?? []
        const list = body[name]
        if (Array.isArray(list)) body[name] = list.map((line: Body, at) => (old[at] === undefined ? line : { ...line, id: old[at] }))
      }
      if (plan.register.workflow) delete body[plan.register.workflow.field]
    }
    // Numbers are given out by the series alone: one brought in would stand in its way later.
    if (plan.register.number) delete body.number
    return { entry, item: { ...(id === undefined ? {} : { id }), body }, faults }
  })
}
