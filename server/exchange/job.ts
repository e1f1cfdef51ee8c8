/** An import job as it is kept, and as its owner sees it. */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Words } from '../definition/words.ts'
import { missing, Refusal } from '../errors.ts'
import { pour, safeName } from '../files/store.ts'
import { find, type World } from '../records/index.ts'
import { guessKey, guessMapping, targetsOf } from './columns.ts'
import { Scatter } from './grouping.ts'
import type { Importer } from './importer.ts'
import { demandImport, type Mapping, planOf } from './plan.ts'
import { type Given, type Opened, profileFor, shippedProfile } from './profiles.ts'
import { registerImporter } from './registerImport.ts'
import type { Row, Source } from './rows.ts'
import { mostUpload, openSource } from './source.ts'

export type State = 'ready' | 'running' | 'done' | 'cancelled' | 'failed'

export interface Job {
  readonly id: number
  readonly owner: number | null
  readonly register: string
  /** The shipped profile; null for an ordinary register import. */
  readonly profile: string | null
  readonly fileName: string
  readonly path: string
  readonly columns: readonly string[]
  readonly encoding: string
  /** Keys of records whose rows lie apart; null when nobody has looked. */
  readonly scattered: readonly string[] | null
  readonly mapping: Mapping
  readonly key: readonly string[]
  /** What a person said once for the whole file, where a profile asks for it. */
  readonly given: Given
  readonly state: State
  readonly total: number
  readonly progress: number
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly faulty: number
  readonly errorBytes: number
  /** What is to be known besides the counts, so far. */
  readonly notes: readonly Words[]
  readonly message: readonly [string, string] | null
  readonly leaseUntil: string | null
}

type JobRow = Omit<Job, 'columns' | 'mapping' | 'key' | 'given' | 'message' | 'scattered' | 'notes'> & {
  scattered: string | null
  columns: string
  mapping: string
  key: string
  given: string | null
  notes: string | null
  message: string | null
}

const fromRow = (row: JobRow): Job => ({
  ...row,
  columns: JSON.parse(row.columns) as string[],
  mapping: JSON.parse(row.mapping) as Mapping,
  key: JSON.parse(row.key) as string[],
  given: row.given === null ? {} : (JSON.parse(row.given) as Given),
  scattered: row.scattered === null ? null : (JSON.parse(row.scattered) as string[]),
  notes: row.notes === null ? [] : (JSON.parse(row.notes) as Words[]),
  message: row.message === null ? null : (JSON.parse(row.message) as [string, string]),
})

/** The job, for its owner (or the system). Throws a 404 Refusal otherwise. */
export async function jobOf(world: World, actor: Actor, id: number): Promise<Job> {
  const row: JobRow | undefined = await world.database.knex('imports').where({ id }).first()
  if (!row || (actor.id !== null && row.owner !== actor.id)) throw missing(['导入任务', 'import'], id)
  return fromRow(row)
}

/** The source and importer of a job, with the rights of `actor` checked again. */
export async function openJob(world: World, actor: Actor, job: Job): Promise<{ source: Source; importer: Importer }> {
  if (job.path === '')
    throw new Refusal(410, 'gone', [
      '上传的文件已过保存期，请重新上传。',
      'The uploaded file has been deleted after a week: upload it again.',
    ])
  const shipped = shippedProfile(job.profile)
  if (shipped) {
    shipped.demand(world, actor)
    const opened = await shipped.open(job.path, job.fileName, job.encoding)
    return { source: opened.source, importer: opened.importer(world, actor, job.mapping, job.given) }
  }
  const source = await openSource(job.path, job.fileName, job.encoding)
  return { source, importer: registerImporter(planOf(world, actor, job.register, source.columns, job.mapping, job.key)) }
}

/** Where the faulty rows of a job are written. */
export const errorPath = ({ path }: Job) => `${path}.errors.csv`

export const tooLarge = () =>
  new Refusal(413, 'tooLarge', [
    '导入文件不能超过 200 MB，请压缩为 .csv.gz 或拆分。',
    'An import file may have 200 MB at most: send .csv.gz, or split it.',
  ])

/** Keeps uploaded bytes under the data directory and answers where. */
export async function keepUpload(world: World, given: string, stream: Readable): Promise<{ path: string; fileName: string }> {
  const folder = join(world.dataDir, 'imports')
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      done(size > mostUpload ? tooLarge() : null, chunk)
    },
  })
  await pour(stream, meter, path)
  return { path, fileName: safeName(given) }
}

/** A copy of a file on this machine, for the command line. */
export const keepLocal = (world: World, file: string) => keepUpload(world, file, createReadStream(file))

/** Days that an upload and its error file are kept when nobody finishes the import. */
const keptDays = 7

