/** Takes whole results away as files: a job in the database, written by a sandbox of its own, watched, cancelled, capped, kept a day while there is room, and logged. */
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../access/actor.ts'
import type { Words } from '../definition/words.ts'
import { forbidden, missing, Refusal } from '../errors.ts'
import { writeWorkbook } from '../exchange/writers.ts'
import type { World } from '../records/world.ts'
import { fullDisk, stopped } from './faults.ts'
import { companyLimits, type Limits } from './limits.ts'
import type { Parameter } from './parameters.ts'
import type { Runs } from './runs.ts'
import { mayTakeAway, snapshotQuestion } from './scope.ts'
import { type CopiedColumn, tableOfLines } from './sheet.ts'

export const formats = ['csv', 'xlsx', 'parquet'] as const
export type ExportFormat = (typeof formats)[number]

/** A workbook is written in one piece; a sheet would take 1,048,576. */
const mostSheetRows = 100_000

/** Columns that a spreadsheet takes; a workbook with more does not open. */
const mostSheetColumns = 16_384

const megabyte = 1024 ** 2

/** An export has this many times as long as a query. */
const longer = 10

/** Between two looks at a running job, in milliseconds; one not heard of for a while has died with its server. */
const pulse = 1000
const lease = 30_000

/** A finished file is kept this long, in milliseconds. */
const kept = 86_400_000

/** No export and no download works longer than this, in milliseconds: what is older was left behind by a server that was killed. */
const longest = 6 * 3_600_000

export interface ExportJob {
  readonly id: number
  readonly owner: number
  readonly format: ExportFormat
  /** `expired`: its file made room for later ones. */
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'expired'
  readonly progress: number | null
  readonly rows: number | null
  readonly bytes: number | null
  readonly path: string
  /** Names what the owner could see when it was written. */
  readonly scope: string | null
  /** Both languages as JSON. */
  readonly message: string | null
  /** Where in the statement it failed, from 1. */
  readonly line: number | null
  readonly column: number | null
  readonly startedAt: string
  readonly endedAt: string | null
  readonly leaseUntil: string
}

export interface ExportAsked {
  readonly sql: string
  readonly params: Readonly<Record<string, Parameter>>
  readonly format: ExportFormat
  readonly query?: number
}

export function demandTakeAway(actor: Actor): void {
  if (!mayTakeAway(actor))
    throw forbidden(
      '您的角色不能导出 SQL 结果，如确有需要请联系管理员。',
      'Your role may not take SQL results away; ask an administrator if you need to.',
    )
}

const died = JSON.stringify(['服务器在导出时重启；请重新导出。', 'The server was started anew meanwhile: export once more.'])

const broke = ['导出未能写成；问题已记录，请稍后再试。', 'The export could not be written; it has been noted. Please try again later.']

const gaveWay = JSON.stringify([
  '导出空间已满，此文件已为新的导出让出空间；请重新导出。',
  'Exports had no room left, so this file made way for later ones: export once more.',
])

/** What is told of an export that failed for another reason than its statement. */
const wordsOf = (error: unknown) =>
  error instanceof Refusal ? error.words : (error as NodeJS.ErrnoException).code === 'ENOSPC' ? fullDisk : broke

/** A job that nobody works at any more has failed. */
const asOf = (job: ExportJob, now: Date): ExportJob =>
  job.state === 'running' && job.leaseUntil < now.toISOString() ? { ...job, state: 'failed', message: died } : job

const jobs = ({ database }: World) => database.knex<ExportJob>('sqlExports')

/** The actor's own exports, newest first. */
export async function exportsOf(world: World, actor: Actor): Promise<ExportJob[]> {
  const rows: ExportJob[] = await jobs(world)
    .where({ owner: actor.id ?? 0 })
    .orderBy('id', 'desc')
    .limit(50)
  return rows.map((job) => asOf(job, world.now()))
}

/** One of the actor's own exports. Throws a 404 Refusal otherwise. */
export async function exportOf(world: World, actor: Actor, id: number): Promise<ExportJob> {
  const job: ExportJob | undefined = await jobs(world)
    .where({ id, owner: actor.id ?? 0 })
    .first()
  if (!job) throw missing(['导出', 'export'], id)
  return asOf(job, world.now())
}

