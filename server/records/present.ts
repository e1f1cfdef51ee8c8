/** Stored records as an actor sees them: visible fields in wire form, personal data masked, titles of linked records beside their ids. */
import type { Actor } from '../access/actor.ts'
import { mayRead, readableColumns, rowRule } from '../access/rows.ts'
import type { CompleteRegister, Lines } from '../catalog/complete.ts'
import { portions } from '../database/portions.ts'
import { kindOf } from '../kinds/index.ts'
import { masked } from '../kinds/kind.ts'
import type { Stored, StoredRecord } from './rules.ts'
import { within } from './scope.ts'
import type { World } from './world.ts'

export type Wire = Record<string, unknown> & { id: number }

/** Titles by `register/id`, for the records that the actor may read. */
type Titles = Map<string, string>

/** The links of each sort of lines that the actor may see. */
const lineLinks = (register: CompleteRegister, actor: Actor): (readonly [lines: string, links: Lines['links']])[] =>
  register.lines.map((lines) => [lines.name, lines.links.filter(({ name }) => mayRead(register, actor, `${lines.name}.${name}`))])

async function titlesOf(world: World, actor: Actor, register: CompleteRegister, records: readonly StoredRecord[]): Promise<Titles> {
  const wanted = new Map<string, Set<number>>()
  const want = (to: string, id: unknown) => {
    if (typeof id !== 'number') return
    const ids = wanted.get(to)
    if (ids) ids.add(id)
    else wanted.set(to, new Set([id]))
  }
  for (const record of records) {
    for (const { name, to } of register.links) if (mayRead(register, actor, name)) want(to, record[name])
    for (const [lines, links] of lineLinks(register, actor))
      for (const line of (record[lines] as Stored[] | undefined) ?? []) for (const { name, to } of links) want(to, line[name])
  }
  const titles: Titles = new Map()
  for (const [to, ids] of wanted) {
    const target = world.catalog.get(to)
    if (rowRule(target, actor, 'read') === undefined || !mayRead(target, actor, target.title)) continue
    const field = target.fields[target.title]
    if (!field) continue
    for (const some of portions([...ids])) {
      const rows: Stored[] = await within(world, actor, target, 'read')
        .whereIn(`${to}.id`, some)
        .select(`${to}.id as id`, `${to}.${target.title} as title`)
      for (const { id, title } of rows) titles.set(`${to}/${String(id)}`, kindOf(field).text(title, field, actor.language))
    }
  }
  return titles
}

function labelsOf(register: CompleteRegister, actor: Actor, record: StoredRecord, titles: Titles): Record<string, string> {
  const labels: Record<string, string> = {}
  const put = (path: string, to: string, id: unknown) => {
    const title = titles.get(`${to}/${String(id)}`)
    if (title !== undefined) labels[path] = title
  }
  for (const { name, to } of register.links) if (mayRead(register, actor, name)) put(name, to, record[name])
  for (const [lines, links] of lineLinks(register, actor))
    for (const [index, line] of ((record[lines] as Stored[] | undefined) ?? []).entries())
      for (const { name, to } of links) put(`${lines}.${index}.${name}`, to, line[name])
  return labels
}

/** One record in wire form, personal data masked for people. */
function wire(register: CompleteRegister, actor: Actor, record: StoredRecord, titles: Titles): Wire {
  const hidden: string[] = []
  const shown: Wire = { id: record.id, version: record.version, ...(record.deletedAt ? { deletedAt: record.deletedAt } : {}) }
  for (const { name, field, kind } of register.columns) {
    if (!mayRead(register, actor, name)) continue
    const value = kind.show(record[name], field)
    const mask = field.sensitive && value !== null && !actor.unbound && !(Array.isArray(value) && value.length === 0)
    if (mask) hidden.push(name)
    shown[name] = mask ? masked(value) : value
  }
  for (const lines of register.lines) {
    const list = record[lines.name] as Stored[] | undefined
    const columns = readableColumns(register, actor, lines)
    if (list && mayRead(register, actor, lines.name))
      shown[lines.name] = list.map((line) => ({
        id: line.id,
        ...Object.fromEntries(columns.map(({ name, field, kind }) => [name, kind.show(line[name], field)])),
      }))
  }
  shown._labels = labelsOf(register, actor, record, titles)
  shown._masked = hidden
  return shown
}

/** Records as this actor sees them. */
export async function present(world: World, actor: Actor, register: CompleteRegister, records: readonly StoredRecord[]): Promise<Wire[]> {
  const titles = await titlesOf(world, actor, register, records)
  const shown = records.map((record) => wire(register, actor, record, titles))
  for (const { beside } of world.everywhere) {
    const found = await beside?.(world, actor, register, records)
    if (found) for (const each of shown) Object.assign(each, found.get(each.id))
  }
  return shown
}
