/** Runs an import job: unit by unit, each in one transaction together with the job's own progress, so that a killed job goes on where it was and nothing happens twice. */
import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Actor } from '../access/actor.ts'
import { say, type Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { together, type World } from '../records/index.ts'
import { errorHead, errorRows } from './errorFile.ts'
import { type EntryFault, type Importer, merged, type Outcome, type Refused, shortened } from './importer.ts'
import { errorPath, type Job, jobOf, openJob } from './job.ts'
import type { Row } from './rows.ts'

/** A job whose process has not been heard of for this long is taken over. */
const lease = 30_000

class Stopped extends Error {}

const until = (world: World) => new Date(world.now().getTime() + lease).toISOString()

/** Is this job free to be run: not begun, or left behind by a process that died? */
const isFree = (world: World, { state, leaseUntil }: Job) =>
  state === 'ready' || (state === 'running' && (leaseUntil ?? '') < world.now().toISOString())

/** A run's hold on its job: whoever takes the job over changes the token, and the earlier run can write nothing more. */
type Hold = { readonly id: number; readonly runner: string; readonly state: 'running' }

/** Takes the job for this run; undefined when another has it or it is over. */
async function claim(world: World, job: Job): Promise<Hold | undefined> {
  if (!isFree(world, job)) return undefined
  const hold: Hold = { id: job.id, runner: randomUUID(), state: 'running' }
  const taken = await world.database
    .knex('imports')
    .where({ id: job.id, state: job.state, leaseUntil: job.leaseUntil })
    .update({ state: 'running', runner: hold.runner, leaseUntil: until(world) })
  return taken === 1 ? hold : undefined
}

/** Renews the lease while a large file is opened or a unit takes long; answers how to stop. A renewal that fails does no harm: the next one comes, or another run takes over. */
function keepAlive(world: World, hold: Hold): () => void {
  const timer = setInterval(() => {
    world.database
      .knex('imports')
      .where(hold)
      .update({ leaseUntil: until(world) })
      .catch(() => undefined)
  }, lease / 3)
  timer.unref()
  return () => clearInterval(timer)
}

/** The sentences of each faulty row, the field's name before each. */
function sentences({ entry, faults }: Refused, importer: Importer, actor: Actor): { row: Row; errors: string[] }[] {
  const text = ({ path, sentence }: EntryFault) => {
    const label = path === null ? undefined : importer.labelOf(path)
    return label ? `${say(label, actor.language)}: ${say(sentence, actor.language)}` : say(sentence, actor.language)
  }
  const elsewhere: Words = ['同一记录的其他行有错误，整条未导入。', 'Another row of this record is faulty, so all of it stayed out.']
  return entry.rows.map((row) => {
    const own = faults.filter((each) => each.row === row).map(text)
    return { row, errors: own.length > 0 ? own : [say(elsewhere, actor.language)] }
  })
}

const finished = (
  job: Pick<Job, 'total' | 'created' | 'updated' | 'skipped' | 'faulty'>,
  ignored: number,
  notes: readonly Words[],
): Words => [
  [
    `${job.total} 行：新建 ${job.created}，更新 ${job.updated}，未变 ${job.skipped}，错误 ${job.faulty}${ignored > 0 ? `，按规则不导入 ${ignored}` : ''} 条。`,
    ...shortened(notes).map(([zh]) => zh),
  ].join(''),
  [
    `${job.total} rows: ${job.created} created, ${job.updated} updated, ${job.skipped} unchanged, ${job.faulty} faulty${ignored > 0 ? `, ${ignored} left out by rule` : ''}.`,
    ...shortened(notes).map(([, en]) => en),
  ].join(' '),
]

/** Lets everybody else through between two units: when somebody waits for the database, long enough for a whole list request with its several queries. */
async function giveWay({ database }: World): Promise<void> {
  const { pool } = database.knex.client as { pool?: { numPendingAcquires(): number } }
  if ((pool?.numPendingAcquires() ?? 0) > 0) await setTimeout(20)
  else await setImmediate()
}

/** Does the work of a claimed job. */
async function work(world: World, actor: Actor, job: Job, hold: Hold): Promise<void> {
  const { source, importer } = await openJob(world, actor, job)
  const errors = await open(errorPath(job), 'a+')
  try {
    await errors.truncate(job.errorBytes)
    let { created, updated, skipped, faulty, errorBytes, notes } = job
    let ignored = 0
    const note = async (text: string) => {
      const bytes = Buffer.from(text)
      await errors.write(bytes)
      errorBytes += bytes.length
    }
    for await (const unit of importer.units(source, job.progress, job.scattered ? new Set(job.scattered) : undefined)) {
      await together(world, async (inner) => {
        const outcome: Outcome = await importer.write(inner, unit)
        if (outcome.refused.length > 0) {
          if (errorBytes === 0) await note(errorHead(source.columns))
          await note(
            errorRows(
              source.columns,
              outcome.refused.flatMap((each) => sentences(each, importer, actor)),
            ),
          )
          await errors.sync()
        }
        const left = outcome.refused.filter((each) => each.ignored).length
        ignored += left
        notes = merged(notes, outcome.notes)
        created += outcome.created
        updated += outcome.updated
        skipped += outcome.skipped + left
        faulty += outcome.refused.length - left
        const alive = await inner.database
          .knex('imports')
          .where(hold)
          .update({
            progress: unit.upTo,
            created,
            updated,
            skipped,
            faulty,
            errorBytes,
            notes: JSON.stringify(notes),
            leaseUntil: until(world),
          })
        if (alive !== 1) throw new Stopped()
      })
      await giveWay(world)
    }
    const message = finished({ total: job.total, created, updated, skipped: skipped - ignored, faulty }, ignored, notes)
    const ended = await world.database
      .knex('imports')
      .where(hold)
      .update({
        state: 'done',
        progress: job.total,
        message: JSON.stringify(message),
        leaseUntil: null,
        finishedAt: world.now().toISOString(),
      })
    if (ended !== 1) throw new Stopped()
    // What was imported is in the registers now; the file itself, full of customers' data, need not lie about.
    await rm(job.path, { force: true })
  } finally {
    await errors.close()
  }
}

/** Runs the job to its end, if it is free; answers it as it is then. What goes wrong is told in the job, and thrown when it is no fault of the file. */
export async function run(world: World, actor: Actor, id: number): Promise<Job> {
  const job = await jobOf(world, actor, id)
  const hold = await claim(world, job)
  if (!hold) return job
  const rest = keepAlive(world, hold)
  try {
    await work(world, actor, job, hold)
  } catch (error) {
    if (!(error instanceof Stopped)) {
      const words: Words =
        error instanceof Refusal
          ? error.words
          : [
              '导入因系统错误中止，已写入的部分完整有效；可重新运行，已导入的不会重复。',
              'The import stopped on a system error; what was written is whole. Run it again: nothing is imported twice.',
            ]
      await world.database
        .knex('imports')
        .where(hold)
        .update({ state: 'failed', message: JSON.stringify(words), leaseUntil: null, finishedAt: world.now().toISOString() })
      if (!(error instanceof Refusal)) throw error
    }
  } finally {
    rest()
  }
  return jobOf(world, actor, id)
}

/** Stops a job, or discards one that has not begun; what is written stays. */
export async function cancel(world: World, actor: Actor, id: number): Promise<Job> {
  await jobOf(world, actor, id)
  const message: Words = ['已取消；取消前写入的记录保留。', 'Cancelled; what was written before stays.']
  await world.database
    .knex('imports')
    .where({ id })
    .whereIn('state', ['ready', 'running'])
    .update({ state: 'cancelled', message: JSON.stringify(message), leaseUntil: null, finishedAt: world.now().toISOString() })
  return jobOf(world, actor, id)
}

/** Does a dead process's job wait to be taken over? */
export const isAbandoned = (world: World, job: Job): boolean => job.state === 'running' && isFree(world, job)