/** Asks a running job to end; whichever server runs it sees it within a second. */
export const cancelExport = (world: World, { id }: ExportJob): Promise<unknown> =>
  jobs(world).where({ id, state: 'running' }).update({ state: 'cancelled', endedAt: world.now().toISOString() })

/** Deletes files that are old; their jobs go with them. */
export async function sweepExports(world: World): Promise<void> {
  const limit = new Date(world.now().getTime() - kept).toISOString()
  const old: ExportJob[] = await jobs(world).where('startedAt', '<', limit).where('leaseUntil', '<', limit)
  for (const { id, path } of old) {
    await rm(path, { force: true })
    await jobs(world).where({ id }).delete()
  }
  const home = join(world.dataDir, 'sql')
  for (const [folder, isPart] of [
    [home, (name: string) => name.startsWith('table-')],
    [join(home, 'exports'), (name: string) => name.endsWith('.part')],
  ] as const)
    for (const name of (await readdir(folder).catch(() => [])).filter(isPart)) {
      const part = join(folder, name)
      const changed = await stat(part).then(
        ({ mtimeMs }) => mtimeMs,
        () => Number.POSITIVE_INFINITY,
      )
      if (changed < Date.now() - longest) await rm(part, { recursive: true, force: true })
    }
}

/** The oldest of `files`, newest first, that have to go for the rest to fit into so many bytes. */
const beyond = (files: readonly ExportJob[], most: number) => {
  let sum = 0
  return files.filter(({ bytes }) => {
    sum += Number(bytes)
    return sum > most
  })
}

/** Takes away the oldest finished files until one person's, and everybody's, fit into the space for them. */
async function makeRoom(world: World, owner: number, person: number, everybody: number): Promise<void> {
  const done: ExportJob[] = await jobs(world).where({ state: 'done' }).orderBy('id', 'desc')
  const own = beyond(
    done.filter((job) => job.owner === owner),
    person * megabyte,
  )
  const rest = done.filter((job) => !own.includes(job))
  for (const { id, path } of [...own, ...beyond(rest, everybody * megabyte)]) {
    await jobs(world).where({ id, state: 'done' }).update({ state: 'expired', message: gaveWay })
    await rm(path, { force: true })
  }
}

/** The file of a finished export. Throws a 409 Refusal when it is not done, is gone, or was written with other rights than its owner has now. */
export async function fileOf(world: World, actor: Actor, { state, path, scope }: ExportJob): Promise<string> {
  if (state === 'expired') throw new Refusal(409, 'refused', JSON.parse(gaveWay) as Words)
  if (state !== 'done') throw new Refusal(409, 'refused', ['导出尚未完成。', 'The export is not done.'])
  if (scope !== snapshotQuestion(world, actor, 0).key)
    throw new Refusal(409, 'refused', [
      '导出之后您可见的范围已变更；请重新导出。',
      'What you may see has changed since the export was written: export once more.',
    ])
  if (
    !(await stat(path).then(
      () => true,
      () => false,
    ))
  )
    throw new Refusal(409, 'refused', ['文件已清除；请重新导出。', 'The file is gone: export once more.'])
  return path
}

export class Exports {
  private readonly runs: Runs
  private readonly folder: string
  private readonly failed: (error: unknown) => void
  private readonly working = new Set<Promise<void>>()

  constructor(runs: Runs, folder: string, failed: (error: unknown) => void) {
    this.runs = runs
    this.folder = folder
    this.failed = failed
  }

  /** Begins an export and answers its job. Throws 403 and 413 Refusals. */
  async begin(actor: Actor, limits: Limits, asked: ExportAsked): Promise<ExportJob> {
    demandTakeAway(actor)
    const { world } = this.runs
    const now = world.now()
    const [row]: { id: number }[] = await jobs(world)
      .insert({
        owner: actor.id ?? 0,
        format: asked.format,
        state: 'running',
        progress: 0,
        path: join(this.folder, `${crypto.randomUUID()}.${asked.format}`),
        startedAt: now.toISOString(),
        leaseUntil: new Date(now.getTime() + lease).toISOString(),
      })
      .returning('id')
    const job = await exportOf(world, actor, row?.id ?? 0)
    const work: Promise<void> = this.work(actor, limits, asked, job)
      .catch(this.failed)
      .finally(() => this.working.delete(work))
    this.working.add(work)
    return job
  }

