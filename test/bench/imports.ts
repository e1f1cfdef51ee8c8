/** Speed of the import of the whole Online Retail file while somebody else lists orders all the time: lines a second, peak memory, the lister's waits. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { beginJob, keepLocal } from '../../server/exchange/job.ts'
import { run } from '../../server/exchange/run.ts'
import { create } from '../../server/records/index.ts'
import { serve } from '../../server/start.ts'
import { freshWorld, login, median, quantile } from './support.ts'

/** The whole file, `.csv` or `.csv.gz`. */
const file = process.env.RETAIL_FILE ? resolve(process.env.RETAIL_FILE) : ''

/** Prints the figures; says so where the file is not at hand. */
export async function benchImports(): Promise<void> {
  if (!existsSync(file)) {
    console.log('import: left out, RETAIL_FILE does not name the retail file')
    return
  }
  const { world, settings, clean } = await freshWorld()
  const role = await world.database.knex('roles').where({ code: 'administrator' }).first('id')
  const user = await create(world, system, 'users', { name: '测速', username: 'bench', role: role.id, active: true })
  await setPassword(world.database, { id: user.id, username: 'bench' }, 'bench-password', new Date())
  const running = await serve(world, settings, { log: pino({ level: 'silent' }), reporting: false })
  const cookie = await login(running.url)
  let peak = 0
  const watching = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  const began = performance.now()
  const { job } = await beginJob(world, system, await keepLocal(world, file), { profile: 'online-retail' })
  const waits: number[] = []
  let going = true
  const listing = (async () => {
    while (going) {
      const asked = performance.now()
      await (await fetch(`${running.url}/api/records/orders?range=[0,24]`, { headers: { cookie } })).arrayBuffer()
      waits.push(performance.now() - asked)
      await setTimeout(20)
    }
  })()
  const { state, total } = await run(world, system, job.id)
  const seconds = (performance.now() - began) / 1000
  going = false
  await listing
  clearInterval(watching)
  console.log(
    `import of ${total} lines: ${state}, ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} lines/s end to end, peak memory ${Math.round(peak / 1e6)} MB; another user's lists meanwhile: median ${median(waits).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms`,
  )
  await running.stop()
  await clean()
}
