/** Puts checked drafts into the database: numbers, rows, lines, attachments and the `changes` rows, in the transaction at hand. */
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister, Lines } from '../catalog/complete.ts'
import { type Diff, log } from '../changes/log.ts'
import { nextNumbers } from '../database/numbers.ts'
import { portions } from '../database/portions.ts'
import { Refusal } from '../errors.ts'
import { type Draft, nameOf } from './draft.ts'
import { sameValue, toRow } from './rows.ts'
import type { Stored, StoredRecord } from './rules.ts'
import { searchText } from './search.ts'
import type { World } from './world.ts'

type Row = Record<string, unknown>

const rowOf = (register: CompleteRegister, after: Stored): Row => ({
  ...toRow(register, after),
  ...(register.search.length > 0 ? { searchText: searchText(register, after) } : {}),
})

const insert = ({ database }: World, table: string, rows: readonly Row[]) => database.dialect.insert(database.knex, table, rows)

/** Inserts the drafts of new records; each `after` gets its id and number. */
export async function persistNew(world: World, actor: Actor, register: CompleteRegister, drafts: readonly Draft[]): Promise<void> {
  const at = world.now().toISOString()
  const unnumbered = drafts.filter(({ after }) => register.number && !after.number)
  if (register.number && unnumbered.length > 0) {
    const numbers = await nextNumbers(world.database, register.name, register.number, dayOf(world.now(), world.timeZone), unnumbered.length)
    for (const [index, { after }] of unnumbered.entries()) after.number = numbers[index]
  }
  for (const { after } of drafts)
    Object.assign(after, { version: 1, createdAt: at, createdBy: actor.id, updatedAt: at, updatedBy: actor.id, deletedAt: null })
  const ids = await insert(
    world,
    register.table,
    drafts.map(({ after }) => ({ ...rowOf(register, after), version: 1, deletedAt: null })),
  )
  for (const [index, { after }] of drafts.entries()) after.id = ids[index]
  for (const lines of register.lines) {
    const rows = drafts.flatMap(({ after }) =>
      (after[lines.name] as Stored[]).map((line, position) => ({ parent: after.id, position, ...toRow(lines, line) })),
    )
    const given = await insert(world, lines.table, rows)
    let next = 0
    for (const { after } of drafts) for (const line of after[lines.name] as Stored[]) line.id = given[next++]
  }
  await growTree(world, actor, register, drafts)
  await log(
    world.database,
    actor,
    register.name,
    at,
    drafts.map(({ after }) => ({ record: after.id as number, version: 1, verb: 'create' })),
  )
}

/** Fields whose values differ between before and after, lines as whole lists. */
export function diffOf({ register, before, after }: Draft): Diff {
  const names = [...register.columns.map((each) => each.name), ...register.lines.map((each) => each.name)]
  return Object.fromEntries(
    names.filter((name) => !sameValue(before?.[name], after[name])).map((name) => [name, [before?.[name] ?? null, after[name] ?? null]]),
  )
}

interface Changed {
  readonly draft: Draft
  readonly before: StoredRecord
  readonly diff: Diff
}

const stands = ({ verb }: Draft): boolean => verb === 'remove' || verb === 'recover'

/** Updates changed records, given in the order of their ids, each version one higher; when one is stale, a 409 that names it and that nothing was written for. */
export async function persistChanged(world: World, actor: Actor, register: CompleteRegister, drafts: readonly Draft[]): Promise<void> {
  const changed = drafts.flatMap((draft): Changed[] => {
    const { before, note } = draft
    if (!before) return []
    const diff = diffOf(draft)
    return Object.keys(diff).length > 0 || stands(draft) || note !== undefined ? [{ draft, before, diff }] : []
  })
  const { tree } = register
  // What moves in a tree takes the branch below it along, of which the next may be a part.
  if (tree && changed.some(({ diff }) => tree in diff)) for (const each of changed) await persistBatch(world, actor, register, [each])
  else await persistBatch(world, actor, register, changed)
}

