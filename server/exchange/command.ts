/** `npm run import -- <profile|register> <file> [--key field,…]`: the panel's import from the command line, also while the server runs. The last line and the exit code tell the result. */
import { system } from '../access/actor.ts'
import { say } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import type { World } from '../records/index.ts'
import { readSettings, WrongSetting } from '../settings.ts'
import { openWorld } from '../start.ts'
import { arrange, beginJob, errorPath, type Job, jobOf, keepLocal } from './job.ts'
import { shippedProfile } from './profiles.ts'
import { run } from './run.ts'

const usage = [
  '用法: npm run import -- <方案|登记簿> <文件> [--key 字段,…]   例: npm run import -- online-retail online-retail.csv.gz',
  'usage: npm run import -- <profile|register> <file> [--key field,…]',
].join('\n')

/** Says how far it is, once a second. */
function watch(world: World, id: number): () => void {
  const begun = Date.now()
  const timer = setInterval(async () => {
    const { progress, total } = await jobOf(world, system, id)
    const rate = Math.round(progress / ((Date.now() - begun) / 1000))
    process.stderr.write(`\r${progress} / ${total} (${rate}/s)   `)
  }, 1000)
  return () => {
    clearInterval(timer)
    process.stderr.write('\n')
  }
}

async function begin(world: World, what: string, file: string, key: string | undefined): Promise<Job> {
  const { job } = await beginJob(world, system, await keepLocal(world, file), shippedProfile(what) ? { profile: what } : { register: what })
  if (job.profile !== null) return job
  const fields = key === undefined ? job.key : key.split(',').map((each) => each.trim())
  const left = Object.entries(job.mapping).flatMap(([column, path]) => (path === null ? [column] : []))
  if (left.length > 0) console.error(`未对应的列 columns left out: ${left.join(', ')}`)
  return arrange(world, system, job, job.mapping, fields)
}

/** Runs one import; answers the exit code: 0 all taken, 2 some rows in the error file, 1 not done. */
export async function command(world: World, words: readonly string[]): Promise<number> {
  const at = words.indexOf('--key')
  const key = at < 0 ? undefined : words[at + 1]
  const [what, file] = words.filter((_, place) => at < 0 || (place !== at && place !== at + 1))
  if (!what || !file) {
    console.error(usage)
    return 1
  }
  const job = await begin(world, what, file, key)
  const stop = watch(world, job.id)
  const done = await run(world, system, job.id).finally(stop)
  const named = done.faulty > 0 || done.state !== 'done' || /按规则/.test(done.message?.[0] ?? '')
  if (named && done.errorBytes > 0) console.log(`错误文件 error file: ${errorPath(done)}`)
  console.log(`${done.state}: ${done.message ? `${say(done.message, 'zh')} ${say(done.message, 'en')}` : ''}`)
  return done.state !== 'done' ? 1 : done.faulty > 0 ? 2 : 0
}

if (process.argv[1] === import.meta.filename) {
  try {
    const world = await openWorld(readSettings(process.env))
    process.exitCode = await command(world, process.argv.slice(2)).finally(() => world.database.close())
  } catch (error) {
    const known = error instanceof WrongSetting || (error as { code?: string }).code === 'ENOENT'
    console.error(
      error instanceof Refusal
        ? `${error.words.join(' ')}\n${Object.values(error.errors ?? {})
            .map((each) => each.join(' '))
            .join('\n')}`
        : known
          ? (error as Error).message
          : error,
    )
    console.log('failed: 未导入 nothing imported')
    process.exitCode = 1
  }
}
