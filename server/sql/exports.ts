/** Exports of SQL as they are kept: jobs in the database, their files for a day while there is room, had by their owner alone and with the rights of today. */
import { rm, stat } from 'node:fs/promises'
import type { Actor } from '../access/actor.ts'
import type { Words } from '../definition/words.ts'
import { forbidden, missing, Refusal } from '../errors.ts'
import type { World } from '../records/world.ts'
import { mayTakeAway, snapshotQuestion } from './scope.ts'

export const formats = ['csv', 'xlsx', 'parquet'] as const
export type ExportFormat = (typeof formats)[number]

export const megabyte = 1024 ** 2

/** A finished file is kept this long, in milliseconds. */
const kept = 86_400_000

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

export function demandTakeAway(actor: Actor): void {
  if (!mayTakeAway(actor))
    throw forbidden(
      '您的角色不能导出 SQL 结果，如确有需要请联系管理员。',
      'Your role may not take SQL results away; ask an administrator if you need to.',
    )
}

const died = JSON.stringify(['服务器在导出时重启；请重新导出。', 'The server was started anew meanwhile: export once more.'])

const gaveWay = JSON.stringify([
  '导出空间已满，此文件已为新的导出让出空间；请重新导出。',
  'Exports had no room left, so this file made way for later ones: export once more.',
])

/** A job that nobody works at any more has failed. */
const asOf = (job: ExportJob, now: Date): ExportJob =>
  job.state === 'running' && job.leaseUntil < now.toISOString() ? { ...job, state: 'failed', message: died } : job

export const jobs = ({ database }: World) => database.knex<ExportJob>('sqlExports')

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
}

/** The oldest of `files`, newest first, that have to go for the rest to fit into so many bytes. */
const beyond = (files: readonly ExportJob[], most: number) => {
  let sum = 0
  return files.filter(({ bytes }) => {
    sum += Number(bytes)
    return sum > most
  })
}

/** Takes away the oldest finished files until `coming` bytes of the owner's fit into the megabytes of one person, and of everybody. */
export async function makeRoom(world: World, owner: number, coming: number, person: number, everybody: number): Promise<void> {
  const done: ExportJob[] = await jobs(world).where({ state: 'done' }).orderBy('id', 'desc')
  const own = beyond(
    done.filter((job) => job.owner === owner),
    person * megabyte - coming,
  )
  const rest = done.filter((job) => !own.includes(job))
  for (const { id, path } of [...own, ...beyond(rest, everybody * megabyte - coming)]) {
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