async function persistBatch(world: World, actor: Actor, register: CompleteRegister, batch: readonly Changed[]): Promise<void> {
  if (batch.length === 0) return
  const { database } = world
  const at = world.now().toISOString()
  for (const { draft, before } of batch) {
    Object.assign(draft.after, { version: before.version + 1, updatedAt: at, updatedBy: actor.id })
    if (stands(draft)) draft.after.deletedAt = draft.verb === 'remove' ? at : null
  }
  const rows = batch.map(({ draft: { after }, before: { id, version } }) => ({
    ...rowOf(register, after),
    id,
    version: version + 1,
    deletedAt: after.deletedAt ?? null,
  }))
  const written = await database.dialect.update(database.knex, register.table, rows)
  // A record that is named twice is stale the second time.
  const late = batch.find(({ before }) => !written.delete(before.id))
  if (late) throw stale(register, late.before)
  for (const lines of register.lines) {
    const touched = batch.filter(({ diff }) => lines.name in diff)
    await persistLines(
      world,
      lines,
      touched.map(({ draft: { after }, before }) => ({
        parent: before.id,
        before: (before[lines.name] as Stored[] | undefined) ?? [],
        after: after[lines.name] as Stored[],
      })),
    )
  }
  const [first] = batch
  if (register.tree && first && register.tree in first.diff) await growTree(world, actor, register, [first.draft])
  await log(
    database,
    actor,
    register.name,
    at,
    batch.map(({ draft, before, diff }) => ({
      record: before.id,
      version: before.version + 1,
      verb: draft.verb,
      diff: stands(draft) ? undefined : diff,
      note: draft.note,
    })),
  )
}

/** 409: somebody else saved in between. */
export const stale = (register: CompleteRegister, stored: Stored) =>
  new Refusal(409, 'conflict', [
    `${register.label[0]} ${nameOf(register, stored)} 刚被他人修改，请核对后再保存。`,
    `${register.label[1]} ${nameOf(register, stored)} was changed by somebody else meanwhile: compare before you save.`,
  ])

/** The lines of one record, before and after. */
interface LinesOf {
  readonly parent: number
  readonly before: readonly Stored[]
  readonly after: readonly Stored[]
}

async function persistLines(world: World, lines: Lines, records: readonly LinesOf[]): Promise<void> {
  const { knex, dialect } = world.database
  const gone: number[] = []
  const changed: (Row & { id: number })[] = []
  const fresh: { line: Stored; row: Row }[] = []
  for (const { parent, before, after } of records) {
    const kept = new Set(after.map((line) => line.id))
    gone.push(...before.map((line) => line.id as number).filter((id) => !kept.has(id)))
    const old = new Map(before.map((line, position) => [line.id, { line, position }]))
    for (const [position, line] of after.entries()) {
      const known = old.get(line.id)
      if (!known) fresh.push({ line, row: { parent, position, ...toRow(lines, line) } })
      else if (known.position !== position || !sameValue(known.line, line))
        changed.push({ id: line.id as number, position, ...toRow(lines, line) })
    }
  }
  for (const some of portions(gone)) await knex(lines.table).whereIn('id', some).delete()
  await dialect.update(knex, lines.table, changed)
  const ids = await insert(
    world,
    lines.table,
    fresh.map((each) => each.row),
  )
  for (const [index, { line }] of fresh.entries()) line.id = ids[index]
}

/** Keeps the paths of a tree (`/1/4/9/`) right for new and moved records and all that hangs below them; one move at a time, or two could make a circle. */
async function growTree(world: World, actor: Actor, register: CompleteRegister, drafts: readonly Draft[]): Promise<void> {
  if (!register.tree) return
  const { knex, dialect } = world.database
  await dialect.lock(knex, `tree ${register.name}`)
  const pathOf = async (id: unknown): Promise<string | undefined> =>
    typeof id === 'number' ? (await knex(register.table).where({ id }).first('path'))?.path : undefined
  for (const { after, before } of drafts) {
    const id = after.id as number
    const old = before ? await pathOf(id) : undefined
    const path = `${(await pathOf(after[register.tree])) ?? '/'}${id}/`
    if (old && path.startsWith(old) && path !== old)
      throw new Refusal(422, 'invalid', ['不能把记录放到它自己的下级之下。', 'A record cannot be put below itself.'], {
        errors: { [register.tree]: ['不能选择自己或下级。', 'Choose neither the record itself nor one below it.'] },
      })
    after.path = path
    await knex(register.table).where({ id }).update({ path })
    if (old && old !== path) await moveBranch(world, actor, register, old, path)
  }
}

/** Gives everything below a moved record its new path; each is a change of its own, so that the warehouse follows. */
async function moveBranch(world: World, actor: Actor, register: CompleteRegister, old: string, path: string): Promise<void> {
  const { knex } = world.database
  const below: { id: number; version: number }[] = await knex(register.table).whereLike('path', `${old}_%`).select('id', 'version')
  if (below.length === 0) return
  await knex(register.table)
    .whereLike('path', `${old}_%`)
    .update({ path: knex.raw('? || substr(??, ?)', [path, 'path', old.length + 1]), version: knex.raw('?? + 1', ['version']) })
  const note = `${old} → ${path}`
  const entries = below.map(({ id, version }) => ({ record: id, version: version + 1, verb: 'update', note }))
  await log(world.database, actor, register.name, world.now().toISOString(), entries)
}
