/** Sends files through an import the way the panel does: upload, arrange, run. */
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Actor } from '../../server/access/actor.ts'
import { arrange, beginJob, errorPath, type Job, keepUpload } from '../../server/exchange/job.ts'
import type { Mapping } from '../../server/exchange/plan.ts'
import { run } from '../../server/exchange/run.ts'
import type { World } from '../../server/records/world.ts'

export interface Sent {
  readonly name?: string
  readonly content: string | Buffer
  readonly register?: string
  readonly profile?: string
  readonly mapping?: Mapping
  readonly key?: readonly string[]
}

/** Uploads a file and answers its job, not yet run. */
export async function upload(
  world: World,
  actor: Actor,
  { name = 'file.csv', content, register, profile, mapping, key }: Sent,
): Promise<Job> {
  const kept = await keepUpload(world, name, Readable.from([Buffer.from(content)]))
  const { job } = await beginJob(world, actor, kept, { ...(register ? { register } : {}), ...(profile ? { profile } : {}) })
  return mapping || key ? arrange(world, actor, job, mapping ?? job.mapping, key ?? job.key) : job
}

/** Uploads and runs; answers the job at its end and its error file. */
export async function send(world: World, actor: Actor, sent: Sent): Promise<Job & { errors: string }> {
  const job = await run(world, actor, (await upload(world, actor, sent)).id)
  return { ...job, errors: await readFile(errorPath(job), 'utf8').catch(() => '') }
}

/** The four counts of a job. */
export const counts = ({ created, updated, skipped, faulty }: Job) => ({ created, updated, skipped, faulty })