  /** Waits until the jobs under way have written down how they ended; the sandboxes are stopped before. */
  async stop(): Promise<void> {
    await Promise.all(this.working)
  }

  private async work(actor: Actor, limits: Limits, asked: ExportAsked, job: ExportJob): Promise<void> {
    const spool = join(this.folder, `${crypto.randomUUID()}.part`)
    const left = new AbortController()
    const { exportSpace } = await companyLimits(this.runs.world)
    const beat = this.keepAlive(job, join(spool, 'result'), Math.min(limits.exportSpace, exportSpace), left)
    try {
      await mkdir(spool, { recursive: true, mode: 0o700 })
      const done = await this.write(actor, limits, asked, job, spool, left.signal, beat)
      await this.end(job, { state: 'done', progress: 100, ...done })
      await makeRoom(this.runs.world, job.owner, limits.exportSpace, exportSpace)
    } catch (error) {
      await rm(job.path, { force: true })
      const { line = null, column = null } = (error instanceof Refusal ? error.extra : undefined) ?? {}
      await this.end(job, {
        state: 'failed',
        message: JSON.stringify(wordsOf(error)),
        line: line as number | null,
        column: column as number | null,
      })
      if (!(error instanceof Refusal)) throw error
    } finally {
      beat.stop()
      await rm(spool, { recursive: true, force: true })
    }
  }

  private async write(
    actor: Actor,
    limits: Limits,
    { sql, params, format, query }: ExportAsked,
    { path }: ExportJob,
    spool: string,
    left: AbortSignal,
    beat: { progress: number },
  ): Promise<Pick<ExportJob, 'rows' | 'bytes' | 'scope'>> {
    const result = join(spool, 'result')
    const way =
      format === 'xlsx'
        ? { way: 'lines', most: Math.min(mostSheetRows, limits.exportRows), mostColumns: mostSheetColumns }
        : { way: format, most: limits.exportRows }
    const { head, scope } = await this.runs.run(actor, limits, {
      kind: 'export',
      sql,
      exported: format,
      ...(query === undefined ? {} : { query }),
      request: { do: 'copy', sql, params, path: result, ...way },
      spool,
      left,
      timeout: limits.timeout * longer,
      progress: (percent) => {
        beat.progress = Math.max(beat.progress, Math.min(99, Math.floor(percent)))
      },
    })
    const written =
      format === 'xlsx' ? await writeWorkbook(tableOfLines(result, head.columns as CopiedColumn[], Number(head.rows)), spool) : result
    await rename(written, path)
    return { rows: Number(head.rows), bytes: (await stat(path)).size, scope }
  }

  private async end({ id }: ExportJob, how: Partial<ExportJob>): Promise<void> {
    const { world } = this.runs
    await jobs(world)
      .where({ id, state: 'running' })
      .update({ ...how, endedAt: world.now().toISOString() })
  }

  /** Says every second that the job lives and how far it is; stops it when it was cancelled, or its file grows beyond `most` megabytes. */
  private keepAlive({ id }: ExportJob, file: string, most: number, left: AbortController): { progress: number; stop(): void } {
    const { world } = this.runs
    const look = async () => {
      const leaseUntil = new Date(world.now().getTime() + lease).toISOString()
      const alive = await jobs(world).where({ id, state: 'running' }).update({ leaseUntil, progress: beat.progress })
      const size = await stat(file).then(
        (found) => found.size,
        () => 0,
      )
      if (alive !== 1) left.abort(stopped.cancelled())
      else if (size > most * megabyte) left.abort(stopped.large(most))
    }
    const timer = setInterval(() => void look().catch(() => undefined), pulse)
    const beat = { progress: 0, stop: () => clearInterval(timer) }
    return beat
  }
}