/** Deletes files of imports that are long over or were never begun; their rows stay as a record of what was imported. */
export async function sweep(world: World): Promise<void> {
  const limit = new Date(world.now().getTime() - keptDays * 86_400_000).toISOString()
  const old: { id: number; path: string }[] = await world.database
    .knex('imports')
    .where('createdAt', '<', limit)
    .whereNot({ state: 'running' })
    .whereNot({ path: '' })
    .select('id', 'path')
  for (const { id, path } of old) {
    await rm(path, { force: true })
    await rm(`${path}.errors.csv`, { force: true })
    await world.database.knex('imports').where({ id }).update({ path: '', errorBytes: 0 })
  }
}

/** What a saved profile prescribes for an import. */
export interface Prescription {
  readonly mapping: Mapping
  readonly key: readonly string[]
}

export interface Begun {
  readonly job: Job
  /** The file as its profile reads it; undefined for an ordinary register import. */
  readonly opened: Opened | undefined
  /** What the file says of itself. */
  readonly notes: readonly Words[]
  readonly samples: readonly { readonly name: string; readonly sample: readonly string[] }[]
}

/** Makes a job of a kept file: reads it through once, counts its rows and guesses what goes where. Deletes the file when it cannot be read. */
export async function beginJob(
  world: World,
  actor: Actor,
  kept: { path: string; fileName: string },
  target: { register?: string; profile?: string },
  prescription?: Prescription,
): Promise<Begun> {
  await sweep(world)
  try {
    const profile = profileFor(target)
    const shipped = shippedProfile(profile)
    const register = world.catalog.get(shipped?.register ?? target.register ?? '')
    if (shipped) shipped.demand(world, actor)
    else demandImport(register, actor)
    const opened = await shipped?.open(kept.path, kept.fileName)
    const source = opened?.source ?? (await openSource(kept.path, kept.fileName))
    const keyOf = opened?.importer(world, actor, opened.guess, {}).keyOf
    const scatter = keyOf ? new Scatter(keyOf) : undefined
    const first: Row[] = []
    let total = 0
    for await (const rows of source.pages()) {
      if (first.length < 5) first.push(...rows.slice(0, 5 - first.length))
      total += rows.length
      if (scatter) for (const row of rows) scatter.take(row)
    }
    const guessed = opened
      ? ((await rememberedMapping(world, actor, profile, source.columns)) ?? opened.guess)
      : guessMapping(source.columns, targetsOf(register, actor))
    const told = (await opened?.about?.(world)) ?? { notes: [], given: {} }
    const mapping = prescription ? { ...Object.fromEntries(source.columns.map((each) => [each, null])), ...prescription.mapping } : guessed
    const key = prescription ? prescription.key : shipped ? [] : guessKey(register, mapping)
    const [row]: { id: number }[] = await world.database
      .knex('imports')
      .insert({
        owner: actor.id,
        register: register.name,
        profile: shipped ? profile : null,
        fileName: kept.fileName,
        path: kept.path,
        columns: JSON.stringify(source.columns),
        encoding: source.encoding,
        scattered: scatter ? JSON.stringify([...scatter.keys]) : null,
        mapping: JSON.stringify(mapping),
        key: JSON.stringify(key),
        given: JSON.stringify(told.given),
        state: 'ready',
        total,
        progress: 0,
        created: 0,
        updated: 0,
        skipped: 0,
        faulty: 0,
        errorBytes: 0,
        createdAt: world.now().toISOString(),
      })
      .returning('id')
    const job = await jobOf(world, actor, row?.id ?? 0)
    return {
      job,
      opened,
      notes: told.notes,
      samples: source.columns.map((name, at) => ({ name, sample: first.map(({ cells }) => cells[at] ?? '') })),
    }
  } catch (error) {
    await rm(kept.path, { force: true })
    throw error
  }
}

/** The mapping of a saved profile that knows exactly these columns: what was said once for a bank's export is not asked again. */
async function rememberedMapping(
  world: World,
  actor: Actor,
  base: string | undefined,
  columns: readonly string[],
): Promise<Mapping | undefined> {
  if (base === undefined || actor.grant('importProfiles').read === undefined) return undefined
  const { rows } = await find(world, actor, 'importProfiles', { filter: { base }, sort: ['id', 'DESC'], range: [0, 99] })
  const known = rows.map(({ mapping }) => (mapping ?? {}) as Mapping)
  return known.find((mapping) => Object.keys(mapping).length === columns.length && columns.every((each) => Object.hasOwn(mapping, each)))
}

/** Sets what goes where, before the job runs. Throws a 422 Refusal for what cannot be. */
export async function arrange(
  world: World,
  actor: Actor,
  job: Job,
  mapping: Mapping,
  key: readonly string[],
  given: Given = job.given,
): Promise<Job> {
  if (job.state !== 'ready')
    throw new Refusal(409, 'refused', [
      '导入已开始，不能再改对应关系。',
      'The import has begun: what goes where cannot be changed any more.',
    ])
  if (job.profile === null) planOf(world, actor, job.register, job.columns, mapping, key)
  await world.database
    .knex('imports')
    .where({ id: job.id })
    .update({ mapping: JSON.stringify(mapping), key: JSON.stringify(key), given: JSON.stringify(given) })
  return { ...job, mapping, key, given }
}
