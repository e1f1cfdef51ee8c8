/** Writes exports: each is a job with a sandbox of its own, watched, cancelled, capped, and logged like every run. */
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../access/actor.ts'
import type { Words } from '../definition/words.ts'
import { noSpace, Refusal } from '../errors.ts'
import { writeWorkbook } from '../exchange/writers.ts'
import { FairQueue } from '../reporting/queue.ts'
import { demandTakeAway, type ExportFormat, type ExportJob, exportOf, jobs, makeRoom, megabyte } from './exports.ts'
import { type Ending, stopped } from './faults.ts'
import { companyLimits, type Limits } from './limits.ts'
import type { Parameter } from './parameters.ts'
import type { Runs } from './runs.ts'
import { type CopiedColumn, tableOfLines } from './sheet.ts'

/** A workbook is written in one piece; a sheet would take 1,048,576. */
const mostSheetRows = 100_000

/** Columns that a spreadsheet takes; a workbook with more does not open. */
const mostSheetColumns = 16_384

/** An export has this many times as long as a query. */
const longer = 10

/** Between two looks at a running job, in milliseconds; one not heard of for a while has died with its server. */
const pulse = 1000
const lease = 30_000

export interface ExportAsked {
  readonly sql: string
  readonly params: Readonly<Record<string, Parameter>>
  readonly format: ExportFormat
  readonly query?: number
}

const broke: Words = [
  '导出未能写成；问题已记录，请稍后再试。',
  'The export could not be written; it has been noted. Please try again later.',
]

/** What is told of an export that failed, and where in the statement. */
function failure(error: unknown): Pick<ExportJob, 'message' | 'line' | 'column'> {
  const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
  const { words, extra = {} } = error instanceof Refusal ? error : full ? noSpace() : { words: broke }
  const { line = null, column = null } = extra as { line?: number; column?: number }
  return { message: JSON.stringify(words), line, column }
}

export class Exporter {
  private readonly runs: Runs
  private readonly folder: string
  private readonly failed: (error: unknown) => void
  private readonly working = new Set<Promise<void>>()
  /** One at a time: each takes as much memory as its writer may. */
  private readonly workbooks = new FairQueue(1)

  constructor(runs: Runs, folder: string, failed: (error: unknown) => void) {
    this.runs = runs
    this.folder = folder
    this.failed = failed
  }

  /** Begins an export and answers its job. Throws a 403 Refusal. */
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
    const { world, pool } = this.runs
    try {
      const { exportSpace } = await companyLimits(world)
      const done = await pool.spooled((spool) => this.write(actor, limits, asked, job, spool, exportSpace))
      // Cancelled at the last moment, it is wanted no more.
      if (!(await this.end(job, { state: 'done', progress: 100, ...done }))) await rm(job.path, { force: true })
    } catch (error) {
      await rm(job.path, { force: true })
      await this.end(job, { state: 'failed', ...failure(error) })
      if (!(error instanceof Refusal)) throw error
    }
  }

  /** Writes the file of a job by way of the folder `spool`; it is in its place when it is whole, and there is room. `everybody` are the megabytes of all exports together. */
  private async write(
    actor: Actor,
    limits: Limits,
    { sql, params, format, query }: ExportAsked,
    job: ExportJob,
    spool: string,
    everybody: number,
  ): Promise<Pick<ExportJob, 'rows' | 'bytes' | 'scope'>> {
    const result = join(spool, 'result')
    const most = Math.min(limits.exportSpace, everybody)
    const way =
      format === 'xlsx'
        ? { way: 'lines', most: Math.min(mostSheetRows, limits.exportRows), mostColumns: mostSheetColumns }
        : { way: format, most: limits.exportRows }
    const beat = this.keepAlive(job, result, most)
    try {
      const { head, scope } = await this.runs.run(actor, limits, {
        kind: 'export',
        sql,
        exported: format,
        ...(query === undefined ? {} : { query }),
        request: { do: 'copy', sql, params, path: result, ...way },
        spool,
        left: beat.left.signal,
        timeout: limits.timeout * longer,
        progress: (percent) => {
          beat.progress = Math.max(beat.progress, Math.min(99, Math.floor(percent)))
        },
      })
      const rows = Number(head.rows)
      const table = tableOfLines(result, head.columns as CopiedColumn[], rows)
      const written =
        format === 'xlsx' ? await this.workbooks.run(String(actor.id), () => writeWorkbook(table, spool, beat.left.signal)) : result
      const { size } = await stat(written)
      if (size > most * megabyte) throw stopped.large(most).refusal
      await makeRoom(this.runs.world, job.owner, size, limits.exportSpace, everybody)
      await mkdir(this.folder, { recursive: true, mode: 0o700 })
      await rename(written, job.path)
      return { rows, bytes: size, scope }
    } catch (error) {
      throw beat.left.signal.aborted ? (beat.left.signal.reason as Ending).refusal : error
    } finally {
      clearInterval(beat.timer)
    }
  }

  /** Writes down how a job ended; answers whether it was still running. */
  private async end({ id }: ExportJob, how: Partial<ExportJob>): Promise<boolean> {
    const { world } = this.runs
    const ended = await jobs(world)
      .where({ id, state: 'running' })
      .update({ ...how, endedAt: world.now().toISOString() })
    return ended === 1
  }

  /** Says every second that the job lives and how far it is; leaves it when it was cancelled, or its file grows beyond `most` megabytes. */
  private keepAlive({ id }: ExportJob, file: string, most: number) {
    const { world } = this.runs
    const look = async () => {
      const leaseUntil = new Date(world.now().getTime() + lease).toISOString()
      const alive = await jobs(world).where({ id, state: 'running' }).update({ leaseUntil, progress: beat.progress })
      const size = await stat(file).then(
        (found) => found.size,
        () => 0,
      )
      if (alive !== 1) beat.left.abort(stopped.cancelled())
      else if (size > most * megabyte) beat.left.abort(stopped.large(most))
    }
    const timer = setInterval(() => void look().catch(() => undefined), pulse)
    const beat = { progress: 0, left: new AbortController(), timer }
    return beat
  }
}
